import type { Project } from '../project'

/** What judging a command needs to know: the tree, the folder it runs in, and names that the project goes by. */
export interface Place {
  project: Project
  cwd: string
  /** Names of the repository and of its packages. */
  names: readonly string[]
}
