import { array, type Document, folderOf, join, type Project, record, string, strings } from './project'

/** A target, recipe or task that a runner's file declares and that can be called without arguments. */
export interface Task {
  name: string
  /** What the file says of it: the `##` comment, the comment above, `desc`. */
  purpose: string | null
  /** Lines of its recipe, for telling what it does. */
  recipe: string
  /** It runs other tasks first, so it does something even without a recipe. */
  needsOthers: boolean
  /** Names of those tasks, as written. */
  needs: string
  path: string
  line: number
}

/** One plain sentence out of a comment; `null` when it says nothing or is not prose. */
function sentence(comment: string | undefined): string | null {
  const text = (comment ?? '')
    .replace(/^#+\s*/, '')
    .replace(/^@?help:?\s*/i, '')
    .trim()
  return /[A-Za-z]{3}.*\s/.test(text) && text.length <= 120 && !/^[-=*#]|[{}$]/.test(text) ? text : null
}

/** Longest line that is taken for a rule; longer ones are data. */
const LONGEST = 1_000
const linesOf = (project: Project, path: string) =>
  (project.text(path) ?? '').split('\n').map((line) => (line.length > LONGEST ? '' : line))

/** Targets of a makefile and of the makefiles it includes by a plain name. Pattern rules, variables and special targets are none. */
export function makeTasks(project: Project, path: string, seen = new Set<string>()): Task[] {
  if (seen.has(path) || seen.size > 12) return []
  seen.add(path)
  const tasks: Task[] = []
  const lines = linesOf(project, path)
  let current: Task[] = []
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('\t')) {
      for (const task of current) task.recipe += `${line.trim()}\n`
      continue
    }
    const include = line.match(/^[-s]?include\s+(\S[^#$]*)$/)
    for (const name of include ? include[1]!.trim().split(/\s+/) : []) {
      const other = join(folderOf(path), name)
      // The targets of erlang.mk are a build tool's: which of them a project can use, its ecosystem tells.
      if (other && project.has(other) && !/(?:^|\/)erlang\.mk$/.test(other))
        tasks.push(...makeTasks(project, other, seen))
    }
    const rule = line.match(/^([A-Za-z0-9][\w ./-]*?)\s*::?(?![=:])([^#]*)(#.*)?$/)
    if (!rule) {
      if (line.trim() && !line.startsWith('#')) current = []
      continue
    }
    // `target: VARIABLE = x` sets a variable for a target and makes no rule.
    if (/^\s*(?:export\s+)?[A-Za-z_]\w*\s*[:+?]?=/.test(rule[2]!)) continue
    const above = lines[index - 1]?.match(/^##?\s*(.*)$/)?.[1]
    const before = lines[index - 2]?.startsWith('#') ? undefined : above
    const purpose = sentence(rule[3]?.startsWith('##') ? rule[3] : undefined) ?? sentence(before)
    const needs = rule[2]!.trim()
    const needsOthers = needs !== ''
    current = rule[1]!
      .split(/\s+/)
      .map((name) => ({ name, purpose, recipe: '', needsOthers, needs, path, line: index + 1 }))
    tasks.push(...current)
  }
  return tasks
}

/** Recipes of a justfile that need no argument and are not private. */
export function justTasks(project: Project, path: string): Task[] {
  const tasks: Task[] = []
  const lines = linesOf(project, path)
  let hidden = false
  for (const [index, line] of lines.entries()) {
    if (/^\s/.test(line) && line.trim()) {
      const last = tasks.at(-1)
      if (last) last.recipe += `${line.trim()}\n`
      continue
    }
    if (/^\[/.test(line)) {
      hidden ||= /\bprivate\b/.test(line)
      continue
    }
    const recipe = line.match(/^@?([A-Za-z][\w-]*)((?:\s[^:]*)?):(?!=)(.*)$/)
    if (!recipe) {
      if (line.trim() && !line.startsWith('#')) hidden = false
      continue
    }
    const needs = recipe[2]!
      .trim()
      .split(/\s+/)
      .some((word) => word && !word.includes('=') && !word.startsWith('*'))
    let above = index - 1
    while (lines[above]?.startsWith('[')) above--
    const doc = lines[above]?.match(/^#\s*(.*)$/)?.[1]
    const others = recipe[3]!.replace(/#.*/, '').trim()
    if (!needs && !hidden)
      tasks.push({
        name: recipe[1]!,
        purpose: sentence(doc),
        recipe: '',
        needsOthers: others !== '',
        needs: others,
        path,
        line: index + 1,
      })
    hidden = false
  }
  return tasks
}

/** The shell lines of a task in YAML or TOML: a string, a list of strings, or a list of `{ cmd }`. */
function shellLines(value: unknown): string {
  const list = Array.isArray(value) ? value : [value]
  return list.map((item) => string(item) ?? string(record(item).cmd) ?? '').join('\n')
}

/** Tasks declared as a map: Taskfile's `tasks`, mise's `[tasks]`, cargo-make's `[tasks.x]`. */
export function mappedTasks(
  path: string,
  document: Document | null,
  keys: { shell: string[]; purpose: string[]; hidden: string[] },
): Task[] {
  const tasks = record(record(document?.value).tasks)
  return Object.entries(tasks).flatMap(([name, value]) => {
    const given = record(value)
    if (keys.hidden.some((key) => given[key] === true) || /[*{$]/.test(name) || name.startsWith('_')) return []
    if (array(record(given.requires).vars).length) return []
    const said = keys.purpose.map((key) => string(given[key])).find((text) => text !== null)
    const recipe =
      typeof value === 'object' && !Array.isArray(value)
        ? keys.shell.map((key) => shellLines(given[key])).join('\n')
        : shellLines(value)
    // A task in a form that is not known here is still declared.
    const needsOthers = ['deps', 'depends', 'dependencies', 'run_task', 'extend', 'file', 'cmds'].some(
      (key) => given[key] !== undefined,
    )
    const line = document?.at('tasks', name).line ?? 1
    const needs = ['deps', 'depends', 'dependencies'].flatMap((key) => strings(given[key])).join(' ')
    return [{ name, purpose: sentence(said ?? undefined), recipe, needsOthers, needs, path, line }]
  })
}
