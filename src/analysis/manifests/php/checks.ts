import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import { baseOf, type Project } from '../../project'
import { mention } from '../mention'
import { within } from '../within'
import { type ComposerJson, requires, separateTools } from './composer-json'
import type { Script } from './scripts'

/** A program of a development dependency, and the files that show it is set up here. */
interface Check {
  packages: RegExp
  /** Base names of its configuration beside the manifest; without any the dependency alone is enough. */
  config?: RegExp
  /** Name that scripts call it by, so that a script which does is enough. */
  calls: RegExp
  says: readonly (readonly [CommandGroup, string])[]
}

/** Tests first, then checks, then what rewrites the code. Commands are in the folder of Composer's programs. */
const CHECKS: readonly Check[] = [
  { packages: /^pestphp\/pest$/, calls: /\bpest\b/, says: [['test', 'pest']] },
  { packages: /^brianium\/paratest$/, config: /^$/, calls: /\bparatest\b/, says: [['test', 'paratest']] },
  {
    packages: /^phpunit\/phpunit$/,
    config: /^phpunit(?:\.dist)?\.xml(?:\.dist)?$/,
    calls: /\bphpunit\b|\bartisan test\b|\bpest\b/,
    says: [['test', 'phpunit']],
  },
  {
    packages: /^symfony\/phpunit-bridge$/,
    config: /^phpunit(?:\.dist)?\.xml(?:\.dist)?$/,
    calls: /\b(?:simple-)?phpunit\b/,
    says: [['test', 'simple-phpunit']],
  },
  {
    packages: /^codeception\/codeception$/,
    config: /^codeception(?:\.dist)?\.yml$/,
    calls: /\bcodecept\b/,
    says: [['test', 'codecept run']],
  },
  {
    packages: /^behat\/behat$/,
    config: /^behat(?:\.dist)?\.(?:ya?ml|php)(?:\.dist)?$/,
    calls: /\bbehat\b/,
    says: [['test', 'behat']],
  },
  {
    packages: /^(?:phpspec|friends-of-phpspec)\/phpspec$/,
    config: /^phpspec\.ya?ml(?:\.dist)?$/,
    calls: /\bphpspec\b/,
    says: [['test', 'phpspec run']],
  },
  {
    packages: /^(?:phpstan\/phpstan|phpstan\/phpstan-shim|(?:larastan|nunomaduro)\/larastan)$/,
    config: /^phpstan(?:\.dist)?\.neon(?:\.dist)?$/,
    calls: /\bphpstan\b/,
    says: [['lint', 'phpstan analyse']],
  },
  {
    packages: /^(?:vimeo\/psalm|psalm\/phar)$/,
    config: /^psalm(?:\.dist)?\.xml(?:\.dist)?$/,
    calls: /\bpsalm\b/,
    says: [['lint', 'psalm']],
  },
  {
    packages: /^(?:squizlabs|phpcsstandards)\/php_codesniffer$/,
    config: /^\.?phpcs(?:\.dist)?\.xml(?:\.dist)?$/,
    calls: /\bphpcs\b|\bphpcbf\b/,
    says: [
      ['lint', 'phpcs'],
      ['format', 'phpcbf'],
    ],
  },
  {
    packages: /^(?:friendsofphp\/php-cs-fixer|php-cs-fixer\/shim)$/,
    config: /^\.php-cs-fixer(?:\.dist)?\.php$/,
    calls: /\bphp-cs-fixer\b/,
    says: [
      ['lint', 'php-cs-fixer fix --dry-run --diff'],
      ['format', 'php-cs-fixer fix'],
    ],
  },
  {
    packages: /^laravel\/pint$/,
    calls: /\bpint\b/,
    says: [
      ['lint', 'pint --test'],
      ['format', 'pint'],
    ],
  },
  {
    packages: /^symplify\/easy-coding-standard$/,
    config: /^ecs\.php$/,
    calls: /\becs\b/,
    says: [
      ['lint', 'ecs check'],
      ['format', 'ecs check --fix'],
    ],
  },
  {
    packages: /^rector\/rector$/,
    config: /^rector\.php$/,
    calls: /\brector\b/,
    says: [['lint', 'rector process --dry-run']],
  },
  {
    packages: /^(?:deptrac|qossmic)\/deptrac$/,
    config: /^deptrac\.(?:ya?ml|php)$/,
    calls: /\bdeptrac\b/,
    says: [['lint', 'deptrac analyse']],
  },
]

/** Where the manifest requires a package that matches. */
function whereRequired({ require, requireDev, at }: ComposerJson, packages: RegExp): Source | null {
  for (const [key, table] of [['require-dev', requireDev] as const, ['require', require] as const])
    for (const name of table.keys()) if (packages.test(name)) return at(key, name)
  return null
}

/**
 * What the development tools that the manifest requires are typed for, where their configuration stands beside it and no script
 * calls them. Pest runs PHPUnit's tests, Laravel's own command runs either.
 */
export function checkCommands(
  project: Project,
  manifest: ComposerJson,
  scripts: readonly Script[],
): Omit<CommandCandidate, 'cwd'>[] {
  const files = project.inFolder(manifest.directory)
  const recipes = scripts.map(({ recipe }) => recipe).join('\n')
  const artisan = project.has(within(manifest.directory, 'artisan')) && requires(manifest, 'nunomaduro/collision')
  const owners = [manifest, ...separateTools(project, manifest)]
  const says: Omit<CommandCandidate, 'cwd'>[] = []
  for (const { packages, config, calls, says: commands } of CHECKS) {
    const file = config && files.find((path) => config.test(baseOf(path)))
    const source = owners.flatMap((owner) => whereRequired(owner, packages) ?? [])[0]
    if (!source || (config && !file) || calls.test(recipes)) continue
    const sources = [source, ...(file ? [{ path: file }] : [])]
    for (const [group, words] of commands) {
      if (group === 'test' && says.some((one) => one.group === 'test' && /pest|artisan|phpunit/.test(one.command)))
        continue
      const command =
        group === 'test' && artisan && /^(?:pest|phpunit)$/.test(words)
          ? 'php artisan test'
          : words === 'phpunit' && project.has(within(manifest.directory, 'bin/phpunit'))
            ? (mention(project, /(?:\.\/|php )bin\/phpunit\b/)?.match[0] ?? 'php bin/phpunit')
            : `${manifest.binDirectory}/${words}`
      says.push({ group, command, rank: RANK.convention, sources })
    }
  }
  return says
}
