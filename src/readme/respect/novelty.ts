import type { Part } from '../document'
import { contentLines } from './regions'

/** What the new README says by itself, so that a person's words are not said twice. */
export interface Said {
  /** Is every command of this block in the new README, as it is or in another tool's words? */
  commands(lines: readonly string[]): boolean
  /** Is this sentence there? */
  words(text: string): boolean
}

const squeezed = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
const typed = (line: string) =>
  line
    .trim()
    .replace(/^(?:[$>%]\s+|PS[^>]{0,40}>\s*)/, '')
    .replace(/\s+#\s.*$/, '')
    .replace(/^sudo\s+/, '')
/** Package managers of one language take the same package by the same name. */
const TAKES =
  /^(?:npm|pnpm|yarn|bun|pip3?|python3? -m pip|pipx|uv|poetry|conda|cargo|go|gem|bundle|composer|dotnet)\b.{0,60}\b(?:add|i|install|get|require|package|tool)\b/
const FROM_SOURCE = /^(?:git clone|cd)\s/

/** A sentence shorter than this is in any text by chance. */
const SHORTEST = 12

export function saidBy(parts: readonly Part[]): Said {
  const lines = parts.filter(({ id }) => id !== null).flatMap((part) => contentLines(part).map(({ text }) => text))
  const commands = new Set(lines.map(typed))
  const taken = new Set([...commands].filter((one) => TAKES.test(one)).map((one) => packageOf(one)))
  const clones = [...commands].some((one) => one.startsWith('git clone'))
  const all = squeezed(lines.join(' '))
  const isKnown = (line: string) =>
    commands.has(line) ||
    line === '' ||
    line.startsWith('#') ||
    (TAKES.test(line) && taken.has(packageOf(line))) ||
    (clones && FROM_SOURCE.test(line))
  return {
    commands: (given) => given.every((line) => isKnown(typed(line))),
    words: (text) => squeezed(text).length >= SHORTEST && all.includes(squeezed(text)),
  }
}

/** The name that stands last, without its version. */
const packageOf = (command: string) =>
  (command.split(/\s+/).at(-1) ?? '').replace(/^["']|["']$/g, '').replace(/(?<=.)@[\w.^~-]+$/, '')

/**
 * A paragraph without a first sentence that the new README says already: the rest, `''` where all of it is said, or `null`
 * where its first sentence is another.
 */
export function withoutSaid(paragraph: string, sentence: string): string | null {
  const wanted = squeezed(sentence)
  if (wanted.length < SHORTEST) return null
  let at = 0
  for (let index = 0; index < paragraph.length; ) {
    const sign = String.fromCodePoint(paragraph.codePointAt(index)!)
    index += sign.length
    const letters = squeezed(sign)
    if (letters !== '' && !wanted.startsWith(letters, at)) return null
    at += letters.length
    if (at < wanted.length) continue
    const rest = paragraph.slice(index).match(/^[^\p{L}\p{N}\s[(<]{0,6}(?:\s|$)/u)
    const isSentence = rest !== null && /[.!?。！？]|^\s*$/u.test(rest[0]!)
    if (!isSentence && paragraph.slice(index).trim() !== '') return null
    const behind = paragraph.slice(index + (rest?.[0].length ?? 0)).trim()
    return (behind.match(/\*\*/g)?.length ?? 0) % 2 === 0 ? behind : null
  }
  return null
}
