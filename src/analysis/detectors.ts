import { ci } from './ci'
import type { Detector } from './detector'
import { docker } from './docker'
import { documents } from './documents'
import { environment } from './environment'
import { go } from './manifests/go'
import { java } from './manifests/java'
import { javascript } from './manifests/javascript'
import { python } from './manifests/python'
import { rust } from './manifests/rust'
import { taskRunners } from './task-runners'

/** Every detector. Adding an ecosystem is adding its file, a row here and a test. */
export const DETECTORS: readonly Detector[] = [
  javascript,
  python,
  go,
  rust,
  java,
  taskRunners,
  docker,
  ci,
  environment,
  documents,
]
