import type { Sourced } from '../../facts'
import { sameName } from '../../names'
import { baseOf, type Document, folderOf, type Project, record, string, strings } from '../../project'
import type { Requirement } from '../manifest-facts'
import { within } from '../within'

/** A `composer.json`, with its untrusted parts behind checks: https://getcomposer.org/doc/04-schema.md */
export interface ComposerJson {
  path: string
  directory: string
  value: Record<string, unknown>
  at: Document['at']
  /** `vendor/name`, lower case; `null` where none is stated. */
  name: string | null
  /** The package's type; Composer's default is `library`. */
  type: string
  keywords: readonly string[]
  /** Constraints by package, the platform's among them, as `require` has them. */
  require: ReadonlyMap<string, string>
  requireDev: ReadonlyMap<string, string>
  /** Folder in which Composer puts programs of packages, as seen from the manifest. */
  binDirectory: string
}

const NAME = /^[a-z0-9](?:[\w.-]*[a-z0-9])?\/[a-z0-9](?:[\w.-]*[a-z0-9])?$/i
/** Requirements of one manifest that are looked at. */
const MOST_REQUIREMENTS = 500

/** Skeletons whose names applications that were made from them often keep. */
const SKELETONS =
  /^(?:laravel\/(?:laravel|lumen|(?:react|vue|livewire)-starter-kit)|symfony\/(?:skeleton|website-skeleton|framework-standard-edition)|slim\/slim-skeleton|roots\/(?:bedrock|sage)|drupal\/(?:recommended|legacy)-project|cakephp\/app|codeigniter4\/appstarter|yiisoft\/yii2-app-(?:basic|advanced)|craftcms\/craft|statamic\/statamic|nette\/web-project|tempest\/app)$/i

/** Is this the name of the skeleton that the project was made from, and not its own? */
export const isLeftOver = (project: Project, name: string): boolean =>
  SKELETONS.test(name) && sameName(baseOf(name)) !== sameName(project.hostedName)

const constraints = (table: unknown): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(record(table))
      .slice(0, MOST_REQUIREMENTS)
      .flatMap(([name, version]) => (typeof version === 'string' ? [[name.toLowerCase(), version] as const] : [])),
  )

/** Reads the manifest at `path`; `null` when it is broken or none of a package or a project. */
export function readComposerJson(project: Project, path: string): ComposerJson | null {
  const document = project.json(path)
  const value = record(document?.value)
  if (!document || !Object.keys(value).length) return null
  const name = string(value.name)
  const bin = string(record(value.config)['bin-dir'])
  return {
    path,
    directory: folderOf(path),
    value,
    at: document.at,
    name: name && NAME.test(name) && !isLeftOver(project, name) ? name.toLowerCase() : null,
    type: string(value.type)?.toLowerCase() ?? 'library',
    keywords: strings(value.keywords).map((word) => word.toLowerCase()),
    require: constraints(value.require),
    requireDev: constraints(value['require-dev']),
    binDirectory: bin && /^[\w.-]+(?:\/[\w.-]+)*\/?$/.test(bin) ? bin.replace(/\/$/, '') : 'vendor/bin',
  }
}

/** A text of the manifest and where it stands. */
export function stated({ value, at }: ComposerJson, key: string): Sourced | null {
  const text = string(value[key])
  return text === null ? null : { value: text, sources: [at(key)] }
}

/** Disjunctive licences are a list: any of them holds. https://getcomposer.org/doc/04-schema.md#license */
export function licenseOf({ value, at }: ComposerJson): Sourced | null {
  const text = string(value.license) ?? strings(value.license).join(' OR ')
  return text && !/^proprietary$/i.test(text) ? { value: text, sources: [at('license')] } : null
}

/** PHP itself, its extensions and Composer are no packages. */
const PLATFORM = /^(?:php(?:-\w+)?|hhvm|(?:ext|lib)-[\w-]+|composer(?:-(?:plugin|runtime)-api)?)$/
export const isPlatform = (name: string): boolean => PLATFORM.test(name)

/** Is everything that the program ships written into one archive, so that nothing is left for `require`? */
const isPacked = (project: Project, { directory, require }: ComposerJson): boolean =>
  ['box.json', 'box.json.dist'].some((name) => project.has(within(directory, name))) &&
  [...require.keys()].every(isPlatform)

/** Manifests of the tools that are installed apart from each other by `bamarni/composer-bin-plugin`, in `vendor-bin/<tool>`. */
export function separateTools(project: Project, manifest: ComposerJson): ComposerJson[] {
  if (!requires(manifest, 'bamarni/composer-bin-plugin')) return []
  const folder = string(record(record(manifest.value.extra)['bamarni-bin'])['target-directory']) ?? 'vendor-bin'
  return project
    .named('composer.json')
    .filter((path) => path.startsWith(`${within(manifest.directory, folder)}/`))
    .slice(0, 20)
    .flatMap((path) => readComposerJson(project, path) ?? [])
}

/** Packages that the manifest requires; what a PHAR packs is needed at run time, wherever it stands. */
export function requirementsOf(project: Project, manifest: ComposerJson): Requirement[] {
  const dev = isPacked(project, manifest) ? ('runtime' as const) : ('dev' as const)
  const read = (table: ReadonlyMap<string, string>, key: string, scope: Requirement['scope']): Requirement[] =>
    [...table].flatMap(([name, version]) =>
      isPlatform(name) ? [] : [{ name, version, scope, source: manifest.at(key, name) }],
    )
  return [...read(manifest.require, 'require', 'runtime'), ...read(manifest.requireDev, 'require-dev', dev)]
}

/** Is a package of this name required, for running or for development? */
export const requires = ({ require, requireDev }: ComposerJson, name: string | RegExp): boolean =>
  [require, requireDev].some((table) =>
    typeof name === 'string' ? table.has(name) : [...table.keys()].some((one) => name.test(one)),
  )

/** Programs that the package brings: name, and path from the root. */
export function programsOf(project: Project, { value, directory }: ComposerJson): { name: string; entry: string }[] {
  const listed = typeof value.bin === 'string' ? [value.bin] : strings(value.bin)
  return listed.slice(0, 20).flatMap((path) => {
    const entry = within(directory, path.replace(/^\.\//, ''))
    const base = entry.slice(entry.lastIndexOf('/') + 1)
    return base !== '' && project.has(entry) && !base.endsWith('.bat') ? [{ name: base, entry }] : []
  })
}
