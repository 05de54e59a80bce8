import { type CommandCandidate, type Contribution, type Package, RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Facts, Sourced } from '../facts'
import { sameName } from '../names'
import { baseOf, folderOf, type Project } from '../project'
import { roleOf } from '../roles'
import { together } from './manifest-facts'
import { readAutotools } from './native/autotools'
import type { Build, Target } from './native/build'
import { readCMake } from './native/cmake'
import { readEmbedded, TAKEN_OVER } from './native/embedded'
import { headerLibrary } from './native/headers'
import { nativeKinds, programsOf } from './native/kinds'
import { isNative } from './native/leading'
import { readMake } from './native/make'
import { readMeson } from './native/meson'
import { readOthers } from './native/other-builds'
import { dependenciesOf, packageManagers } from './native/package-managers'
import { runCommands } from './native/running'
import { submodules } from './native/submodules'
import { tools } from './native/tools'

const MANIFEST =
  /^(?:CMakeLists\.txt|meson\.build|configure\.(?:ac|in)|MODULE\.bazel|WORKSPACE(?:\.bazel)?|xmake\.lua|SConstruct|premake5\.lua|wscript|platformio\.ini|library\.properties|vcpkg\.json|conanfile\.(?:txt|py)|[^/]+\.pro)$/
const MAKEFILE = /^(?:GNUm|m|M)akefile$/
const SCRIPT = /^(?:CMakeLists\.txt|meson\.build|Makefile\.am)$/
const MOST_SCRIPT = 131_072
const MOST_OTHER = 65_536
/** Levels on which scripts of a build are read, and on which a build may begin. */
const DEEPEST_SCRIPT = 7
const DEEPEST_START = 2
const MOST_STARTS = 4

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  const levels = path.split('/').length
  if (SCRIPT.test(base))
    return bytes <= MOST_SCRIPT && levels <= DEEPEST_SCRIPT && roleOf(path) !== 'vendored' ? bytes : 0
  if (bytes > MOST_OTHER) return 0
  if (/\.cmake$/.test(base)) return levels <= 3 && roleOf(path) === 'own' ? bytes : 0
  if (/^BUILD(?:\.bazel)?$/.test(base)) return levels <= 4 ? bytes : 0
  if (levels <= DEEPEST_START + 1 && (MANIFEST.test(base) || MAKEFILE.test(base) || base === 'Makefile.in'))
    return bytes
  if (
    levels <= DEEPEST_START + 1 &&
    /^(?:CMakePresets\.json|meson\.options|meson_options\.txt|\.bazelversion|conan\.lock)$/.test(base)
  )
    return bytes
  return /^(?:\.gitmodules|pyproject\.toml|setup\.py|package\.json|DESCRIPTION|Cargo\.toml|build\.zig|pubspec\.yaml)$/.test(
    path,
  )
    ? bytes
    : 0
}

/** Folders in which a build begins: the root, or else the shallowest own ones, none inside another. */
function starts(project: Project): string[] {
  const own = project.own(MANIFEST).map(folderOf)
  if (own.includes('.') || project.inFolder('.').some((path) => MAKEFILE.test(path))) return ['.']
  const found: string[] = []
  for (const folder of own) {
    if (
      folder.split('/').length > DEEPEST_START ||
      /(?:^|\/)(?:android|ios|linux|windows|macos|scripts?|tools?|ci|contrib|packaging|\.[^/]+)(?:\/|$)/i.test(folder)
    )
      continue
    if (!found.some((one) => folder === one || folder.startsWith(`${one}/`))) found.push(folder)
  }
  return found.slice(0, MOST_STARTS)
}

/** The name of the first build that goes by the project's: others name a part of it, or what a scaffold wrote. */
function nameOf(project: Project, folder: string, builds: readonly { name: Sourced | null }[]): Sourced | null {
  const wanted = sameName(folder === '.' ? project.repositoryName : baseOf(folder))
  const named = builds.flatMap(({ name }) => (name ? [name] : []))
  return (
    named.find(({ value }) => sameName(value) === wanted) ??
    named.find(
      ({ value }) =>
        sameName(value).includes(wanted) || (sameName(value).length > 2 && wanted.includes(sameName(value))),
    ) ??
    null
  )
}

/** A build that another tool takes over says only that tool's commands. */
function takenOver(project: Project, build: Build): { build: Build; frameworks: Facts['frameworks'] } {
  const text = build.tool === 'CMake' ? (project.text(build.manifest) ?? '') : ''
  const row = TAKEN_OVER.find(({ loads }) => loads.test(text))
  if (!row) return { build, frameworks: [] }
  const sources = [project.find(build.manifest, row.loads)]
  return {
    build: {
      ...build,
      commands: row.commands.map(([group, command]) => ({ group, command, rank: RANK.convention, sources })),
    },
    frameworks: [{ name: row.framework, category: 'platform', cwd: folderOf(build.manifest), sources }],
  }
}

const entries = (targets: readonly Target[], programs: readonly Target[]): Facts['entry_points'] =>
  targets
    .filter((one) => programs.includes(one) && one.entry !== null)
    .map(({ name, entry, source }) => ({ path: entry!, what: `Program ${name}`, sources: [source] }))

const MOST_BINARIES = 20

function detectIn(project: Project, folder: string): Contribution {
  const read = [readCMake, readMeson, readAutotools].flatMap((one) => one(project, folder) ?? [])
  const given = [...read, ...readOthers(project, folder)].map((one) => takenOver(project, one))
  const described = given.map(({ build }) => build)
  const make = readMake(project, folder)
  const builds = make ? [...described, make] : described
  const managers = packageManagers(project, folder)
  const embedded = readEmbedded(project, folder)
  if (!builds.length && !managers.length && !embedded.library && !embedded.commands.length) return {}
  const named = [
    ...builds,
    ...managers.map(({ title, ...rest }) => ({ ...rest, name: title })),
    ...(embedded.library ? [embedded.library] : []),
  ]
  const first = <Key extends 'version' | 'description'>(key: Key) =>
    named.map((one) => one[key]).find((one) => one !== null) ?? null
  const manifest = named[0]?.manifest ?? embedded.package_managers[0]?.manifest
  if (manifest === undefined) return {}
  const name = nameOf(project, folder, named)
  const spoken = name?.value ?? project.repositoryName
  // The first build that says what it makes speaks for all: the others make the same once more.
  const speaking = builds.find(({ targets }) => targets.some(({ product }) => product)) ?? builds[0]
  const targets = speaking?.targets ?? []
  const requirements = builds.find((one) => one.requirements.length)?.requirements ?? []
  const programs = programsOf(targets, spoken)
  const headers = headerLibrary(project, folder, spoken)
  const kinds = nativeKinds(targets, [...requirements, ...managers.flatMap((one) => one.requirements)], spoken)
  const library = kinds.includes('library') || (!kinds.length && headers !== null) || embedded.library !== null
  const own: Package = {
    ecosystem: 'generic',
    directory: folder,
    manifest,
    name,
    description: first('description'),
    version: first('version'),
    license: [...builds, ...managers].map(({ license }) => license).find((one) => one !== null) ?? null,
    private: false,
    kinds: kinds.length ? kinds : library ? ['library'] : [],
    members: [],
  }
  const inFolder = (one: Omit<CommandCandidate, 'cwd'>, index: number): CommandCandidate => ({
    ...one,
    cwd: folder,
    rank: one.rank + Math.min(index, 3) / 10,
  })
  return {
    packages: [own],
    package_managers: [
      ...managers.map(({ name: title, manifest, lockfile }) => ({
        name: title,
        manifest,
        ...(lockfile && { lockfile }),
        cwd: folder,
        sources: [{ path: manifest }],
      })),
      ...embedded.package_managers,
    ],
    dependencies: [
      ...managers.flatMap((one) => dependenciesOf(one.name, one.manifest, one.requirements)),
      ...builds
        .filter((one) => one.requirements === requirements)
        .flatMap((one) => dependenciesOf('generic', one.manifest, one.requirements)),
    ],
    frameworks: [...given.flatMap((one) => one.frameworks), ...embedded.frameworks],
    // The standards of a language are the first build's: another may compile its tests by a newer one.
    runtimes: builds.flatMap(({ runtimes }, index) =>
      runtimes.filter(
        ({ name: one }) =>
          !/^c(?:\+\+)?$/.test(one) ||
          !builds.slice(0, index).some((before) => before.runtimes.some((other) => other.name === one)),
      ),
    ),
    commands: [
      ...submodules(project, folder),
      ...managers.flatMap(({ commands }) => commands.map(inFolder)),
      ...builds.flatMap(({ commands }, index) => commands.map((one) => inFolder(one, index))),
      ...(speaking ? runCommands(folder, speaking, programs, spoken) : []),
      ...embedded.commands,
    ],
    binaries: programs
      .slice(0, MOST_BINARIES)
      .map((one) => ({ name: one.name, entry: one.entry ?? one.source.path, sources: [one.source] })),
    entry_points: [
      ...entries(targets, programs),
      ...(library && headers ? [{ path: headers, what: 'Public header', sources: [{ path: headers }] }] : []),
    ],
  }
}

/** Languages that these builds compile, and those that their own scripts are in: a small project has more of these. */
const LANGUAGES = [
  'C',
  'C++',
  'Objective-C',
  'Objective-C++',
  'Cuda',
  'Fortran',
  'Assembly',
  'D',
  'Vala',
  'CMake',
  'Meson',
  'Makefile',
  'M4',
]

/** C, C++ and their kin, by the builds they come with: CMake, Meson, Autotools, Make, Bazel, xmake, waf, SCons, qmake, PlatformIO; vcpkg and Conan. */
export const native: Ecosystem = {
  name: 'native',
  packages: Object.fromEntries(['generic', 'conan', 'vcpkg'].map((type) => [type, LANGUAGES])),
  tools,
  extensions: [
    '',
    'txt',
    'build',
    'ac',
    'in',
    'am',
    'bazel',
    'lua',
    'ini',
    'json',
    'py',
    'pro',
    'cmake',
    'properties',
    'options',
    'lock',
  ],
  wants,
  detect: (project) =>
    together(
      starts(project)
        .filter((folder) => isNative(project, folder))
        .map((folder) => detectIn(project, folder)),
    ),
}
