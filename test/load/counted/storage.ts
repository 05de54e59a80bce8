import { note } from './notes'

/** Methods that cost something; the rest only opens, closes or holds. */
const BILLED = ['get', 'put', 'delete', 'deleteAll', 'getAlarm', 'setAlarm', 'deleteAlarm']

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length

/** The same object's state, whose storage notes what is read from it and written to it. */
export function withCountedStorage<State extends DurableObjectState>(state: State): State {
  const { storage } = state
  const noting = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name)
        if (name === 'kv') return noting(value as object)
        if (typeof value !== 'function') return value
        return (...given: unknown[]): unknown => {
          const result: unknown = Reflect.apply(value, object, given)
          if (BILLED.includes(String(name)))
            note({
              by: 'object',
              to: 'storage',
              method: String(name),
              ...(name === 'put' ? { bytes: bytesOf(given[1]), database: storage.sql.databaseSize } : {}),
            })
          return result
        }
      },
    })
  // The platform takes no other state than its own.
  return Object.defineProperty(state, 'storage', { value: noting(storage) })
}
