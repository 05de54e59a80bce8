import type { CommandGroup } from '../facts'
import { sameName } from '../names'
import { baseOf, join } from '../project'
import { meaningOf } from './meaning'
import type { Place } from './place'
import type { ShellLine } from './shell-lines'

/** Sections that show something other than this repository's own use and development. */
export const ASIDE =
  /\b(?:examples?|templates?|generat\w+|scaffold\w*|new (?:project|app|site)|your (?:own )?(?:project|app|plugin)|releas\w+|publish\w*|deploy\w*|production|benchmarks?|migrat\w+|upgrad\w+|uninstall\w*|troubleshoot\w*|faq|documentation|docs|translations?|packag(?:e|ing) for)\b/
/** A command after which a reader stands in another project: what follows belongs to that. */
const ELSEWHERE =
  /^(?:npx (?:--yes |-y )?create-|npm (?:create|init) |(?:yarn|pnpm|bun) create |cookiecutter |(?:rails|cargo|flutter|dotnet|mix \S+|hugo|django-admin|jekyll) (?:new|init|create|startproject)\b)/
/** What a shell does beyond one command, and words that stand for the reader's own. */
const UNPLAIN =
  /[<>`;()]|\|(?!\s*(?:sudo )?(?:ba|z)?sh\b)|\$[({\w]|\{|…|(?<![./])\.\.\.|path\/to|\b(?:YOUR|MY)_|xxx|\bfoo\b|\*/i
/** Where a package manager finds a package that its own index lacks; the install needs it first. */
const INDEX = /^(?:brew tap|scoop bucket add|flatpak remote-add|helm repo add|sudo add-apt-repository)\s/

/** A command of a document with what it does and where it runs. */
export interface Step {
  group: CommandGroup
  command: string
  cwd: string
  line: number
}

/** Commands of a document's lines that do something known in the tree, each in the folder that the lines before it led to. */
export function stepsOf(lines: readonly ShellLine[], place: Omit<Place, 'cwd'>): Step[] {
  const steps: Step[] = []
  let cwd = '.'
  let section = -1
  let lost = -1
  let index: string | null = null
  for (const one of lines) {
    if (one.section !== section) {
      cwd = '.'
      index = null
    }
    section = one.section
    if (ASIDE.test(one.heading) || lost === section) continue
    for (const text of one.text.split(/\s+&&\s+/)) {
      const folder = text.match(/^cd\s+["']?([\w./-]+?)\/?["']?$/)?.[1]
      const cloned = text.match(/^git clone\b.*?([\w.-]+?)(?:\.git)?\/?$/)?.[1]
      if (ELSEWHERE.test(text) || (cloned && !isOwn(place, cloned))) lost = section
      else if (folder && isOwn(place, folder)) cwd = '.'
      else if (folder) {
        const path = join(cwd, folder)
        if (path !== null && place.project.hasFolder(path)) cwd = path
        else lost = section
      } else if (text && !UNPLAIN.test(text)) {
        const words = text.split(/\s+/)
        // Documents often forget to go back: what does not resolve in the folder may in the root.
        const at = [cwd, '.'].find((here) => meaningOf(words, { ...place, cwd: here }) !== null)
        const group = at === undefined ? null : meaningOf(words, { ...place, cwd: at })
        const command: string = words.join(' ')
        if (INDEX.test(command)) index = command
        else if (at !== undefined && group) {
          const after: boolean = group === 'install' && index !== null && index.split(' ')[0] === words[0]
          steps.push({ group, command: after ? `${index} && ${command}` : command, cwd: at, line: one.line })
        }
      }
      if (lost === section) break
    }
  }
  return steps
}

const isOwn = ({ names }: Omit<Place, 'cwd'>, name: string) =>
  names.some((one) => sameName(one) === sameName(baseOf(name)))
