import type { Facts, Source } from '../../facts'
import { lineCounter } from '../../line-numbers'
import { join, type Project, record, string, strings } from '../../project'
import { type ComposerJson, programsOf } from './composer-json'

type EntryPoint = Facts['entry_points'][number]

/** Namespaces by the folders that hold their classes: https://getcomposer.org/doc/04-schema.md#psr-4 */
function namespaces({ value }: ComposerJson): { prefix: string; folder: string }[] {
  return ['psr-4', 'psr-0'].flatMap((standard) =>
    Object.entries(record(record(value.autoload)[standard]))
      .slice(0, 50)
      .flatMap(([prefix, folders]) =>
        (string(folders) ? [string(folders)!] : strings(folders)).map((folder) => ({
          prefix,
          folder: standard === 'psr-0' ? `${folder}/${prefix.replaceAll('\\', '/')}` : folder,
        })),
      ),
  )
}

/** The file of a class of the package's own, by its full name; `null` when none is there. */
function fileOfClass(project: Project, manifest: ComposerJson, name: string): string | null {
  for (const { prefix, folder } of namespaces(manifest)) {
    if (!name.startsWith(prefix) || name.length === prefix.length) continue
    const path = join(manifest.directory, `${folder}/${name.slice(prefix.length).replaceAll('\\', '/')}.php`)
    if (path && project.has(path)) return path
  }
  return null
}

const MOST_SHOWN = 2
/** Classes of one text that are looked up. */
const MOST_CLASSES = 200
const CLASS = /(?<![\w\\])\\?([A-Z]\w*(?:\\[A-Z]\w*){1,8})\b/g

/** Classes of the package that its README shows a user, most often named first. */
function shownClasses(project: Project, manifest: ComposerJson): EntryPoint[] {
  const readme = project.inFolder(manifest.directory).find((path) => /(?:^|\/)readme\.(?:md|markdown|rst)$/i.test(path))
  const text = readme ? (project.text(readme) ?? '') : ''
  const lineOf = lineCounter(text)
  const seen = new Map<string, { times: number; source: Source }>()
  for (const match of text.matchAll(CLASS)) {
    const known = seen.get(match[1]!)
    if (known) known.times++
    else if (seen.size < MOST_CLASSES)
      seen.set(match[1]!, { times: 1, source: { path: readme!, line: lineOf(match.index) } })
  }
  return [...seen]
    .flatMap(([name, { times, source }]) => {
      const path = fileOfClass(project, manifest, name)
      const made = text.split(`new ${name.split('\\').at(-1)}(`).length - 1
      return path ? [{ path, times: times + 2 * made, name, source }] : []
    })
    .toSorted((a, b) => b.times - a.times)
    .slice(0, MOST_SHOWN)
    .map(({ path, name, source }) => ({
      path,
      what: `Class ${name.split('\\').at(-1)}`,
      sources: [source],
    }))
}

/** The class that goes by the package's name: `Slugify` of `vendor/slugify`. */
function namesake(project: Project, manifest: ComposerJson): EntryPoint[] {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  const short = plain(manifest.name?.split('/')[1] ?? '')
  if (short === '') return []
  for (const { folder } of namespaces(manifest)) {
    const at = join(manifest.directory, folder)
    const path =
      at &&
      project.inFolder(at).find((one) => plain(one.slice(one.lastIndexOf('/') + 1).replace(/\.php$/, '')) === short)
    if (path?.endsWith('.php'))
      return [{ path, what: `Class ${path.slice(path.lastIndexOf('/') + 1, -4)}`, sources: [manifest.at('autoload')] }]
  }
  return []
}

/** Classes by which a framework or Composer loads the package. */
function loaded(project: Project, manifest: ComposerJson): EntryPoint[] {
  const extra = record(manifest.value.extra)
  const laravel = strings(record(extra.laravel).providers).map((name) => ({
    name,
    what: 'Laravel service provider',
    key: 'laravel',
  }))
  const plugin = string(extra.class) ? [{ name: string(extra.class)!, what: 'Composer plugin', key: 'class' }] : []
  const found = [...laravel.slice(0, 2), ...(manifest.type === 'composer-plugin' ? plugin : [])].flatMap(
    ({ name, what, key }) => {
      const path = fileOfClass(project, manifest, name.replace(/^\\/, ''))
      return path ? [{ path, what, sources: [manifest.at('extra', key)] }] : []
    },
  )
  if (manifest.type !== 'symfony-bundle') return found
  const bundles = namespaces(manifest).flatMap(({ folder }) => {
    const at = join(manifest.directory, folder)
    return at ? project.inFolder(at).filter((path) => path.endsWith('Bundle.php')) : []
  })
  return [
    ...found,
    ...bundles.slice(0, 1).map((path) => ({ path, what: 'Symfony bundle', sources: [manifest.at('type')] })),
  ]
}

/** Where the code of a package begins: its programs, what loads it, and the classes that its users begin with. */
export function composerEntryPoints(project: Project, manifest: ComposerJson): EntryPoint[] {
  const programs = programsOf(project, manifest).map(({ name, entry }) => ({
    path: entry,
    what: `Program ${name}`,
    sources: [manifest.at('bin')],
  }))
  const classes = [...loaded(project, manifest), ...shownClasses(project, manifest)]
  return [...programs, ...(classes.length ? classes : namesake(project, manifest))]
}
