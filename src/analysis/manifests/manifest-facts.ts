import type { CommandCandidate, Contribution, Package } from '../detector'
import type { DependencyScope, Facts, Kind, Source, Sourced } from '../facts'
import type { Asked } from '../path-index'
import { folderOf, type Project } from '../project'
import { type PackageType, purl } from './purl'

/** One direct dependency, where the manifest names it. */
export interface Requirement {
  name: string
  /** The constraint as it is written. */
  version?: string
  scope: DependencyScope
  source: Source
}

/** What one manifest says of the package in its folder. */
export interface ManifestFacts {
  name: Sourced | null
  description: Sourced | null
  version: Sourced | null
  /** SPDX identifier or expression as it stands there. */
  license: Sourced | null
  private: boolean
  kinds: Kind[]
  /** Folders of members that it declares and that exist. */
  members?: string[]
  /** They are named one by one: tests and examples among them are meant. */
  namedMembers?: boolean
  lockfile?: string
  requirements?: readonly Requirement[]
  runtimes?: Facts['runtimes']
  /** Each runs in the manifest's folder, unless it says where. */
  commands?: readonly (Omit<CommandCandidate, 'cwd'> & { cwd?: string })[]
  binaries?: Facts['binaries']
  entry_points?: Facts['entry_points']
  exports?: Facts['surface']['exports']
  warnings?: Facts['warnings']
}

/** What a manifest says that names no package: a workspace's, or one of which only the dependencies are asked. */
export const UNNAMED = {
  name: null,
  description: null,
  version: null,
  license: null,
  private: true,
  kinds: [],
} satisfies ManifestFacts

/** What `facts` of the manifest at `manifest` contribute, its packages of the given package URL type, handled by `manager`. */
export function contributionOf(
  type: PackageType,
  manager: string,
  manifest: string,
  { requirements = [], commands = [], lockfile, exports, members = [], namedMembers, ...facts }: ManifestFacts,
): Contribution {
  const cwd = folderOf(manifest)
  const { name, description, version, license, kinds } = facts
  const own: Package = {
    ecosystem: type,
    directory: cwd,
    manifest,
    name,
    description,
    version,
    license,
    private: facts.private,
    kinds,
    members,
    ...(namedMembers && { namedMembers }),
  }
  return {
    packages: [own],
    package_managers: [{ name: manager, manifest, ...(lockfile && { lockfile }), cwd, sources: [{ path: manifest }] }],
    dependencies: requirements.map(({ source, ...one }) => ({
      ...one,
      manifest,
      purl: purl(type, one.name, one.version),
      sources: [source],
    })),
    runtimes: facts.runtimes ?? [],
    commands: commands.map((command) => ({ cwd, ...command })),
    binaries: facts.binaries ?? [],
    entry_points: facts.entry_points ?? [],
    ...(exports && { surface: { exports } }),
    warnings: facts.warnings ?? [],
  }
}

/** Lists that detectors contribute one after the other. */
const LISTS = [
  'packages',
  'package_managers',
  'dependencies',
  'frameworks',
  'runtimes',
  'commands',
  'binaries',
  'entry_points',
  'ci',
  'environment',
  'infrastructure',
  'kinds',
  'warnings',
] as const satisfies readonly (keyof Contribution)[]

const SURFACE = [
  'routes',
  'cli',
  'exports',
  'inputs',
  'outputs',
  'notebooks',
] as const satisfies readonly (keyof Facts['surface'])[]

/** Several contributions as one: their lists one after the other. */
export function together(all: readonly Contribution[]): Contribution {
  const lists = LISTS.map((field) => [field, all.flatMap((one): unknown[] => one[field] ?? [])])
  const surface = SURFACE.map((field) => [field, all.flatMap((one): unknown[] => one.surface?.[field] ?? [])])
  return {
    ...Object.fromEntries(lists),
    surface: Object.fromEntries(surface),
  } as Contribution
}

/** Folders of tools around a project, which are not the project. */
const TOOLING = /(?:^|\/)(?:scripts?|tools?|ci|fuzz|xtask|\.[^/]+)(?:\/|$)/i
const DEEPEST = 4

/**
 * Manifests at which a project begins: the root's, or else the shallowest of its own, none inside another's folder.
 * @param most how many are looked at, where none stands at the root
 */
export function topManifests(project: Project, base: Asked, most = 6): string[] {
  const own = project.own(base)
  const root = own.filter((path) => !path.includes('/'))
  if (root.length) return root
  const found: string[] = []
  for (const path of own) {
    const directory = folderOf(path)
    if (TOOLING.test(directory) || directory.split('/').length > DEEPEST) continue
    if (!found.some((one) => `${directory}/`.startsWith(`${folderOf(one)}/`))) found.push(path)
    if (found.length === most) break
  }
  return found
}
