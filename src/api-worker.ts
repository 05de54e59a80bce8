import { api } from './api/api'
import { sweep } from './job/sweep'

export { AllowanceObject } from './job/allowance/allowance-object'
export { JobObject } from './job/job-object'

export default {
  fetch: api.fetch,
  async scheduled(controller, env) {
    await sweep(env, controller.scheduledTime)
  },
} satisfies ExportedHandler<Env>
