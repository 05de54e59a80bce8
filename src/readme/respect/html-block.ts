import { fence } from '../escape'
import { decodedCode, ledTo, pictureTag } from './html-marks'
import { begin, close, flush, isHeld, isIn, put, type State, say } from './html-state'
import { isGrid, tableLines } from './html-table'
import { attribute, elementOf, type Token, tokensOf } from './html-tags'
import type { HumanLine } from './lines'
import { writer } from './written-lines'

/** Lists within lists. */
const DEEPEST = 6
/** Elements within elements that are kept apart. */
const MOST_OPEN = 200
/** Tags up to the end of the element that begins at `at`: the index of its closing tag. */
function endOf(tokens: readonly Token[], at: number): number {
  const { name } = tokens[at]!
  let depth = 0
  for (let index = at; index < tokens.length; index++) {
    if (tokens[index]!.name === name) depth += tokens[index]!.closes ? -1 : 1
    if (depth === 0) return index
  }
  return tokens.length
}

/** Writes what a tag stands for; `false` where that has no form in Markdown. */
function tag(state: State, { raw, name, closes, line }: Token, after: string, hasHeadings: boolean): boolean {
  const { out, lists, open } = state
  const element = elementOf(name)
  if (state.isCode && !(closes && typeof element === 'object')) return true
  if (element === 'none') return false
  const isWithin = isHeld(state)
  const opens = (target: string | null = null) =>
    open.length < MOST_OPEN && open.push({ name, from: out.here(), target })
  if (element === 'picture') put(state, pictureTag(raw), line)
  else if (element === 'list') {
    if (closes) lists.pop()
    else if (lists.length >= DEEPEST) return false
    else lists.push(name === 'ol' ? 0 : null)
    if (!lists.length || (lists.length === 1 && !closes)) begin(state, line, '')
  } else if (element === 'item') {
    if (closes || !lists.length) return true
    const number = lists.at(-1)
    if (typeof number === 'number') lists[lists.length - 1] = number + 1
    const indent = lists
      .slice(0, -1)
      .map((one) => (one === null ? '  ' : '   '))
      .join('')
    begin(state, line, `${indent}${typeof number === 'number' ? `${number + 1}.` : '-'} `, true)
  } else if (element === 'heading' || element === 'term') {
    if (isWithin && !open.some((one) => one.name === name)) put(state, closes ? '' : ' ', line)
    else if (closes) {
      close(state, name, after)
      begin(state, line, '')
    } else {
      const signs = element === 'heading' && (hasHeadings || name === 'h1') ? `${'#'.repeat(Number(name[1]))} ` : ''
      begin(state, line, signs)
      opens()
    }
  } else if (element === 'break' || element === 'place' || element === 'row' || element === 'cell') {
    if (isWithin || isIn(state, 'link') || element === 'cell') say(state, { raw: ' ', line } as Token)
    else begin(state, line, '')
  } else if (element === 'link' || typeof element === 'object') {
    if (closes) close(state, name, after)
    else {
      flush(state, line)
      opens(element === 'link' ? ledTo(attribute(raw, 'href')) : null)
      if (typeof element === 'object' && element.marks === '`') state.isCode = true
    }
  }
  return true
}

/** An element that is shown by lines of its own: a table, code, a film. */
function whole(tokens: readonly Token[], hasHeadings: boolean): HumanLine[] | null {
  const [first] = tokens
  const { line, raw, name } = first!
  if (name === 'table') return tableLines(tokens.slice(1), (cell) => written(cell, hasHeadings))
  const words = tokens.map((token) => (token.kind === 'words' ? token.raw : '')).join('')
  if (name === 'pre')
    return fence(
      'text',
      decodedCode(words)
        .replace(/^\n|\s+$/g, '')
        .split('\n'),
    ).map((text, index) => ({
      text,
      line: line + Math.max(0, index - 1),
    }))
  const source = tokens.map((token) => attribute(token.raw, 'src')).find((one) => one !== undefined)
  const shown = source === undefined ? null : ledTo(source)
  return shown === null || raw === '' ? [] : [{ text: `[Video](${shown})`, line }]
}

function written(tokens: readonly Token[], hasHeadings: boolean): HumanLine[] | null {
  const state: State = { out: writer(tokens[0]?.line ?? 0), open: [], lists: [], prefix: '', isCode: false }
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!
    if (token.kind === 'comment') continue
    if (token.kind !== 'tag') {
      say(state, token)
      continue
    }
    const isWhole = !token.closes && /^(?:table|pre|video)$/.test(token.name)
    const end = isWhole ? endOf(tokens, index) : index
    const own = tokens.slice(index, end)
    if (isWhole && !(token.name === 'table' && !isGrid(own))) {
      const lines = whole(own, hasHeadings)
      if (!lines || state.lists.length) return null
      state.out.gap(token.line)
      for (const { text: row, line } of lines) {
        state.out.feed(line)
        state.out.put(row === '' ? ' ' : row, line)
      }
      state.out.gap(token.line)
      index = end
    } else if (!tag(state, token, tokens[index + 1]?.raw ?? '', hasHeadings)) return null
  }
  return state.out.lines().map((line) => ({ ...line, text: line.text.trimEnd() }))
}

/**
 * A block of HTML as Markdown: its words, links, pictures (by their own tag), lists, tables of words, code. Tags are looked
 * at, never trusted. `first`: the line on which it begins. `hasHeadings`: headings of HTML divide the document; else only one
 * of the first level is more than words. `null`: something in it has no form in Markdown.
 */
export const htmlMarkdown = (html: string, first: number, hasHeadings: boolean): HumanLine[] | null =>
  written(tokensOf(html, false, first), hasHeadings)
