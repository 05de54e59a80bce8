import { consume } from './consumer/consume'

export default { queue: consume } satisfies ExportedHandler<ConsumerEnv, { id: string }>
