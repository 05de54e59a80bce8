import { type Operation, wrapped } from '../../wrapped/bindings'
import { meteredD1 } from './metered-d1'
import { note } from './notes'

/** The same environment, which notes each call of a binding. */
export function counted<Env extends object>(env: Env, by: Operation['by']): Env {
  const metered = 'DB' in env ? { ...env, DB: meteredD1(env.DB as D1Database, by) } : env
  return wrapped(metered, by, (operation, call) => {
    // D1 notes its own, with the rows.
    if (operation.to !== 'd1') note(operation)
    return call()
  })
}
