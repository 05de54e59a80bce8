import type { Source, Sourced } from '../../facts'
import { escaped } from '../../literal-pattern'
import { sameName } from '../../names'
import type { Project } from '../../project'
import { mention } from '../mention'
import { isProgram, isTemplate, isTool, projectKinds } from './kinds'
import { type DotnetProject, property } from './project-file'

/** A package that the registry has, and what shows it. */
export interface Published {
  one: DotnetProject
  id: string
  /** As the guides have it, or the idiom of its kind. */
  command: string
  /** The guides tell how to get it. */
  told: boolean
  sources: Source[]
}

/** Name under which a project is packed. */
export const packageId = (one: DotnetProject): Sourced =>
  property(one, 'PackageId') ?? { value: one.assembly, sources: [{ path: one.path }] }

const SAYS = [
  'PackageTags',
  'PackageLicenseExpression',
  'PackageLicenseFile',
  'PackageIcon',
  'PackageReadmeFile',
  'PackageProjectUrl',
  'GeneratePackageOnBuild',
]
/** Not the beginning of a longer name: `Polly` is not `Polly.Core`, but stands before `.svg` and the end of a sentence. */
const ENDS = '(?![\\w-]|\\.(?!svg|\\s|$)\\w)'

interface Shown {
  source: Source
  command: string | null
}

/** Where the guides install the package, else where they refer to or link it. */
function shownIn(project: Project, one: DotnetProject, id: string): Shown | null {
  const name = `${escaped(id)}${ENDS}`
  // Most packages of a large repository are named nowhere: one look tells.
  if (!mention(project, new RegExp(name, 'i'))) return null
  const tool = mention(
    project,
    new RegExp(`dotnet tool (?:install|update) (?:(-g|--global|--local) )?${name}(?: (-g|--global))?`, 'i'),
  )
  if (tool && (isTool(one) || isProgram(one))) {
    const [, before, after] = tool.match
    const scope = before === '--local' ? '' : ` ${before ?? after ?? ''}`
    return { source: tool.source, command: `dotnet tool install${scope.trimEnd()} ${id}` }
  }
  if (isProgram(one) && !isTool(one)) return null
  const told = mention(
    project,
    new RegExp(
      `(?:dotnet (?:add (?:\\S+ )?package|package add|new (?:-i|install|--install)) |Install-Package |PackageReference Include="|#r "nuget: ?|paket add )${name}`,
      'i',
    ),
  )
  if (told) return { source: told.source, command: idiom(one, id) }
  const linked = mention(
    project,
    new RegExp(`(?:nuget\\.org/packages/|(?:shields\\.io|buildstats\\.info)/nuget/(?:(?:v|vpre|dt)/)?)${name}`, 'i'),
  )
  return linked && { source: linked.source, command: null }
}

const idiom = (one: DotnetProject, id: string): string =>
  isTool(one)
    ? `dotnet tool install -g ${id}`
    : isTemplate(one)
      ? `dotnet new install ${id}`
      : `dotnet add package ${id}`

/**
 * Packages that users get: the project's namesake and those that the guides tell of first. What shows them is a mention there, or,
 * where the repository holds no application, what only the registry's pages show (tags, licence, icon).
 */
export function publishedPackages(project: Project, projects: readonly DotnetProject[]): Published[] {
  const products = projects.filter(({ part }) => part === 'product')
  const applied = products.some((one) => isProgram(one) && !isTool(one) && projectKinds(project, one).length > 0)
  const found = products.flatMap((one): Published[] => {
    const { value: id, sources } = packageId(one)
    if (property(one, 'IsPackable')?.value.toLowerCase() === 'false' || !/^[\w.-]{1,100}$/.test(id)) return []
    const shown = shownIn(project, one, id)
    const says = SAYS.map((name) => property(one, name)).find((said) => said && said.value.toLowerCase() !== 'false')
    const described =
      says && (property(one, 'Description') ?? property(one, 'PackageDescription') ?? property(one, 'PackageId'))
    // A tool is packed as one for nothing else but to be installed.
    const stated = isTool(one)
      ? (described ?? property(one, 'PackAsTool'))
      : applied || isProgram(one)
        ? null
        : described
    if (!shown && !stated) return []
    const evidence = shown ? [shown.source] : (stated?.sources ?? [])
    return [
      {
        one,
        id,
        command: shown?.command ?? idiom(one, id),
        told: shown !== null && shown.command !== null,
        sources: [...sources, ...evidence],
      },
    ]
  })
  const isNamesake = ({ id }: Published) => sameName(id) === sameName(project.repositoryName)
  const extended = ({ id }: Published) => found.filter((other) => other.id.startsWith(`${id}.`)).length
  return found.toSorted(
    (a, b) =>
      Number(isNamesake(b)) - Number(isNamesake(a)) ||
      Number(b.told) - Number(a.told) ||
      Number(isTool(b.one)) - Number(isTool(a.one)) ||
      extended(b) - extended(a),
  )
}

/** What a reader is told to install: what the guides tell first, the main package, and a tool beside it; two at most. */
export function toInstall(published: readonly Published[], main: DotnetProject | null): Published[] {
  const [told, further] = published.filter((one) => one.told)
  const own = published.find(({ one }) => one === main) ?? (told ? undefined : published[0])
  const tool = told ? further : published.find(({ one }) => isTool(one))
  return [...new Set([told, own, tool].flatMap((one) => one ?? []))].slice(0, 2)
}
