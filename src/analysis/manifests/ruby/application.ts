import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Kind, Source } from '../../facts'
import { baseOf, type Project, record, string } from '../../project'
import { within } from '../within'
import { bundled } from './checks'
import { isSite, type Unit } from './unit'

type Command = Omit<CommandCandidate, 'cwd'>

/** What an application in a bundle is started and tested with, and what it is. */
export interface Application {
  kinds: Kind[]
  commands: Command[]
  /** The tests are the framework's own, so a Rakefile's say nothing more. */
  tested: boolean
}

const VIEWS = /\.(?:erb|haml|slim|liquid)$/

const pages = (project: Project, unit: Unit, folder: string): boolean =>
  project.below(within(unit.folder, folder)).some((path) => VIEWS.test(path) && !/mailer|layouts\/mailer/.test(path))

function sayer() {
  const commands: Command[] = []
  const say = (
    group: CommandGroup,
    command: string,
    source: Source,
    rank: number = RANK.convention,
    purpose?: string,
  ) => commands.push({ group, command, rank, ...(purpose && { purpose }), sources: [source] })
  return { commands, say }
}

/** What `bin/dev` starts, where that is known from the Procfile that it names. */
function developmentRun(unit: Unit, say: ReturnType<typeof sayer>['say']): void {
  const dev = unit.script('bin/dev')
  const procfile = unit.file('Procfile.dev')
  if (dev) say('run', 'bin/dev', { path: dev }, RANK.script)
  else if (procfile && (unit.has('foreman') || unit.has('overmind')))
    say(
      'run',
      `bundle exec ${unit.has('foreman') ? 'foreman' : 'overmind'} start -f Procfile.dev`,
      { path: procfile },
      RANK.script,
    )
}

/** Settings of the database to copy, in a repository that keeps none itself. */
const databaseExample = (unit: Unit): string | null =>
  ['example', 'sample', 'dist', 'template']
    .flatMap((end) => [`config/database.yml.${end}`, `config/database.${end}.yml`])
    .flatMap((name) => unit.file(name) ?? [])[0] ?? null

/** A Rails application: `config/application.rb` and the command line at `bin/rails`. */
function rails(project: Project, unit: Unit): Application | null {
  const config = unit.file('config/application.rb')
  if (!config || !(unit.has('rails') || unit.has('railties'))) return null
  const { commands, say } = sayer()
  const command = unit.script('bin/rails') ? 'bin/rails' : 'bundle exec rails'
  const source: Source = { path: unit.file('bin/rails') ?? config }
  const database = unit.file('config/database.yml')
  const example = database ? null : databaseExample(unit)
  if (example) {
    const copy = `cp config/${baseOf(example)} config/database.yml`
    say('setup', copy, { path: example }, RANK.convention + 4, 'Make your own database settings')
  }
  const setup = unit.script('bin/setup')
  if ((database ?? example) && !(setup && /db:(?:prepare|setup|migrate|create)/.test(project.text(setup) ?? '')))
    say(
      'setup',
      `${command} db:prepare`,
      { path: database ?? example ?? config },
      RANK.convention + 5,
      'Create the database and load its schema',
    )
  developmentRun(unit, say)
  say('run', `${command} server`, source)
  const specs = project.below(within(unit.folder, 'spec')).some((path) => path.endsWith('_spec.rb'))
  const tests = project.below(within(unit.folder, 'test')).some((path) => path.endsWith('_test.rb'))
  if (specs && (unit.has('rspec-rails') || unit.has('rspec')))
    say('test', bundled(unit, 'rspec'), { path: unit.file('.rspec') ?? unit.gemfile?.path ?? config })
  if (tests) say('test', `${command} test`, source)
  const systems = project.below(within(unit.folder, 'test/system')).find((path) => path.endsWith('_test.rb'))
  if (systems) say('test', `${command} test:system`, { path: systems }, RANK.convention + 1)
  const api = /^[ \t]*config\.api_only\s*=\s*true/m.test(project.text(config) ?? '')
  return {
    kinds: [api && !pages(project, unit, 'app/views') ? 'service' : 'web-app'],
    commands,
    tested: specs || tests,
  }
}

/** Commands of other frameworks' own programs, by the gem and the file that prove the framework is in use. */
const PROGRAMS: readonly {
  gem: string
  file: string
  commands: readonly (readonly [CommandGroup, string])[]
  kind: Kind
}[] = [
  {
    gem: 'hanami',
    file: 'config/app.rb',
    commands: [
      ['run', 'hanami dev'],
      ['run', 'hanami server'],
    ],
    kind: 'web-app',
  },
  {
    gem: 'middleman',
    file: 'config.rb',
    commands: [
      ['build', 'middleman build'],
      ['run', 'middleman server'],
    ],
    kind: 'web-app',
  },
  {
    gem: 'nanoc',
    file: 'nanoc.yaml',
    commands: [
      ['build', 'nanoc compile'],
      ['run', 'nanoc live'],
    ],
    kind: 'web-app',
  },
  {
    gem: 'bridgetown',
    file: 'bridgetown.config.yml',
    commands: [
      ['build', 'bridgetown build'],
      ['run', 'bridgetown start'],
    ],
    kind: 'web-app',
  },
]

function program(_: Project, unit: Unit): Application | null {
  const row = PROGRAMS.find(({ gem, file }) => unit.has(gem) && unit.file(file))
  if (!row) return null
  const { commands, say } = sayer()
  for (const [index, [group, line]] of row.commands.entries()) {
    const [name = '', ...rest] = line.split(' ')
    say(
      group,
      [bundled(unit, name), ...rest].join(' '),
      { path: within(unit.folder, row.file) },
      RANK.convention + index,
    )
  }
  developmentRun(unit, say)
  return { kinds: [row.kind], commands, tested: false }
}

/** A site of Jekyll's: `jekyll serve` and `jekyll build`. */
function site(project: Project, unit: Unit): Application | null {
  const config = unit.file('_config.yml')
  const theme = unit.gemspec === null || /theme/.test(unit.gemspec.name.value)
  if (!config || !theme || !isSite(unit, project)) return null
  const { commands, say } = sayer()
  say('build', `${bundled(unit, 'jekyll')} build`, { path: config })
  say('run', `${bundled(unit, 'jekyll')} serve`, { path: config })
  const posts = project.hasFolder(within(unit.folder, '_posts'))
  return { kinds: [posts ? 'web-app' : 'docs'], commands, tested: false }
}

/** A Rack application of any framework: `config.ru` and a server that is in the bundle. */
function rack(project: Project, unit: Unit): Application | null {
  const config = unit.file('config.ru')
  if (!config || unit.gemspec) return null
  const { commands, say } = sayer()
  developmentRun(unit, say)
  const servers = ['rackup', 'puma', 'falcon', 'unicorn', 'thin', 'rack']
  const server = servers.find((gem) => unit.has(gem))
  const call = new Map([
    ['falcon', 'falcon serve'],
    ['thin', 'thin start'],
    ['rack', 'rackup'],
  ])
  if (server) say('run', `bundle exec ${call.get(server) ?? server}`, { path: config })
  const views = pages(project, unit, 'views') || pages(project, unit, 'app')
  return { kinds: [views ? 'web-app' : 'service'], commands, tested: false }
}

/** What the bundle runs, if it is an application. */
export function applicationOf(project: Project, unit: Unit): Application | null {
  for (const look of [rails, program, site, rack]) {
    const found = look(project, unit)
    if (found) return found
  }
  return null
}

/** Title and description of a Jekyll site, from its settings. */
export function siteTitle(project: Project, unit: Unit) {
  const path = unit.file('_config.yml')
  const document = path && !unit.gemspec && isSite(unit, project) ? project.yaml(path) : null
  const at = (key: string) => {
    const value = string(record(document?.value)[key])
    return document && value ? { value, sources: [document.at(key)] } : null
  }
  return { name: at('title'), description: at('description') }
}
