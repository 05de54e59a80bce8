import { reach } from '../paths'
import { baseOf, folderOf } from '../project'
import { isPlaceholder, onDisk } from './absence'
import type { CommandCheck, Ground, Typed, Verdict } from './claim'
import { endsSomewhere, nearPath } from './near'
import { isOwnName } from './typed'

const PATH = /^(?:\.{1,2}\/)*[\w@+-][\w.@+-]*(?:\/[\w.@+-]+)*$/
/** Where a tool takes a file of the repository: first behind it, or behind an option. */
const FIRST: readonly (readonly [tool: RegExp, file: RegExp])[] = [
  [/^python(?:3(?:\.\d+)?)?$/, /\.py$/],
  [/^(?:node|tsx|ts-node|bun|nodemon)$/, /\.[cm]?[jt]sx?$/],
  [/^(?:bash|sh|zsh|source|\.)$/, /\.sh$|^\.\//],
  [/^php$/, /\.php$/],
  [/^ruby$/, /\.rb$/],
  [/^perl$/, /\.pl$/],
  [/^Rscript$/, /\.[rR]$/],
  [/^julia$/, /\.jl$/],
  [/^lua$/, /\.lua$/],
  [/^(?:chmod)$/, /\.sh$/],
]
const OPTION: readonly (readonly [tool: RegExp, option: RegExp])[] = [
  [/^(?:pip3?|uv|python3?)$/, /^(?:-r|--requirement)$/],
  [/^docker(?:-compose)?$/, /^(?:-f|--file)$/],
  [/^(?:conda|mamba|micromamba)$/, /^(?:-f|--file)$/],
  [/^kubectl$/, /^-[fk]$/],
]
const LONGEST = 2_000
/** Lines that make or fetch the file that a later one names. */
const MAKES =
  /\b(?:wget|curl|cp|mv|touch|nano|vim?|code|echo|cat|tar|unzip|tee|ln|git clone|download\w*|create\w*|save\w*|generat\w+|writ(?:e|ten)|copy|rename\w*|named?|called|your|new file)\b/i

function files({ words }: Typed): string[] {
  const [tool = '', ...rest] = words
  const own = /^\.\/[\w./-]+$/.test(tool) ? [tool] : []
  const first = rest.find((word) => !word.startsWith('-'))
  const row = FIRST.find(([name]) => name.test(tool))
  if (
    row &&
    first !== undefined &&
    row[1].test(first) &&
    !rest.includes('-c') &&
    !rest.includes('-e') &&
    !rest.includes('-m')
  )
    own.push(first)
  for (const [name, option] of OPTION)
    if (name.test(tool)) own.push(...rest.filter((_, at) => option.test(rest[at - 1] ?? '')))
  return own.filter((name) => PATH.test(name) && /[./]/.test(name))
}

const SIGNS = /[\s`"'()|,:;<>[\]*]+/
const made = new WeakMap<Ground, Set<string>>()

/** Is the file one that other words of the README tell the reader to make, fetch or choose? */
function isMade(ground: Ground, name: string): boolean {
  let known = made.get(ground)
  if (!known) {
    known = new Set()
    for (const line of ground.lines) {
      if (line.length > LONGEST) continue
      const words = line.split(SIGNS)
      // A name of a file may hold such a word: `create_db.sh`.
      if (!MAKES.test(words.filter((word) => !/\w[./]\w/.test(word)).join(' ')) && !/>\s|-o\s/.test(line)) continue
      for (const word of words) known.add(baseOf(word.replace(/[.!?]$/, '')))
    }
    made.set(ground, known)
  }
  return known.has(baseOf(name))
}

function judged(ground: Ground, typed: Typed, name: string): Verdict {
  const { project, folder, readme } = ground
  const [first = '', ...rest] = name.split('/')
  // Typed beside the clone.
  const within = rest.length && isOwnName(ground, first) ? [rest.join('/')] : []
  const places = [typed.cwd, '.', folder].flatMap((from) => [name, ...within].map((one) => onDisk(ground, from, one)))
  if (places.includes('there')) return 'holds'
  if (places.includes('unknown') || !typed.inClone) return null
  const path = reach(project, typed.cwd, name)
  if (path === null || isMade(ground, name) || (typed.words[0] === 'kubectl' && !name.includes('/'))) return null
  const bare = name.replace(/^(?:\.\/)+/, '')
  const near = nearPath(project, path)
  const elsewhere = endsSomewhere(project, bare)
  // A document that names the folder may mean that the reader stands in it.
  if (elsewhere && (near === null || readme.includes(baseOf(folderOf(near))) || project.role(near) !== 'own'))
    return null
  if (!elsewhere && isPlaceholder(bare.replace(/\.\w+$/, ''))) return null
  return {
    message: `The file ${path} is not in the repository${near ? `; it has ${near}` : ''}.`,
    sources: near && project.has(near) ? [{ path: near }] : [],
  }
}

/** Files that a command runs or reads. */
export const fileArguments: CommandCheck = (ground, typed) => {
  const verdicts = files(typed).flatMap((name) => judged(ground, typed, name) ?? [])
  return verdicts.find((one) => one !== 'holds') ?? verdicts[0] ?? null
}
