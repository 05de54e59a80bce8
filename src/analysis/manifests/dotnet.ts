import type { Contribution } from '../detector'
import type { Ecosystem } from '../ecosystem'
import { baseOf, folderOf, type Project } from '../project'
import { roleOf } from '../roles'
import { dotnetCommands } from './dotnet/commands'
import { centralVersions, dependenciesOf } from './dotnet/dependencies'
import { dotnetEntryPoints } from './dotnet/entry-points'
import { dotnetEnvironment, sourceBytes } from './dotnet/environment'
import { dotnetFrameworks } from './dotnet/frameworks'
import { isProgram, isTemplate } from './dotnet/kinds'
import { mainProject, packagesOf } from './dotnet/packages'
import { dotnetBinaries, ownPrograms } from './dotnet/programs'
import { readProject } from './dotnet/project-file'
import { packageId, publishedPackages } from './dotnet/publication'
import { solutionsOf } from './dotnet/solution'
import { templateFacts } from './dotnet/template'
import { dotnetRuntimes, localTools, readGlobalJson } from './dotnet/toolchain'
import { tools } from './dotnet/tools'
import { UNITY_VERSION, unityFacts } from './dotnet/unity'
import type { Workbench } from './dotnet/workbench'
import { mentionBytes } from './mention'
import { within } from './within'

const MOST_MANIFEST = 131_072
const DEEPEST = 7
/** Projects that are read, those of the solutions first. */
const MOST_PROJECTS = 250
const MANIFEST =
  /\.(?:csproj|fsproj|vbproj|proj|props|targets|slnx?|slnf|nuspec)$|^(?:global\.json|dotnet-tools\.json|packages\.config|paket\.references|template\.json|manifest\.json|ProjectVersion\.txt)$/i

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  if (base.endsWith('.cs') && path.includes('/')) {
    const role = roleOf(path)
    return role === 'own' || role === 'test' ? sourceBytes(path, bytes, role === 'test') : 0
  }
  if (MANIFEST.test(base)) {
    if (base === 'template.json' && !path.includes('.template.config/')) return 0
    if (base === 'manifest.json' && !/(?:^|\/)Packages\/manifest\.json$/.test(path)) return 0
    return bytes <= MOST_MANIFEST && path.split('/').length <= DEEPEST ? bytes : 0
  }
  if (/^(?:build\.(?:sh|ps1|cmd|bat|cs)|cake\.cs)$/.test(path)) return 32_768
  return mentionBytes(path)
}

function dotnetFacts(project: Project): Contribution | null {
  const solutions = solutionsOf(project)
  const listed = new Set(solutions.flatMap(({ projects }) => projects))
  // Without a solution; what stands beside one is not built with it.
  const beside = project
    .ending(/^\.(?:cs|fs|vb)proj$/)
    .filter(
      (path) =>
        /^(?:own|test)$/.test(project.role(path)) &&
        !/(?:^|\/)[^/]*(?:fixtures?|scenarios?|testdata|integrationtests)\//i.test(path),
    )
  const central = centralVersions(project)
  const projects = [...(listed.size ? listed : beside)]
    .slice(0, MOST_PROJECTS)
    .flatMap((path) => readProject(project, path, central(folderOf(path)).versions) ?? [])
  if (!projects.length) return null
  const main = mainProject(project, projects, solutions)
  const published = publishedPackages(project, projects)
  const top = folderOf(solutions[0]?.path ?? main?.path ?? projects[0]!.path)
  const global = readGlobalJson(project, top)
  const bench: Workbench = { solutions, projects, main, published, global, tools: localTools(project) }
  const ids = new Set(projects.flatMap((one) => [one.name.toLowerCase(), packageId(one).value.toLowerCase()]))
  const lock = [main, ...projects]
    .flatMap((one) => (one ? [within(one.directory, 'packages.lock.json')] : []))
    .concat('paket.lock')
    .find(project.has)
  const manifest =
    ['Directory.Packages.props', 'paket.dependencies'].find(project.has) ?? main?.path ?? projects[0]!.path
  const libraries = published
    .filter(({ one }) => !isProgram(one) && !isTemplate(one))
    .slice(0, 1)
    .map(({ one }) => one)
  const lone = main && !isProgram(main) && !libraries.length ? [main] : libraries
  return {
    packages: packagesOf(project, bench),
    package_managers: [
      { name: 'nuget', manifest, ...(lock && { lockfile: lock }), cwd: '.', sources: [{ path: manifest }] },
      ...(project.has('paket.dependencies')
        ? [
            {
              name: 'paket',
              manifest: 'paket.dependencies',
              ...(project.has('paket.lock') && { lockfile: 'paket.lock' }),
              cwd: '.',
              sources: [{ path: 'paket.dependencies' }],
            },
          ]
        : []),
    ],
    dependencies: [...projects.flatMap((one) => dependenciesOf(one, ids)), ...central(top).shared],
    frameworks: dotnetFrameworks(project, projects, main),
    runtimes: dotnetRuntimes(global, projects),
    commands: dotnetCommands(project, bench),
    binaries: dotnetBinaries(project, bench),
    entry_points: dotnetEntryPoints(project, ownPrograms(project, bench), lone),
    environment: dotnetEnvironment(project),
  }
}

/** .NET: SDK-style and older projects, solutions and traversals, Unity: https://learn.microsoft.com/dotnet/core/project-sdk/overview */
export const dotnet: Ecosystem = {
  name: 'dotnet',
  packages: { nuget: ['C#', 'F#', 'Visual Basic .NET', 'HTML+Razor', 'Razor', 'XAML', 'ASP.NET', 'PowerShell'] },
  tools,
  extensions: [
    'csproj',
    'fsproj',
    'vbproj',
    'proj',
    'props',
    'targets',
    'sln',
    'slnx',
    'slnf',
    'nuspec',
    'json',
    'config',
    'references',
    'txt',
    'cs',
    'yml',
    'yaml',
    'md',
  ],
  wants,
  detect(project) {
    const unity = project.named(UNITY_VERSION).length ? unityFacts(project) : null
    const facts = unity ? null : dotnetFacts(project)
    const template = templateFacts(project)
    return {
      ...facts,
      ...unity,
      ...(template && { kinds: template.kinds, commands: [...(template.commands ?? []), ...(facts?.commands ?? [])] }),
    }
  },
}
