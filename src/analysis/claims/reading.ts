import { inlineParts } from './inline'
import { FENCE, quoteless, visibleLines } from './visible-lines'

export interface Heading {
  line: number
  level: number
  /** As written, markup and all. */
  text: string
}
/** A block of code that a reader sees. */
export interface CodeBlock {
  /** Line of its first line of code. */
  line: number
  language: string
  lines: string[]
}
interface Placed {
  line: number
}
/** A Markdown document by what it may claim; every `line` is 1-based. */
export interface Reading {
  headings: Heading[]
  blocks: CodeBlock[]
  code: (Placed & { text: string })[]
  targets: (Placed & { target: string })[]
  /** Ids and names that HTML gives. */
  ids: Set<string>
  /** Runs of prose, by the line on which they begin. */
  prose: (Placed & { text: string })[]
}

/** A document of which nothing is read. */
export const NOTHING: Reading = { headings: [], blocks: [], code: [], targets: [], ids: new Set(), prose: [] }

/** Lines that are taken for one paragraph: what follows is read as another. */
const LONGEST_PARAGRAPH = 60

const ITEM = /^\s*(?:[-*+]|\d{1,3}[.)])\s/
const DEFINITION = /^ {0,3}\[([^\]^][^\]]{0,200})\]:\s*(?:<([^<>]{1,2000})>|(\S{1,2000}))/
const HTML_HEADING = /<h([1-6])\b[^<>]{0,500}>([\s\S]{0,1000}?)<\/h\1>/gi

/** Reads a Markdown README (GitHub's flavour), CRLF or LF. Costs a few walks over the text, whatever stands in it. */
export function readMarkdown(text: string): Reading {
  const reading: Reading = { headings: [], blocks: [], code: [], targets: [], ids: new Set(), prose: [] }
  const lines = visibleLines(text)
  let paragraph: { line: number; lines: string[] } | null = null
  let fence: { mark: string; block: CodeBlock } | null = null
  let indented: CodeBlock | null = null
  let inList = false

  const flush = () => {
    if (!paragraph) return
    const { line, lines: own } = paragraph
    paragraph = null
    prose(reading, own, line)
  }
  for (const [index, whole] of lines.entries()) {
    const line = quoteless(whole)
    const number = index + 1
    const mark = line.match(FENCE)
    if (fence) {
      if (mark?.[1]?.startsWith(fence.mark) && line.trim().replaceAll(fence.mark[0]!, '') === '') fence = null
      else fence.block.lines.push(line)
      continue
    }
    if (line.trim() === '') {
      flush()
      indented?.lines.push('')
      continue
    }
    if (mark) {
      flush()
      indented = null
      fence = { mark: mark[1]!, block: { line: number + 1, language: mark[2]!.toLowerCase(), lines: [] } }
      reading.blocks.push(fence.block)
      continue
    }
    if (!paragraph && !inList && /^(?: {4}|\t)/.test(line)) {
      if (!indented) {
        indented = { line: number, language: '', lines: [] }
        reading.blocks.push(indented)
      }
      indented.lines.push(line)
      continue
    }
    indented = null
    if (ITEM.test(line)) inList = true
    else if (/^\S/.test(line) && !paragraph) inList = false
    const heading = line.match(/^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/)
    if (heading) {
      flush()
      inList = false
      reading.headings.push({ line: number, level: heading[1]!.length, text: heading[2] ?? '' })
      inline(reading, heading[2] ?? '', number)
      continue
    }
    const rule = line.match(/^ {0,3}(=+|-+)[ \t]*$/)?.[1]
    if (rule && paragraph && !paragraph.lines.some((one) => ITEM.test(one) || /^\s*[|<]/.test(one))) {
      reading.headings.push({ line: paragraph.line, level: rule[0] === '=' ? 1 : 2, text: paragraph.lines.join(' ') })
      flush()
      continue
    }
    const definition = line.match(DEFINITION)
    if (definition) {
      flush()
      const target = definition[2] ?? definition[3]!
      reading.targets.push({ target, line: number })
      continue
    }
    if (paragraph && paragraph.lines.length >= LONGEST_PARAGRAPH) flush()
    paragraph ??= { line: number, lines: [] }
    paragraph.lines.push(line)
  }
  flush()
  htmlHeadings(reading, lines)
  return reading
}

/** Offsets of a text as lines of the document. Offsets must rise. */
function linesOf(text: string, first: number): (offset: number) => number {
  let line = first
  let at = 0
  return (offset) => {
    for (; at < offset; at++) if (text[at] === '\n') line++
    return line
  }
}

function inline(reading: Reading, text: string, first: number): void {
  const lineOf = linesOf(text, first)
  for (const part of inlineParts(text).sort((a, b) => a.at - b.at)) {
    const line = lineOf(part.at)
    if (part.type === 'id') reading.ids.add(part.id)
    else if (part.type === 'code') reading.code.push({ text: part.text, line })
    else reading.targets.push({ target: part.target, line })
  }
}

function prose(reading: Reading, lines: string[], first: number): void {
  const text = lines.join('\n')
  reading.prose.push({ text, line: first })
  inline(reading, text, first)
}

/** Headings that are written in HTML have anchors too. */
function htmlHeadings(reading: Reading, lines: readonly string[]): void {
  for (const { text, line } of reading.prose) {
    if (!/<h[1-6]/i.test(text)) continue
    // Its end may stand behind an empty line.
    const around = lines.slice(line - 1, line + 80).join('\n')
    const own = around.slice(0, text.length + 1_000)
    const lineOf = linesOf(own, line)
    for (const found of own.matchAll(HTML_HEADING)) {
      if (found.index > text.length) break
      reading.headings.push({ line: lineOf(found.index), level: Number(found[1]), text: found[2]! })
    }
  }
  reading.headings.sort((a, b) => a.line - b.line)
}
