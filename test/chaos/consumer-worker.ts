import product from '../../src/consumer-worker'
import { afflicted, ruledBy } from './afflicted'

/** The product's own consumer; the harness decides of each message whether two get it at once, or one that dies at it. */
export default {
  queue: (batch, env) => {
    const given = batch.messages.map(({ body }) => body)
    return ruledBy(env.SOURCE_ORIGINS)({ by: 'consumer', to: 'queue', method: 'deliver', given }, () =>
      product.queue(batch, afflicted(env, 'consumer')),
    )
  },
} satisfies ExportedHandler<ConsumerEnv, { id: string }>
