import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import type { Project } from '../../project'
import { within } from '../within'
import type { RakeTask } from './rakefile'
import type { Unit } from './unit'

type Command = Omit<CommandCandidate, 'cwd'>

/** Checks by gem: the program, the arguments with which it checks and mends, and the file without which it is not in use. */
const CHECKERS: readonly {
  gems: RegExp
  program: string
  check: string
  mend?: string
  file?: string
  folder?: string
}[] = [
  { gems: /^rubocop(?:-.+)?$/, program: 'rubocop', check: '', mend: ' -a', file: '.rubocop.yml' },
  { gems: /^standard$/, program: 'standardrb', check: '', mend: ' --fix' },
  { gems: /^erb_lint$/, program: 'erb_lint', check: ' --lint-all', mend: ' --lint-all --autocorrect' },
  { gems: /^haml_lint$|^haml-lint$/, program: 'haml-lint', check: '', file: '.haml-lint.yml' },
  { gems: /^slim_lint$/, program: 'slim-lint', check: ' app/views', folder: 'app/views' },
  { gems: /^reek$/, program: 'reek', check: '', file: '.reek.yml' },
  { gems: /^steep$/, program: 'steep', check: ' check', file: 'Steepfile' },
  { gems: /^sorbet$/, program: 'srb', check: ' tc', file: 'sorbet/config' },
  { gems: /^brakeman$/, program: 'brakeman', check: '', folder: 'app' },
]

/** A script of the bundle: its binstub where one is kept, else through Bundler. */
export const bundled = (unit: Unit, program: string): string =>
  unit.script(`bin/${program}`) ? `bin/${program}` : `bundle exec ${program}`

/** The gem that brings a checker, where the manifests or the lock file name it. */
function gemOf(unit: Unit, gems: RegExp): Source | null {
  const named = [...(unit.gemfile?.requirements ?? []), ...(unit.gemspec?.requirements ?? [])].find(({ name }) =>
    gems.test(name),
  )
  return named?.source ?? null
}

export function lintCommands(project: Project, unit: Unit): Command[] {
  if (!unit.gemfile) return []
  const found: Command[] = []
  for (const [index, { gems, program, check, mend, file, folder }] of CHECKERS.entries()) {
    const config = file ? unit.file(file) : null
    const source = gemOf(unit, gems) ?? (config && unit.has(program) ? { path: config } : null)
    const configured = (!file || config) && (!folder || project.hasFolder(within(unit.folder, folder)))
    if (!source || !configured) continue
    const sources = [source, ...(config && config !== source.path ? [{ path: config }] : [])]
    const rank = RANK.convention + index
    found.push({ group: 'lint', command: `${bundled(unit, program)}${check}`, rank, sources })
    if (mend) found.push({ group: 'format', command: `${bundled(unit, program)}${mend}`, rank, sources })
  }
  if (found.length) return found
  const task = ['lint', 'rubocop', 'standard'].flatMap((name) => unit.tasks?.get(name) ?? [])[0]
  return task ? [rake(task, 'lint')] : []
}

const rake = (task: RakeTask, group: CommandGroup, rank: number = RANK.script): Command => ({
  group,
  command: `bundle exec rake ${task.name}`,
  ...(task.purpose && { purpose: task.purpose }),
  rank,
  sources: [task.source],
})

const TESTS = ['test', 'spec', 'test:all', 'spec:all', 'specs', 'tests', 'test:units', 'unit', 'test:unit']
const SUITE = /^(?:test|spec|specs|tests|unit|units)(?::|$)/

/** Tests of a bundle that is no Rails application: what its Rakefile declares, then what the test library's program does. */
export function testCommands(project: Project, unit: Unit): Command[] {
  const found: Command[] = []
  if (unit.tasks && unit.gemfile) {
    const task = TESTS.flatMap((name) => unit.tasks?.get(name) ?? [])[0]
    if (task) found.push(rake(task, 'test'))
    const standard = unit.tasks.get('default')
    if (standard?.needs.some((name) => SUITE.test(name)))
      found.push({ group: 'test', command: 'bundle exec rake', rank: RANK.script + 1, sources: [standard.source] })
  }
  const specs = project.below(within(unit.folder, 'spec')).find((path) => path.endsWith('_spec.rb'))
  if (unit.gemfile && specs && (unit.has('rspec') || unit.has('rspec-core')))
    found.push({
      group: 'test',
      command: bundled(unit, 'rspec'),
      rank: RANK.convention,
      sources: [gemOf(unit, /^rspec(?:-.+)?$/) ?? { path: unit.file('.rspec') ?? specs }],
    })
  const features = project.below(within(unit.folder, 'features')).find((path) => path.endsWith('.feature'))
  const cucumber = gemOf(unit, /^cucumber(?:-.+)?$/)
  if (unit.gemfile && features && cucumber)
    found.push({ group: 'test', command: bundled(unit, 'cucumber'), rank: RANK.convention + 2, sources: [cucumber] })
  return found
}

/** Scripts by which a repository prepares itself, and Bundler. */
export function setupCommands(project: Project, unit: Unit): Command[] {
  if (!unit.gemfile) return []
  const setup = unit.script('bin/setup')
  const source: Source = { path: unit.gemfile.path }
  return [
    ...(setup
      ? [
          {
            group: 'setup' as const,
            command: 'bin/setup',
            rank: RANK.task,
            runs: project.text(setup)?.replace(/["',]+\s*["',]*/g, ' ') ?? '',
            sources: [{ path: setup }],
          },
        ]
      : []),
    { group: 'setup', command: 'bundle install', rank: RANK.convention, sources: [source] },
  ]
}
