import { type Block, LONGEST_INLINE, MOST_CHARACTERS, plain } from './prose'

/** What a line-based markup calls a heading, what it skips, and how its inline marks are taken away. */
interface Markup {
  heading(line: string, next: string): { level: number; text: string; lines: number } | null
  /** Lines that are no prose: directives, attributes, block delimiters. */
  skip: RegExp
  inline: readonly (readonly [RegExp, string])[]
}

/** Underlines in the order in which they first occur give the levels (docutils). */
function restructuredText(): Markup {
  const levels: string[] = []
  return {
    heading(line, next) {
      const mark = next.match(/^([=\-~^"'`#*+.:_])\1{2,}\s*$/)?.[1]
      if (!mark || !/^\S/.test(line) || /^([^\w\s])\1+\s*$/.test(line) || next.trim().length < line.trim().length - 1)
        return null
      if (!levels.includes(mark)) levels.push(mark)
      return { level: levels.indexOf(mark) + 1, text: line, lines: 2 }
    },
    skip: /^(?:\.\. |\.\.$|__ |:[\w-]+:|\s|[-*+] |\d+\. |([=\-~^"'`#*+.:_])\1{2,}\s*$|[>|]|\+[-=])/,
    inline: [
      [/\|[^|\n]{1,80}\|_{0,2}/g, ''],
      [/:[\w-]{1,30}:`([^`<]{0,200})(?:<[^>`]{0,200}>)?`/g, '$1'],
      [/`([^`<]{1,200}?)\s{0,5}<[^>`]{1,300}>`_{1,2}/g, '$1'],
      [/``([^`]{1,200})``/g, '$1'],
      [/`([^`]{1,200})`_{0,2}/g, '$1'],
      [/\*\*([^*]{1,300})\*\*/g, '$1'],
      [/\*([^*]{1,300})\*/g, '$1'],
      [/(\w)_\b(?=[\s.,;:)]|$)/g, '$1'],
    ],
  }
}

const ASCIIDOC: Markup = {
  heading(line) {
    const found = line.match(/^(={1,6}|#{1,6})\s+(\S.*)$/)
    return found ? { level: found[1]!.length, text: found[2]!, lines: 1 } : null
  },
  skip: /^(?::[\w!-]+:|\/\/|\[|image::|include::|toc::|ifdef::|ifndef::|endif::|(?:-{2,}|={4,}|\.{4,}|\*{4,}|_{4,}|\+{4,}|\|={3,})\s*$|[*.-]+ |\||\.\w|\s)/,
  inline: [
    [/image:[^\s[\]]{1,400}\[[^\]]{0,300}\]/g, ''],
    [/(?:link:|https?:\/\/)[^\s[\]]{1,400}\[([^\],]{0,200})[^\]]{0,200}\]/g, '$1'],
    [/<<[^,>]{1,100},([^>]{1,200})>>/g, '$1'],
    [/\{[\w-]{1,40}\}/g, ''],
    [/[*_`+]{1,2}([^*_`+\n]{1,200})[*_`+]{1,2}/g, '$1'],
  ],
}

const ORG: Markup = {
  heading(line) {
    const title = line.match(/^#\+title:\s*(\S.*)$/i)
    if (title) return { level: 1, text: title[1]!, lines: 1 }
    const found = line.match(/^(\*{1,6})\s+(\S.*)$/)
    return found ? { level: found[1]!.length + 1, text: found[2]!, lines: 1 } : null
  },
  skip: /^(?:#|\s|[-+] |\||\[\[[^\]]*\]\]\s*$)/,
  inline: [
    [/\[\[[^\]]{1,400}\]\[([^\]]{1,200})\]\]/g, '$1'],
    [/\[\[[^\]]{1,400}\]\]/g, ''],
    [/(^|\s)[*/=~]([^*/=~\n]{1,200})[*/=~]/g, '$1$2'],
  ],
}

const TEXT: Markup = {
  heading: (line, next) =>
    /^\S/.test(line) && /^([=\-~*#])\1{2,}\s*$/.test(next) && line.length < 80
      ? { level: next[0] === '=' ? 1 : 2, text: line, lines: 2 }
      : null,
  skip: /^(?:\s{4,}|([^\w\s])\1{2,}\s*$)/,
  inline: [],
}

/** Blocks of a document in a markup that is read line by line. A directive's or literal block's indented body says nothing. */
export function lineBlocks(source: string, kind: 'rst' | 'adoc' | 'org' | 'text'): Block[] {
  const markup = { rst: restructuredText, adoc: () => ASCIIDOC, org: () => ORG, text: () => TEXT }[kind]()
  const lines = source.slice(0, MOST_CHARACTERS).split('\n')
  const blocks: Block[] = []
  const clean = (text: string) => plain(markup.inline.reduce((out, [from, to]) => out.replace(from, to), text))
  let fenced: string | null = null
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    const fence = kind === 'adoc' ? line.match(/^(-{4,}|\.{4,}|\+{4,}|```+)\s*$/)?.[1] : undefined
    if (fence) fenced = fenced === null ? fence : fenced === fence ? null : fenced
    if (fence || fenced !== null || line.trim() === '') continue
    const heading = markup.heading(line, lines[i + 1] ?? '')
    if (heading) {
      const text = clean(heading.text.slice(0, LONGEST_INLINE))
      if (text) blocks.push({ kind: 'heading', level: heading.level, text, line: i + 1, linked: 0 })
      i += heading.lines - 1
      continue
    }
    const start = i
    while (i + 1 < lines.length && lines[i + 1]!.trim() !== '' && !markup.heading(lines[i + 1]!, lines[i + 2] ?? ''))
      i++
    if (markup.skip.test(line)) continue
    const whole = lines.slice(start, i + 1).join(' ')
    const text = whole.length > LONGEST_INLINE ? '' : clean(whole)
    if (text) blocks.push({ kind: 'paragraph', level: 0, text, line: start + 1, linked: 0 })
  }
  return blocks
}
