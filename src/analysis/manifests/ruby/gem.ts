import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Facts, Kind, Source } from '../../facts'
import type { Project } from '../../project'
import { within } from '../within'
import type { Gemspec } from './gemspec'
import type { Unit } from './unit'

type Command = Omit<CommandCandidate, 'cwd'>

/** Gems that extend another program, by the beginning of their names. */
const PLUGIN =
  /^(?:jekyll|rubocop|fastlane-plugin|vagrant|danger|fluent-plugin|logstash-(?:input|output|filter|codec)|redmine|guard|capistrano|omniauth|cocoapods|knife|inspec|embulk|asciidoctor|kitchen|puppet-lint)-/
const PARSERS = [
  'thor',
  'slop',
  'tty-option',
  'commander',
  'gli',
  'dry-cli',
  'optimist',
  'mercenary',
  'clamp',
  'cri',
  'docopt',
  'main',
  'highline',
]
const WEB = ['sinatra', 'hanami', 'roda', 'rails', 'grape', 'padrino', 'cuba']
const TOOL = /\bcommand[- ]line\b|\bCLI\b|\bterminal\b|\btool\b|\blinter\b|\bformatter\b|\bchecker\b|\bgenerator\b/i
const SERVER = /\b(?:web|application|http|app) server\b/i

/** What a gem is, most telling first. */
export function gemKinds(gem: Gemspec): Kind[] {
  const about = gem.summary?.value ?? ''
  if (PLUGIN.test(gem.name.value)) return /theme/.test(gem.name.value) ? ['plugin', 'template'] : ['plugin', 'library']
  if (!gem.executables.length) return ['library']
  const parses = gem.requirements.some(({ name, scope }) => scope === 'runtime' && PARSERS.includes(name))
  const serves = gem.requirements.some(({ name, scope }) => scope === 'runtime' && WEB.includes(name))
  if (serves && !/\b(?:framework|plugin|extension|middleware|library|engine)\b/i.test(about)) return ['web-app', 'cli']
  if (SERVER.test(about)) return ['service', 'cli', 'library']
  return parses || TOOL.test(about) ? ['cli'] : ['library', 'cli']
}

/** How a gem is called in `require`: the file of `lib` that bears its name. */
export function libraryOf(project: Project, gem: Gemspec): string | null {
  const name = gem.name.value
  const names = [name, name.replaceAll('-', '/'), name.replaceAll('-', '_'), name.replaceAll('-', '').toLowerCase()]
  const paths = names.map((one) => within(gem.folder, `lib/${one}.rb`))
  const found = paths.find(project.has)
  if (found) return found
  const inside = project.inFolder(within(gem.folder, 'lib')).filter((path) => path.endsWith('.rb'))
  return inside.length === 1 ? inside[0]! : null
}

export function gemEntries(project: Project, gem: Gemspec): Facts['entry_points'] {
  const library = libraryOf(project, gem)
  return [
    ...(library ? [{ path: library, what: `Library ${gem.name.value}`, sources: gem.name.sources }] : []),
    ...gem.executables.map(({ name, entry, source }) => ({ path: entry, what: `Program ${name}`, sources: [source] })),
  ]
}

/** How a gem gets to its users: programs are installed, libraries are also added to a bundle. */
export function gemInstall(gem: Gemspec): Command[] {
  if (!gem.publishable) return []
  const name = gem.name.value
  const add = (command: string, after: number): Command => ({
    group: 'install',
    command,
    rank: RANK.convention + after,
    sources: gem.name.sources,
  })
  const program = gemKinds(gem)[0] === 'cli'
  return program ? [add(`gem install ${name}`, 0)] : [add(`bundle add ${name}`, 0), add(`gem install ${name}`, 1)]
}

/** A console for trying the gem, its programs from the tree, and what builds it. */
export function gemCommands(unit: Unit, gem: Gemspec): Command[] {
  const found: Command[] = []
  const say = (group: CommandGroup, command: string, source: Source, rank: number = RANK.convention) =>
    found.push({ group, command, rank, sources: [source] })
  const compile = unit.tasks?.get('compile')
  if (compile && unit.gemfile) say('build', 'bundle exec rake compile', compile.source, RANK.script)
  const build = unit.tasks?.get('build')
  if (build && unit.gemfile) say('build', 'bundle exec rake build', build.source, RANK.script)
  else say('build', `gem build ${gem.path.slice(gem.path.lastIndexOf('/') + 1)}`, { path: gem.path })
  for (const { name, source } of unit.gemfile ? gem.executables.slice(0, 3) : [])
    say('run', `bundle exec ${name}`, source)
  const console = unit.script('bin/console')
  if (console) say('run', 'bin/console', { path: console }, RANK.convention + 1)
  return found
}
