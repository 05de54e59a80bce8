import { titleOf } from './calls'
import type { Page } from './documents'
import { type CodeLine, type Example, exampleOf } from './snippet'
import type { Subject } from './whereabouts'
import { isFit } from './whole'

const SHELLS =
  /^(?:|sh|bash|shell|zsh|fish|console|shell-session|shellsession|shellscript|terminal|text|txt|command|cmd|powershell|none)$/
const PROMPT = /^(?:[$%❯>]|PS>|\S{0,40}\$)\s+(?=\S)/
/** Sections in which a program is got, made or left rather than used. */
const ELSEWHERE =
  /\b(?:install|uninstall|building|build|compil|contribut|develop|migrat|upgrad|updat|changelog|release|test|completion|licen[cs]e|debug|benchmark|from source|docker|homebrew|package manager|troubleshoot|alternative|compar|shell integration)/i
/** What shows how a line is formed rather than one that can be typed. */
const SYNOPSIS =
  /<[a-z][\w .|-]*>|\[[^\]\s]*\|[^\]]*\]|\[(?:[A-Z-]|options|flags|command|file|path|args|\w+\.\.\.)[^\]]*\]|\.{3}|…|\b[A-Z]{2,}(?:_[A-Z]+)*\b(?=\s|$)(?<!HEAD|JSON|CSV|URL|GET|POST|PUT|DELETE)/
/** Lines that are taken, and columns of one. */
const MOST = 6
const LONGEST = 120

interface Line extends CodeLine {
  title?: string
  heading: string
}

/** Words of a command before options and arguments; a call through a runner of packages is one too. */
const programOf = (text: string) =>
  text.replace(/^(?:sudo |npx (?:-y |--yes )?|bunx |uvx |pipx run |(?:\w+=\S+ )+)/, '')

/** The parts of a line that commands of their own stand in: its pipes and lists. */
const parts = (text: string) => text.split(/\s*(?:\|\|?|&&|;)\s*/)

/** Do all flags of the call exist, and the command that it names, as far as those are known? */
function exists(call: string, name: string, { cli }: Subject): boolean {
  const own = cli.filter((one) => one.name === name || one.name.startsWith(`${name} `))
  const known = new Set(own.flatMap(({ flags }) => flags.flatMap((flag) => flag.match(/--[\w-]+/g) ?? [])))
  const given = (call.replace(/"[^"]*"|'[^']*'/g, '""').split(/\s--\s/)[0] ?? '').match(/(?<=\s)--[a-z][\w-]*/g) ?? []
  const flagsExist =
    known.size === 0 ||
    given.every(
      (flag) => known.has(flag) || known.has(flag.replace(/^--no-/, '--')) || /^--(?:help|version)$/.test(flag),
    )
  const commands = own.flatMap(({ name: full }) => full.split(' ').slice(1, 2))
  const word = call.slice(name.length).trim().split(/\s+/)[0] ?? ''
  const mayBeCommand = /^[a-z][\w-]*$/.test(word) && commands.length > 2
  return flagsExist && (!mayBeCommand || commands.includes(word) || /^(?:help|version)$/.test(word))
}

/** Is this line a call of one of the project's programs that a reader can type as it stands? */
function isCall(text: string, subject: Subject): boolean {
  if (text.length > LONGEST || SYNOPSIS.test(text) || /[\\:]$/.test(text)) return false
  const names = subject.binaries.map(({ name }) => name)
  const calls = parts(text).flatMap((part) => {
    const call = programOf(part)
    const name = names.find((one) => call === one || call.startsWith(`${one} `))
    return name === undefined ? [] : [{ call, name }]
  })
  if (!calls.length || (calls[0]?.call !== programOf(text).slice(0, calls[0]?.call.length) && !/\|/.test(text)))
    return false
  if (/\s(?:--help|--version|-h|-V|help)$/.test(text)) return false
  return calls.every(({ call, name }) => exists(call, name, subject))
}

/** Sentences that stand as a remark above a line, or behind it. */
const remark = (text: string): string | undefined => {
  const said = text
    .replace(/^#+\s*/, '')
    .replace(/[:.]$/, '')
    .trim()
  return said.length > 3 && said.length <= 80 && /^[\p{L}`"(]/u.test(said) ? said : undefined
}

const UNNAMED = /^(?:|text|txt|none|command)$/
/** Is at least every second line a call? */
function isTyped(lines: readonly CodeLine[], names: readonly string[]): boolean {
  const said = lines.map(({ text }) => text.trim()).filter((text) => text !== '' && !text.startsWith('#'))
  return (
    said.filter((text) => names.some((name) => parts(text).some((part) => programOf(part).split(' ', 1)[0] === name)))
      .length *
      2 >=
    said.length
  )
}

function linesOf({ fences }: Page, names: readonly string[]): Line[] {
  return fences.flatMap(({ language, lines, headings }) => {
    if (!SHELLS.test(language)) return []
    const prompted = lines.some(({ text }) => PROMPT.test(text.trim()))
    // What stands in a block without a language may be what a program prints, as its own help does.
    if (!prompted && UNNAMED.test(language) && !isTyped(lines, names)) return []
    return lines.flatMap(({ text, source }, index): Line[] => {
      const plain = text.trim()
      if (plain === '' || plain.startsWith('#') || (prompted && !PROMPT.test(plain))) return []
      const [, typed = '', behind] = plain.replace(PROMPT, '').match(/^(.*?)(?:\s+#\s+(.*))?$/) ?? []
      const above = lines[index - 1]?.text.trim() ?? ''
      const title = remark(behind ?? (above.startsWith('#') ? above : '')) ?? titleOf(headings.at(-1) ?? '')
      return [{ text: typed, source, heading: headings.join(' / '), ...(title && { title }) }]
    })
  })
}

/** Does a path of a request answer to a route, whose parameters stand for any segment? */
function answers(path: string, route: string): boolean {
  const given = path.replace(/[?#].*$/, '').split('/')
  const known = route.split('/')
  return given.length === known.length && known.every((one, at) => one === given[at] || /^[:{<[*$]/.test(one))
}

/** Requests that a reader can send from a shell to the project on their own machine, to routes that it has. */
function isRequest(text: string, { routes }: Subject): boolean {
  if (!/^(?:curl|http|https)\s/.test(text) || text.length > LONGEST || SYNOPSIS.test(text) || /\\$/.test(text))
    return false
  const path = text.match(/\bhttps?:\/\/(?:localhost|127\.0\.0\.1)(?::\d{2,5})?(\/[^\s'"]*)?/)
  return path !== null && routes.some((one) => answers(path[1] ?? '/', one.path))
}

/** Lines of the pages that call a program of the project, those first which stand under a heading on its use. */
export function commandLines(pages: readonly Page[], subject: Subject): Example[] {
  const seen = new Set<string>()
  const found: Example[] = []
  for (const page of pages) {
    const lines = linesOf(page, [...subject.binaries.map(({ name }) => name), 'curl']).filter(
      ({ text, heading, source }) =>
        !seen.has(text) &&
        !ELSEWHERE.test(heading) &&
        (isCall(text, subject) || isRequest(text, subject)) &&
        isFit([{ text, source }]) &&
        seen.add(text),
    )
    for (const line of lines) found.push(exampleOf([line], { language: 'sh', from: page.from, title: line.title }))
    if (found.length >= MOST) break
  }
  return found.slice(0, MOST)
}
