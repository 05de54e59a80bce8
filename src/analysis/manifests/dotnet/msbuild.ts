import type { Source } from '../../facts'
import { lineAt } from '../../line-numbers'
import { above, folderOf as folder } from '../../paths'
import { array, baseOf, folderOf, join, type Project, record, string } from '../../project'
import { within } from '../within'
import { decoded, expanded, holds } from './conditions'

/** An item such as `<PackageReference Include="X" Version="1.0" />`. */
export interface Item {
  include: string
  /** Metadata in lower case, whether attributes or elements. */
  metadata: ReadonlyMap<string, string>
  source: Source
}

/** What a project file says after everything that it imports: properties by lower-case name, items by lower-case type. */
export interface Evaluated {
  property(name: string): { value: string; source: Source } | null
  items(type: string): readonly Item[]
  /** Names of SDKs, with versions where they are written, the main one first. */
  sdks: readonly { name: string; version: string | null; source: Source }[]
  /** Files that it is made of, its own last. */
  files: readonly string[]
}

/** Files that one project imports, and levels of imports. */
const MOST_FILES = 24
const DEEPEST = 6
const MOST_ITEMS = 400

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])
const text = (value: unknown): string | null =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null
      ? string(record(value)['#text'])
      : null

/** The nearest file of this name in a folder or above it, beyond the folder that is analysed included. */
export function nearest(project: Project, from: string, name: string): string | null {
  for (let at = from; ; at = folder(at)) {
    const path = within(at, name)
    if (project.has(path)) return path
    if (at === '.') return above(project, name)[0] ?? null
  }
}

const WANTED_ITEMS = new Set([
  'packagereference',
  'globalpackagereference',
  'packageversion',
  'frameworkreference',
  'projectreference',
  'projectfile',
  'compile',
  'packagetype',
])

/**
 * Reads a project as MSBuild would, as far as its files tell: `Directory.Build.props`, `Directory.Packages.props`, the project with its imports, and
 * `Directory.Build.targets`. Later values win; a value whose condition cannot be judged stands only where no other does.
 * https://learn.microsoft.com/visualstudio/msbuild/customize-by-directory
 */
export function evaluate(project: Project, path: string): Evaluated {
  const properties = new Map<string, { value: string; source: Source; sure: boolean }>()
  const items = new Map<string, Item[]>()
  const sdks: { name: string; version: string | null; source: Source }[] = []
  const files: string[] = []
  const base = baseOf(path)
  const set = (name: string, value: string) => properties.set(name, { value, source: { path }, sure: true })
  set('msbuildprojectfullpath', path)
  set('msbuildprojectname', base.replace(/\.\w+$/, ''))
  set('msbuildprojectextension', base.match(/\.\w+$/)?.[0] ?? '')
  const value = (name: string) => properties.get(name)?.value

  const locate = (file: string, needle: string): Source => {
    const body = project.text(file)
    const at = body === null ? -1 : body.indexOf(needle)
    return body === null || at < 0 ? { path: file } : { path: file, line: lineAt(body, at) }
  }

  function readProperties(file: string, group: Record<string, unknown>, sureGroup: boolean | null) {
    for (const [tag, raw] of Object.entries(group)) {
      if (tag.startsWith('@') || tag === '#text') continue
      for (const one of list(raw)) {
        const own = holds(string(record(one)['@Condition']) ?? '', value)
        const said = text(one)
        if (own === false || said === null) continue
        const sure = own !== null && sureGroup !== null
        const key = tag.toLowerCase()
        const known = properties.get(key)
        if (!sure && known?.value) continue
        if (said.length > 2_000) continue
        properties.set(key, { value: expanded(decoded(said.trim()), value), source: locate(file, `<${tag}`), sure })
      }
    }
  }

  function readItems(file: string, group: Record<string, unknown>) {
    for (const [tag, raw] of Object.entries(group)) {
      const type = tag.toLowerCase()
      if (!WANTED_ITEMS.has(type)) continue
      const known = items.get(type) ?? []
      items.set(type, known)
      for (const one of list(raw)) {
        const element = record(one)
        if (holds(string(element['@Condition']) ?? '', value) === false || known.length > MOST_ITEMS) continue
        const removed = string(element['@Remove'])
        if (removed)
          items.set(
            type,
            known.filter(({ include }) => include !== removed),
          )
        const include = string(element['@Include'])
        if (!include) continue
        const metadata = new Map(
          Object.entries(element).flatMap(([key, inner]) => {
            const said = text(inner)
            return said === null ? [] : [[key.replace(/^@/, '').toLowerCase(), expanded(decoded(said), value)] as const]
          }),
        )
        for (const name of expanded(decoded(include), value).split(';'))
          if (name.trim() !== '') known.push({ include: name.trim(), metadata, source: locate(file, `"${include}"`) })
      }
    }
  }

  function read(file: string, depth: number) {
    if (files.includes(file) || files.length >= MOST_FILES || depth > DEEPEST) return
    const root = record(record(project.xml(file)?.value).Project)
    files.push(file)
    const here = folderOf(file)
    set('msbuildthisfiledirectory', '')
    const sdk = (name: string | null, version: string | null) => {
      if (name) sdks.push({ name, version, source: locate(file, name) })
    }
    for (const one of (string(root['@Sdk']) ?? '').split(';')) {
      const [name = '', version] = one.trim().split('/')
      sdk(name || null, version ?? null)
    }
    for (const one of list(root.Sdk)) sdk(string(record(one)['@Name']), string(record(one)['@Version']))
    for (const one of list(root.Import)) {
      const element = record(one)
      const imported = string(element['@Sdk']) ? null : string(element['@Project'])
      if (!imported || holds(string(element['@Condition']) ?? '', value) === false) continue
      const searched = imported.match(/GetPathOfFileAbove\(\s*'?([\w.]+)'?/)?.[1]
      const written = expanded(decoded(imported), (name) =>
        name === 'msbuildthisfiledirectory' || name === 'msbuildprojectdirectory' ? '' : value(name),
      ).replaceAll('\\', '/')
      const target = searched
        ? nearest(project, folder(here) === here ? '.' : folder(here), searched)
        : join(here, written)
      if (target && target !== file && project.has(target)) read(target, depth + 1)
    }
    for (const one of array(list(root.PropertyGroup))) {
      const group = record(one)
      const sure = holds(string(group['@Condition']) ?? '', value)
      if (sure !== false) readProperties(file, group, sure)
    }
    for (const one of list(root.ItemGroup)) {
      const group = record(one)
      if (holds(string(group['@Condition']) ?? '', value) !== false) readItems(file, group)
    }
    for (const choose of list(root.Choose))
      for (const branch of [...list(record(choose).When), record(choose).Otherwise])
        for (const one of list(record(branch).ItemGroup)) readItems(file, record(one))
  }

  const directory = folderOf(path)
  const props = nearest(project, directory, 'Directory.Build.props')
  const targets = nearest(project, directory, 'Directory.Build.targets')
  const central = nearest(project, directory, 'Directory.Packages.props')
  if (props) read(props, 0)
  if (central) read(central, 0)
  read(path, 0)
  if (targets) read(targets, 0)
  return {
    property(name) {
      const found = properties.get(name.toLowerCase())
      return found?.value ? { value: found.value, source: found.source } : null
    },
    items: (type) => items.get(type.toLowerCase()) ?? [],
    // What the project itself names comes before what its imports do.
    sdks: sdks.toSorted((a, b) => Number(b.source.path === path) - Number(a.source.path === path)),
    files,
  }
}
