import { type Check, type Finding, found, type Subject } from '../subject'

/** A placeholder that nobody leaves on purpose. */
const NEVER = [
  /\blorem ipsum dolor\b/i,
  /\binsert\b[^.]{0,40}\bhere\b(?!\s*:)/i,
  /\[(?:your|project|insert)[\w -]*\](?!\()/i,
  /\byour-?(?:username|org|repo|project)\b\/\S/i,
]
/** One that a person may have reasons for, a generator never. */
const LEFT = [
  /\bTODO\b/,
  /\bTBD\b/,
  /\bFIXME\b/,
  /<your[\w -]*>/i,
  /\{\{[^}]*\}\}/,
  /\bcoming soon\b/i,
  /\b(?:user(?:name)?|owner|org)\/repo(?:sitory)?\b/i,
  /\byour[-_](?:username|name|repo|project|org)\b/i,
  /https?:\/\/(?:www\.)?example\.(?:com|org)/i,
  /\[(?:description|name|x{2,})\](?!\()/i,
]

/** 1. */
export const placeholders: Check = {
  id: 1,
  title: 'no left-over placeholder',
  group: 'truth',
  gate: true,
  judge: (subject) => {
    const findings: Finding[] = []
    for (const { text, line } of subject.readme.prose) {
      const pattern =
        NEVER.find((one) => one.test(text)) ?? (subject.person(line) ? undefined : LEFT.find((one) => one.test(text)))
      if (pattern && !(subject.quoted(text) && !subject.person(line)))
        findings.push({ line, message: `placeholder: ${pattern.exec(text)?.[0]}` })
    }
    const code = [
      ...subject.readme.fences.flatMap(({ lines }) => lines),
      ...subject.readme.spans,
      ...subject.readme.links.map(({ target, line }) => ({ text: target, line })),
    ]
    for (const { text, line } of code) {
      const pattern = subject.person(line) ? undefined : LEFT.find((one) => one.test(text))
      if (pattern && !subject.repository.mentions(text.trim()))
        findings.push({ line, message: `placeholder: ${pattern.exec(text)?.[0]}` })
    }
    return found(findings)
  },
}

/** What has to be proved before it is said. */
const QUALITY =
  /\b(?:secure(?:ly)?|scalable|production[- ]ready|battle[- ]tested|enterprise[- ]grade|blazing(?:ly)?[- ]fast|lightning[- ]fast|fastest|high[- ]performance|highly (?:available|scalable|performant)|well[- ]tested|fully tested|bug[- ]free|best[- ]in[- ]class|state[- ]of[- ]the[- ]art|world[- ]class|\d+(?:\.\d+)?\s?% (?:test )?coverage|test coverage (?:above|of|over) \d+|\d+x faster|zero downtime)\b/i
const FILLER =
  /\b(?:streamlin(?:e|es|ed|ing)|seamless(?:ly)?|effortless(?:ly)?|comprehensive|versatile|robust|revolution(?:ary|i[sz]e\w*)?|empower(?:s|ing)?|enhanc(?:e|es|ed|ing)|leverag(?:e|es|ed|ing)|cutting[- ]edge)\b/i

/** The sentence around a word; a file that is named or linked in the line is an artefact to look at. */
const sentenceAt = (text: string, index: number) => {
  const start = Math.max(text.lastIndexOf('. ', index) + 1, 0)
  const end = text.indexOf('. ', index)
  return text.slice(start, end < 0 ? undefined : end)
}

/** Splits claims into what nobody said before and what the repository says itself. */
function claims({ readme, person, quoted }: Subject, pattern: RegExp): { own: Finding[]; theirs: Finding[] } {
  const all = readme.prose.flatMap(({ text, line }) => {
    const hit = pattern.exec(text)
    return hit ? [{ line, message: hit[0], sentence: sentenceAt(text, hit.index) }] : []
  })
  const isTheirs = ({ line, sentence }: { line: number; sentence: string }) => person(line) || quoted(sentence)
  return { own: all.filter((one) => !isTheirs(one)), theirs: all.filter(isTheirs) }
}

/** 9. A sentence that the repository says itself is the maintainers' claim: it is listed, not judged. */
export const quality: Check = {
  id: 9,
  title: 'no claim of quality without an artefact',
  group: 'truth',
  gate: true,
  judge: (subject) => {
    const { own, theirs } = claims(subject, QUALITY)
    return found(
      own.map(({ line, message }) => ({ line, message: `claims "${message}"` })),
      theirs.map(({ line, message }) => ({ line, message: `the maintainers claim "${message}"` })),
    )
  },
}

/** Lines that one package's README may have, and the bytes after which GitHub cuts it off. */
const MOST_LINES = 200
const MOST_BYTES = 500 * 1024
const MOST_PUBLISHED = 64_000

/** 25. */
export const size: Check = {
  id: 25,
  title: 'size and plain words',
  group: 'form',
  gate: false,
  judge: (subject) => {
    const { readme, repository } = subject
    const bytes = new TextEncoder().encode(readme.markdown).length
    const published = repository.files(/^(?:package\.json|pyproject\.toml|Cargo\.toml)$/).length > 0
    const most = published ? MOST_PUBLISHED : MOST_BYTES
    const packages = repository.paths.filter((path) =>
      /(?:^|\/)(?:package\.json|Cargo\.toml|go\.mod|pyproject\.toml|pom\.xml|pubspec\.yaml|[^/]+\.csproj)$/.test(path),
    )
    const filler = claims(subject, FILLER).own.map(({ line, message }) => ({ line, message: `filler: ${message}` }))
    return found([
      ...(bytes > most ? [{ line: 1, message: `${bytes} bytes, more than ${most}` }] : []),
      ...(packages.length <= 1 && readme.lines.length - 1 > MOST_LINES
        ? [{ line: MOST_LINES, message: `${readme.lines.length - 1} lines for one package` }]
        : []),
      ...filler,
    ])
  },
}
