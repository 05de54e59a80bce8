import { posix } from 'node:path'
import type { Fence, Readme } from './document'
import { type Repository, within } from './repository'

/** One command that a README tells its reader to type. */
export interface Step {
  words: string[]
  line: number
  /** Where it is typed; null where that is no folder of this repository. */
  folder: string | null
  /** The commands before it in the same stretch, which may make what it needs. */
  before: readonly string[][]
}

const SHELL = new Set([
  'sh',
  'bash',
  'shell',
  'zsh',
  'console',
  'shell-session',
  'sh-session',
  'terminal',
  'fish',
  'powershell',
  'pwsh',
  'ps1',
  'cmd',
  'bat',
  'batch',
])
const PROMPT = /^\s*(?:\$|%|❯|>|PS>|PS [A-Z]:\\[^>]*>|C:\\[^>]*>)\s+(?=\S)/

/** Words of a line by a shell's rules, comments and redirections left out; operators stand alone. */
export function shellWords(line: string): string[] {
  const words: string[] = []
  for (const [, operator, quoted, single, plain, blank] of line.matchAll(
    /(&&|\|\||;|\||&(?!\d)|[()])|"((?:[^"\\]|\\.)*)"|'([^']*)'|((?:\\(?! -).|\$\([^)]*\)|[^\s"'&|;()])+)|(\s+)/g,
  )) {
    if (blank !== undefined) words.push(' ')
    else if (operator !== undefined) words.push(' ', `\0${operator}`, ' ')
    else {
      const word = quoted ?? single ?? plain ?? ''
      if (words.length && words.at(-1) !== ' ') words[words.length - 1] += word
      else words.push(word)
    }
  }
  const kept = words.filter((word) => word !== ' ')
  const comment = kept.findIndex((word) => word.startsWith('#'))
  return comment < 0 ? kept : kept.slice(0, comment)
}

/** The lines of a fence that are typed: those behind a prompt if there is any, all of a shell's otherwise. */
function typedLines({ language, lines }: Fence): { text: string; line: number }[] {
  const prompted = lines.some(({ text }) => /^\s*\$\s+\S/.test(text))
  if (!SHELL.has(language) && !(prompted && (language === '' || language === 'text'))) return []
  const joined: { text: string; line: number }[] = []
  let heredoc = ''
  for (const { text, line } of lines) {
    if (heredoc) {
      if (text.trim() === heredoc) heredoc = ''
      continue
    }
    heredoc = /<<-?\s*['"]?(\w+)['"]?/.exec(text)?.[1] ?? ''
    const last = joined.at(-1)
    if (last && /(?<!\\)[\\`^]$/.test(last.text)) last.text = `${last.text.slice(0, -1)} ${text}`
    else if (!prompted || PROMPT.test(text)) joined.push({ text: text.replace(PROMPT, ''), line })
  }
  return joined
}

const PREFIXES = new Set(['sudo', 'env', 'time', 'exec', 'command', 'nohup'])
const bare = (words: readonly string[]): string[] => {
  const start = words.findIndex(
    (word) => !PREFIXES.has(word) && !/^[A-Za-z_]\w*=/.test(word) && !/^(?:-E|-H)$/.test(word),
  )
  return start < 0 ? [] : words.slice(start)
}

/** Whether an address is this repository's. */
export const isOwn = ({ owner, name }: Repository, address: string) =>
  new RegExp(`[:/]${owner}/${name.replace(/[.+]/g, '\\$&')}(?:\\.git)?/?$`, 'i').test(address)

/** The folder that a clone makes; '' for another repository's. */
function clonedInto(repository: Repository, words: readonly string[]): string {
  const [address = '', into] = words
    .slice(2)
    .filter((word, index, all) => !word.startsWith('-') && !/^(?:--depth|-b|--branch|-o)$/.test(all[index - 1] ?? ''))
  return isOwn(repository, address)
    ? (into ??
        address
          .replace(/\/$/, '')
          .replace(/^.*[:/]/, '')
          .replace(/\.git$/, ''))
    : ''
}

/** Follows one stretch of commands through its folders, from the one it starts in to the one it ends in. */
export function follow(
  repository: Repository,
  lines: readonly { text: string; line: number }[],
  start: string | null,
): { steps: Step[]; end: string | null } {
  const steps: Step[] = []
  const before: string[][] = []
  let folder = start
  let clone: string | null = null
  const outer: (string | null)[] = []
  const take = (words: string[], line: number) => {
    if (words[0] === 'git' && words[1] === 'clone') {
      clone = clonedInto(repository, words)
      // What follows a stranger's clone is typed in it.
      if (clone === '') folder = null
    } else if (words[0] === 'cd' || words[0] === 'pushd') {
      const to = words[1] ?? '~'
      if (clone && posix.normalize(to).replace(/\/$/, '') === clone) folder = '.'
      else if (clone && to.startsWith(`${clone}/`)) folder = within('.', to.slice(clone.length + 1))
      else if (folder !== null) {
        const next: string | null = /^[~$<{%]|^\//.test(to) ? null : within(folder, to)
        steps.push({ words, line, folder, before: [...before] })
        folder = next !== null && repository.isFolder(next) ? next : null
      }
    } else if (words.length) steps.push({ words, line, folder, before: [...before] })
    before.push(words)
  }
  for (const { text, line } of lines) {
    let words: string[] = []
    for (const word of [...shellWords(text), '\0;']) {
      if (!word.startsWith('\0')) {
        words.push(word)
        continue
      }
      take(bare(words), line)
      words = []
      if (word === '\0(') outer.push(folder)
      if (word === '\0)' && outer.length) folder = outer.pop() ?? null
    }
  }
  return { steps, end: folder }
}

/** Tools whose name begins a command where it stands in a sentence. */
const TOOL =
  /^(?:npm|pnpm|yarn|bun|npx|node|deno|make|just|task|cargo|go|python3?|pip3?|poetry|uv|pdm|hatch|tox|nox|pytest|gradle|\.\/\S+|mvn|composer|php|dotnet|mix|rake|bundle|docker|docker-compose|cmake|meson|sbt|stack|cabal|dune|zig|flutter|dart|swift|rebar3|lein|shards|nimble|cd|terraform|helm|sh|bash)$/

/** Every command of a README, those of its fences and those in its sentences and tables. */
export function steps(repository: Repository, readme: Readme): Step[] {
  const here =
    posix.dirname(readme.path) === '.github' || /^docs\/readme/i.test(readme.path) ? '.' : posix.dirname(readme.path)
  let section = 0
  let left = false
  const fenced = readme.fences.flatMap((fence) => {
    const heading = readme.headings.findLast(({ line }) => line < fence.line)?.line ?? 0
    // Who has gone into a folder that is not this repository's stays there until the next heading.
    left &&= heading === section
    section = heading
    const { steps: own, end } = follow(repository, typedLines(fence), left ? null : here)
    left = end === null
    return own
  })
  const spans = readme.spans
    .filter(({ text }) => {
      const [first = '', second] = text.trim().split(/\s+/)
      return second !== undefined && TOOL.test(first) && !/[{<…]|\.\.\./.test(text)
    })
    .flatMap(({ text, line }) => follow(repository, [{ text, line }], here).steps)
  return [...fenced, ...spans]
}
