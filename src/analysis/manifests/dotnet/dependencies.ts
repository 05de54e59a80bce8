import type { Facts } from '../../facts'
import type { Project } from '../../project'
import { purl } from '../purl'
import { evaluate, nearest } from './msbuild'
import type { CentralVersions, DotnetProject } from './project-file'

/** Versions that `Directory.Packages.props` gives to all projects below it: https://learn.microsoft.com/nuget/consume-packages/central-package-management */
export function centralVersions(project: Project) {
  const known = new Map<string, { versions: CentralVersions; shared: Facts['dependencies'] }>()
  const none = { versions: new Map<string, string>(), shared: [] }
  return (directory: string) => {
    const path = nearest(project, directory, 'Directory.Packages.props')
    if (!path) return none
    const before = known.get(path)
    if (before) return before
    const evaluated = evaluate(project, path)
    const versions = new Map(
      [...evaluated.items('PackageVersion'), ...evaluated.items('GlobalPackageReference')].flatMap(
        ({ include, metadata }) => {
          const version = metadata.get('version')
          return version && !version.includes('$(') ? [[include.toLowerCase(), version] as const] : []
        },
      ),
    )
    const shared = evaluated.items('GlobalPackageReference').map(({ include, source }) => ({
      name: include,
      ...(versions.has(include.toLowerCase()) && { version: versions.get(include.toLowerCase())! }),
      scope: 'dev' as const,
      manifest: path,
      purl: purl('nuget', include, versions.get(include.toLowerCase())),
      sources: [source],
    }))
    const said = { versions, shared }
    known.set(path, said)
    return said
  }
}

const SCOPES: Readonly<Record<DotnetProject['part'], Facts['dependencies'][number]['scope'] | null>> = {
  product: 'runtime',
  test: 'dev',
  build: 'dev',
  benchmark: null,
  example: null,
  docs: null,
}

/** Packages and SDKs that a project refers to, others of the repository left out; what only benchmarks and examples need is none of the project's. */
export function dependenciesOf(one: DotnetProject, own: ReadonlySet<string>): Facts['dependencies'] {
  const scope = SCOPES[one.part]
  if (!scope) return []
  const sdks = one.evaluated.sdks
    .filter(({ name }) => !/^Microsoft\.(?:NET|Build)\b/.test(name))
    .map(({ name, version, source }) => ({ name, version, hidden: false, source }))
  return [...one.packages, ...sdks]
    .filter(({ name }) => !own.has(name.toLowerCase()))
    .map(({ name, version, hidden, source }) => ({
      name,
      ...(version && { version }),
      scope: hidden && scope === 'runtime' ? ('dev' as const) : scope,
      manifest: one.path,
      purl: purl('nuget', name, version ?? undefined),
      sources: [source],
    }))
}
