import type { Contribution } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Kind, Source } from '../facts'
import { sameName } from '../names'
import { baseOf, folderOf, type Project, record, strings } from '../project'
import { isFrameworkByDescription } from './description'
import { type HaskellPackage, projectPackages, readCabalFile } from './haskell/cabal-file'
import { hackageInstalls, haskellCommands, programsOf } from './haskell/commands'
import { readHpack } from './haskell/hpack'
import { tools } from './haskell/tools'
import { contributionOf, together, topManifests } from './manifest-facts'
import { memberFolders } from './members'
import { within } from './within'

const MOST_MANIFEST = 262_144

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  return base.endsWith('.cabal') || /^(?:package\.yaml|cabal\.project|stack\.yaml)$/.test(base)
    ? bytes <= MOST_MANIFEST
      ? bytes
      : 0
    : 0
}

const SERVERS =
  /^(?:warp|servant-server|scotty|yesod|yesod-core|snap|snap-server|happstack-server|ihp|wai-extra|spock|Spock)$/
const PAGES = /^(?:yesod|blaze-html|lucid|lucid2|ihp|hamlet|shakespeare|heist)$/

/** The package in a folder: its `.cabal` file, or hpack's manifest where that is all there is. */
function packageIn(project: Project, folder: string): HaskellPackage | null {
  const files = project.inFolder(folder)
  const cabal = files.find((path) => path.endsWith('.cabal'))
  const hpack = files.find((path) => baseOf(path) === 'package.yaml')
  return cabal ? readCabalFile(project, cabal) : hpack ? readHpack(project, hpack) : null
}

/** Folders of the packages that `cabal.project` and `stack.yaml` name beside the root; examples and benchmarks that they name are members too. */
function memberPackages(project: Project, directory: string): string[] {
  const cabal = within(directory, 'cabal.project')
  const stack = within(directory, 'stack.yaml')
  const stacked = strings(record(project.yaml(stack)?.value).packages).map((one) =>
    one.replace(/^\.\/(?=.)/, '').replace(/\/$/, ''),
  )
  const named = project.has(cabal)
    ? projectPackages(project, cabal)
    : stacked.map((one) => (one === '.' ? directory : within(directory, one)))
  const plain = named.filter((one) => !/[*?]/.test(one))
  const patterns = named.filter((one) => /[*?]/.test(one))
  const globbed = patterns.length
    ? project
        .own(/\.cabal$/)
        .map(folderOf)
        .filter((folder) =>
          memberFolders(
            project,
            '.',
            patterns,
            [],
            baseOf(project.inFolder(folder).find((path) => path.endsWith('.cabal')) ?? ''),
          ).includes(folder),
        )
    : []
  return [...new Set([...plain, ...globbed])]
    .filter(
      (folder) => folder !== directory && project.hasFolder(folder) && project.role(`${folder}/file`) !== 'vendored',
    )
    .slice(0, 300)
}

function kindsOf(project: Project, one: HaskellPackage): Kind[] {
  const programs = programsOf(project, [one])
  const library = one.components.some(({ kind, name }) => kind === 'library' && name === one.name.value)
  const needs = (pattern: RegExp) =>
    one.components.some(
      ({ kind, requirements }) =>
        kind !== 'test-suite' && kind !== 'benchmark' && requirements.some(({ name }) => pattern.test(name)),
    )
  if (!programs.length) return isFrameworkByDescription(one.synopsis?.value) ? ['library', 'framework'] : ['library']
  if (!one.complete && needs(SERVERS)) return [needs(PAGES) ? 'web-app' : 'service']
  return library && one.complete ? ['cli', 'library'] : ['cli']
}

/** Runtime dependencies of a package once each, then those of its tests alone. */
function requirementsOf(one: HaskellPackage, own: ReadonlySet<string>) {
  const all = one.components.flatMap(({ requirements }) => requirements).filter(({ name }) => !own.has(name))
  const ordered = all.toSorted((a, b) => Number(a.scope === 'dev') - Number(b.scope === 'dev'))
  return ordered.filter(({ name }, index) => ordered.findIndex((other) => other.name === name) === index).slice(0, 300)
}

function haskellProject(project: Project, directory: string): Contribution | null {
  const root = packageIn(project, directory)
  const folders = memberPackages(project, directory)
  const members = folders
    .filter((folder) => project.role(`${folder}/file`) === 'own')
    .flatMap((folder) => packageIn(project, folder) ?? [])
  const packages = root ? [root, ...members] : members
  const [first] = packages
  if (!first) return null
  const file = (name: string): Source | null =>
    project.has(within(directory, name)) ? { path: within(directory, name) } : null
  const stack = file('stack.yaml')
  const described = packages.some(({ path }) => path.endsWith('.cabal'))
  const cabal = file('cabal.project') ?? (described ? { path: first.path } : null)
  const own = new Set(packages.map(({ name }) => name.value))
  const plain = (text: string) => sameName(text)
  const main = root ?? members.find(({ name }) => plain(name.value) === plain(project.repositoryName)) ?? null
  const programs = programsOf(project, packages)
  const named = programs.filter(
    ({ pkg, component }) =>
      plain(component.name) === plain(project.repositoryName) ||
      (main && component.name === main.name.value) ||
      pkg === main,
  )
  const installed = [...new Set([...(main ? [main] : []), ...named.map(({ pkg }) => pkg)])]
  const kinds = main ? kindsOf(project, main) : []
  const all: Kind[] = named.length && kinds[0] === 'library' ? [...new Set<Kind>([...kinds, 'cli'])] : kinds
  const installs = hackageInstalls(project, installed.slice(0, 2), stack)
  const manager = cabal ? 'cabal' : 'stack'
  const locked = cabal ? file('cabal.project.freeze') : file('stack.yaml.lock')
  const tested = (main ?? first).tested
  const facts = contributionOf('hackage', manager, (root ?? { path: cabal?.path ?? stack?.path ?? first.path }).path, {
    name: root?.name ?? null,
    description: main?.synopsis ?? null,
    version: main?.version ?? null,
    license: main?.license ?? null,
    private: installs.length === 0,
    kinds: all,
    members: folders,
    namedMembers: true,
    ...(locked && { lockfile: locked.path }),
    requirements: root ? requirementsOf(root, own) : [],
    runtimes: tested ? [{ name: 'haskell', constraint: `>=${tested.value}`, sources: tested.sources }] : [],
    commands: [...installs, ...haskellCommands(project, directory, packages, cabal, stack)],
    binaries: programs.flatMap(({ pkg, component }) =>
      component.main
        ? [{ name: component.name, entry: component.main, sources: [{ path: pkg.path, line: component.line }] }]
        : [],
    ),
    entry_points: programs.flatMap(({ pkg, component }) =>
      component.main
        ? [
            {
              path: component.main,
              what: `Program ${component.name}`,
              sources: [{ path: pkg.path, line: component.line }],
            },
          ]
        : [],
    ),
  })
  const inside = members.map((one) => ({
    ...contributionOf('hackage', manager, one.path, {
      name: one.name,
      description: one.synopsis,
      version: one.version,
      license: one.license,
      private: !one.complete,
      kinds: kindsOf(project, one),
      requirements: requirementsOf(one, own),
    }),
    package_managers: [],
  }))
  const second =
    cabal && stack
      ? [
          {
            name: 'stack',
            manifest: stack.path,
            ...(file('stack.yaml.lock') && { lockfile: file('stack.yaml.lock')!.path }),
            cwd: directory,
            sources: [stack],
          },
        ]
      : []
  return together([facts, { package_managers: second }, ...inside])
}

/** Haskell projects: Cabal packages and projects, hpack and Stack. */
export const haskell: Ecosystem = {
  name: 'haskell',
  packages: { hackage: ['Haskell', 'Literate Haskell'] },
  tools,
  extensions: ['cabal', 'project', 'yaml'],
  wants,
  detect(project) {
    const tops = topManifests(project, /^cabal\.project$|\.cabal$|^stack\.yaml$/)
    const root = tops.some((path) => folderOf(path) === '.')
    const folders = root ? ['.'] : [...new Set(tops.map(folderOf))]
    return together(folders.flatMap((folder) => haskellProject(project, folder) ?? []))
  },
}
