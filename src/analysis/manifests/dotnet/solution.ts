import { array, baseOf, folderOf, join, type Project, record, string, strings } from '../../project'
import { namesFile } from '../members'

/** Something that brings projects together: a solution, a filter of one, or a traversal project. */
export interface Solution {
  path: string
  /** Paths of its project files that exist, in its order. */
  projects: string[]
  traversal: boolean
}

const MOST_PROJECTS = 1_000
const PROJECT_FILE = /\.(?:cs|fs|vb|es|sql)proj$/i
const clean = (path: string) => path.replaceAll('\\', '/')

/** Projects of the classic format: `Project("{type}") = "Name", "folder\Name.csproj", "{id}"`. */
const classic = (text: string): string[] =>
  [...text.matchAll(/^Project\("[^"\n]{0,60}"\)\s*=\s*"[^"\n]{0,300}",\s*"([^"\n]{1,400})"/gm)].map(
    (match) => match[1]!,
  )

/** `<Project Path="…" />` at any depth of the XML format: https://learn.microsoft.com/visualstudio/ide/solution-file */
function slnx(value: unknown, depth = 0): string[] {
  if (depth > 8) return []
  return Object.entries(record(value)).flatMap(([tag, inner]) => {
    const all = Array.isArray(inner) ? array(inner) : [inner]
    if (tag === 'Project') return all.flatMap((one) => string(record(one)['@Path']) ?? [])
    return tag === 'Folder' || tag === 'Solution' ? all.flatMap((one) => slnx(one, depth + 1)) : []
  })
}

/** Projects that a traversal project refers to, by paths and patterns: https://github.com/microsoft/MSBuildSdks */
function traversal(project: Project, path: string): string[] | null {
  const root = record(record(project.xml(path)?.value).Project)
  const sdk = string(root['@Sdk']) ?? ''
  const named = /^Microsoft\.Build\.Traversal\b/.test(sdk)
  const sdks = Array.isArray(root.Sdk) ? root.Sdk : [root.Sdk]
  if (!named && !sdks.some((one) => string(record(one)['@Name']) === 'Microsoft.Build.Traversal')) return null
  const groups = Array.isArray(root.ItemGroup) ? root.ItemGroup : [root.ItemGroup]
  const includes = groups.flatMap((group) => {
    const items = record(group).ProjectReference ?? record(group).ProjectFile
    return (Array.isArray(items) ? items : [items]).flatMap((item) =>
      (string(record(item)['@Include']) ?? '').split(';'),
    )
  })
  const patterns = includes.flatMap((one) => (one.trim() ? (join(folderOf(path), clean(one.trim())) ?? []) : []))
  return project.ending(/^\.\w+proj$/).filter((one) => one !== path && namesFile(patterns, one))
}

/** Reads the solution at `path`; `null` when it is none or brings no project of the tree together. */
export function readSolution(project: Project, path: string): Solution | null {
  const at = folderOf(path)
  const listed = path.endsWith('.slnx')
    ? slnx(project.xml(path)?.value)
    : path.endsWith('.slnf')
      ? strings(record(record(project.json(path)?.value).solution).projects)
      : path.endsWith('.sln')
        ? classic(project.text(path) ?? '')
        : null
  const paths = listed
    ? listed.slice(0, MOST_PROJECTS).flatMap((one) => join(at, clean(one)) ?? [])
    : (traversal(project, path) ?? [])
  const projects = [...new Set(paths)].filter((one) => PROJECT_FILE.test(one) && project.has(one))
  return projects.length ? { path, projects, traversal: listed === null } : null
}

/** Folders of the code, in which a repository may keep its solution. */
const SOURCES = /^(?:src|source|sources|code|app|dotnet)$/i

/**
 * Solutions and traversal projects that the repository is built by: the root's, or else those of a folder for sources, or of the
 * only folder that has any.
 */
export function solutionsOf(project: Project): Solution[] {
  const own = [...project.ending(/^\.slnx?$/), ...project.named(/^(?:dirs|build|traversal)\.(?:cs)?proj$/i)].filter(
    (path) => project.role(path) === 'own' && path.split('/').length <= 3,
  )
  const read = (paths: readonly string[]) => paths.slice(0, 12).flatMap((path) => readSolution(project, path) ?? [])
  const root = read(own.filter((path) => folderOf(path) === '.'))
  if (root.length) return root
  const below = own.filter((path) => SOURCES.test(folderOf(path)))
  if (below.length) return read(below)
  const folders = [...new Set(own.map(folderOf))].filter((one) => !/(?:^|\/)(?:build|tools?|eng|scripts?)$/i.test(one))
  return folders.length === 1 ? read(own.filter((path) => folderOf(path) === folders[0])) : []
}

/** Must MSBuild be told which file of this folder is meant? (error MSB1011) */
export function isAmbiguous(project: Project, directory: string): boolean {
  const files = project.inFolder(directory)
  const solutions = files.filter((path) => /\.slnx?$/.test(path))
  const projects = files.filter((path) => /\.[a-z]+proj$/i.test(path))
  if (solutions.length + projects.length < 2) return false
  const stem = (path: string) =>
    baseOf(path)
      .replace(/\.\w+$/, '')
      .toLowerCase()
  // One of each is taken for one and the same where they go by one name.
  return !(solutions.length === 1 && projects.length === 1 && stem(solutions[0]!) === stem(projects[0]!))
}
