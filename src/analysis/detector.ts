import type { CommandGroup, Facts, Kind, Source, Sourced } from './facts'
import type { Project } from './project'

/** A package of the project's own: a manifest with an identity, at the root or as a workspace member. */
export interface Package {
  /** Package URL type: `npm`, `pypi`, `golang`, `cargo`, `maven` … */
  ecosystem: string
  /** Folder of the manifest; `.` is the root. */
  directory: string
  manifest: string
  name: Sourced | null
  description: Sourced | null
  version: Sourced | null
  /** SPDX identifier or expression as the manifest states it, not yet checked. */
  license: Sourced | null
  /** Not to be published. */
  private: boolean
  /** What this package is by its manifest's own evidence, most telling first. */
  kinds: Kind[]
  /** Folders of the workspace members that this manifest declares and that exist. */
  members: string[]
  /** Each member is named by itself, as a solution does, not by a pattern: tests and examples among them are meant. */
  namedMembers?: boolean
}

/**
 * One command that a reader can type. It must resolve: the script, target, binary, module or wrapper exists at `cwd`.
 * `rank` orders a group, smallest first: see `RANK`.
 */
export interface CommandCandidate {
  group: CommandGroup
  command: string
  cwd: string
  purpose?: string
  rank: number
  /** What a task of the project types itself, where that is known: a step that it does needs no saying. */
  runs?: string
  /** Files that it names and that its own earlier steps, or the build, make: they need not stand in the tree. */
  makes?: readonly string[]
  sources: Source[]
}

/** How sure a command is, best first. Within one rank, the order in which detectors stand in the table decides. */
export const RANK = {
  /** A wrapper that the repository carries: `./gradlew`, `./mvnw`. */
  wrapper: 10,
  /** A script or task that the manifest declares: npm scripts, tox environments, cargo aliases. */
  script: 20,
  /** A target of a task runner at the root: Makefile, justfile, Taskfile. */
  task: 30,
  /** What the ecosystem's own tool does by convention: `go test ./...`, `cargo build`. */
  convention: 40,
  /** A line that the README or a guide shows: said only where a group has nothing surer (from this rank on). */
  documented: 60,
  /** A step of a CI workflow: said only where nothing else names a way. */
  ci: 70,
} as const

/** What a detector contributes. Everything is optional; lists of all detectors are joined in the order of the table. */
export interface Contribution {
  packages?: Package[]
  package_managers?: Facts['package_managers']
  dependencies?: Facts['dependencies']
  /** Only frameworks that a file proves by itself; those that a dependency proves come from the framework table. */
  frameworks?: Facts['frameworks']
  runtimes?: Facts['runtimes']
  commands?: CommandCandidate[]
  binaries?: Facts['binaries']
  entry_points?: Facts['entry_points']
  docker?: NonNullable<Facts['docker']>
  ci?: Facts['ci']
  environment?: Facts['environment']
  infrastructure?: Facts['infrastructure']
  surface?: Partial<Facts['surface']>
  documents?: Facts['documents']
  contacts?: Facts['contacts']
  /** Kinds that no package stands for, most telling first. */
  kinds?: Kind[]
  warnings?: Facts['warnings']
}

/** Something that reads files of the archive, and says of which how much. */
export interface Asking {
  /**
   * Extensions, lower case and without the dot, of the files below the root that `wants` may ask for; `''` stands for names without one.
   * It is not asked about others, unless their name says what they are: see `wants.ts`.
   */
  extensions: readonly string[]
  /** Bytes from the start of `path` that are read: 0 for none, `Infinity` for all. */
  wants(path: string, bytes: number): number
}

/**
 * One row of the detector table. A detector is a pure function of the project's files.
 * One that throws costs its own facts and adds a warning, never the job.
 */
export interface Detector extends Asking {
  /** In the field's words: `javascript`, `python`, `docker`. */
  name: string
  detect(project: Project): Contribution
}
