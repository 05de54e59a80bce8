import { fencesOf } from './fences'
import { type CodeLine, dedented, type Snippet } from './snippet'

/** Reads code out of the comments in the first lines of a file, each line of it with its place. */
export type Comment = (path: string, lines: readonly string[]) => Snippet[]

const at = (path: string, index: number, text: string): CodeLine => ({ text, source: { path, line: index + 1 } })

/** Lines of comments as a document of Markdown, at the lines on which they stand. */
const markdownIn = (path: string, lines: readonly string[], comment: RegExp, language: string): Snippet[] =>
  fencesOf(path, lines.map((line) => line.match(comment)?.[1] ?? '').join('\n')).map((snippet) => ({
    ...snippet,
    language: snippet.language === '' ? language : snippet.language,
  }))

/** Blocks of rustdoc are Rust unless they say otherwise; lines that begin with `# ` are not shown. */
const rust: Comment = (path, lines) =>
  markdownIn(path, lines, /^\s*\/\/[!/] ?(.*)$/, 'rust')
    .filter(({ language }) => /^(?:rust|no_run|ignore|should_panic|edition\d+|rs)$/.test(language))
    .map((snippet) => ({
      ...snippet,
      language: 'rust',
      lines: snippet.lines.filter(({ text }) => !/^\s*#(?: |$)/.test(text)),
    }))

const LEADING = /^\s*\* ?(.*)$/
/** `@example` up to the next tag, and fences within. */
const javascript: Comment = (path, lines) => {
  const found: Snippet[] = markdownIn(path, lines, LEADING, 'ts').filter(({ language }) =>
    /^[jt]sx?$|script$/.test(language),
  )
  for (const [index, line] of lines.entries()) {
    if (!/^\s*\*\s*@example\b/.test(line)) continue
    const rest = lines.slice(index + 1)
    const length = rest.findIndex((one) => /^\s*\*(?:\/|\s*@\w)|```/.test(one))
    const code = rest
      .slice(0, Math.max(0, length))
      .map((one, place) => at(path, index + 1 + place, one.match(LEADING)?.[1] ?? ''))
    if (code.length && !rest[length]?.includes('```'))
      found.push({ language: 'ts', lines: dedented(code), headings: [] })
  }
  return found
}

/** Sessions and literal blocks of a docstring. */
const python: Comment = (path, lines) => {
  const found = fencesOf(path, lines.join('\n')).filter(({ language, lines: code }) =>
    language === '' ? code.some(({ text }) => /^\s*(?:>>>|import |from )/.test(text)) : /^py/.test(language),
  )
  const session = lines.flatMap((line, index) => (/^\s*>>> /.test(line) ? [index] : []))
  const [first] = session
  if (first === undefined) return found
  const rest = lines.slice(first)
  const length = rest.findIndex((line) => /^\s*(?:$|"""|''')/.test(line) && !/^\s*>>>/.test(line))
  const code = (length === -1 ? rest : rest.slice(0, length)).map((text, place) => at(path, first + place, text))
  return [...found, { language: 'python', lines: dedented(code), headings: [] }]
}

/** The body of each `Example…` function, without the output that it is checked against. */
const go: Comment = (path, lines) => {
  const found: Snippet[] = []
  for (const [index, line] of lines.entries()) {
    const name = line.match(/^func Example(\w*)\(\) \{\s*$/)?.[1]
    if (name === undefined) continue
    const length = lines.slice(index + 1).findIndex((one) => /^\}|^\s*\/\/ (?:Unordered )?[Oo]utput:/.test(one))
    const code = lines
      .slice(index + 1, index + 1 + Math.max(0, length))
      .map((text, place) => at(path, index + 1 + place, text))
    found.push({ language: 'go', lines: dedented(code), headings: [] })
  }
  return found
}

/** Indented code and sessions in a module's documentation. */
const elixir: Comment = (path, lines) => {
  const found: Snippet[] = []
  const end = lines.findIndex((line, index) => index > 0 && /^\s*"""\s*$/.test(line))
  const text = lines.slice(0, end === -1 ? lines.length : end)
  for (let index = 0; index < text.length; index++) {
    if (!/^ {6,}\S/.test(text[index] ?? '')) continue
    const length = text.slice(index).findIndex((line) => !/^ {6,}\S|^\s*$/.test(line))
    const code = text.slice(index, length === -1 ? text.length : index + length)
    found.push({
      language: 'elixir',
      lines: dedented(code.map((one, place) => at(path, index + place, one))),
      headings: [],
    })
    index += code.length
  }
  return found
}

/** YARD's `@example`, whose code is indented below it. */
const ruby: Comment = (path, lines) =>
  lines.flatMap((line, index) => {
    const indent = line.match(/^\s*#( *)@example\b/)?.[1]?.length
    if (indent === undefined) return []
    const rest = lines.slice(index + 1)
    const length = rest.findIndex((one) => !new RegExp(`^\\s*#(?:\\s*$| {${indent + 1},}\\S)`).test(one))
    const code = rest
      .slice(0, Math.max(0, length))
      .map((one, place) => at(path, index + 1 + place, one.replace(/^\s*#/, '')))
    return code.length ? [{ language: 'ruby', lines: dedented(code), headings: [] }] : []
  })

/** `{@code …}` of Javadoc, code in KDoc, and what `<code>` holds in the documentation of C#. */
const javadoc: Comment = (path, lines) => [
  ...markdownIn(path, lines, LEADING, 'kotlin'),
  ...between(path, lines, { begin: /\{@code\s*$/, end: /^\s*\*\s*\}/, strip: LEADING, language: 'java' }),
]
const csharp: Comment = (path, lines) =>
  between(path, lines, { begin: /<code[^<>]*>\s*$/, end: /<\/code>/, strip: /^\s*\/\/\/ ?(.*)$/, language: 'csharp' })

interface Marks {
  begin: RegExp
  end: RegExp
  strip: RegExp
  language: string
}

/** Lines between two marks. */
function between(path: string, lines: readonly string[], { begin, end, strip, language }: Marks): Snippet[] {
  return lines.flatMap((line, index) => {
    if (!begin.test(line)) return []
    const length = lines.slice(index + 1, index + 60).findIndex((one) => end.test(one))
    const code = lines.slice(index + 1, index + 1 + Math.max(0, length))
    return code.length
      ? [
          {
            language,
            lines: dedented(code.map((one, place) => at(path, index + 1 + place, one.match(strip)?.[1] ?? ''))),
            headings: [],
          },
        ]
      : []
  })
}
const slashes: Comment = (path, lines) => markdownIn(path, lines, /^\s*\/\/\/ ?(.*)$/, '')

/** How comments show code, by the names of files. */
export const COMMENTS: readonly (readonly [RegExp, Comment])[] = [
  [/\.rs$/, rust],
  [/\.[cm]?[jt]sx?$/, javascript],
  [/\.py$/, python],
  [/_test\.go$/, go],
  [/\.ex$/, elixir],
  [/\.rb$/, ruby],
  [/\.(?:java|kt)$/, javadoc],
  [/\.cs$/, csharp],
  [/\.(?:swift|dart)$/, slashes],
]
