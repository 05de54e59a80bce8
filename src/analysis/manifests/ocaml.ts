import { type CommandCandidate, type Contribution, RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { CommandGroup, Kind, Source } from '../facts'
import { sameName } from '../names'
import { baseOf, folderOf, type Project } from '../project'
import { roleOf } from '../roles'
import { isFrameworkByDescription } from './description'
import { contributionOf, together, topManifests } from './manifest-facts'
import { type DuneProject, type Product, productsOf, readDuneProject } from './ocaml/dune'
import { type OpamPackage, readOpamFile } from './ocaml/opam'
import { tools } from './ocaml/tools'
import { inReadme, isReadme, MOST_README } from './readme-mention'
import { within } from './within'

const MOST_MANIFEST = 131_072
const MOST_DUNE = 32_768
/** Levels of the tree on which what users get is made. */
const DEEPEST = 5

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  if (base === 'dune-project' || base.endsWith('.opam'))
    return bytes <= MOST_MANIFEST && path.split('/').length < DEEPEST ? bytes : 0
  if (base === 'dune')
    return bytes <= MOST_DUNE && path.split('/').length <= DEEPEST && roleOf(path) === 'own' ? bytes : 0
  if (path === 'Makefile') return MOST_DUNE
  return isReadme(path) ? MOST_README : 0
}

const SERVERS = /^(?:dream|opium|cohttp-lwt-unix|cohttp-eio|eliom|ocsigenserver|tiny_httpd|webmachine|piaf)$/
/** Folders of the package that a project is about, in which its sources lie. */
const SOURCES = /^(?:src|lib|bin)(?:\/[^/]+)?$/
/** Packages that nobody installs: for tests, measurements and examples. */
const ASIDE = /(?:^|[-_])(?:tests?|bench(?:marks?)?|examples?|dev)(?:$|[-_])/

function kindsOf(one: OpamPackage, products: readonly Product[]): Kind[] {
  const own = products.filter((product) => product.package === one.name.value)
  const libraries = own.some(({ kind }) => kind === 'library')
  const programs = own.filter(({ kind }) => kind === 'program')
  // A library with a tool beside it is a library.
  if (!programs.length || (libraries && !programs.some(({ name }) => name === one.name.value)))
    return isFrameworkByDescription(one.synopsis?.value) ? ['library', 'framework'] : ['library']
  const serves = one.requirements.some(({ name, scope }) => scope === 'runtime' && SERVERS.test(name))
  if (!libraries && !one.license && serves) return ['service']
  return libraries ? ['cli', 'library'] : ['cli']
}

/** The package that the project is about: the one that goes by the project's or the repository's name, or the first. */
function mainPackage(
  project: Project,
  name: string | undefined,
  packages: readonly OpamPackage[],
  products: readonly Product[],
): OpamPackage | null {
  const plain = (text: string) => sameName(text).replace(/^ocaml|ocaml$/g, '')
  const named = (wanted: string | undefined) =>
    packages.find((one) => wanted && sameName(one.name.value) === sameName(wanted))
  return (
    named(project.repositoryName) ??
    packages.find(
      (one) =>
        one.name.value.startsWith(`${project.repositoryName}-`) &&
        products.some(({ kind, package: owner }) => kind === 'program' && owner === one.name.value),
    ) ??
    named(name) ??
    packages.find((one) => plain(one.name.value) === plain(project.repositoryName)) ??
    packages.find((one) => !ASIDE.test(one.name.value)) ??
    null
  )
}

function commandsOf(
  project: Project,
  dune: DuneProject | null,
  directory: string,
  opam: string | null,
  products: readonly Product[],
): Omit<CommandCandidate, 'cwd'>[] {
  const commands: Omit<CommandCandidate, 'cwd'>[] = []
  const say = (group: CommandGroup, command: string, source: Source | null, order = 0) => {
    if (source) commands.push({ group, command, rank: RANK.convention + order, sources: [source] })
  }
  const tests = project
    .named('dune')
    .find((path) => (directory === '.' || path.startsWith(`${directory}/`)) && /(?:^|\/)tests?\//.test(path))
  say('setup', `opam install . --deps-only${tests ? ' --with-test' : ''}`, opam ? { path: opam } : null)
  if (!dune) return commands
  say('build', 'dune build', { path: dune.path })
  for (const { name, source } of products.filter(({ kind }) => kind === 'program').slice(0, 2))
    say('run', `dune exec ${name}`, source)
  // One command under two names: the one that its maintainers use.
  const old =
    /\bdune runtest\b/.test(project.text('Makefile') ?? '') || inReadme(project, directory, /\bdune runtest\b/) !== null
  say('test', old ? 'dune runtest' : 'dune test', tests ? { path: tests } : null)
  const format = within(directory, '.ocamlformat')
  if (project.has(format)) {
    say('lint', 'dune build @fmt', { path: format })
    say('format', 'dune fmt', { path: format })
  }
  return commands
}

function installs(
  packages: readonly OpamPackage[],
  main: OpamPackage | null,
  products: readonly Product[],
): Omit<CommandCandidate, 'cwd'>[] {
  const complete = packages.filter((one) => one.synopsis && one.license && !ASIDE.test(one.name.value))
  const programs = complete.filter((one) =>
    products.some(({ kind, package: owner }) => kind === 'program' && owner === one.name.value),
  )
  const wanted = [
    ...(main && complete.includes(main) ? [main] : []),
    ...(main && programs.includes(main) ? [] : programs),
  ]
  return wanted.slice(0, 2).map((one) => ({
    group: 'install',
    command: `opam install ${one.name.value}`,
    rank: RANK.convention,
    sources: [...one.name.sources, ...(one.license?.sources ?? [])],
  }))
}

function ocamlProject(project: Project, directory: string): Contribution | null {
  const manifest = within(directory, 'dune-project')
  const dune = readDuneProject(project, manifest)
  const files = project.inFolder(directory).filter((path) => path.endsWith('.opam'))
  const packages = dune?.packages.length ? dune.packages : files.flatMap((path) => readOpamFile(project, path) ?? [])
  if (!dune && !packages.length) return null
  const products = project
    .own('dune')
    .filter((path) => directory === '.' || path.startsWith(`${directory}/`))
    .flatMap((path) => productsOf(project, path))
  const own = new Set(packages.map(({ name }) => name.value))
  const main = mainPackage(project, dune?.name?.value, packages, products)
  const homeOf = (name: string) =>
    products.find((product) => product.package === name && product.kind === 'library')?.folder ??
    products.find((product) => product.package === name)?.folder
  const homes = packages.flatMap((one) => {
    const made = homeOf(one.name.value)
    const folder =
      made && (SOURCES.test(made) && one === main ? directory : made.replace(/(?<=.)\/(?:src|lib|bin)$/, ''))
    return folder && folder !== directory && !ASIDE.test(one.name.value) ? [{ one, folder }] : []
  })
  const members =
    packages.length > 1
      ? homes.filter(({ folder }, index) => homes.findIndex((other) => other.folder === folder) === index)
      : []
  const all = (main ? [main, ...packages.filter((one) => one !== main)] : packages).flatMap(
    ({ requirements }) => requirements,
  )
  const compiler = all.find(({ name, version }) => name === 'ocaml' && version)
  const programs = products.filter(({ kind, package: owner, name }) => kind === 'program' && !ASIDE.test(owner ?? name))
  const commands = installs(packages, main, products)
  const lock = [
    within(directory, 'dune.lock/lock.dune'),
    ...project.inFolder(directory).filter((path) => path.endsWith('.opam.locked')),
  ].find(project.has)
  const library = main && products.find(({ kind, name }) => kind === 'library' && name === main.name.value)
  const root = contributionOf('opam', packages.length ? 'opam' : 'dune', dune ? manifest : packages[0]!.path, {
    name: main?.name ?? dune?.name ?? null,
    description: main?.synopsis ?? null,
    version: main?.version ?? null,
    license: main?.license ?? null,
    private: commands.length === 0,
    kinds: main ? kindsOf(main, products) : programs.length ? ['cli'] : ['library'],
    members: members.map(({ folder }) => folder),
    ...(lock && { lockfile: lock }),
    requirements: all.filter(
      ({ name }, index) => !own.has(name) && name !== 'ocaml' && all.findIndex((one) => one.name === name) === index,
    ),
    runtimes: compiler?.version ? [{ name: 'ocaml', constraint: compiler.version, sources: [compiler.source] }] : [],
    commands: [...commands, ...commandsOf(project, dune, directory, files[0] ?? null, programs)],
    binaries: programs.flatMap(({ name, entry, source }) => (entry ? [{ name, entry, sources: [source] }] : [])),
    entry_points: [
      ...programs.flatMap(({ name, entry, source }) =>
        entry ? [{ path: entry, what: `Program ${name}`, sources: [source] }] : [],
      ),
      ...(library?.entry ? [{ path: library.entry, what: `Library ${library.name}`, sources: [library.source] }] : []),
    ],
  })
  const inside = members.map(({ one, folder }) => ({
    packages: (
      contributionOf('opam', 'opam', one.path, {
        name: one.name,
        description: one.synopsis,
        version: one.version,
        license: one.license,
        private: !one.synopsis || !one.license,
        kinds: kindsOf(one, products),
      }).packages ?? []
    ).map((pkg) => ({ ...pkg, directory: folder })),
  }))
  return together([root, ...inside])
}

/** OCaml projects: dune (https://dune.readthedocs.io) and opam packages. */
export const ocaml: Ecosystem = {
  name: 'ocaml',
  packages: { opam: ['OCaml', 'Reason', 'Standard ML', 'Dune'] },
  tools,
  extensions: ['', 'opam'],
  wants,
  detect(project) {
    const dunes = topManifests(project, 'dune-project').map(folderOf)
    const folders = dunes.length ? dunes : [...new Set(topManifests(project, /\.opam$/).map(folderOf))]
    return together(folders.flatMap((folder) => ocamlProject(project, folder) ?? []))
  },
}
