import type { Kind } from '../../facts'
import { type Project, string } from '../../project'
import { within } from '../within'
import { type ComposerJson, programsOf, requires } from './composer-json'

/** Types of what another program loads: https://github.com/composer/installers */
const PLUGIN =
  /^(?:composer-plugin|wordpress-(?:plugin|muplugin|theme|dropin)|drupal-(?:custom-)?(?:module|theme)|magento2-(?:module|theme|language)|phpstan-extension|typo3-cms-extension|phpcodesniffer-standard)$|-(?:plugin|module|theme|addon|extension|mod)$/

/** A repository in which a package is developed that is published from elsewhere: `acme/tool-src`. */
export const DEVELOPED = /-(?:src|dev|monorepo)$/

/** Applications that are made or deployed, not required by others. */
export const isProjectType = ({ type }: ComposerJson): boolean =>
  /^(?:project|(?:symfony|laravel)-(?:application|project)|drupal-(?:custom-)?profile|magento2-project)$/.test(type)

const VIEWS = /\.(?:blade\.php|twig|latte|phtml|tpl|vue|tsx|jsx|svelte)$/
const APPLICATION =
  /^(?:laravel\/(?:framework|lumen-framework)|symfony\/framework-bundle|slim\/slim|cakephp\/cakephp|codeigniter4\/framework|yiisoft\/yii2|laminas\/laminas-mvc|mezzio\/mezzio|drupal\/core(?:-recommended)?|roots\/wordpress|johnpbloch\/wordpress|craftcms\/cms|statamic\/cms|hyperf\/framework|nette\/application|spiral\/framework|api-platform\/.+|topthink\/framework)$/

/** Content management systems, whose pages are theirs. */
const SITE = /^(?:drupal\/core(?:-recommended)?|roots\/wordpress|johnpbloch\/wordpress|craftcms\/cms|statamic\/cms)$/

/** Something to begin a project from, as it says of itself. */
export const isSkeleton = ({ name, value }: ComposerJson): boolean =>
  name !== null && /\b(?:skeleton|starter|boilerplate|template)\b/i.test(`${string(value.description) ?? ''} ${name}`)

/** Pages that the application shows; those that only mails are made of show nothing. */
const hasPages = (project: Project, directory: string): boolean =>
  [
    'resources/views',
    'resources/js',
    'templates',
    'app/Views',
    'views',
    'src/Template',
    'app/UI',
    'app/Presenters',
  ].some((folder) =>
    project
      .below(within(directory, folder))
      .some((path) => VIEWS.test(path) && !/(?:^|\/)(?:e?mails?|vendor|notifications)\//.test(path)),
  )

/** What the package of a manifest is, most telling first; nothing where only its files tell. */
export function composerKinds(project: Project, manifest: ComposerJson): Kind[] {
  const kinds = ownKinds(project, manifest)
  const starts = kinds[0] === 'web-app' || kinds[0] === 'service'
  return starts && isSkeleton(manifest) ? ['template', ...kinds] : kinds
}

function ownKinds(project: Project, manifest: ComposerJson): Kind[] {
  const { directory, type } = manifest
  const programs = programsOf(project, manifest)
  if (PLUGIN.test(type)) return ['plugin']
  if (type === 'metapackage' || type === 'symfony-bundle' || type === 'yii2-extension') return ['library']
  const starts = ['public/index.php', 'web/index.php', 'webroot/index.php', 'artisan', 'bin/console'].some((name) =>
    project.has(within(directory, name)),
  )
  const terminal = requires(manifest, 'laravel-zero/framework') || programs.length > 0
  if (starts && requires(manifest, APPLICATION) && !(terminal && !project.has(within(directory, 'public/index.php'))))
    return [hasPages(project, directory) || requires(manifest, SITE) ? 'web-app' : 'service']
  if (isProjectType(manifest)) {
    if (terminal) return ['cli']
    return starts ? ['web-app'] : []
  }
  // A program that goes by the package's name is what the package is for; others are extras of a library.
  const short = manifest.name?.split('/')[1]?.replace(DEVELOPED, '') ?? ''
  const plain = (name: string) => name.toLowerCase().replace(/\.(?:php|phar)$|[^a-z0-9]/g, '')
  const namesake = programs.some(({ name }) => plain(short) === plain(name))
  if (namesake) return ['cli', 'library']
  if (programs.length) return ['library', 'cli']
  return manifest.name || manifest.value.autoload ? ['library'] : []
}
