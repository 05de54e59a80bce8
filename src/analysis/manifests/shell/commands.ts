import { type CommandCandidate, RANK } from '../../detector'
import { readmeIn } from '../../existing-readme'
import type { CommandGroup, Source } from '../../facts'
import { escaped } from '../../literal-pattern'
import { sameName } from '../../names'
import { folderOf, type Project } from '../../project'
import { calledIn } from '../ci-calls'
import { programs, topScripts } from './scripts'

const MOST_LINES = 3_000
const GUIDE = /^install(?:ation)?\.(?:md|markdown|txt|rst)$/i
export const isGuide = (path: string) => GUIDE.test(path)

/** Commands by which documents take the repository itself to its place in a home folder, or into a plugin manager of the shell. */
export function documentedInstalls(project: Project): CommandCandidate[] {
  const name = escaped(project.hostedName)
  const own = `https://(?:github\\.com|gitlab\\.com)/[\\w-]+/${name}(?:\\.git)?`
  const patterns = [
    new RegExp(
      `^git clone (?:--[\\w-]+(?:[= ]\\w+)? )*${own} ["']?(?:~|\\$HOME|\\$\\{\\w+:-[~$])[\\w/.$\\{}:~"'-]{1,120}$`,
    ),
    new RegExp(
      `^(?:fisher install|omf install|basher install|bpkg install|zinit light|zplug|sheldon add [\\w-]+ --github) [\\w-]+/${name}$`,
    ),
    new RegExp(`^asdf plugin[- ]add [\\w-]+(?: ${own})?$`),
    new RegExp(
      `^(?:ba|z)?sh -c "\\$\\((?:curl|wget) [^)"|]{0,60}https://raw\\.githubusercontent\\.com/[\\w-]+/${name}/[^/\\s]+/([\\w./-]+)(?: -O -)?\\)"$`,
    ),
    new RegExp(
      `^(?:curl|wget) [^|]{0,60}https://raw\\.githubusercontent\\.com/[\\w-]+/${name}/[^/\\s]+/([\\w./-]+) \\| (?:sudo )?(?:ba|z)?sh$`,
    ),
    new RegExp(
      `^curl [^|]{0,60}https://raw\\.githubusercontent\\.com/[\\w-]+/${name}/[^/\\s]+/([\\w./-]+) \\| source(?: && fisher install [\\w-]+/${name})?$`,
    ),
  ]
  const readme = readmeIn(project, '.')
  const guides = project.inFolder('.').filter(isGuide)
  for (const path of [...(readme ? [readme] : []), ...guides]) {
    const lines = (project.text(path) ?? '').split('\n', MOST_LINES)
    const found = lines.flatMap((line, index) => {
      const plain = line
        .slice(0, 400)
        .trim()
        .replace(/^[$%#>]\s+/, '')
      const spans = [...line.slice(0, 400).matchAll(/`([^`]{10,300})`/g)].map((one) => one[1]!)
      const [match] = [plain, ...spans].flatMap((one) => {
        const command = one.trim().replace(/\s+/g, ' ')
        return patterns.flatMap((pattern) => {
          const found = command.match(pattern)
          return found ? [found] : []
        })
      })
      const command = match?.[0] ?? ''
      // A folder of the reader's own choice stands for itself.
      return match &&
        !/path|your/i.test(command.slice(command.lastIndexOf(' '))) &&
        (match[1] === undefined || project.has(match[1]))
        ? [
            {
              group: 'install' as const,
              command,
              cwd: '.',
              rank: RANK.documented,
              sources: [{ path, line: index + 1 }],
            },
          ]
        : []
    })
    const once = found.filter((one, index) => found.findIndex(({ command }) => command === one.command) === index)
    if (once.length) return once.slice(0, 3)
  }
  return []
}

/** Steps of CI and lines of a Makefile that call a tool, with what they give it. */
function called(project: Project, tool: string, rest: string): { command: string; source: Source } | null {
  const pattern = new RegExp(`^[ \\t-]{0,40}(?:run:[ \\t]{0,9})?(${tool}${rest})\\s*$`, 'm')
  const found = calledIn(project, [...project.inFolder('.github/workflows'), 'Makefile', '.travis.yml'], pattern)
  return found && { command: found.match[1]!.trim(), source: found.source }
}

/** Where a workflow names a tool at all: an action that runs it does not say how. */
const named = (project: Project, pattern: RegExp): Source | null =>
  calledIn(project, project.inFolder('.github/workflows'), pattern)?.source ?? null

const RUNNERS =
  /^(?:tests?\/(?:run|run[-_]tests?|run[-_]all|test|all)(?:\.\w+)?|(?:run[-_]?tests?|tests?)(?:\.(?:sh|bash|zsh))?)$/

export function shellChecks(project: Project): { commands: CommandCandidate[]; bats: Source | null } {
  const commands: CommandCandidate[] = []
  const say = (group: CommandGroup, command: string, source: Source, rank: number = RANK.convention) =>
    commands.push({ group, command, cwd: '.', rank, sources: [source] })
  for (const path of project.paths)
    if (RUNNERS.test(path) && project.files.get(path)?.mode === 'executable')
      say('test', path.includes('/') ? path : `./${path}`, { path }, RANK.script + 1)
  const tests = project.ending('.bats').filter((path) => /^(?:tests?|spec)\//.test(path) && !/fixtures?\//.test(path))
  const first = tests[0]
  if (first) {
    const folder = first.slice(0, first.indexOf('/'))
    const nested = tests.every((path) => folderOf(path) !== folder)
    const bats = ['bin/bats', `${folder}/bats/bin/bats`, `${folder}/libs/bats/bin/bats`].find(project.has) ?? 'bats'
    const given = called(project, bats.replace('/', '\\/'), '(?: (?:--?[\\w-]+|[\\w./-]+))+')
    say('test', given?.command ?? `${bats}${nested ? ' --recursive' : ''} ${folder}`, given?.source ?? { path: first })
  }
  if (project.has('.shellspec')) say('test', 'shellspec', { path: '.shellspec' })
  if (project.has('.zunit.yml')) say('test', 'zunit', { path: '.zunit.yml' })
  const fish = project.inFolder('tests').find((path) => path.endsWith('.fish'))
  const tape = fish && named(project, /fishtape/)
  if (tape) say('test', 'fishtape tests/*.fish', tape)
  const direct = called(project, 'shellcheck', '(?: -[\\w-]+(?:[= ](?!-)[\\w,]+)?)*(?: [\\w*][\\w./*-]*)+')
  const action = project.has('.shellcheckrc') ? { path: '.shellcheckrc' } : named(project, /\bshellcheck\b/i)
  const scripts = topScripts(project).filter((path) => !/\.(?:zsh|fish|bats)$/.test(path))
  if (direct) say('lint', direct.command, direct.source)
  else if (action && scripts.length && scripts.length <= 6) say('lint', `shellcheck ${scripts.join(' ')}`, action)
  const format = called(project, '(?:\\./)?shfmt', '(?: (?:--?[\\w-]+(?:[= ][\\w,]+)?|[\\w./*-]+))+')
  if (format) {
    const plain = format.command.replace(/^\.\//, '')
    say('lint', plain, format.source, RANK.convention + 1)
    say('format', plain.replace(/ (?:-d|--diff|-l)(?= )/, ' -w'), format.source)
  }
  return { commands, bats: first ? { path: first } : null }
}

/** Repositories inside this one, which tests and programs need. */
export function submodules(project: Project): CommandCandidate[] {
  if (!/\[submodule/.test(project.text('.gitmodules') ?? '')) return []
  const command = 'git submodule update --init'
  return [{ group: 'setup', command, cwd: '.', rank: RANK.convention - 1, sources: [{ path: '.gitmodules' }] }]
}

/** The program from the tree; what is sourced is loaded into the shell. */
export function runCommands(project: Project, sourced: string | null): CommandCandidate[] {
  const say = (command: string, path: string): CommandCandidate[] => [
    { group: 'run', command, cwd: '.', rank: RANK.convention, sources: [{ path }] },
  ]
  if (sourced) return say(`. ./${sourced}`, sourced)
  const all = programs(project)
  const own = all.find(({ name }) => sameName(name).startsWith(sameName(project.hostedName).slice(0, 3))) ?? all[0]
  return own ? say(own.entry.includes('/') ? own.entry : `./${own.entry}`, own.entry) : []
}
