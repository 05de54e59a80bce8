import { ci } from './ci'
import type { Detector } from './detector'
import { docker } from './docker'
import { documentedCommands } from './documented/documented-commands'
import { documents } from './documents'
import { entryPoints } from './entry-points'
import { environment } from './environment'
import { infrastructure } from './infrastructure'
import { go } from './manifests/go'
import { java } from './manifests/java'
import { javascript } from './manifests/javascript'
import { python } from './manifests/python'
import { rust } from './manifests/rust'
import { taskRunners } from './task-runners'
import { toolchainFiles } from './toolchain-files'

/** Every detector. Adding an ecosystem is adding its file, a row here and a test. */
export const DETECTORS: readonly Detector[] = [
  javascript,
  python,
  go,
  rust,
  java,
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
