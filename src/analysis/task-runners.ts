import { type CommandCandidate, type Detector, RANK } from './detector'
import type { CommandGroup } from './facts'
import { within } from './manifests/within'
import { baseOf, folderOf, type Project } from './project'
import { justTasks, makeTasks, mappedTasks, type Task } from './task-files'
import { SCRIPT_NAMES, TASK_NAMES } from './task-names'

/** Task runners by their file, and how a task of theirs is called. The first file of a row that stands in a folder is its file. */
const RUNNERS: readonly {
  files: string[]
  call: (task: string) => string
  read: (project: Project, path: string) => Task[]
}[] = [
  {
    files: ['justfile', 'Justfile', '.justfile'],
    call: (task) => `just ${task}`,
    read: justTasks,
  },
  {
    files: [
      'Taskfile.yml',
      'Taskfile.yaml',
      'taskfile.yml',
      'taskfile.yaml',
      'Taskfile.dist.yml',
      'Taskfile.dist.yaml',
    ],
    call: (task) => `task ${task}`,
    read: (project, path) =>
      mappedTasks(path, project.yaml(path), {
        shell: ['cmds', 'cmd'],
        purpose: ['desc', 'summary'],
        hidden: ['internal'],
      }),
  },
  {
    files: ['mise.toml', '.mise.toml'],
    call: (task) => `mise run ${task}`,
    read: (project, path) =>
      mappedTasks(path, project.toml(path), { shell: ['run'], purpose: ['description'], hidden: ['hide'] }),
  },
  {
    files: ['Makefile.toml'],
    call: (task) => `cargo make ${task}`,
    read: (project, path) =>
      mappedTasks(path, project.toml(path), {
        shell: ['script', 'command'],
        purpose: ['description'],
        hidden: ['private', 'disabled'],
      }),
  },
  {
    files: ['GNUmakefile', 'makefile', 'Makefile'],
    call: (task) => `make ${task}`,
    read: makeTasks,
  },
]
const FILES = new Set(RUNNERS.flatMap((runner) => runner.files))

/** Ways into a group that a reader needs: checks come in several, the rest once. */
const MOST = new Map<CommandGroup, number>([
  ['test', 2],
  ['lint', 2],
])
const FETCHES =
  /\b(?:pip3? install|poetry install|uv (?:sync|pip)|npm (?:ci|i|install)|yarn(?: install)?\s*$|pnpm (?:i|install)|bun install|bundle install|composer install|mix deps\.get|go mod download|cargo fetch|pre-commit install)\b/m
const PLACES =
  /\$[({](?:DESTDIR|PREFIX|prefix|bindir)|\binstall\s+-[a-zA-Z]*[mDd]|\bgo install\b|\bcargo install --path\b|\/usr\/local/
/** A task that only prints, refuses or calls nothing. */
const EMPTY = /^(?:[@-]*echo\b.*|@?:|@?true|@?exit 1|#.*)?$/
/** A line that only builds, copies, or asks a program for its help: a task of nothing else starts nothing. */
const STARTS_NOTHING =
  /^[@-]*(?:(?:cargo|go|npm run|yarn|pnpm|docker) build\b|(?:cp|mv|mkdir|rm|install|ln|strip)\s)[^&|;]*$|\s(?:--help|--version)$/

const CHECKS = /\b(?:tests?|lint|format|fmt|check|clean|docs?)\b/

/** `install` is what a user types where it copies files into place, and a step of the setup where it fetches dependencies. */
function installGroup(task: Task): CommandGroup | null {
  if (PLACES.test(task.recipe)) return 'install'
  return FETCHES.test(task.recipe) ? 'setup' : null
}

/** Does a task do more than print, itself or through a task that it needs? `all: help` only shows the help. */
function works(task: Task, byName: ReadonlyMap<string, Task>, depth = 0): boolean {
  if (task.name === 'help') return false
  if (task.recipe.split('\n').some((line) => !EMPTY.test(line))) return true
  const needs = task.needs.split(/\s+/).filter(Boolean)
  if (!needs.length || depth > 4) return task.needsOthers
  return needs.some((name) => {
    const other = byName.get(name)
    return !other || works(other, byName, depth + 1)
  })
}

const startsSomething = (task: Task) =>
  task.needsOthers ||
  task.recipe.split('\n').some((line) => !EMPTY.test(line.trim()) && !STARTS_NOTHING.test(line.trim()))

/** `bundle exec` finds nothing where no Gemfile stands. */
const lacksBundle = (task: Task, project: Project, cwd: string) =>
  /^[@-]*bundle exec\b/m.test(task.recipe) && !project.has(within(cwd, 'Gemfile')) && !project.has('Gemfile')

function candidates(project: Project, tasks: Task[], call: (task: string) => string, cwd: string): CommandCandidate[] {
  const byName = new Map(tasks.map((task) => [task.name, task]))
  const say = (group: CommandGroup, task: Task): CommandCandidate => ({
    group,
    command: call(task.name),
    cwd,
    ...(task.purpose && { purpose: task.purpose }),
    rank: RANK.task,
    runs: `${task.needs}\n${[task.recipe, ...task.needs.split(/\s+/).map((name) => byName.get(name)?.recipe ?? '')].join('\n')}`,
    sources: [{ path: task.path, line: task.line }],
  })
  const found = TASK_NAMES.flatMap(([group, names]) =>
    names
      .flatMap((name) => byName.get(name) ?? [])
      // Where everything is also the tests and checks, it is no build.
      .filter((task) => task.name !== 'all' || !CHECKS.test(task.needs))
      .filter((task) => works(task, byName) && (group !== 'run' || startsSomething(task)))
      .filter((task) => !lacksBundle(task, project, cwd))
      .slice(0, MOST.get(group) ?? 1)
      .map((task) => say(group, task)),
  )
  const install = byName.get('install')
  const group = install ? installGroup(install) : null
  return install && group ? [say(group, install), ...found] : found
}

function scriptCandidates(project: Project): CommandCandidate[] {
  return SCRIPT_NAMES.flatMap(([group, names]) => {
    const paths = names.flatMap((name) =>
      ['script', 'scripts', 'bin'].flatMap((folder) => [
        `${folder}/${name}`,
        `${folder}/${name}.sh`,
        `${folder}/${name}.py`,
      ]),
    )
    const path = paths.find((one) => project.files.get(one)?.mode === 'executable')
    return path ? [{ group, command: path, cwd: '.', rank: RANK.task + 5, sources: [{ path }] }] : []
  })
}

/** Folders for one concern beside the program, whose tasks say nothing of the whole. */
const BESIDE =
  /^(?:docker|containers?|deploy(?:ment)?s?|infra(?:structure)?|k8s|kubernetes|helm|terraform|ansible|ci|scripts?|tools?|hack|packaging|build|debian|rpm|contrib|\.[^/]+)\//i

/** Levels of the tree on which a runner's file speaks for the project; what it includes may lie deeper. */
const LEVELS = 2
const DEEPEST = 3
const DEEPEST_INCLUDED = 4
const MOST_BYTES = 131_072

/** Folders whose tasks are the project's: the root, or where that has none, own folders at its first level. */
function runnerFiles(project: Project): string[] {
  const all = project
    .own((base) => FILES.has(base))
    .filter((path) => path.split('/').length <= LEVELS && !BESIDE.test(path))
  const root = all.filter((path) => folderOf(path) === '.')
  return root.length ? root : all
}

/** Targets of make, just, Task, mise and cargo-make, and executable scripts, by what their names say they do. */
export const taskRunners: Detector = {
  name: 'task-runners',
  extensions: ['', 'yml', 'yaml', 'toml', 'mk'],
  wants(path) {
    const included = /\.mk$|(?:^|\/)Makefile\.[^/]+$/.test(path)
    if (!included && !FILES.has(baseOf(path))) return 0
    return path.split('/').length <= (included ? DEEPEST_INCLUDED : DEEPEST) ? MOST_BYTES : 0
  },
  detect(project) {
    const files = runnerFiles(project)
    const commands = RUNNERS.flatMap((runner) => {
      const folders = new Set(files.filter((path) => runner.files.includes(baseOf(path))).map(folderOf))
      return [...folders].flatMap((folder) => {
        const path = runner.files
          .map((name) => (folder === '.' ? name : `${folder}/${name}`))
          .find((one) => files.includes(one))
        return path ? candidates(project, runner.read(project, path), runner.call, folder) : []
      })
    })
    return { commands: [...commands, ...scriptCandidates(project)] }
  },
}
