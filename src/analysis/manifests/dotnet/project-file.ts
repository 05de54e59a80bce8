import type { Source, Sourced } from '../../facts'
import { baseOf, folderOf, type Project, record, string } from '../../project'
import { within } from '../within'
import { type Evaluated, evaluate } from './msbuild'

/** What a project is for: the product itself, or something around it. */
export type Part = 'product' | 'test' | 'benchmark' | 'example' | 'build' | 'docs'

/** A package that a project refers to, where its files name it. */
export interface PackageReference {
  name: string
  version: string | null
  /** It is not passed on to who uses the project: analyzers, build tools. */
  hidden: boolean
  source: Source
}

/** One project file, evaluated. */
export interface DotnetProject {
  path: string
  directory: string
  /** The file's name without its extension. */
  name: string
  assembly: string
  part: Part
  /** Tests that a runner finds, not only what other tests share. */
  runsTests: boolean
  /** Without an SDK: the format of .NET Framework's time, which `dotnet` alone does not build. */
  legacy: boolean
  output: 'exe' | 'winexe' | 'library'
  /** Target framework monikers as written: `net8.0`, `netstandard2.0`, `net472`. */
  targets: readonly string[]
  targetSource: Source
  packages: readonly PackageReference[]
  evaluated: Evaluated
}

export const hasSdk = ({ evaluated }: DotnetProject, pattern: RegExp): boolean =>
  evaluated.sdks.some(({ name }) => pattern.test(name))
export const hasPackage = ({ packages }: DotnetProject, pattern: RegExp): boolean =>
  packages.some(({ name }) => pattern.test(name))
export const isOn = ({ evaluated }: DotnetProject, property: string): boolean =>
  evaluated.property(property)?.value.toLowerCase() === 'true'
export const property = ({ evaluated }: DotnetProject, name: string): Sourced | null => {
  const found = evaluated.property(name)
  return found && !/\$\(|@\(/.test(found.value) ? { value: found.value, sources: [found.source] } : null
}

const TESTING =
  /^(?:Microsoft\.NET\.Test\.Sdk|xunit|xunit\.v3(?:\..+)?|NUnit|MSTest|MSTest\.TestFramework|TUnit|Expecto|YoloDev\.Expecto\.TestSdk)$/i
const BUILDING = /^(?:Nuke\.Common|Cake\.Frosting|Cake\.Sdk|Bullseye|Fake\.Core\.Target)$/i
const ASIDE = /(?:^|\/)(?:build|eng|tools?|tooling|scripts?|ci|\.[^/]+)\//i
const BENCH = /(?:^|\/)[^/]*(?:bench(?:marks?)?|perf(?:ormance)?|fuzz)[^/]*\//i
/** What shows the product to readers and testers of it. */
const SHOWS = /(?:^|[/._-])(?:snippets?|samples?|examples?|demos?|playgrounds?|sandbox|showcase|gallery)(?:$|[/._-])/i
/** `Acme.TestConsole.csproj` beside the tests, but not `Acme.Testing.csproj`, which is for others' tests. */
const TEST_NAME = /(?:^|[._-])(?:Unit|Integration)?Tests?(?:[._A-Z]|$)/
/** `Acme.Docs.Server` serves the documentation. */
const DOCS = /(?:^|[/._-])docs?(?:$|[/._-])/i
const DEFAULT_EXE =
  /^(?:Microsoft\.NET\.Sdk\.(?:Web|Worker|BlazorWebAssembly)|Aspire\.AppHost\.Sdk(?:\/.*)?|Microsoft\.NET\.Sdk\.Functions|Uno\.Sdk)$/

/** Versions of Directory.Packages.props and the like, by lower-case package name. */
export type CentralVersions = ReadonlyMap<string, string>

function packagesConfig(project: Project, directory: string): PackageReference[] {
  const path = within(directory, 'packages.config')
  const listed = project.has(path) ? record(record(project.xml(path)?.value).packages).package : undefined
  return (Array.isArray(listed) ? listed : [listed]).flatMap((one) => {
    const [name, version] = [string(record(one)['@id']), string(record(one)['@version'])]
    return name
      ? [
          {
            name,
            version,
            hidden: string(record(one)['@developmentDependency']) === 'true',
            source: project.find(path, `"${name}"`),
          },
        ]
      : []
  })
}

/** Names of `paket.references`: https://fsprojects.github.io/Paket/references-files.html */
function paketReferences(project: Project, directory: string): PackageReference[] {
  const path = within(directory, 'paket.references')
  if (!project.has(path)) return []
  return (project.text(path) ?? '')
    .split('\n')
    .slice(0, 300)
    .flatMap((line, index) => {
      const name = /^\s*(?:group|File:|\/\/|#)/i.test(line) ? undefined : line.match(/^\s*([A-Za-z][\w.-]*)/)?.[1]
      return name ? [{ name, version: null, hidden: false, source: { path, line: index + 1 } }] : []
    })
}

function packagesOf(
  project: Project,
  directory: string,
  evaluated: Evaluated,
  central: CentralVersions,
): PackageReference[] {
  const listed = evaluated.items('PackageReference').map(({ include, metadata, source }) => {
    const version =
      metadata.get('version') ?? metadata.get('versionoverride') ?? central.get(include.toLowerCase()) ?? null
    return {
      name: include,
      version: version && !/\$\(/.test(version) && version !== '' ? version : null,
      hidden: /^all$/i.test(metadata.get('privateassets') ?? ''),
      source,
    }
  })
  const unique = new Map<string, PackageReference>()
  for (const one of [...listed, ...packagesConfig(project, directory), ...paketReferences(project, directory)])
    if (/^[\w.-]{1,100}$/.test(one.name) && !unique.has(one.name.toLowerCase())) unique.set(one.name.toLowerCase(), one)
  return [...unique.values()]
}

/** `v4.7.2` of the old format is `net472`. */
const classicTarget = (version: string): string => `net${version.replace(/^v/, '').replaceAll('.', '')}`

function targetsOf(evaluated: Evaluated): { targets: string[]; source: Source | null } {
  const single = evaluated.property('TargetFramework')
  const several = evaluated.property('TargetFrameworks')
  const classic = evaluated.property('TargetFrameworkVersion')
  const found = single ?? several
  const written = found?.value ?? (classic ? classicTarget(classic.value) : '')
  const targets = written.split(';').map((one) => one.trim())
  return {
    targets: [...new Set(targets.filter((one) => /^[a-z][\w.-]{2,40}$/i.test(one)))],
    source: (found ?? classic)?.source ?? null,
  }
}

function partOf(project: Project, path: string, evaluated: Evaluated, packages: readonly PackageReference[]): Part {
  const has = (pattern: RegExp) => packages.some(({ name }) => pattern.test(name))
  const sdk = (pattern: RegExp) => evaluated.sdks.some(({ name }) => pattern.test(name))
  const directory = folderOf(path)
  const role = project.role(path)
  if (role === 'docs' || DOCS.test(path)) return 'docs'
  if (role === 'example' || role === 'template' || SHOWS.test(path)) return 'example'
  const stated = evaluated.property('IsTestProject')?.value.toLowerCase()
  const tests = (stated !== 'false' && has(TESTING)) || sdk(/^MSTest\.Sdk$/)
  if (stated === 'true' || (tests && !BENCH.test(path))) return 'test'
  if (has(/^BenchmarkDotNet$/i) || BENCH.test(path)) return 'benchmark'
  if (tests || role === 'test' || TEST_NAME.test(baseOf(path))) return 'test'
  if (has(BUILDING) || ASIDE.test(path) || sdk(/^Microsoft\.Build\.(?:NoTargets|Traversal)$/)) return 'build'
  // A file that only shows other files in an editor.
  const code = (directory === '.' ? project.paths : project.below(directory)).some((one) =>
    /\.(?:cs|fs|vb|razor|cshtml|xaml)$/.test(one),
  )
  const linked =
    evaluated.items('Compile').length > 0 ||
    (evaluated.files.length > 1 && evaluated.items('PackageReference').length > 0)
  return code || linked ? 'product' : 'build'
}

/** Reads the project file at `path`. */
export function readProject(project: Project, path: string, central: CentralVersions): DotnetProject | null {
  if (!project.xml(path)) return null
  const evaluated = evaluate(project, path)
  const directory = folderOf(path)
  const packages = packagesOf(project, directory, evaluated, central)
  const { targets, source } = targetsOf(evaluated)
  const name = baseOf(path).replace(/\.\w+$/, '')
  const assembly = evaluated.property('AssemblyName')?.value ?? name
  const stated = evaluated.property('OutputType')?.value.toLowerCase()
  const starts = evaluated.sdks.some((sdk) => DEFAULT_EXE.test(sdk.name))
  const part = partOf(project, path, evaluated, packages)
  return {
    path,
    directory,
    name,
    assembly: /\$\(/.test(assembly) ? name : assembly,
    part,
    runsTests:
      part === 'test' &&
      (packages.some((one) => TESTING.test(one.name)) || evaluated.sdks.some((one) => /^MSTest\.Sdk$/.test(one.name))),
    legacy: evaluated.sdks.length === 0,
    output:
      stated === 'winexe' || stated === 'appcontainerexe'
        ? 'winexe'
        : stated === 'exe'
          ? 'exe'
          : !stated && starts
            ? 'exe'
            : 'library',
    targets,
    targetSource: source ?? { path },
    packages,
    evaluated,
  }
}
