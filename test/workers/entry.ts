import api from '../../src/api-worker'
import consumer from '../../src/consumer-worker'

export { AllowanceObject, JobObject } from '../../src/api-worker'

/** Both Workers as one, since the pool has one main Worker; end-to-end tests run them apart. */
export default { ...api, ...consumer }
