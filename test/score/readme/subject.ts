import { posix } from 'node:path'
import type { Source } from '../../../src/analysis/facts'
import { type Readme, readDocument } from './document'
import { ownReadme, type Repository, within } from './repository'

/** What was handed over with a README that the product wrote. */
export interface Generated {
  /** For each line that is not empty, where it comes from. */
  evidence: readonly { line: number; sources: readonly Source[]; by?: string }[]
  /** The same repository asked a second time. */
  again: string
  /** An update of the README that was written, with the same facts; null where the product offers none. */
  updated: string | null
  /** An update of the maintainers' own README: its text before and after; null where there is none. */
  adopted: { before: string; after: string } | null
}

/** One README that is held against one repository. */
export interface Subject {
  repository: Repository
  readme: Readme
  generated: Generated | null
  /** Whether a line is a person's: it speaks of the reader's project too, and its praise is the maintainers'. */
  person(line: number): boolean
  /** Whether the repository says these words itself: in a README, a manifest or a document. */
  quoted(words: string): boolean
}

export interface Finding {
  line: number
  message: string
}
/** What a check found; null where a README of this kind cannot be judged by it. */
export type Verdict = { findings: Finding[]; notes?: Finding[] } | null
export interface Check {
  id: number
  title: string
  group: 'truth' | 'usefulness' | 'form' | 'process'
  /** A failure rejects the README. */
  gate: boolean
  judge(subject: Subject): Verdict
}

export const found = (findings: Finding[], notes?: Finding[]): Verdict => ({ findings, ...(notes && { notes }) })

const SAID_IN =
  /(?:^|\/)(?:readme[^/]*|package\.json|pyproject\.toml|setup\.(?:py|cfg)|Cargo\.toml|composer\.json|[^/]+\.(?:gemspec|cabal|nimble|opam|podspec|csproj|nuspec|rockspec)|pom\.xml|pubspec\.yaml|mix\.exs|Chart\.yaml|galaxy\.yml|action\.ya?ml|DESCRIPTION|META\.(?:json|yml)|[^/]+\.(?:md|rst|adoc|txt))$/i
const plain = (words: string) =>
  words
    .replace(/<[^>]*>|&#?\w+;/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()

/** Markdown without the targets of its links. */
const unlinked = (markdown: string) => markdown.replace(/\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+"[^"]*")?\)/g, ']')

/** `theirs`: the README is the maintainers' own. Otherwise a line is theirs where their README has it word for word. */
export function subjectOf(
  repository: Repository,
  readme: Readme,
  theirs: boolean,
  generated: Generated | null = null,
): Subject {
  const own = ownReadme(repository)
  const lines = new Set(
    own === undefined
      ? []
      : repository
          .text(own)
          .split(/\r?\n/)
          .map((line) => line.trim())
          .filter((line) => line.length > 2),
  )
  // Carried words may have got other links and marks; they are a person's where their README has each of them.
  const carried = new Set(generated?.evidence.flatMap(({ line, by }) => (by === 'readme' ? [line] : [])))
  const written = own === undefined ? '' : plain(unlinked(repository.text(own)))
  const isCarried = (line: number) =>
    carried.has(line) && written.includes(plain(unlinked(readme.lines[line - 1] ?? '')))
  let said: string | undefined
  return {
    repository,
    readme,
    generated,
    person: (line) => theirs || lines.has(readme.lines[line - 1]?.trim() ?? '') || isCarried(line),
    quoted: (words) => {
      said ??= repository
        .files(SAID_IN)
        .map(({ text }) => plain(text))
        .join('\n')
      return said.includes(plain(words))
    },
  }
}

/** Reads a README that stands in the repository. */
export const documentOf = (repository: Repository, path: string): Readme => readDocument(path, repository.text(path))

/** Where a README's own commands and paths start from. */
export const folderOf = ({ path }: Readme): string =>
  /^(?:\.github|docs)\/readme/i.test(path) ? '.' : posix.dirname(path)

/** A relative link's target in the repository, or the path that an absolute link to this repository names. */
export function linkedPath(
  { repository, readme }: Subject,
  target: string,
): { path: string | null; absolute: boolean; branch?: string } | null {
  const { owner, name } = repository
  const own = new RegExp(
    `^https?://(?:www\\.)?(?:github\\.com/${owner}/${name.replaceAll('.', '\\.')}/(?:blob|tree|raw)|raw\\.githubusercontent\\.com/${owner}/${name.replaceAll('.', '\\.')})/([^/#?]+)/?([^#?]*)`,
    'i',
  ).exec(target)
  if (own) return { path: decoded(own[2] ?? '') || '.', absolute: true, branch: own[1] ?? '' }
  if (/^[a-z][a-z+.-]*:|^\/\/|^#/i.test(target) || target === '') return null
  const path = decoded(target.replace(/[?#].*$/, ''))
  return { path: path === null ? null : within(posix.dirname(readme.path), path), absolute: false }
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
