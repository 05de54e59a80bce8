import { type CommandCandidate, RANK } from './detector'
import type { CommandGroup, Facts } from './facts'
import { reach } from './paths'
import { type Project, record } from './project'

/** Ways into one group that a reader can weigh; more are noise. */
const MOST = 6
const INTERPRETERS = /^(?:python3?|node|ruby|php|bash|sh|zsh|perl|lua|deno run|bun|tsx|ts-node|Rscript|julia)$/

/** Files that a command names and that must exist where it runs. */
function filesNamed(words: string[]): string[] {
  const [first = '', second = ''] = words
  const named: string[] = []
  if (/^\.\/|^(?:scripts?|bin|tools|ci)\/[\w.-]+$/.test(first)) named.push(first)
  if (INTERPRETERS.test(first) && /^[\w./-]+\.\w+$/.test(second)) named.push(second)
  words.forEach((word, index) => {
    const next = words[index + 1]
    const takesFile =
      (word === '-r' && /^(?:pip3?|uv|python3?)$/.test(first)) ||
      (word === '-f' && /^(?:docker|docker-compose|make|kubectl)$/.test(first))
    if (takesFile && next && !next.startsWith('-')) named.push(next)
  })
  return named
}

/** Run by a package manager from `scripts`; anything else after these words is an argument. */
function scriptNamed(words: string[]): string | null {
  const [tool = '', verb = '', name = ''] = words
  return /^(?:npm|pnpm|yarn|bun)$/.test(tool) && verb === 'run' && !name.startsWith('-') ? name : null
}

/**
 * A last look at a command, whoever offers it: its folder, the files it names, the npm script it runs and the lock file
 * that `npm ci` wants must exist. Globs, variables and what a build makes (`target/`, `dist/`, `build/`) are passed over.
 */
export function resolves(project: Project, { command, cwd, makes = [] }: CommandCandidate): boolean {
  if (cwd !== '.' && !project.hasFolder(cwd)) return false
  let folder = cwd
  return command.split(/\s*(?:&&|;)\s*/).every((step) => {
    const words = step.split(/\s+/).filter((word) => !/^[A-Z_]+=/.test(word))
    if (words[0] === 'cd' && words[1]) {
      folder = reach(project, folder, words[1]) ?? folder
      return true
    }
    const script = scriptNamed(words)
    if (script !== null) {
      const manifest = reach(project, folder, 'package.json')
      const document = manifest ? project.json(manifest) : null
      if (document && !Object.hasOwn(record(record(document.value).scripts), script)) return false
    }
    if (words[0] === 'npm' && words[1] === 'ci' && words.length === 2) {
      const locks = ['package-lock.json', 'npm-shrinkwrap.json'].map((name) => reach(project, folder, name))
      if (!locks.some((lock) => lock !== null && project.has(lock))) return false
    }
    return filesNamed(words).every((name) => {
      if (makes.includes(name)) return true
      if (/[*?${}<>]|^\.?\/?(?:target|dist|build|out|_build|bin\/(?:Debug|Release)|\.?venv)\//.test(name)) return true
      const path = reach(project, folder, name)
      return path !== null && (project.has(path) || project.hasFolder(path))
    })
  })
}

const FETCH = /^(\S+)\s+(?:install|i|ci|sync|get|download|fetch|restore|pub get)\b/

/** Does a task of the project, in the same folder or by going there, fetch what this step of the setup fetches? */
function isCovered(step: CommandCandidate, all: readonly CommandCandidate[]): boolean {
  const tool = step.command.match(FETCH)?.[1]
  const hook = step.command.match(/\b(?:pre-commit|prek|husky|lefthook) install\b/)?.[0]
  const does = hook ?? (tool && `${tool} `)
  return all.some(
    (task) =>
      task !== step &&
      task.group === 'setup' &&
      task.runs !== undefined &&
      does !== undefined &&
      (task.cwd === step.cwd || task.runs.includes(step.cwd)) &&
      task.runs
        .split('\n')
        .some(
          (line) => line.includes(does) && (hook !== undefined || FETCH.test(line.slice(line.indexOf(does)).trim())),
        ),
  )
}

/**
 * Commands of all detectors, group by group: those that resolve, best first (by rank, then the root before folders, then as they came),
 * each once, at most six.
 * @param isBeside does a file belong to something beside what the project is? Among commands to run that are equally sure, its come last
 */
export function rankCommands(
  project: Project,
  candidates: readonly CommandCandidate[],
  isBeside: (path: string) => boolean = () => false,
): Facts['commands'] {
  // What starts a tool from the root comes after what starts the application in its folder.
  const beside = ({ group, sources }: CommandCandidate) =>
    group === 'run' && sources[0] !== undefined && isBeside(sources[0].path)
  const sure = candidates
    .filter((candidate) => resolves(project, candidate))
    .map((candidate, order) => ({ candidate, order }))
    .sort(
      (a, b) =>
        a.candidate.rank - b.candidate.rank ||
        Number(beside(a.candidate)) - Number(beside(b.candidate)) ||
        Number(a.candidate.cwd !== '.') - Number(b.candidate.cwd !== '.') ||
        a.order - b.order,
    )
  const tasks = sure.flatMap(({ candidate }) => (candidate.runs === undefined ? [] : [candidate]))
  const group = (name: CommandGroup): Facts['commands'][typeof name] => {
    const seen = new Map<string, Facts['commands'][typeof name][number]>()
    const first = sure.find(({ candidate }) => candidate.group === name)?.candidate
    for (const { candidate } of sure) {
      if (candidate.group !== name || (name === 'setup' && isCovered(candidate, tasks))) continue
      // What only documents or CI say stands alone, from one file: mixed with what manifests say it repeats them in other words.
      if (
        candidate.rank >= RANK.documented &&
        (first?.rank !== candidate.rank || first.sources[0]?.path !== candidate.sources[0]?.path)
      )
        continue
      const key = `${candidate.cwd}\n${candidate.command}`
      const known = seen.get(key)
      if (known) known.purpose ??= candidate.purpose
      const { command, cwd, purpose, sources } = candidate
      if (!known) seen.set(key, { command, cwd, ...(purpose && { purpose }), sources })
    }
    return [...seen.values()].slice(0, MOST).map(({ purpose, ...rest }) => (purpose ? { ...rest, purpose } : rest))
  }
  return {
    install: group('install'),
    setup: group('setup'),
    build: group('build'),
    run: group('run'),
    test: group('test'),
    lint: group('lint'),
    format: group('format'),
    deploy: group('deploy'),
  }
}
