import type { Head } from './head'
import { type Language, languageByAlias } from './registry'

/** Editors look this many lines into a file from its beginning and from its end. */
const LINES = 5
/** A modeline further right than this is no modeline. */
const WIDTH = 1000
const LINE_END = /\r\n|\r|\n/
/** What any modeline holds. */
const MODELINE = /-\*-|vim?(?:[<=>]?\d+)?:|ex:/i

/** Vim's and Emacs' own words for a file's language, in its first or, where all of it was read, last five lines. */
export function languageByModeline({ text, whole }: Head): Language | undefined {
  if (!mayHold(text, whole)) return undefined
  const lines = scope(text, whole)
  if (lines.some((line) => line.includes('UseVimball'))) return undefined
  const mode = first(lines, emacsMode) ?? first(lines, vimFiletype)
  return mode === undefined ? undefined : languageByAlias(mode)
}

/** Does anything like a modeline stand in the first or last lines? Asked of every file that was read, so that few are split. */
function mayHold(text: string, whole: boolean): boolean {
  let end = -1
  for (let line = 0; line < LINES; line++) {
    end = text.indexOf('\n', end + 1)
    if (end === -1) return MODELINE.test(text)
  }
  if (MODELINE.test(text.slice(0, end))) return true
  if (!whole) return false
  let start = text.length
  // The text may end with a line's end.
  for (let line = 0; line <= LINES; line++) start = text.lastIndexOf('\n', start - 1)
  return MODELINE.test(text.slice(Math.max(0, start)))
}

function scope(text: string, whole: boolean): string[] {
  const head = text.split(LINE_END, LINES)
  if (!whole) return head
  const tail = text
    .slice(-LINES * WIDTH)
    .replace(/(?:\r\n|\r|\n)$/, '')
    .split(LINE_END)
  return [...head, ...tail.slice(-LINES)]
}

function first(lines: string[], find: (line: string) => string | undefined): string | undefined {
  for (const line of lines) {
    const found = find(line.slice(0, WIDTH))
    if (found !== undefined) return found
  }
  return undefined
}

/** `-*- mode -*-` or `-*- key: value; mode: name -*-`. */
function emacsMode(line: string): string | undefined {
  const start = line.indexOf('-*-')
  const end = start === -1 ? -1 : line.indexOf('-*-', start + 3)
  if (end === -1) return undefined
  const body = line.slice(start + 3, end)
  const bare = /^[ \t]*([^:;\s]+)[ \t]*$/.exec(body)
  return (bare ?? /(?:^|[ \t;])mode[ \t]*:[ \t]*([^:;\s]+)/i.exec(body))?.[1]
}

/** `vim: ft=name`, `vim: set ft=name:` and the forms for `vi` and `ex`, with their version conditions. */
function vimFiletype(line: string): string | undefined {
  const start = /(?:(?:^|[ \t])(?:vi|Vi(?=m))(?:m[<=>]?\d+|m)?|[ \t]ex):/.exec(line)
  if (!start) return undefined
  let options = line.slice(start.index + start[0].length)
  const set = /^[ \t]*set?[ \t]/.exec(options)
  if (set) {
    // The second form ends at a colon; without one it is not a modeline.
    const end = options.indexOf(':', set[0].length)
    if (end === -1) return undefined
    options = options.slice(set[0].length - 1, end + 1)
  }
  // An escaped blank belongs to the value before it.
  const plain = ` ${options}`.replace(/\\./g, '')
  return /[ \t:](?:filetype|ft|syntax)[ \t]*=(\w+)(?=$|\s|:)/.exec(plain)?.[1]
}
