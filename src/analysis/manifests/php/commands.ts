import { type CommandCandidate, RANK } from '../../detector'
import type { Source } from '../../facts'
import { escaped } from '../../literal-pattern'
import { type Project, record } from '../../project'
import { mention } from '../mention'
import { within } from '../within'
import { checkCommands } from './checks'
import { type ComposerJson, licenseOf, programsOf, requires, separateTools, stated } from './composer-json'
import { composerKinds, DEVELOPED, isProjectType, isSkeleton } from './kinds'
import { type Script, scriptCommands, scriptsOf } from './scripts'

type Command = Omit<CommandCandidate, 'cwd'>

/** Words of `keywords` by which Composer itself knows what belongs into `require-dev`. */
const FOR_DEVELOPMENT = new Set(['dev', 'testing', 'static analysis'])
/**
 * What a user types: a package is required, a project is created from. As the guides write it; without them a package that
 * describes itself and is licensed is taken for published, a project that calls itself a skeleton too.
 */
function installCommands(project: Project, manifest: ComposerJson): Command[] {
  const { name } = manifest
  if (!name || /^(?:__|your-|vendor\/)|\/(?:app|project|monorepo)$/.test(name) || DEVELOPED.test(name)) return []
  const own = manifest.at('name')
  const say = (command: string, ...sources: Source[]): Command => ({
    group: 'install',
    command,
    rank: RANK.script,
    sources: [own, ...sources],
  })
  const words = escaped(name)
  const shown = mention(project, new RegExp(`composer create-project (?:--[\\w=-]+ )*${words}(?![\\w/-])`, 'i'))
  if (shown) return [say(`composer create-project ${name} example-app`, shown.source)]
  const isProject = isProjectType(manifest)
  if (
    (isProject || composerKinds(project, manifest).some((kind) => kind === 'web-app' || kind === 'service')) &&
    !programsOf(project, manifest).length
  )
    return isSkeleton(manifest) && isPresented(manifest) ? [say(`composer create-project ${name} example-app`)] : []
  return required(project, manifest, say, words)
}

/** Does the root's manifest say what its registry shows, so that it may be taken for published? */
const isPresented = (manifest: ComposerJson): boolean =>
  stated(manifest, 'description') !== null && licenseOf(manifest) !== null && manifest.directory === '.'

function required(
  project: Project,
  manifest: ComposerJson,
  say: (command: string, ...sources: Source[]) => Command,
  words: string,
): Command[] {
  const shown = mention(
    project,
    new RegExp(
      `composer (global )?require (--dev |-D )?(?:-[\\w-]+ )*["']?${words}(?![\\w/-])(?:[:=@][^\\s\`]+)?["']?( --dev)?`,
      'i',
    ),
  )
  if (shown) {
    const [, global, before, after] = shown.match
    return [say(`composer ${global ?? ''}require ${before || after ? '--dev ' : ''}${manifest.name}`, shown.source)]
  }
  const dev = manifest.keywords.some((word) => FOR_DEVELOPMENT.has(word))
  // A program is installed in ways of its own, unless it is one that projects are developed with.
  if (!isPresented(manifest) || (composerKinds(project, manifest)[0] === 'cli' && !dev)) return []
  return [say(`composer require ${dev ? '--dev ' : ''}${manifest.name}`)]
}

/** The steps of a framework's own tool, after Composer has fetched the packages. */
function frameworkSteps(project: Project, manifest: ComposerJson): Command[] {
  const at = (name: string) => within(manifest.directory, name)
  const say = (group: 'setup' | 'run', command: string, after: number, path: string): Command => ({
    group,
    command,
    rank: RANK.convention + after,
    sources: [{ path }],
  })
  const found: Command[] = []
  if (project.has(at('artisan'))) {
    const example = [at('.env.example'), at('.env')].find(project.has)
    if (example && /^APP_KEY=\s*(?:#.*|SomeRandomString)?$/m.test(project.text(example) ?? ''))
      found.push(say('setup', 'php artisan key:generate', 5, at('artisan')))
    if (project.hasFolder(at('database/migrations')))
      found.push(say('setup', 'php artisan migrate', 6, at('database/migrations')))
    if (requires(manifest, 'laravel/framework') && project.has(at('public/index.php')))
      found.push(say('run', 'php artisan serve', 0, at('artisan')))
  } else if (project.has(at('bin/console'))) {
    const migrations = requires(manifest, 'doctrine/doctrine-migrations-bundle') && project.hasFolder(at('migrations'))
    if (migrations) found.push(say('setup', 'php bin/console doctrine:migrations:migrate', 6, at('migrations')))
    const folder = ['public', 'web'].find((one) => project.has(at(`${one}/index.php`)))
    const shown = mention(project, /^[ \t$]*(symfony (?:serve|server:start))\b/m)
    if (folder)
      found.push({
        ...say('run', shown?.match[1] ?? `php -S localhost:8000 -t ${folder}`, 0, at(`${folder}/index.php`)),
        ...(shown && { sources: [shown.source] }),
      })
  } else if (requires(manifest, 'slim/slim') && project.has(at('public/index.php')))
    found.push(say('run', 'php -S localhost:8000 -t public', 0, at('public/index.php')))
  return found
}

/** A program that the package is for is started from its folder. */
function programRuns(project: Project, manifest: ComposerJson, isProgram: boolean): Command[] {
  const program = programsOf(project, manifest)[0]
  if (!program || !isProgram || !/^(?:bin\/)?[\w.-]+$/.test(program.entry) || /\.phar$/.test(program.entry)) return []
  return [{ group: 'run', command: `php ${program.entry}`, rank: RANK.convention, sources: [manifest.at('bin')] }]
}

function pharBuild(project: Project, manifest: ComposerJson, scripts: readonly Script[]): Command[] {
  const path = ['box.json', 'box.json.dist'].map((name) => within(manifest.directory, name)).find(project.has)
  if (!path || scripts.some(({ recipe }) => /\bbox\b|app:build/.test(recipe))) return []
  const zero = requires(manifest, 'laravel-zero/framework') && programsOf(project, manifest)[0]?.name
  const source = { path }
  if (zero && project.has(within(manifest.directory, zero)))
    return [{ group: 'build', command: `php ${zero} app:build`, rank: RANK.convention, sources: [source] }]
  return requires(manifest, /^humbug\/box$/)
    ? [{ group: 'build', command: `${manifest.binDirectory}/box compile`, rank: RANK.convention, sources: [source] }]
    : []
}

/** Tools in folders of their own are fetched by a call of their own, unless every `composer install` is passed on to them. */
function binTools(project: Project, manifest: ComposerJson): Command[] {
  const [first] = separateTools(project, manifest)
  const forwards = record(record(manifest.value.extra)['bamarni-bin'])['forward-command'] === true
  return first && !forwards
    ? [
        {
          group: 'setup',
          command: 'composer bin all install',
          rank: RANK.convention + 1,
          sources: [{ path: first.path }],
        },
      ]
    : []
}

/** Everything that is typed for one Composer manifest; all of it in its folder. */
export function composerCommands(project: Project, manifest: ComposerJson, isProgram: boolean): Command[] {
  const scripts = scriptsOf(manifest)
  return [
    ...installCommands(project, manifest),
    { group: 'setup', command: 'composer install', rank: RANK.convention, sources: [{ path: manifest.path }] },
    ...binTools(project, manifest),
    ...scriptCommands(project, manifest, scripts),
    ...frameworkSteps(project, manifest).filter(
      ({ group, command }) =>
        !scripts.some(({ name, recipe }) =>
          group === 'setup' ? /^setup$/.test(name) && recipe.includes(command.replace(/^php /, '')) : false,
        ),
    ),
    ...pharBuild(project, manifest, scripts),
    ...programRuns(project, manifest, isProgram),
    ...checkCommands(project, manifest, scripts),
  ]
}
