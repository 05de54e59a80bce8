import { type Around, type Operation, wrapped } from '../wrapped/bindings'
import { type Fate, type FateName, readFate } from './fate'

/** A failure that the harness ordered. */
class Injected extends Error {
  override name = 'Injected'
}

/** Longer than any run: local queues live in memory, so such a message dies with the runtime. */
const NEVER_SECONDS = 43_200
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

type Call<T> = (...instead: unknown[]) => Promise<T>
interface Suffered {
  ms: number
  /** The operation's own arguments and those that led to it. */
  given: readonly unknown[]
}

/** Each fate as what is done in place of the call. */
const SUFFER: Record<FateName, <T>(call: Call<T>, suffered: Suffered) => Promise<T>> = {
  ok: (call) => call(),
  async fail_before() {
    throw new Injected('It was not done.')
  },
  async fail_after(call) {
    await call()
    throw new Injected('It was done, and the reply is lost.')
  },
  async stall(call, { ms }) {
    await sleep(ms)
    return call()
  },
  drop: (call, { given }) => call(given[0], { delaySeconds: NEVER_SECONDS }),
  async double(call) {
    await call()
    return call()
  },
  delay: (call, { ms, given }) => call(given[0], { delaySeconds: Math.round(ms / 1000) }),
  async die(call, { ms }) {
    return Promise.race([
      call(),
      sleep(ms).then(() => {
        throw new Injected('The consumer is dead.')
      }),
    ])
  },
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
/** The job that an operation is about: the first id among its arguments. */
function jobIn(given: readonly unknown[]): string {
  for (const value of given) {
    const text = typeof value === 'string' ? value : typeof value === 'object' && value && 'id' in value ? value.id : ''
    const found = typeof text === 'string' ? text.match(UUID)?.[0] : undefined
    if (found) return found
  }
  return ''
}

/** Where the harness listens: it is the Git host as well. */
function harness(sourceOrigins: string): string {
  const origins: unknown = JSON.parse(sourceOrigins)
  const origin = typeof origins === 'object' && origins && 'github.com' in origins ? origins['github.com'] : undefined
  if (typeof origin !== 'string') throw new Error('SOURCE_ORIGINS does not say where the harness listens')
  return origin
}

/** Asks the harness; when that does not answer, all is well. */
async function fateOf(origin: string, { by, to, method, given }: Operation): Promise<Fate> {
  try {
    const query = new URLSearchParams({ by, to, method, job: jobIn(given) })
    return readFate(await (await fetch(`${origin}/chaos/fate?${query}`)).text())
  } catch {
    return { is: 'ok', ms: 0 }
  }
}

/** Lets the harness decide what becomes of each operation. */
export function ruledBy(sourceOrigins: string): Around {
  const origin = harness(sourceOrigins)
  return async (operation, call) => {
    const { is, ms } = await fateOf(origin, operation)
    return SUFFER[is](call, { ms, given: operation.given })
  }
}

/** The same environment, in which the harness decides what becomes of each call to a binding. */
export const afflicted = <Env extends { SOURCE_ORIGINS: string }>(env: Env, by: Operation['by']): Env =>
  wrapped(env, by, ruledBy(env.SOURCE_ORIGINS))
