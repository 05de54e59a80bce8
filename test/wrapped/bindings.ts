/** One call to what lies outside of a Worker's own memory. */
export interface Operation {
  /** Whose call it is: a request's, the consumer's, a job object's. */
  by: 'api' | 'consumer' | 'object'
  to: 'd1' | 'r2' | 'queue' | 'object' | 'limit'
  /** Method of the binding: `run`, `put`, `send`, `claim`, … */
  method: string
  /** What the steps that led here were given (an object's name; a statement and what was bound to it), then the call itself. */
  given: readonly unknown[]
}

/** Runs the call, or does something else in its place. What `call` is given, it is made with instead of its own arguments. */
export type Around = <T>(operation: Operation, call: (...instead: unknown[]) => Promise<T>) => Promise<T>

/** Methods that give another object of the same binding at once, and are no calls by themselves. */
const STEPS: Partial<Record<Operation['to'], readonly string[]>> = {
  d1: ['prepare', 'bind', 'withSession', 'getBookmark'],
  r2: ['resumeMultipartUpload'],
  object: ['getByName', 'get', 'idFromName', 'idFromString', 'newUniqueId'],
}
/** Methods whose value is itself called again. */
const OPENS: Partial<Record<Operation['to'], readonly string[]>> = { r2: ['createMultipartUpload'] }

/** Wrapped objects to the real ones: a batch of D1 takes only its own statements. */
const real = new WeakMap<object, object>()
const unwrapped = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(unwrapped) : typeof value === 'object' && value ? (real.get(value) ?? value) : value

function around<T extends object>(
  target: T,
  by: Operation['by'],
  to: Operation['to'],
  run: Around,
  led: readonly unknown[] = [],
): T {
  const wrapped = new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name)
      if (typeof name !== 'string' || typeof value !== 'function') return value
      const call = (...given: unknown[]): unknown => Reflect.apply(value, object, given.map(unwrapped))
      if (STEPS[to]?.includes(name)) {
        return (...given: unknown[]) => {
          const next = call(...given)
          return typeof next === 'object' && next ? around(next, by, to, run, [...led, ...given]) : next
        }
      }
      return (...given: unknown[]) =>
        run({ by, to, method: name, given: [...led, ...given] }, async (...instead) => {
          const result = await call(...(instead.length ? instead : given))
          return OPENS[to]?.includes(name) && typeof result === 'object' && result
            ? around(result, by, to, run, [...led, ...given])
            : result
        })
    },
  })
  real.set(wrapped, target)
  return wrapped
}

const KINDS: Record<string, Operation['to']> = {
  DB: 'd1',
  ARTIFACTS: 'r2',
  DOORBELL: 'queue',
  JOB: 'object',
  CREATE_LIMIT: 'limit',
}

/** The same environment, each call to whose bindings goes through `run`. */
export function wrapped<Env extends object>(env: Env, by: Operation['by'], run: Around): Env {
  const entries = Object.entries(env).map(([name, binding]: [string, unknown]) => {
    const to = KINDS[name]
    return [name, to && typeof binding === 'object' && binding ? around(binding, by, to, run) : binding]
  })
  return Object.fromEntries(entries)
}
