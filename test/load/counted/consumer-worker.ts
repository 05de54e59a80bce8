import product from '../../../src/consumer-worker'
import { counted } from './environment'
import { note } from './notes'

export default {
  queue(batch, env) {
    for (let i = 0; i < batch.messages.length; i++) note({ by: 'platform', to: 'worker', method: 'queue' })
    return product.queue(batch, counted(env, 'consumer'))
  },
} satisfies ExportedHandler<ConsumerEnv, { id: string }>
