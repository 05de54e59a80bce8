import type { Source } from '../../facts'
import type { Project } from '../../project'
import { within } from '../within'
import { rubyStatements, stringAt, stringsIn } from './statements'

/** A task that Rake knows, by its whole name (`db:migrate`). */
export interface RakeTask {
  name: string
  purpose?: string
  /** Tasks that it runs first. */
  needs: string[]
  source: Source
}

export const RAKEFILES = ['Rakefile', 'rakefile', 'Rakefile.rb', 'rakefile.rb']
/** Files of tasks beside a Rakefile, which Rake loads by itself (`rakelib`) or which it globs. */
export const RAKE_PARTS = /(?:^|\/)(?:rakelib|tasks|rake)\/[^/]+\.rake$/

/** Classes and files that define tasks, and the names of these where none is given. */
const GENERATORS: readonly (readonly [RegExp, string])[] = [
  [/\bRSpec::Core::RakeTask\.new/, 'spec'],
  [/\bRake::TestTask\.new/, 'test'],
  [/\bMinitest::TestTask\.create/, 'test'],
  [/\bRuboCop::RakeTask\.new/, 'rubocop'],
  [/\bCucumber::Rake::Task\.new/, 'cucumber'],
  [/\bRake::(?:Java)?ExtensionTask\.new|\bRbSys::ExtensionTask\.new/, 'compile'],
  [/\bRake::SprocketsTask\.new/, 'assets'],
]
const LOADED: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^require\s*\(?["']bundler\/gem_tasks["']|Bundler::GemHelper\.install_tasks/, ['build', 'install', 'release']],
  [/^require\s*\(?["']standard\/rake["']/, ['standard', 'standard:fix']],
  [/\bHoe\.spec\b/, ['test', 'gem']],
]
const MOST_TASKS = 300
const MOST_PARTS = 30

/** Name and prerequisites of `task :a => [:b]`, `task a: %w[b c]`, `task "a", [:x] => :b`. */
function declared(rest: string): { name: string; needs: string[] } | null {
  const keyed = rest.match(/^([a-z_]\w*):\s*(.*)$/s)
  const name =
    keyed?.[1] ?? rest.match(/^:"([\w:.-]+)"/)?.[1] ?? rest.match(/^:([a-z_]\w*[?!]?)/)?.[1] ?? stringAt(rest)
  if (!name || !/^[\w:.-]+$/.test(name)) return null
  const after = keyed?.[2] ?? rest.split('=>')[1] ?? ''
  return { name, needs: stringsIn(after.replace(/\bdo\b.*$/, '')).slice(0, 40) }
}

function tasksIn(path: string, text: string): RakeTask[] {
  const found: RakeTask[] = []
  const spaces: (string | null)[] = []
  let purpose: string | null = null
  for (const { text: line, line: number } of rubyStatements(text)) {
    const source = { path, line: number }
    const full = (name: string) => [...spaces.filter((one) => one !== null), name].join(':')
    const add = (name: string, needs: string[] = []) => {
      if (found.length < MOST_TASKS)
        found.push({ name: full(name), needs, source, ...(purpose && { purpose: purpose.replace(/\s+/g, ' ') }) })
      purpose = null
    }
    for (const [pattern, names] of LOADED) if (pattern.test(line)) for (const name of names) add(name)
    for (const [pattern, usual] of GENERATORS) {
      const after = line.match(pattern) ? line.slice(line.search(pattern)).replace(/^[\w:.]+/, '') : null
      const given = after?.match(/^[\s(]*(:[\w"':]+|["'][\w:]+["'])/)?.[1]
      if (after !== null) add(usual === 'compile' ? usual : (given && stringsIn(given)[0]) || usual)
    }
    const described = line.match(/^desc[\s(]+(.*)$/)?.[1]
    if (described) purpose = stringAt(described)
    const rest = line.match(/^(?:multi)?task[\s(]+(.*)$/)?.[1]
    const task = rest ? declared(rest) : null
    if (task) add(task.name, task.needs)
    if (/^end\b/.test(line)) spaces.pop()
    else if (/^(?:if|unless|case|begin|while|until|for|def|class|module)\b|\bdo(?:\s*\|[^|]*\|)?$/.test(line)) {
      const space = line.match(/^namespace[\s(]+:?["']?(\w+)/)?.[1]
      spaces.push(space ?? null)
    }
  }
  return found
}

/** Tasks of the Rakefile in a folder and of the files that it loads; `null` without one. */
export function rakeTasks(project: Project, folder: string): Map<string, RakeTask> | null {
  const path = RAKEFILES.map((name) => within(folder, name)).find(project.has)
  if (!path) return null
  const text = project.text(path) ?? ''
  const globs = new Set([...text.matchAll(/\b(tasks|rake)\/[*\w./]{0,40}\.rake/g)].map((match) => match[1]!))
  const parts = ['rakelib', ...globs]
    .flatMap((name) => project.inFolder(within(folder, name)))
    .filter((one) => RAKE_PARTS.test(one))
  const tasks = new Map<string, RakeTask>()
  for (const one of [path, ...parts.slice(0, MOST_PARTS)])
    for (const task of tasksIn(one, project.text(one) ?? '')) {
      const known = tasks.get(task.name)
      if (!known) tasks.set(task.name, task)
      else tasks.set(task.name, { ...known, needs: [...known.needs, ...task.needs] })
    }
  return tasks
}
