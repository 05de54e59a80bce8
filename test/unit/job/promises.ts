import type { Core } from './core'
import { BEGINNINGS } from './promises/beginnings'
import { ENDS } from './promises/ends'
import { PEOPLE } from './promises/people'
import { TELLING } from './promises/telling'
import { TIME } from './promises/time'

/** What the core promises, in words, and the check of it: it throws when the core given does not keep it. */
export const PROMISES: Record<string, Record<string, (core: Core) => void>> = {
  'how a job begins': BEGINNINGS,
  'how its attempts end': ENDS,
  'what people may do': PEOPLE,
  'what time does': TIME,
  'what is told outside': TELLING,
}
