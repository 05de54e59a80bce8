import type { RepositoryFile } from '../source/files'
import { decode } from './decode'
import type { Facts, Quotes, Source } from './facts'

/** Places that are quoted at most, and characters of a line. */
const MOST_LINES = 240
const LONGEST_LINE = 240
/** Files whose comments are read on, and characters of one. */
const MOST_COMMENTS = 40
const LONGEST_COMMENT = 1_600

export type { Quotes } from './facts'

type Quote = Quotes['lines'][number]

export const NO_QUOTES: Quotes = { lines: [], comments: [] }

/** What prose is made from: what it is, what it is made with, what it offers, what its parts are. */
function telling({ description, stack, entry_points, binaries, workspaces, surface, tree, runtimes }: Facts): Source[] {
  const described = tree.filter((entry) => entry.description !== undefined)
  const facts = [
    ...[description].filter((one) => one !== null),
    ...[stack.languages, stack.frameworks, workspaces, described, surface.cli, surface.exports].flat(),
    ...[surface.inputs, entry_points, binaries, runtimes].flat(),
  ]
  return facts.flatMap(({ sources }) => sources.slice(0, 1))
}

const MARK = /^\s*(?:\/\/[/!]?|#(?!!)|\*(?!\/)|--|;;+|%%?)(?:\s|$)/
const OPENS = /^\s*(?:\/\*\*?|[rRuU]?(?:"""|'''))\s?/
const CLOSES = /\s*(?:\*\/|"""|''')\s*$/

/** The comment around a line, without its marks, and the line from 0 on which it begins; `null` where the line is none. */
function commentAt(lines: readonly string[], at: number): { first: number; text: string } | null {
  const isMarked = (index: number) => MARK.test(lines[index] ?? '')
  let first = at
  if (isMarked(at)) while (isMarked(first - 1)) first--
  const above = lines[first - 1] ?? ''
  if (isMarked(at) && OPENS.test(above) && !CLOSES.test(above.replace(OPENS, ''))) first--
  const isBlock = OPENS.test(lines[first] ?? '')
  if (!isBlock && !isMarked(at)) return null
  const said: string[] = []
  let length = 0
  let fenced = false
  let isItem = false
  for (let index = first; index < lines.length && length < LONGEST_COMMENT; index++) {
    const line = lines[index] ?? ''
    if (!isBlock && !isMarked(index)) break
    const inner = line.replace(index === first && isBlock ? OPENS : '', '')
    const plain = inner.replace(CLOSES, '').replace(MARK, '').trim()
    const isFence = /^(?:```|~~~)/.test(plain)
    if (plain === '') isItem = false
    else if (/^(?:- |\* |\d+\. )/.test(plain)) isItem = true
    if (isFence) fenced = !fenced
    else if (/^@\w/.test(plain) && !TELLS_OF_FILE.test(plain)) break
    // What is left out leaves its line, so that each line is still found.
    said.push(fenced || isFence || isItem || /^(?:#|>>>|@)/.test(plain) ? '' : plain)
    length += plain.length + 1
    if (isBlock && CLOSES.test(inner)) break
  }
  const text = said.join('\n').trimEnd()
  return text === '' ? null : { first, text }
}

/** What may stand between a comment and what it is about: attributes and decorators. */
const BETWEEN = /^\s*(?:#!?\[|@\w)/

/** The comment right above a line, that documents what begins there. */
function commentAbove(lines: readonly string[], at: number): ReturnType<typeof commentAt> {
  let above = at - 1
  while (BETWEEN.test(lines[above] ?? '')) above--
  if (!CLOSES.test(lines[above] ?? '')) return commentAt(lines, above)
  const first = lines.slice(0, above + 1).findLastIndex((line) => OPENS.test(line))
  return first < 0 ? null : commentAt(lines, first)
}

/** The comment on what begins on a line: above it, or in Python the string below. */
const commentOn = (lines: readonly string[], at: number): ReturnType<typeof commentAt> =>
  /^\s*(?:async\s+)?(?:def|class)\s/.test(lines[at] ?? '') ? commentAt(lines, at + 1) : commentAbove(lines, at)

/** How a file's own comment begins: one that documents the file, not what stands below it. */
const HEAD = /^\s*(?:\/\/!|\/\/ Package \w|[rRuU]?(?:"""|'''))/
const TELLS_OF_FILE = /@(?:packageDocumentation|module|file|fileoverview)\b/
/** Lines within which it begins. */
const HEAD_LINES = 40

/** The line, from 0, on which a file's own comment begins; -1 for none. */
function headOf(lines: readonly string[]): number {
  const head = lines.slice(0, HEAD_LINES)
  const at = head.findIndex((line) => HEAD.test(line))
  if (at >= 0) return at
  const tag = head.findIndex((line) => TELLS_OF_FILE.test(line))
  return tag < 0 ? -1 : head.slice(0, tag + 1).findLastIndex((line) => OPENS.test(line))
}

const textOf = (files: ReadonlyMap<string, RepositoryFile>, path: string): string | null => {
  const file = files.get(path)
  return file?.content ? decode(file.content, file.content.length >= file.bytes) : null
}

/** Lines that only pass on what is made elsewhere: a comment above them is on something else. */
const PASSES_ON =
  /^\s*(?:export\s+(?:type\s+)?[{*]|pub(?:\([^)]*\))?\s+(?:use|mod)\b|from\s|import\s|(?:module\.)?exports\b|\}|["'\w]+,?\s*$)/

/** What the authors say of their exports, where these are made. */
function documentedIn(
  files: ReadonlyMap<string, RepositoryFile>,
  { surface }: Pick<Facts, 'surface'>,
): NonNullable<Quotes['documented']> {
  const texts = new Map<string, string[]>()
  return surface.exports.slice(0, MOST_LINES).flatMap(({ sources: [source] }) => {
    if (source?.line === undefined) return []
    const lines = texts.get(source.path) ?? textOf(files, source.path)?.split('\n') ?? []
    texts.set(source.path, lines)
    const at = source.line - 1
    const comment = PASSES_ON.test(lines[at] ?? '') ? null : commentOn(lines, at)
    const isOfFile =
      comment && lines.slice(comment.first, at).some((line) => TELLS_OF_FILE.test(line) || /^\s*\/\/!/.test(line))
    return comment && !isOfFile
      ? [{ path: source.path, line: comment.first + 1, of: source.line, text: comment.text }]
      : []
  })
}

/**
 * The lines that the telling facts rest on, and the comments that say them, as far as the files were read.
 * @param files of the whole repository, by path from its root
 */
export function quotesOf(files: ReadonlyMap<string, RepositoryFile>, facts: Facts): Quotes {
  const wanted = new Map<string, Set<number>>()
  let count = 0
  for (const { path } of facts.entry_points) wanted.set(path, new Set())
  for (const { path, line } of telling(facts)) {
    if (line === undefined || path === facts.existing_readme?.path || count++ >= MOST_LINES) continue
    const known = wanted.get(path)
    if (known) known.add(line)
    else wanted.set(path, new Set([line]))
  }
  const lines: Quote[] = []
  const comments: Quote[] = []
  for (const [path, numbers] of wanted) {
    const text = textOf(files, path)
    if (!text) continue
    const all = text.split('\n')
    for (const line of numbers) {
      const shown = all[line - 1]?.trim()
      if (shown) lines.push({ path, line, text: shown.slice(0, LONGEST_LINE) })
    }
    for (const at of new Set([headOf(all), ...[...numbers].map((line) => line - 1)])) {
      const comment = at >= 0 && comments.length < MOST_COMMENTS ? commentAt(all, at) : null
      if (comment && !comments.some((one) => one.path === path && one.line === comment.first + 1))
        comments.push({ path, line: comment.first + 1, text: comment.text })
    }
  }
  const documented = documentedIn(files, facts)
  return { lines, comments, ...(documented.length ? { documented } : {}) }
}
