import product, { JobObject as ProductObject } from '../../src/api-worker'

export { AllowanceObject } from '../../src/api-worker'

import { consume } from '../../src/consumer/consume'
import { afflicted } from './afflicted'

/** The product's own job object; what lies outside of it fails as the harness says. */
export class JobObject extends ProductObject {
  constructor(state: DurableObjectState, env: Env) {
    super(state, afflicted(env, 'object'))
  }
}

/** A batch of one message, which nobody brings again. */
function batchOf(id: string): Parameters<typeof consume>[0] {
  const nothing = () => undefined
  const message = { id, timestamp: new Date(), body: { id }, attempts: 1, ack: nothing, retry: nothing }
  const metadata = { metrics: { backlogCount: 0, backlogBytes: 0 } }
  return { queue: 'readme-forge-jobs', messages: [message], metadata, ackAll: nothing, retryAll: nothing }
}

/** The API Worker under fire. */
export default {
  /** The product's; and the harness' own path, on which it delivers a message itself: local queues know one consumer at a time. */
  async fetch(request, env, context) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname !== '/chaos/deliver') return product.fetch(request, afflicted(env, 'api'), context)
    const consumed = consume(batchOf(searchParams.get('job') ?? ''), {
      ...afflicted(env, 'consumer'),
      LLM_PRICES: '',
    })
    context.waitUntil(consumed)
    await consumed
    return new Response(null, { status: 204 })
  },
  scheduled: (controller, env) => product.scheduled(controller, afflicted(env, 'api')),
} satisfies ExportedHandler<Env>
