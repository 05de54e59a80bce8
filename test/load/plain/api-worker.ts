import { Hono } from 'hono'
import product from '../../../src/api-worker'
import { instruments } from './instruments'

export { AllowanceObject, JobObject } from '../../../src/api-worker'

/** What everything is measured against: the least that a Hono application can be asked. */
const bare = new Hono().get('/bare/', (c) => c.text('ok'))

const environments = new WeakMap<Env, Env>()

/**
 * The limit's own work is done; only its answer does not count, so that load is measured and not the limit. Made once for
 * each environment, whose bindings are costly to copy.
 */
function unlimited(env: Env): Env {
  const CREATE_LIMIT: RateLimit = {
    async limit(options) {
      await env.CREATE_LIMIT.limit(options)
      return { success: true }
    },
  }
  const made = environments.get(env) ?? { ...env, CREATE_LIMIT }
  environments.set(env, made)
  return made
}

export default {
  ...product,
  fetch(request, env, context) {
    const { pathname } = new URL(request.url)
    if (pathname === '/bare/') return bare.fetch(request, env, context)
    if (pathname.startsWith('/measured/')) return instruments.fetch(request, env, context)
    return product.fetch(request, unlimited(env), context)
  },
} satisfies ExportedHandler<Env>
