/** A text as the SPDX matching guidelines compare it: words without case, punctuation, list marks and copyright lines. */
export interface Words {
  words: string[]
  /** 1-based line of each word. */
  lines: number[]
}

/** Comment marks and quotes that a licence may stand in. */
const MARGIN = /^\s*(?:\/\*+|\*+\/?|\/\/+|#+|--+|;+|>+|%+|\||dnl\b|rem\b)*\s*/i
/** Numbers and letters of lists: `1.`, `(a)`, `iv)`, `-`. */
const LIST_MARK = /^(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]|[-*•])\s+/i
const COPYRIGHT =
  /^\W*(?:portions\s+)?(?:copyright\s*(?:\(c\)|©|\d{4}|[[<{]|by\b|:)|\(c\)\s|©|all rights reserved\W*$)/i

/** Words that the guidelines take as the same. */
const SAME: ReadonlyMap<string, string> = new Map(
  Object.entries({
    licence: 'license',
    licences: 'licenses',
    licenced: 'licensed',
    sublicence: 'sublicense',
    licensor: 'licensor',
    licencor: 'licensor',
    merchantibility: 'merchantability',
    favour: 'favor',
    honour: 'honor',
    judgement: 'judgment',
    organisation: 'organization',
    organisations: 'organizations',
    recognised: 'recognized',
    whilst: 'while',
    https: 'http',
  }),
)

/** Source: SPDX matching guidelines, https://spdx.github.io/spdx-spec/v3.0.1/annexes/license-matching-guidelines-and-templates/. */
export function wordsOf(text: string): Words {
  const words: string[] = []
  const lines: number[] = []
  text.split('\n').forEach((raw, index) => {
    const line = raw.slice(0, 10_000).replace(MARGIN, '')
    if (COPYRIGHT.test(line)) return
    for (const [word] of line
      .replace(LIST_MARK, '')
      .toLowerCase()
      .matchAll(/[a-z0-9]+/g)) {
      words.push(SAME.get(word) ?? word)
      lines.push(index + 1)
    }
  })
  return { words, lines }
}

/** One 24-bit hash (FNV-1a, folded) for each pair of neighbouring words, in their order. */
export function bigrams(words: readonly string[]): number[] {
  const out: number[] = []
  for (let i = 0; i + 1 < words.length; i++) {
    let hash = 0x811c9dc5
    for (const text of [words[i]!, ' ', words[i + 1]!])
      for (let j = 0; j < text.length; j++) hash = Math.imul(hash ^ text.charCodeAt(j), 0x01000193)
    out.push(((hash >>> 24) ^ hash) & 0xffffff)
  }
  return out
}
