import product, { JobObject as Measured } from '../../../src/api-worker'

export { AllowanceObject } from '../../../src/api-worker'

import { counted } from './environment'
import { note } from './notes'
import { withCountedStorage } from './storage'
import { stored } from './stored'

export class JobObject extends Measured {
  constructor(state: ConstructorParameters<typeof Measured>[0], env: Env) {
    super(withCountedStorage(state), counted(env, 'object'))
  }

  override async alarm(): Promise<void> {
    note({ by: 'platform', to: 'object', method: 'alarm' })
    return super.alarm()
  }
}

export default {
  ...product,
  fetch(request, env, context) {
    if (new URL(request.url).pathname.startsWith('/measured/')) return stored.fetch(request, env, context)
    note({ by: 'platform', to: 'worker', method: 'fetch' })
    return product.fetch(request, counted(env, 'api'), context)
  },
} satisfies ExportedHandler<Env>
