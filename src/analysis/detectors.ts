import { ci } from './ci'
import type { Detector } from './detector'
import { docker } from './docker'
import { documentedCommands } from './documented/documented-commands'
import { documents } from './documents'
import { ECOSYSTEMS } from './ecosystems'
import { entryPoints } from './entry-points'
import { environment } from './environment'
import { infrastructure } from './infrastructure'
import { taskRunners } from './task-runners'
import { toolchainFiles } from './toolchain-files'

/** Every detector: the ecosystems, and what looks across them. */
export const DETECTORS: readonly Detector[] = [
  ...ECOSYSTEMS,
  toolchainFiles,
  entryPoints,
  taskRunners,
  documentedCommands,
  docker,
  ci,
  infrastructure,
  environment,
  documents,
]
