import { baseOf, type Project } from '../project'
import { justTasks, makeTasks } from '../task-files'
import type { CommandCheck, Ground, Typed, Verdict } from './claim'
import { nearName } from './near'
import { vocabularyOf } from './words'

/** A tool whose tasks stand by name in files of the repository. */
interface TaskTool {
  tool: RegExp
  files: RegExp
  /** The tasks that a command names. */
  named(words: readonly string[]): string[]
  /** Text by which its files may declare tasks that do not stand in them by name. */
  dynamic?: RegExp
  /** Files that write those files, or are read instead of them. */
  writers?: RegExp
  what: string
  /** Names to offer instead. */
  names(project: Project, path: string): string[]
}

const PLAIN = /^[A-Za-z0-9][\w:-]*$/
/** Files in which a name is looked for that may be meant. */
const MOST = 20

/** Words behind the tool that are no options, nor what an option takes, nor assignments. */
function bare(words: readonly string[], valued: RegExp): string[] {
  const out: string[] = []
  for (let at = 1; at < words.length; at++) {
    const word = words[at]!
    if (valued.test(word)) at++
    else if (!word.startsWith('-') && !word.includes('=')) out.push(word)
  }
  return out
}
/** What follows an option: `--bin x`, `--bin=x`. */
const behind = (words: readonly string[], option: RegExp): string[] =>
  words.flatMap((word, at) => {
    const [name = '', value] = word.split('=', 2)
    return option.test(name) ? [value ?? words[at + 1] ?? ''] : []
  })

const TOOLS: readonly TaskTool[] = [
  {
    tool: /^g?make$/,
    files: /^(?:GNUmakefile|[Mm]akefile(?:\.[\w.-]+)?|[\w.-]+\.(?:mk|mak|make))$/,
    named: (words) =>
      words.some((word) => /^-[fC]|^--(?:file|directory)/.test(word)) ? [] : bare(words, /^-[joIlW]$/),
    dynamic:
      /^\s*%?:|^[^#\t\n]*%[^#\n]*:|\$\((?:eval|call|foreach)|^-?s?include\s+[^\n]*\$|^\.DEFAULT\s*:|^[^#\t\n=]*\$[({][^\n=]*:(?!=)/m,
    writers:
      /^(?:configure(?:\.(?:ac|in))?|CMakeLists\.txt|Makefile\.(?:am|in|PL)|.*\.pro|wscript|meson\.build|Build\.PL|premake\d?\.lua|xmake\.lua|autogen\.sh|bootstrap(?:\.sh)?)$/,
    what: 'target',
    names: (project, path) => makeTasks(project, path).map(({ name }) => name),
  },
  {
    tool: /^just$/,
    files: /^\.?[jJ]ustfile$|\.just$/,
    named: (words) =>
      words.some((word) => /^-[fd]|^--(?:justfile|working)/.test(word))
        ? []
        : bare(words, /^(?:-f|--set)$/).slice(0, 1),
    dynamic: /^(?:import|mod)\b/m,
    what: 'recipe',
    names: (project, path) => justTasks(project, path).map(({ name }) => name),
  },
  {
    tool: /^(?:task|go-task)$/,
    files: /^[tT]askfile(?:\.[\w.-]+)?\.ya?ml$/,
    named: (words) =>
      words.some((word) => /^-[dtg]/.test(word))
        ? []
        : bare(words, /^$/)
            .slice(0, 1)
            .flatMap((word) => word.split(':').slice(-1)),
    what: 'task',
    names: (project, path) => Object.keys(Object(Object(project.yaml(path)?.value).tasks)),
  },
  {
    tool: /^nox$/,
    files: /^noxfile\.py$/,
    named: (words) => behind(words, /^(?:-s|-e|--session|--sessions)$/).map((word) => word.replace(/-[\d.]+$/, '')),
    what: 'session',
    names: (project, path) =>
      [...(project.text(path) ?? '').matchAll(/^def (\w{1,60})\(session/gm)].map((found) => found[1]!),
  },
]

const compose: TaskTool = {
  tool: /^docker(?:-compose)?$/,
  files: /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/,
  named(words) {
    const at = words[0] === 'docker' ? 2 : 1
    if (words[0] === 'docker' && words[1] !== 'compose') return []
    const [verb = '', ...rest] = words.slice(at)
    if (!/^(?:up|build|restart|logs|run|exec|start|stop|pull)$/.test(verb)) return []
    const services = bare(
      ['', ...rest],
      /^(?:-t|--timeout|--scale|-e|--env|--name|-p|--publish|-v|--volume|-u|--user|-w|--workdir|--tail|-n|--since|--entrypoint|--profile|--progress)$/,
    )
    return /^(?:run|exec)$/.test(verb) ? services.slice(0, 1) : services
  },
  dynamic: /^include:/m,
  what: 'service',
  names: (project, path) => Object.keys(Object(Object(project.yaml(path)?.value).services)),
}

const spelt = (name: string) => new RegExp(`(?<![\\w-])${name.replace(/[^\w]/g, '\\$&')}(?![\\w-])`)

/** Judges names that must stand in files of a kind: one that stands in none of them, none of which makes names, is not there. */
function standsIn(ground: Ground, typed: Typed, row: TaskTool): Verdict {
  const { project } = ground
  const names = row.named(typed.words).filter((name) => PLAIN.test(name))
  const declared = vocabularyOf(project, row.files)
  const [first] = declared.paths
  if (!names.length || !first || (row.writers && project.named(row.writers).length)) return null
  const missing = names.find((name) => !declared.has(name))
  if (missing === undefined) return 'holds'
  if (!typed.inClone || !declared.complete || (row.dynamic && declared.matches(row.dynamic))) return null
  // A file by that name, or one it could be made from, is a target too.
  if (row.what === 'target' && project.named((base) => base === missing || base.startsWith(`${missing}.`)).length)
    return null
  const near = nearName(
    missing,
    declared.paths.slice(0, MOST).flatMap((path) => row.names(project, path)),
  )
  const where =
    declared.paths.slice(0, MOST).find((path) => near !== null && spelt(near).test(project.text(path) ?? '')) ?? first
  return {
    message: `No ${baseOf(first)} of the repository has a ${row.what} \`${missing}\`${near ? `; ${where} has \`${near}\`` : ''}.`,
    sources: [near ? project.find(where, spelt(near)) : { path: where }],
  }
}

/** Targets, recipes, tasks, sessions and services that a command names. */
export const targetCalls: CommandCheck = (ground, typed) => {
  const tool = typed.words[0] ?? ''
  const row = [...TOOLS, compose].find((one) => one.tool.test(tool))
  return row ? standsIn(ground, typed, row) : null
}
