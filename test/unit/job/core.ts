import * as outbox from '../../../src/job/outbox'
import * as transitions from '../../../src/job/transitions'

/** The pure core of a job's life: what every promise is made of, and what a mutant breaks. */
export type Core = typeof transitions & typeof outbox
export const CORE: Core = { ...transitions, ...outbox }
