import { ledTo, linked, marked, pictureTag } from './html-marks'
import { attribute, elementOf, tokensOf } from './html-tags'
import type { HumanLine } from './lines'
import { type Writer, writer } from './written-lines'

/** Where the text stands: only a paragraph can be broken into several. */
type Where = 'paragraph' | 'heading' | 'nested'

interface Open {
  name: string
  from: ReturnType<Writer['here']>
  target: string | null
}

/** Words before which a tag stood, so that they begin no block where they now begin a line. */
const asWords = (text: string) =>
  text.replace(
    /^(\s{0,3})(?:([-+>#]|\*(?=\s))|(\d{1,9})(?=[.)]\s))/,
    (_, space: string, sign?: string, number?: string) =>
      sign === undefined ? `${space}${number}\\` : `${space}\\${sign}`,
  )

/** Ends the element that a tag closes; those opened in it and left open say nothing. */
function close(open: Open[], name: string, out: Writer, after: string) {
  const at = open.findLastIndex((one) => one.name === name)
  if (at < 0) return
  const { from, target } = open.splice(at)[0]!
  const element = elementOf(name)
  out.change(from, (shown, before) =>
    typeof element === 'object' && element.marks !== ''
      ? marked(shown, element.marks, before, after)
      : name === 'a'
        ? linked(shown, target)
        : shown,
  )
}

/** A line break: two spaces and a line feed where the text stands by itself, else a space. */
function broken(out: Writer, where: Where, line: number, after: string) {
  const isEnd = /^[ \t]*(?:\n|$)/.test(after)
  if (where === 'paragraph' && out.text().trim() === '') out.gap(line)
  else if (where === 'heading' || (where === 'nested' && !isEnd)) out.put(' ', line)
  else {
    out.put('  ', line)
    if (!isEnd) out.feed(line)
  }
}

/**
 * Lines of Markdown, none of them empty, with the tags in them as Markdown: links, emphasis, code and line breaks by their
 * signs, a picture by its own tag, all that only changes how words look gone. What is no element is shown as it is written.
 * `null`: something in them has no form in Markdown.
 */
export function inlineMarkdown(lines: readonly HumanLine[], where: Where): HumanLine[] | null {
  const text = lines.map((line) => line.text).join('\n')
  if (!/<\/?[a-zA-Z]/.test(text)) return [...lines]
  const tokens = tokensOf(text, true, 0)
  const out = writer(0)
  const open: Open[] = []
  for (const [index, { kind, raw, name, closes, line }] of tokens.entries()) {
    const after = tokens[index + 1]?.raw ?? ''
    const element = kind === 'tag' ? elementOf(name) : null
    if (element === null) {
      const isBroken = tokens[index - 1]?.name === 'br' && out.text() === ''
      for (const [row, words] of raw.split('\n').entries()) {
        if (row) out.feed(line + row)
        if (words !== '') out.put(isBroken && row === 0 ? words.trimStart() : words, line + row)
      }
    } else if (element === undefined) {
      if (!/^<\/?[\w-]+>$/.test(raw)) return null
      out.put(`\\${raw}`, line)
    } else if (element === 'picture') out.put(pictureTag(raw), line)
    else if (element === 'break') broken(out, where, line, after)
    else if (element === 'place') where === 'paragraph' ? out.gap(line) : out.put(' ', line)
    else if (element === 'link' || typeof element === 'object') {
      if (closes) close(open, name, out, after)
      else open.push({ name, from: out.here(), target: name === 'a' ? ledTo(attribute(raw, 'href')) : null })
    } else if (element !== 'nothing' && where !== 'heading') return null
  }
  return out.lines().map((row) => {
    const own = lines[row.line]!
    if (where !== 'paragraph' || row.text === own.text) return { text: row.text, line: own.line }
    const shown = /^\s/.test(own.text) ? row.text : row.text.trimStart()
    return { text: shown[0] === own.text.trim()[0] ? shown : asWords(shown), line: own.line }
  })
}
