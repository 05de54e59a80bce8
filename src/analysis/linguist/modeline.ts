import type { Head } from './head'
import { type Language, languageByAlias } from './registry'

/** Editors look this many lines into a file from its beginning and from its end. */
const LINES = 5
/** A modeline further right than this is no modeline. */
const WIDTH = 1000

/** Vim's and Emacs' own words for a file's language, in its first or, where all of it was read, last five lines. */
export function languageByModeline({ text, whole }: Head): Language | undefined {
  if (!/-\*-|vim?(?:[<=>]?\d+)?:|ex:/i.test(text)) return undefined
  const lines = scope(text, whole)
  if (lines.some((line) => line.includes('UseVimball'))) return undefined
  const mode = first(lines, emacsMode) ?? first(lines, vimFiletype)
  return mode === undefined ? undefined : languageByAlias(mode)
}

function scope(text: string, whole: boolean): string[] {
  const head = text.split(/\r\n|\r|\n/, LINES)
  if (!whole) return head
  const tail = text
    .slice(-LINES * WIDTH)
    .replace(/(?:\r\n|\r|\n)$/, '')
    .split(/\r\n|\r|\n/)
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
