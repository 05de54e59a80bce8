import type { DependencyScope, Source, Sourced } from '../../facts'
import type { Requirement } from './requirement'

/** A requirement with what it is for and where it stands. */
export interface Dependency extends Requirement {
  scope: DependencyScope
  source: Source
  /** It comes from a channel of conda, not from PyPI. */
  conda?: true
}

/** A command or other entry point: `http = httpie.__main__:main`. */
export interface Script {
  name: string
  /** `module:object`, as the manifest writes it. */
  reference: string
  source: Source
}

/** A task that a tool of the project runs by name. */
export interface Task {
  /** What is typed, without a prefix of another tool: `hatch run test`, `poe lint`. */
  command: string
  name: string
  source: Source
}

/** What one manifest file says of its package; fields that it leaves open are `null` or empty. */
export interface Manifest {
  path: string
  name: Sourced | null
  description: Sourced | null
  version: Sourced | null
  license: Sourced | null
  requiresPython: Sourced | null
  classifiers: string[]
  scripts: Script[]
  /** Names of entry-point groups beside the scripts: `pytest11`. */
  plugins: string[]
  dependencies: Dependency[]
  extras: { name: string; source: Source }[]
  /** PEP 735 and tool-specific groups of development dependencies. */
  groups: { name: string; source: Source }[]
  tasks: Task[]
  /** Packages and modules that the build configuration names, as paths or dotted names. */
  modules: string[]
  /** File that holds the version, when the manifest says so: a path, or `module.attribute`. */
  versionFrom: string | null
  /** The distribution carries a program that another language's compiler makes (maturin's `bindings = "bin"`). */
  compiledProgram: boolean
  /** A wheel can be built from it, and nothing forbids it. */
  distributable: boolean
}

export const emptyManifest = (path: string): Manifest => ({
  path,
  name: null,
  description: null,
  version: null,
  license: null,
  requiresPython: null,
  classifiers: [],
  scripts: [],
  plugins: [],
  dependencies: [],
  extras: [],
  groups: [],
  tasks: [],
  modules: [],
  versionFrom: null,
  compiledProgram: false,
  distributable: false,
})

/** One value for a field of several manifests of one folder: the first that states it. */
export function merged(manifests: readonly Manifest[]): Manifest | null {
  const [first, ...rest] = manifests
  if (!first) return null
  const all = [first, ...rest]
  const has = (manifest: Manifest) => manifest.dependencies.some(({ scope }) => scope === 'runtime')
  const runtime = all.find(has)
  const firstFilled = <T>(of: (manifest: Manifest) => T[]) => of(all.find((manifest) => of(manifest).length) ?? first)
  return {
    path: (all.find(({ name }) => name) ?? first).path,
    name: all.find(({ name }) => name)?.name ?? null,
    description: all.find(({ description }) => description)?.description ?? null,
    version: all.find(({ version }) => version)?.version ?? null,
    license: all.find(({ license }) => license)?.license ?? null,
    requiresPython: all.find(({ requiresPython }) => requiresPython)?.requiresPython ?? null,
    classifiers: firstFilled(({ classifiers }) => classifiers),
    scripts: firstFilled(({ scripts }) => scripts),
    plugins: firstFilled(({ plugins }) => plugins),
    dependencies: all.flatMap((manifest) =>
      manifest === runtime || !has(manifest)
        ? manifest.dependencies
        : manifest.dependencies.filter(({ scope }) => scope !== 'runtime'),
    ),
    extras: firstFilled(({ extras }) => extras),
    groups: all.flatMap(({ groups }) => groups),
    tasks: all.flatMap(({ tasks }) => tasks),
    modules: all.flatMap(({ modules }) => modules),
    versionFrom: all.find(({ versionFrom }) => versionFrom)?.versionFrom ?? null,
    compiledProgram: all.some(({ compiledProgram }) => compiledProgram),
    distributable: all.some(({ distributable }) => distributable) && !all.some(isPrivate),
  }
}

/** PyPI refuses an upload with this classifier, which is why it is used. */
export const isPrivate = ({ classifiers }: Manifest): boolean =>
  classifiers.some((classifier) => classifier.startsWith('Private ::'))
