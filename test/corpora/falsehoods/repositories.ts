import { CELLAR } from './samples/cellar'
import { FERRY } from './samples/ferry'
import { KETTLE } from './samples/kettle'
import { LANTERN } from './samples/lantern'
import { ORCHARD } from './samples/orchard'
import type { Sample } from './samples/sample'
import { SIEVE } from './samples/sieve'

export type { Sample }

/** The repositories that the falsehoods and the truths are about. */
export const REPOSITORIES: readonly Sample[] = [KETTLE, LANTERN, FERRY, SIEVE, ORCHARD, CELLAR]
