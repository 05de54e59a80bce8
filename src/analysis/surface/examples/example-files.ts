import { byFolder } from '../../paths'
import { baseOf, folderOf, type Project } from '../../project'
import { callOf, type Ranked } from './calls'
import { languageOfFile, USAGE_LANGUAGES } from './languages'
import { type CodeLine, dedented } from './snippet'
import type { Subject, Whereabouts } from './whereabouts'

/** Names of what is read first, in the order in which a reader would; the package's own name comes before them. */
const FIRST =
  'hello helloworld basic basics simple minimal quickstart quick_start getting_started intro usage main index app program demo example'.split(
    ' ',
  )
/** Bytes of an example that a reader takes in at one glance, and lines of it. */
const MOST_BYTES = 2_500
const MOST_LINES = 32
/** Files that are looked into. */
const MOST_FILES = 8

const inExamples = byFolder((folder) =>
  /^(?:[\w.-]+\/)?_?examples?\/(?:[\w.-]+\/){0,2}$|^samples?\/(?:[\w.-]+\/){0,1}$/i.test(folder),
)
const nameOf = (path: string) =>
  baseOf(path)
    .replace(/\.\w+$/, '')
    .toLowerCase()
    .replace(/[-\s]/g, '_')

/** How early a reader would look at it; -1 for a file that no name recommends. */
function place(path: string): number {
  const rank = (name: string) =>
    FIRST.findIndex((one) => name === one || name.startsWith(`${one}_`) || name.endsWith(`_${one}`))
  const nested = folderOf(path).split('/').length > 2 || !/^_?(?:examples?|samples?)$/.test(folderOf(path))
  const own = nested ? FIRST.indexOf(nameOf(path)) : rank(nameOf(path))
  const folder = rank(nameOf(baseOf(folderOf(path))))
  if (own === -1) return /_example$/.test(nameOf(path)) ? FIRST.length : -1
  return folder === -1 ? own + 1 : folder + own / 10
}

/** Endings of code in which examples are written. */
export const EXAMPLE_EXTENSIONS =
  'js mjs cjs ts mts tsx py go rs java kt scala php rb cs swift c cc cpp dart ex exs erl hs jl R r lua pl clj cr nim zig'.split(
    ' ',
  )

/** Bytes of an example: small ones with a telling name. */
export const wantsForExample = (path: string, bytes: number): number =>
  bytes > 0 && bytes <= MOST_BYTES && inExamples(path) && place(path) !== -1 ? bytes : 0

/** A notice above the code: a licence, a tool's mark, what makes it a program of its own. */
function withoutNotice(lines: readonly CodeLine[]): CodeLine[] {
  let at = 0
  if (/^#!/.test(lines[0]?.text ?? '')) at = 1
  const first = lines[at]?.text ?? ''
  const notice = lines
    .slice(at, at + 30)
    .findIndex(({ text }) =>
      /^\/\*/.test(first) ? /\*\/\s*$/.test(text) : !/^\s*(?:\/\/|#(?!include)|--|;)/.test(text),
    )
  const told = lines
    .slice(at, at + Math.max(0, notice) + 1)
    .map(({ text }) => text)
    .join('\n')
  if (/copyright|licen[cs]e|SPDX|\+build|go:build/i.test(told)) at += notice + (/^\/\*/.test(first) ? 1 : 0)
  return dedented(lines.slice(at))
}

const SIBLING =
  /^\s*(?:(?:pub )?mod \w+;|import\b[^'"\n]*['"]\.{1,2}\/|from\s+\.|.*\brequire\(\s*['"]\.|require_relative\b|#include\s+"(?![\w.-]+\/))|\bfrom\s+['"]\.{1,2}\//m
/** Is this only one of several files of an example, that a reader would need too? */
function needsOthers(path: string, lines: readonly CodeLine[]): boolean {
  const code = lines.map(({ text }) => text).join('\n')
  return (
    SIBLING.test(code) ||
    path
      .split('/')
      .slice(1, -1)
      .some((folder) => code.includes(`package:${folder}/`))
  )
}

/** Complete files of the examples that call the project, the simplest first. */
export function exampleFiles(project: Project, subject: Subject, where: Whereabouts): Ranked[] {
  const own = new Set(subject.languages.slice(0, 3).map(({ name }) => name))
  const languages = USAGE_LANGUAGES.filter(({ names }) => names.some((name) => own.has(name)))
  return project.paths
    .filter((path) => {
      const file = project.files.get(path)
      const language = languageOfFile(path)
      return file?.content && wantsForExample(path, file.bytes) > 0 && language !== null && languages.includes(language)
    })
    .toSorted((a, b) => place(a) - place(b))
    .slice(0, MOST_FILES)
    .flatMap((path, first) => {
      const lines = (project.text(path) ?? '')
        .split('\n')
        .map((text, index) => ({ text, source: { path, line: index + 1 } }))
      const shown = withoutNotice(lines)
      if (shown.length > MOST_LINES || needsOthers(path, shown)) return []
      const language = languageOfFile(path)?.fences[0] ?? ''
      return (
        callOf(
          { language, lines: shown, headings: [] },
          { from: 'example', first, most: MOST_LINES },
          subject,
          where,
        ) ?? []
      )
    })
}
