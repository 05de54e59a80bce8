import type { Facts, Source } from '../../facts'
import { lineAt, type Project } from '../../project'
import { firstSentence } from '../../sentences'

/** Sources of contracts, and bytes of one that are read. */
const SOURCE = /^(?:[\w.-]+\/){0,3}(?:src|contracts)\/(?:[\w.-]+\/){0,8}[\w.-]+\.sol$/
const MOST_BYTES = 65_536
const MOST_FILES = 2_000
const MOST = 3_000
/** Contracts that only tests, examples and deployments need, and those of others. */
const ASIDE = /(?:^|\/)(?:tests?|mocks?|examples?|scripts?|lib|node_modules)\/|(?:\.t|\.s|Mock|Test)\.sol$/i
const DECLARED = /^(abstract contract|contract|interface|library)[ \t]{1,8}(\w{1,100})\b/gm
/** Characters before a declaration in which its comment stands, and of what is told of it. */
const BEFORE = 8_000
const LONGEST = 200

/** A sentence that stands alone: more than a word, no warning, no item of a list, no address, nothing that follows. */
const TELLING = /^(?!(?:WARNING|NOTE|IMPORTANT|CAUTION|TIP)\b|[-*_@])(?=\S+ \S)(?!.*(?::\/\/|\bTODO\b)).*[^:…]$/

/** Bytes of a file that are read for its contracts. */
export const contractBytes = (path: string, bytes: number): number =>
  SOURCE.test(path) && !ASIDE.test(path) ? Math.min(bytes, MOST_BYTES) : 0

/** The lines of the comment that ends where a declaration begins, without their signs. */
function commentBefore(text: string, at: number): string[] {
  const from = Math.max(0, at - BEFORE)
  const lines = text.slice(from, at).split('\n').slice(0, -1)
  // The first is no whole line, unless the file begins there: half a sentence would look like its beginning.
  if (from > 0) lines.shift()
  const begins = lines.findLastIndex((line) => !/^[ \t]*(?:\/\/\/|\/\*\*|\*)/.test(line)) + 1
  // It begins before what is looked at, so that its first sentence is not known.
  if (begins === 0 && from > 0) return []
  return lines.slice(begins).map((line) =>
    line
      .replace(/^[ \t]*(?:\/\/\/|\/\*\*|\*\/|\*)/, '')
      .replace(/\*\/\s*$/, '')
      .trim(),
  )
}

/** What a comment says in one sentence: its notice, or its title, by the tags of NatSpec (https://docs.soliditylang.org/en/latest/natspec-format.html). */
function described(comment: readonly string[], name: string): string | null {
  const parts = comment
    .join('\n')
    .split(/\n(?=@)|\n\s*\n/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
  const tagged = (tag: string) => parts.find((part) => part.startsWith(`${tag} `))?.slice(tag.length + 1)
  const untagged = parts[0]?.startsWith('@') ? undefined : parts[0]
  for (const said of [tagged('@notice'), untagged, tagged('@dev'), tagged('@title')]) {
    const sentence = firstSentence((said ?? '').replace(/\{([\w.-]{1,100})\}/g, '`$1`'))
    if (sentence && sentence !== name && sentence.length <= LONGEST && TELLING.test(sentence)) return sentence
  }
  return null
}

/** Sources of contracts that are the project's own, in the order of their paths. */
const ownSources = (project: Project): string[] =>
  project
    .ending('.sol')
    .filter((path) => project.role(path) === 'own' && contractBytes(path, 1) > 0)
    .slice(0, MOST_FILES)

const PRAGMA = /^pragma solidity[ \t]{1,8}([\d.^~<>=| \t]{1,60});/m

/**
 * The compiler that the sources ask for: the version that most files with code in them state. What the tools compile with is only one
 * that does, and is fetched by them. https://docs.soliditylang.org/en/latest/layout-of-source-files.html#version-pragma
 */
export function compilerOf(project: Project): Facts['runtimes'] {
  const stated = new Map<string, Source[]>()
  for (const path of ownSources(project)) {
    const text = project.text(path) ?? ''
    const pragma = text.match(PRAGMA)
    if (!pragma || !/^(?:abstract contract|contract|library)[ \t]/m.test(text)) continue
    const constraint = pragma[1]!.trim().replace(/\s+/g, ' ')
    const source = { path, line: lineAt(text, pragma.index ?? 0) }
    stated.set(constraint, [...(stated.get(constraint) ?? []), source])
  }
  const [most] = [...stated].toSorted(([, a], [, b]) => b.length - a.length)
  return most ? [{ name: 'solidity', constraint: most[0], sources: most[1].slice(0, 1) }] : []
}

/** The project's own contracts, interfaces and libraries, in the order of their files, with what their comments say. */
export function contractsOf(project: Project): Facts['surface']['exports'] {
  return ownSources(project)
    .flatMap((path) => {
      const text = project.text(path) ?? ''
      return [...text.matchAll(DECLARED)].map((match) => {
        const [, kind = '', name = ''] = match
        const description = described(commentBefore(text, match.index), name)
        return {
          name,
          kind,
          ...(description !== null && { description }),
          sources: [{ path, line: lineAt(text, match.index) }],
        }
      })
    })
    .slice(0, MOST)
}
