import type { Contribution, Package } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { DependencyScope, Facts } from '../facts'
import { folderOf, join, type Project } from '../project'
import { developmentCommands, installCommands, LINTER } from './go/commands'
import { kindsOf } from './go/kinds'
import { at, isFetchable, type Module, moduleName, readModule, surroundingModule } from './go/module'
import { packageSentence, rootExports, rootPackage } from './go/package-doc'
import { binaryName, missingEmbeds, type Program, programsOf } from './go/programs'
import { tapCommands } from './go/taps'
import { tools } from './go/tools'
import { readWorkspace, type Workspace } from './go/workspace'
import { isMaintainersTool } from './maintenance'
import { UNNAMED } from './manifest-facts'
import { within } from './within'

const HEAD = 64 * 1024
/** Files that commonly embed a front end's output; they are read to see whether the module compiles from the tree alone. */
const EMBEDS = /(?:^|\/)(?:embed\w*|static|assets?|web|ui|dist|frontend|fs|files|public|spa)\.go$/

function wants(path: string, bytes: number): number {
  if (!path.endsWith('.go')) {
    const base = path.slice(path.lastIndexOf('/') + 1)
    return base === 'go.mod' || base === 'go.work' || /^\.?goreleaser\.ya?ml$/.test(base) || LINTER.test(base)
      ? Number.POSITIVE_INFINITY
      : 0
  }
  if (path.endsWith('_test.go') || path.startsWith('vendor/') || bytes > 8 * HEAD) return 0
  const depth = path.split('/').length
  const isProgram = depth <= 5 && (path.endsWith('/main.go') || /(?:^|\/)cmd\/(?:[^/]+\/)?[^/]+\.go$/.test(path))
  return depth === 1 || isProgram || EMBEDS.test(path) ? HEAD : 0
}

/** Modules that serve tests only. */
const TESTING =
  /^(?:github\.com\/(?:stretchr\/testify|onsi\/(?:gomega|ginkgo)|golang\/mock|google\/go-cmp|smartystreets\/goconvey|DATA-DOG\/go-sqlmock|jarcoal\/httpmock|h2non\/gock|testcontainers\/testcontainers-go|frankban\/quicktest|matryer\/is|alecthomas\/assert|shoenig\/test|cucumber\/godog|rogpeppe\/go-internal|sebdah\/goldie|gkampitakis\/go-snaps|vektra\/mockery|bradleyjkemp\/cupaloy)|gotest\.tools|go\.uber\.org\/(?:mock|goleak)|gopkg\.in\/check\.v1|pgregory\.net\/rapid)(?:\/|$)/

function dependenciesOf(module: Module, own: ReadonlySet<string>): Facts['dependencies'] {
  return module.requirements
    .filter((requirement) => !requirement.indirect && !own.has(requirement.path))
    .map(({ path, version, line }) => {
      const tool = module.tools.some((one) => one.path === path || one.path.startsWith(`${path}/`))
      const scope: DependencyScope = tool ? 'build' : TESTING.test(path) ? 'dev' : 'runtime'
      const purl = `pkg:golang/${path.split('/').map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}`
      return { name: path, version, scope, manifest: module.file, purl, sources: [at(module, line)] }
    })
}

/** The file a newcomer opens first: each program's, or the library's file with the package's name. */
function entryPoints(project: Project, module: Module, programs: readonly Program[]): Facts['entry_points'] {
  const mains = programs.map((program) => ({
    path: program.file,
    what: `Start of \`${program.name}\``,
    sources: [program.source],
  }))
  const root = rootPackage(project, module)
  if (!root || root.name === 'main') return mains
  const main = [`${root.name}.go`, `${moduleName(module.path)}.go`, 'doc.go']
    .map((name) => join(module.directory, name))
    .find((path) => path !== null && project.has(path))
  return main
    ? [...mains, { path: main, what: `Package \`${root.name}\``, sources: [project.find(main, /^package /m)] }]
    : mains
}

/** The modules that are the project: the root's, those that go.work uses, or nested ones where the root has none. */
function modulesOf(project: Project): { modules: Module[]; members: string[]; workspace: Workspace | null } {
  const workspace = readWorkspace(project)
  const members = (workspace?.members ?? []).filter((folder) => project.has('go.mod') || !isMaintainersTool(folder))
  const files =
    project.has('go.mod') || members.length
      ? ['go.mod', ...members.map((folder) => `${folder}/go.mod`)]
      : project
          .own('go.mod')
          .filter((path) => !isMaintainersTool(folderOf(path)))
          .slice(0, 5)
  const around = project.has('go.mod') || members.length ? null : surroundingModule(project)
  if (around) return { modules: [around], members, workspace }
  const modules = files.map((file) => readModule(project, file)).filter((module) => module !== null)
  return { modules, members, workspace }
}

/** A workspace without a module at its root: what it holds, under its modules' names. */
const workspacePackage = ({ members }: Workspace): Package => ({
  ecosystem: 'golang',
  directory: '.',
  manifest: 'go.work',
  ...UNNAMED,
  members,
})

function contributionOf(
  project: Project,
  module: Module,
  own: ReadonlySet<string>,
  members: string[],
  isMember: boolean,
): Contribution {
  const programs = programsOf(project, module)
  const embeds = missingEmbeds(project, module)
  const compiles = embeds.length === 0
  const description = packageSentence(project, module)
  const identity: Package = {
    ecosystem: 'golang',
    directory: module.directory,
    manifest: module.file,
    name: { value: moduleName(module.path), sources: [at(module, module.line)] },
    description,
    version: null,
    license: null,
    private: !isFetchable(project, module),
    kinds: kindsOf(project, module, programs, description?.value ?? ''),
    members: module.directory === '.' ? members : [],
  }
  return {
    packages: [identity],
    package_managers: [manager(project, module)],
    dependencies: dependenciesOf(module, own),
    runtimes:
      module.go && !isMember
        ? [{ name: 'go', constraint: `>=${module.go.version}`, sources: [at(module, module.go.line)] }]
        : [],
    commands: [
      ...(compiles && !isMember ? installCommands(project, module, programs) : []),
      ...(isMember ? [] : tapCommands(project)),
      ...developmentCommands(project, module, programs, compiles),
    ],
    binaries: programs.map((program) => {
      const { name, source } = binaryName(project, module, program)
      return { name, entry: program.file, sources: [source] }
    }),
    entry_points: entryPoints(project, module, programs),
    surface: { exports: isMember ? [] : rootExports(project, module) },
    warnings: embeds.slice(0, 1).map((source) => ({
      code: 'embedded_files_missing',
      message: `${source.path} embeds files that a build step has to make first, so the go command alone cannot compile ${module.path}.`,
      sources: [source],
    })),
  }
}

function manager(project: Project, module: Module): Facts['package_managers'][number] {
  const sum = within(folderOf(module.file), 'go.sum')
  const lockfile = project.has(sum) ? sum : undefined
  return {
    name: 'go',
    manifest: module.file,
    ...(lockfile ? { lockfile } : {}),
    cwd: module.directory,
    sources: [at(module, module.line)],
  }
}

function detect(project: Project): Contribution {
  const { modules, members, workspace } = modulesOf(project)
  const virtual = workspace !== null && !project.has('go.mod') ? workspace : null
  const own = new Set(modules.map((module) => module.path))
  const all = modules.map((module) => contributionOf(project, module, own, members, members.includes(module.directory)))
  return {
    packages: [...(virtual ? [workspacePackage(virtual)] : []), ...all.flatMap((one) => one.packages ?? [])],
    package_managers: virtual
      ? [{ name: 'go', manifest: 'go.work', cwd: '.', sources: [{ path: 'go.work' }] }]
      : all.flatMap((one) => one.package_managers ?? []).slice(0, 1),
    dependencies: all.flatMap((one) => one.dependencies ?? []),
    runtimes: [
      ...(virtual?.go
        ? [{ name: 'go', constraint: `>=${virtual.go.version}`, sources: [{ path: 'go.work', line: virtual.go.line }] }]
        : []),
      ...all.flatMap((one) => one.runtimes ?? []),
    ].slice(0, 1),
    commands: all.flatMap((one) => one.commands ?? []),
    binaries: all.flatMap((one) => one.binaries ?? []),
    entry_points: all.flatMap((one) => one.entry_points ?? []),
    surface: { exports: all.flatMap((one) => one.surface?.exports ?? []) },
    warnings: all.flatMap((one) => one.warnings ?? []),
  }
}

/** Go modules and workspaces: go.mod, go.work, and the `main` packages below them. */
export const go: Ecosystem = {
  name: 'go',
  packages: { golang: ['Go', 'templ'] },
  tools,
  extensions: ['go', 'mod', 'work', 'yml', 'yaml'],
  wants,
  detect,
}
