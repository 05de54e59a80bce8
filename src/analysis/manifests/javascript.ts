import { type Contribution, type Package, RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Facts } from '../facts'
import { baseOf, type Project } from '../project'
import { developmentCommands } from './javascript/commands'
import { denoContribution } from './javascript/deno'
import { isDenoConfig } from './javascript/deno-units'
import { dependenciesOf, readCatalogs } from './javascript/dependencies'
import { binariesOf, entryPointsOf, hasModule, libraryEntry } from './javascript/entries'
import { exportsOf } from './javascript/exports'
import { installCommands, publishedUnits } from './javascript/install'
import { CI_FILES, lockedManagers, type Manager, type ManagerName, managerOf } from './javascript/managers'
import { license, sourced } from './javascript/manifest'
import { RUNTIME_FILES, runtimesOf } from './javascript/runtimes'
import { hasAnotherLanguage, servesAnother } from './javascript/tooling'
import { tools } from './javascript/tools'
import { type Unit, unitsOf } from './javascript/units'

/** Bytes of an entry source that are read for its exports. */
const SOURCE_BYTES = 64 * 1024
const DOCUMENT_BYTES = 64 * 1024
const CONFIGURATION = new Set([
  'package.json',
  'pnpm-workspace.yaml',
  'lerna.json',
  'nx.json',
  'project.json',
  '.yarnrc.yml',
  'manifest.json',
  'index.html',
])
/** Where the entry of a package and the files it re-exports usually stand: the root, `src`, `lib`, and the same in a member. */
const SOURCE =
  /^(?:(?:packages|libs?|modules|plugins|apps)\/(?:@?[^/]+\/){1,2})?(?:(?:src|lib|source)\/)?(?:[^/]+\/)?[^/]+\.[cm]?[jt]sx?$/
const ENTRY_NAMES = /^(?:index|main|mod|lib|core|api|types|exports|public|public-api)\b/

const CODE = /\.[cm]?[jt]sx?$/
const SHALLOW = /^(?:[^/]*\/){0,2}[^/]*$/

/** An entry, or what one near the root may re-export. */
function isEntrySource(path: string, bytes: number): boolean {
  if (bytes > 4 * SOURCE_BYTES || !(SHALLOW.test(path) || ENTRY_NAMES.test(baseOf(path)))) return false
  return SOURCE.test(path)
}

function wants(path: string, bytes: number): number {
  if (CODE.test(path)) return isEntrySource(path, bytes) ? SOURCE_BYTES : 0
  const base = baseOf(path)
  if (CONFIGURATION.has(base) || RUNTIME_FILES.has(base) || isDenoConfig(base))
    return path.includes('node_modules/') ? 0 : Number.POSITIVE_INFINITY
  if (base === 'tsconfig.json') return path.split('/').length <= 3 ? SOURCE_BYTES : 0
  if (CI_FILES.test(path)) return Number.POSITIVE_INFINITY
  return /^(?:readme|contributing|development)\.(?:md|markdown)$/i.test(path) ? DOCUMENT_BYTES : 0
}

/** A manifest as a package of the project. A member that is only an example or a site says so by its kind. */
const packageOf = (unit: Unit): Package => ({
  ecosystem: 'npm',
  directory: unit.manifest.directory,
  manifest: unit.manifest.path,
  name: sourced(unit.manifest, 'name'),
  description: sourced(unit.manifest, 'description'),
  version: sourced(unit.manifest, 'version'),
  license: license(unit.manifest),
  private: !unit.publishable,
  kinds: unit.side === null ? unit.kinds : unit.side === 'test' ? [] : [unit.side],
  members: unit.members,
})

function packageManager(unit: Unit, manager: Manager): Facts['package_managers'][number] {
  return {
    name: manager.name,
    manifest: unit.manifest.path,
    ...(manager.lockfile ? { lockfile: manager.lockfile } : {}),
    cwd: unit.root.directory,
    sources: manager.sources.some((source) => source.path === unit.manifest.path)
      ? manager.sources
      : [{ path: unit.manifest.path }, ...manager.sources],
  }
}

function lockWarning(project: Project, unit: Unit, manager: Manager): Facts['warnings'] {
  const others = lockedManagers(project, unit.root.directory)
  return others.length > 1
    ? [
        {
          code: 'several_lock_files',
          message: `Lock files of ${others.join(', ')} stand beside ${unit.manifest.path}; the commands use ${manager.name}.`,
          sources: manager.sources,
        },
      ]
    : []
}

function detect(project: Project): Contribution {
  const units = unitsOf(project)
  const root = units.find((unit) => unit.place === 'root')
  const deno = denoContribution(project, root !== undefined)
  if (!units.length) return deno
  const own = units.filter((unit) => unit.side === null)
  const installed = own.filter((unit) => unit.place !== 'member')
  const siblings = new Set(units.map((unit) => unit.manifest.name).filter((name) => name !== null))
  let inherited: ManagerName | null = null
  const managed = installed.map((unit) => {
    const manager = managerOf(project, unit.root, inherited)
    if (unit.place === 'root') inherited = manager.name
    return { unit, manager }
  })
  // A root that only serves another language is a tool of that project: no package, and its scripts come after the tasks.
  const serving = root !== undefined && servesAnother(project, root)
  const packages = units.filter((unit) => unit.place !== 'nested' && !(serving && unit === root))
  const runtimes = runtimesOf(
    project,
    '.',
    root?.manifest ?? null,
    root && root.root !== root.manifest ? root.root : null,
  )
  // A front end in a folder of its own is worked in by its own runtime, whatever stands at the root.
  const nested = installed
    .filter((unit) => unit.place === 'nested')
    .flatMap((unit) => runtimesOf(project, unit.manifest.directory, unit.manifest).runtimes)
  const published = publishedUnits(project, units)
  // A root that is published from its build's output is private here, and imported all the same.
  const fromBuild = root && root.kinds[0] === 'library' && !published.length ? [root] : []
  return {
    packages: [...packages.map(packageOf), ...(deno.packages ?? [])],
    package_managers: [
      ...managed.map(({ unit, manager }) => packageManager(unit, manager)),
      ...(deno.package_managers ?? []),
    ],
    dependencies: [
      ...own.flatMap((unit) => dependenciesOf(unit.manifest, siblings, readCatalogs(project, unit.root.directory))),
      ...(deno.dependencies ?? []),
    ],
    runtimes: [...runtimes.runtimes, ...nested, ...(deno.runtimes ?? [])],
    commands: [
      ...installCommands(project, units),
      ...managed.flatMap(({ unit, manager }) =>
        developmentCommands(
          project,
          unit,
          units,
          manager,
          serving || unit.place === 'nested' ? RANK.convention + 5 : RANK.script,
        ),
      ),
      ...(deno.commands ?? []),
    ],
    binaries: own.filter((unit) => unit.publishable).flatMap((unit) => binariesOf(project, unit.manifest)),
    entry_points: [...own.flatMap((unit) => entryPointsOf(project, unit)), ...(deno.entry_points ?? [])],
    surface: {
      exports: [
        ...[...published, ...fromBuild].flatMap((unit) => {
          const entry = libraryEntry(project, unit.manifest)
          return entry ? exportsOf(project, entry.path, unit.manifest.name, hasModule(unit.manifest)) : []
        }),
        ...(deno.surface?.exports ?? []),
      ],
    },
    // Beside another language at the root, a nested front end is a part of that project.
    kinds: hasAnotherLanguage(project)
      ? []
      : [...new Set(installed.filter((unit) => unit.place === 'nested').flatMap((unit) => unit.kinds))],
    warnings: [...runtimes.warnings, ...managed.flatMap(({ unit, manager }) => lockWarning(project, unit, manager))],
  }
}

const SCRIPTS = ['JavaScript', 'TypeScript', 'TSX']
const WEB = [...SCRIPTS, 'Vue', 'Svelte', 'Astro', 'CoffeeScript', 'SCSS', 'CSS', 'HTML', 'MDX']

/** npm, pnpm, Yarn, Bun and Deno: `package.json` and `deno.json` with what stands beside them. */
export const javascript: Ecosystem = {
  name: 'javascript',
  packages: { npm: WEB, jsr: SCRIPTS, deno: SCRIPTS },
  tools,
  extensions: [
    'js',
    'cjs',
    'mjs',
    'jsx',
    'cjsx',
    'mjsx',
    'ts',
    'cts',
    'mts',
    'tsx',
    'ctsx',
    'mtsx',
    'json',
    'jsonc',
    'yaml',
    'yml',
    'toml',
    'html',
  ],
  wants,
  detect,
}
