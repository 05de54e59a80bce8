import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup } from '../../facts'
import { type Project, record, string, strings } from '../../project'
import { groupOfTask } from '../task-names'
import { within } from '../within'
import type { ComposerJson } from './composer-json'

/** A script of `composer.json`, with all that it calls of the others written out, a line each. */
export interface Script {
  name: string
  recipe: string
  description: string | null
}

/** Composer calls these by itself: https://getcomposer.org/doc/articles/scripts.md#event-names */
const EVENT = /^(?:pre|post)-|^(?:auto-scripts|init|command)$/
const MOST_SCRIPTS = 200
const DEEPEST = 5
const LONGEST = 8_000

const linesOf = (value: unknown): string[] => {
  const one = string(value)
  return one ? [one] : strings(value).length ? strings(value) : Object.keys(record(value))
}

/** Scripts that somebody calls by name, in the order of the manifest. */
export function scriptsOf({ value }: ComposerJson): Script[] {
  const table = new Map(Object.entries(record(value.scripts)).slice(0, MOST_SCRIPTS))
  const descriptions = record(value['scripts-descriptions'])
  let left = LONGEST * 4
  function recipe(name: string, depth: number): string {
    return linesOf(table.get(name))
      .map((line) => {
        left -= line.length
        if (left < 0) return ''
        const other = line.match(/^@(?:composer(?: run(?:-script)?)? )?([\w:.-]+)(?:\s|$)/)?.[1]
        return other !== undefined && other !== name && table.has(other) && depth < DEEPEST
          ? recipe(other, depth + 1)
          : line
      })
      .join('\n')
      .slice(0, LONGEST)
  }
  return [...table.keys()].flatMap((name) =>
    EVENT.test(name) || !/^[A-Za-z][\w:.-]*$/.test(name)
      ? []
      : [
          {
            name,
            recipe: recipe(name, 0),
            description: Object.hasOwn(descriptions, name) ? string(descriptions[name]) : null,
          },
        ],
  )
}

/** Composer's own commands, before which a script of the same name must be asked for by `run-script`. */
const BUILT_IN = new Set(
  'about archive audit browse bump check-platform-reqs clear-cache clearcache completion config create-project depends why diagnose dump-autoload dumpautoload exec fund global help home info init install i licenses list outdated prohibits why-not reinstall remove rm uninstall repository require r run run-script search self-update selfupdate show status suggests update u upgrade validate'.split(
    ' ',
  ),
)

const TESTS =
  /(?:^|[\s/])(?:phpunit|paratest|pest|codecept|behat|phpspec|kahlan|atoum|peridot|tester|simple-phpunit|artisan test|dusk)\b/
const FIXES =
  /(?:^|[\s/])(?:(?:php-cs-fixer|ecs)\b[^\n]*\s(?:fix|--fix)\b(?![^\n]*--dry-run)|phpcbf\b|pint\b(?![^\n]*--test)|(?:prettier)\b[^\n]*--write)/
const CHECKS =
  /(?:^|[\s/])(?:phpstan|psalm|phpcs|phan|phpmd|phplint|parallel-lint|deptrac|ecs check\b(?![^\n]*--fix)|php-cs-fixer\b[^\n]*--dry-run|rector\b[^\n]*--dry-run|pint\b[^\n]*--test|php -l\b|composer-normalize|composer-unused|composer-require-checker|composer (?:validate|normalize --dry-run)|yaml-?lint|lint:(?:yaml|twig|container)|monorepo-builder validate)\b/
/** What a name says that the words of tasks in general do not. */
const NAMED: readonly (readonly [RegExp, CommandGroup])[] = [
  [/(?:^|[-:_.])(?:fix(?:er)?|cbf|format(?:ter)?)(?:$|[-:_.])/i, 'format'],
  [
    /^(?:cs|phpcs|sniff|ecs|phpstan|stan|psalm|analy[sz]e|analysis|static(?:-analysis)?|sa|qa|inspect|quality|phplint|rector)(?:$|[-:_.])/i,
    'lint',
  ],
  [/(?:^|[-:_.])(?:lint|cs|check|analy[sz]e|phpstan)$/i, 'lint'],
]
/** A script about something beside: its numbers, a watch, one browser, what must be updated by hand. */
const ASIDE =
  /(?:^|[-:_.])(?:cover(?:age)?|cov|mutation|infection|watch|debug|ci|baseline|bless|update|snapshots?|profile|bench(?:mark)?|docs?|release|changelog|clean|clear|reset|prepare|install|setup|generate)(?:$|[-:_.])/i

/** Names under which a whole project is built, started and set up: `build-licenses` builds no program. */
const WHOLE =
  /^(?:build|compile|dist|setup|bootstrap|install|dev|start|serve|server|run|deploy)(?::(?:prod|production|all|local))?$/
/** Groups in which a script stands for what it calls. */
const CALLED = new Set<CommandGroup>(['test', 'lint', 'format'])

/** What a script is for: by what it calls, and where that is several things or none known, by its name. */
export function groupOfScript({ name, recipe }: Script): CommandGroup | null {
  const named = NAMED.find(([pattern]) => pattern.test(name))?.[1] ?? groupOfTask(name)
  if (named && !CALLED.has(named) && !WHOLE.test(name)) return null
  if (ASIDE.test(name) && named !== 'setup') return null
  // What only prints says nothing.
  if (recipe.split('\n').every((line) => /^\s*(?:echo\b[^&;|]*$|@putenv\b|$)/.test(line))) return null
  const does: CommandGroup[] = [
    ...(TESTS.test(recipe) ? ['test' as const] : []),
    ...(CHECKS.test(recipe) ? ['lint' as const] : []),
    ...(FIXES.test(recipe) ? ['format' as const] : []),
  ]
  // Rector without a dry run rewrites code into other code: neither a check nor a matter of style.
  if (!does.length) return /\brector\b/.test(recipe) ? null : named
  // A name that tells is believed where the script does that too; a formatter that calls itself a test is none.
  if (named && (does.includes(named) || !CALLED.has(named))) return named
  return does.length === 1 || named === 'test' ? (does[0] ?? null) : named
}

/** Ways into one group that a reader needs of the scripts. */
const MOST: ReadonlyMap<CommandGroup, number> = new Map([
  ['test', 3],
  ['lint', 4],
  ['format', 2],
])

/** Files beside the manifest without which a tool that a script calls does nothing but fail. */
const NEEDED: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[\s"'])(?:npm|pnpm|yarn) (?:run|ci|install|build|dev)\b/, 'package.json'],
  [/(?:^|[\s"'/])artisan\s/, 'artisan'],
  [/(?:^|[\s"'])bin\/console\s/, 'bin/console'],
]
const resolves = (project: Project, { directory }: ComposerJson, { recipe }: Script): boolean =>
  NEEDED.every(([calls, file]) => !calls.test(recipe) || project.has(within(directory, file)))

/** Names that say it without more, before others of as many words. */
const PLAIN = /^(?:test|tests|lint|format|build|dev|start|setup)$/
const length = ({ name }: Script) => (PLAIN.test(name) ? 0 : name.split(/[-:_.]/).length)

/** Commands for the scripts whose purpose is known; the plain name first, then its variants. */
export function scriptCommands(
  project: Project,
  manifest: ComposerJson,
  scripts: readonly Script[],
): Omit<CommandCandidate, 'cwd'>[] {
  const count = new Map<CommandGroup, number>()
  const found = scripts.flatMap((script) => {
    const group = resolves(project, manifest, script) ? groupOfScript(script) : null
    return group ? [{ script, group }] : []
  })
  // `test` stands before `test:unit`, wherever the manifest has them.
  const plain = found.toSorted((a, b) => length(a.script) - length(b.script))
  return plain.flatMap(({ script: { name, recipe, description }, group }) => {
    const known = count.get(group) ?? 0
    if (known >= (MOST.get(group) ?? 1)) return []
    count.set(group, known + 1)
    const runs = /^(?:setup|run|build|deploy)$/.test(group) || BUILT_IN.has(name)
    return [
      {
        group,
        command: `composer ${runs ? 'run ' : ''}${name}`,
        ...(description && { purpose: description.replace(/\.$/, '') }),
        rank: RANK.script,
        runs: recipe,
        sources: [manifest.at('scripts', name)],
      },
    ]
  })
}
