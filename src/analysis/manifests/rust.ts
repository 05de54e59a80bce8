import { type CommandCandidate, type Package, RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Facts } from '../facts'
import { above } from '../paths'
import { folderOf, type Project } from '../project'
import { cargoCommands, type Product, products } from './rust/commands'
import { type Crate, isInternalCrate } from './rust/crate'
import { cargoDependencies } from './rust/dependencies'
import { publication, rustRuntime } from './rust/evidence'
import { crateKinds } from './rust/kinds'
import { crateComment, libraryExports } from './rust/surface'
import { tools } from './rust/tools'
import { readWorkspace, type Workspace } from './rust/workspace'
import { within } from './within'

const MOST_MANIFEST = 131_072
const MOST_CODE = 65_536

function wants(path: string, bytes: number): number {
  const base = path.slice(path.lastIndexOf('/') + 1)
  if (base === 'Cargo.toml') return bytes <= MOST_MANIFEST ? bytes : 0
  if (/^(?:rust-toolchain(?:\.toml)?|\.tool-versions)$/.test(base) || /(?:^|\/)\.cargo\/config(?:\.toml)?$/.test(path))
    return bytes <= MOST_CODE ? bytes : 0
  if (/(?:^|\/)src\/(?:lib|main)\.rs$/.test(path)) return base === 'lib.rs' ? MOST_CODE : 4096
  if (
    /^\.github\/workflows\/[^/]+\.ya?ml$|^(?:\.gitlab-ci\.yml|\.cirrus\.yml|\.circleci\/config\.yml|[Mm]akefile|[Jj]ustfile)$/.test(
      path,
    )
  )
    return MOST_CODE
  return /^readme(?:\.\w+)?$/i.test(base) && path.split('/').length <= 3 ? MOST_MANIFEST : 0
}

/** Folders of tools around a project, which are not the project. */
const TOOLING = /(?:^|\/)(?:scripts?|tools?|ci|fuzz|xtask|\.[^/]+)(?:\/|$)/i
const MOST_WORKSPACES = 6

/** The workspaces of a repository: the root's, or else the shallowest own manifests, none inside another. */
function workspaces(project: Project): Workspace[] {
  const atRoot = project.has('Cargo.toml') ? readWorkspace(project, '.', cargoDependencies) : null
  if (atRoot) return [atRoot]
  const found: Workspace[] = []
  for (const path of project.own('Cargo.toml')) {
    const directory = folderOf(path)
    if (TOOLING.test(directory) || directory.split('/').length > 4) continue
    if (found.some((one) => directory.startsWith(`${one.directory}/`))) continue
    const workspace = readWorkspace(project, directory, cargoDependencies)
    if (workspace) found.push(workspace)
    if (found.length === MOST_WORKSPACES) break
  }
  return found
}

/** The crate that the project is about: the root's, the one named like the repository, or the only one with a program. */
function mainCrate(project: Project, workspace: Workspace, found: readonly Product[]): Crate | null {
  if (workspace.root) return workspace.root
  const plain = (name: string) => name.toLowerCase().replace(/[-_.]|rs$/g, '')
  const named = workspace.members.find(({ name }) => plain(name) === plain(project.repositoryName))
  const crates = new Set(found.map(({ crate }) => crate))
  return named ?? (crates.size === 1 ? found[0]!.crate : null)
}

function packageOf(project: Project, crate: Crate, members: string[]): Package {
  return {
    ecosystem: 'cargo',
    directory: crate.directory,
    manifest: crate.manifest,
    name: { value: crate.name, sources: [crate.nameSource] },
    description: crate.description ?? crateComment(project, crate.library ?? crate.binaries[0]?.path ?? null),
    version: crate.version,
    license: crate.license,
    private: !crate.publishable,
    kinds: isInternalCrate(project, crate) ? [] : crateKinds(crate),
    members,
  }
}

const virtualPackage = (workspace: Workspace, main: Crate | null): Package => ({
  ecosystem: 'cargo',
  directory: workspace.directory,
  manifest: workspace.manifest,
  name: null,
  description: null,
  version: null,
  license: null,
  private: true,
  // A workspace without a package of its own is what its main crate is.
  kinds: main ? crateKinds(main) : [],
  members: workspace.members.map(({ directory }) => directory),
})

/** What a user types: programs are installed, libraries added. Only crates that show themselves published. */
function installCommands(project: Project, main: Crate | null, found: readonly Product[]): CommandCandidate[] {
  const programs = [...new Set(found.filter(({ binary }) => !binary.gated).map(({ crate }) => crate))]
  const wanted = main
    ? [main, ...programs.filter((crate) => crate !== main && !crateKinds(main).includes('cli'))]
    : programs
  return wanted.slice(0, 2).flatMap((crate) => {
    const published = publication(project, crate)
    const program = programs.includes(crate)
    if (!published || (!program && !crate.library) || project.role(crate.manifest) !== 'own') return []
    const command = program ? `cargo install ${crate.name}` : `cargo add ${crate.name}`
    return [
      { group: 'install' as const, command, cwd: '.', rank: RANK.convention, sources: [crate.nameSource, published] },
    ]
  })
}

function entryPoints(crates: readonly Crate[], found: readonly Product[]): Facts['entry_points'] {
  return [
    ...found.map(({ binary }) => ({ path: binary.path, what: `Program ${binary.name}`, sources: [binary.source] })),
    ...crates.flatMap(({ library, name, nameSource }) =>
      library ? [{ path: library, what: `Library ${name}`, sources: [nameSource] }] : [],
    ),
  ]
}

/** What Cargo alone is used for in a Tauri application: the rest goes through the front end's tool. */
const AROUND = new Set<string>(['lint', 'format'])

function detectWorkspace(project: Project, workspace: Workspace) {
  const found = products(project, workspace)
  const main = mainCrate(project, workspace, found)
  const crates = workspace.root ? [workspace.root, ...workspace.members] : workspace.members
  const own = crates.filter(({ manifest }) => project.role(manifest) === 'own')
  const names = new Set(crates.map(({ name }) => name))
  const members = workspace.members.map(({ directory }) => directory)
  const lock = [within(workspace.directory, 'Cargo.lock'), ...above(project, 'Cargo.lock')].find(project.has)
  // A desktop application's Rust half is started by its front end's tool, not by Cargo.
  const tauri = own.some(({ directory }) =>
    ['tauri.conf.json', 'tauri.conf.json5', 'Tauri.toml'].some((name) => project.has(within(directory, name))),
  )
  const runtime = rustRuntime(project, workspace, main)
  return {
    packages: [
      ...(workspace.root ? [] : [virtualPackage(workspace, main)]),
      ...crates.map((crate) => packageOf(project, crate, crate === workspace.root ? members : [])),
    ],
    package_managers: [
      {
        name: 'cargo',
        manifest: workspace.manifest,
        ...(lock ? { lockfile: lock } : {}),
        cwd: workspace.directory,
        sources: [{ path: workspace.manifest }],
      },
    ],
    dependencies: own.flatMap(({ dependencies }) => dependencies.filter(({ name }) => !names.has(name))),
    runtimes: runtime ? [runtime] : [],
    commands: [
      ...(tauri ? [] : installCommands(project, main, found)),
      ...cargoCommands(project, workspace, found, main).filter(({ group }) => !tauri || AROUND.has(group)),
    ],
    binaries: tauri
      ? []
      : found
          .filter(({ binary }) => !binary.gated)
          .map(({ binary }) => ({ name: binary.name, entry: binary.path, sources: [binary.source] })),
    entry_points: entryPoints(main ? [main] : own.slice(0, 12), found),
    exports: main ? libraryExports(project, main, own) : [],
  }
}

/** Rust projects: Cargo packages and workspaces (https://doc.rust-lang.org/cargo/reference/manifest.html). */
export const rust: Ecosystem = {
  name: 'rust',
  packages: { cargo: ['Rust'] },
  tools,
  extensions: ['', 'rs', 'toml', 'yml', 'yaml'],
  wants,
  detect(project) {
    const all = workspaces(project).map((workspace) => detectWorkspace(project, workspace))
    return {
      packages: all.flatMap(({ packages }) => packages),
      package_managers: all.flatMap((one) => one.package_managers),
      dependencies: all.flatMap(({ dependencies }) => dependencies),
      runtimes: all.flatMap(({ runtimes }) => runtimes).slice(0, 1),
      commands: all.flatMap(({ commands }) => commands),
      binaries: all.flatMap(({ binaries }) => binaries),
      entry_points: all.flatMap((one) => one.entry_points),
      surface: { exports: all.flatMap(({ exports }) => exports) },
    }
  },
}
