import { ci } from './ci'
import { browserExtension } from './content/browser-extension'
import { dotfiles } from './content/dotfiles'
import { notebooks } from './content/notebooks'
import { projectTemplate } from './content/project-template'
import { sites } from './content/sites'
import type { Detector } from './detector'
import { docker } from './docker'
import { documentedCommands } from './documented/documented-commands'
import { documents } from './documents'
import { ECOSYSTEMS } from './ecosystems'
import { entryPoints } from './entry-points'
import { environment } from './environment'
import { infrastructure } from './infrastructure'
import { startScript } from './start-script'
import { taskRunners } from './task-runners'
import { toolchainFiles } from './toolchain-files'

/** Every detector: the ecosystems, and what looks across them. */
export const DETECTORS: readonly Detector[] = [
  ...ECOSYSTEMS,
  browserExtension,
  sites,
  notebooks,
  projectTemplate,
  dotfiles,
  toolchainFiles,
  entryPoints,
  taskRunners,
  startScript,
  documentedCommands,
  docker,
  ci,
  infrastructure,
  environment,
  documents,
]
