import type { Package } from '../../detector'
import type { Kind } from '../../facts'
import { sameName } from '../../names'
import { baseOf, folderOf, type Project } from '../../project'
import { isProgram, projectKinds } from './kinds'
import { type DotnetProject, property } from './project-file'
import { packageId } from './publication'
import type { Solution } from './solution'
import type { Workbench } from './workbench'

/** The project that the repository is about: its namesake, the only program or library, or the one that others extend. */
export function mainProject(
  project: Project,
  projects: readonly DotnetProject[],
  solutions: readonly Solution[],
): DotnetProject | null {
  const products = projects.filter(({ part }) => part === 'product')
  const names = [
    project.repositoryName,
    project.repositoryName.replace(/\.net$/i, ''),
    ...solutions.map(({ path }) => baseOf(path).replace(/\.\w+$/, '')),
  ].map(sameName)
  const named = products.filter(
    (one) => names.includes(sameName(one.name)) || names.includes(sameName(packageId(one).value)),
  )
  if (named.length) return named.toSorted((a, b) => Number(isProgram(b)) - Number(isProgram(a)))[0]!
  const running = products.filter((one) => isProgram(one) && projectKinds(project, one).length > 0)
  if (running.length === 1) return running[0]!
  if (running.length) return null
  const extended = (one: DotnetProject) => products.filter(({ name }) => name.startsWith(`${one.name}.`)).length
  return products.length === 1
    ? products[0]!
    : (products.filter((one) => extended(one) > 0).toSorted((a, b) => extended(b) - extended(a))[0] ?? null)
}

/**
 * What the projects are together. Where users get the main one, programs beside it only help or show it; else the programs, and
 * packages that guides tell of. A terminal program beside other ones is a helper of theirs.
 */
function kindsTogether(project: Project, { projects, main, published }: Workbench): Kind[] {
  const products = projects.filter(({ part }) => part === 'product')
  const packed = new Set(published.map(({ one }) => one))
  const isGotten = main !== null && packed.has(main)
  const all = [...(main && (isProgram(main) || isGotten) ? [main] : []), ...products].filter(
    (one) => packed.has(one) || (isProgram(one) && !isGotten),
  )
  const kinds = [...new Set(all.flatMap((one) => projectKinds(project, one)))]
  const tools = new Set(
    all.filter((one) => one === main || packed.has(one)).flatMap((one) => projectKinds(project, one)),
  )
  const told = kinds.filter((kind) => kind !== 'cli' || kinds.length === 1 || tools.has('cli'))
  if (told.length) return told
  return products.length && products.every((one) => !isProgram(one)) ? ['library'] : []
}

/** The version of the next package; one with a suffix is between releases. */
const versionOf = (one: DotnetProject) =>
  property(one, 'VersionSuffix')
    ? null
    : (property(one, 'PackageVersion') ?? property(one, 'Version') ?? property(one, 'VersionPrefix'))

/** A package for every project, and one at the root for what the solutions bring together. */
export function packagesOf(project: Project, bench: Workbench): Package[] {
  const { solutions, projects, main, published } = bench
  const packed = new Map(published.map(({ one, id }) => [one, id]))
  const own = projects.map((one): Package => {
    const id = packageId(one)
    return {
      ecosystem: 'nuget',
      directory: one.directory,
      manifest: one.path,
      name: packed.has(one) ? id : { value: one.name, sources: [{ path: one.path }] },
      description: property(one, 'PackageDescription') ?? property(one, 'Description'),
      version: versionOf(one),
      license: one.part === 'product' ? property(one, 'PackageLicenseExpression') : null,
      private: !packed.has(one),
      kinds: one.part === 'product' ? projectKinds(project, one) : [],
      members: [],
      namedMembers: true,
    }
  })
  const root = own.find(({ directory }) => directory === '.')
  const members = [...new Set(solutions.flatMap((one) => one.projects.map(folderOf)))].filter((one) => one !== '.')
  if (root && projects.length === 1) return [{ ...root, members }]
  const first = main ? own.find(({ manifest }) => manifest === main.path) : undefined
  const shared = first ?? own.find(({ license }) => license)
  return [
    {
      ecosystem: 'nuget',
      directory: '.',
      manifest: solutions[0]?.path ?? main?.path ?? projects[0]!.path,
      name: first && sameName(first.name?.value ?? '') === sameName(project.repositoryName) ? first.name : null,
      description: first?.description ?? null,
      version: first?.version ?? null,
      license: shared?.license ?? null,
      private: first?.private ?? true,
      kinds: kindsTogether(project, bench),
      members: solutions.length ? members : [],
      namedMembers: true,
    },
    ...own.filter(({ directory }) => directory !== '.'),
  ]
}
