import type { Facts } from '../../facts'
import { baseOf, folderOf, type Project } from '../../project'
import { within } from '../within'
import type { DotnetProject } from './project-file'

type EntryPoint = Facts['entry_points'][number]

/** Files in which programs begin, surest first. */
const STARTS = [
  'Program.cs',
  'Program.fs',
  'Program.vb',
  'AppHost.cs',
  'Main.cs',
  'Main.fs',
  'App.fs',
  'MauiProgram.cs',
  'App.xaml.cs',
  'App.axaml.cs',
  'Global.asax',
]
const MOST = 8

const startOf = (project: Project, { directory, name }: DotnetProject): string | null =>
  [...STARTS, `${name}.cs`, `${name}.fs`].map((file) => within(directory, file)).find(project.has) ?? null

const stemOf = (path: string) => baseOf(path).replace(/\.(?:cs|fs|vb)$/, '')

/** The last source of an F# project is the one that the others are for; of a library it is its outermost module. */
const lastCompiled = (project: Project, one: DotnetProject): string | null => {
  const last = one.evaluated.items('Compile').at(-1)?.include.replaceAll('\\', '/')
  const path = last ? within(one.directory, last) : null
  return path && one.path.endsWith('.fsproj') && project.has(path) ? path : null
}

/**
 * The source that a reader of a library opens first: the one of its name, the type that is spread over most files
 * (`Mapper.cs` beside `Mapper.Async.cs`), or the type that the README names most. `null` where none stands out.
 */
function librarySource(project: Project, one: DotnetProject): string | null {
  const files = project.inFolder(one.directory).filter((path) => /\.(?:cs|fs|vb)$/.test(path))
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')
  const last = one.name.split('.').at(-1) ?? one.name
  const namesake =
    files.find((path) => plain(stemOf(path)) === plain(one.name)) ??
    files.find((path) => plain(stemOf(path)) === plain(last))
  if (namesake) return namesake
  const parts = new Map<string, number>()
  for (const path of files) {
    const stem = stemOf(path)
    const head = stem.split('.')[0]!
    if (head !== stem) parts.set(head, (parts.get(head) ?? 0) + 1)
  }
  const [spread] = [...parts].toSorted((a, b) => b[1] - a[1])
  const whole = spread && spread[1] >= 3 ? files.find((path) => stemOf(path) === spread[0]) : undefined
  if (whole) return whole
  const readme = project.inFolder('.').find((path) => /^readme\.(?:md|rst)$/i.test(path))
  const words = new Map<string, number>()
  for (const match of ((readme && project.text(readme)) || '').matchAll(/\b[A-Z][A-Za-z0-9]{3,60}\b/g))
    words.set(match[0], (words.get(match[0]) ?? 0) + 1)
  const named = project
    .inFolder(one.directory)
    .filter((path) => /\.(?:cs|fs)$/.test(path) && (words.get(stemOf(path)) ?? 0) >= 2)
    .toSorted((a, b) => (words.get(stemOf(b)) ?? 0) - (words.get(stemOf(a)) ?? 0))[0]
  return named ?? lastCompiled(project, one)
}

/** Where the programs of the product begin, and the main source of the library that the project is. */
export function dotnetEntryPoints(
  project: Project,
  programs: readonly DotnetProject[],
  libraries: readonly DotnetProject[],
): EntryPoint[] {
  const starts = programs.flatMap((one) => {
    const path = startOf(project, one)
    return path ? [{ path, what: `Program ${one.assembly}`, sources: [{ path: one.path }] }] : []
  })
  const sources = libraries.flatMap((one) => {
    const path = librarySource(project, one)
    return path && folderOf(path) !== ''
      ? [{ path, what: `Library ${one.assembly}`, sources: [{ path: one.path }] }]
      : []
  })
  return [...starts.slice(0, MOST), ...sources]
}
