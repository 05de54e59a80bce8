import fc from 'fast-check'
import { Marked, type Token } from 'marked'
import { expect, test } from 'vitest'
import { type Facts, FactsSchema } from '../../../src/analysis/facts'
import { SECTIONS } from '../../../src/readme/sections'
import { writeReadme } from '../../../src/readme/write-readme'
import { FIXTURES } from './fixtures'
import { hostile } from './hostile'
import { lint } from './lint'
import { plain } from './plain'

/** Fields that the address parser, Git or the schema vouch for. */
const VOUCHED = new Set(['host', 'owner', 'url', 'clone_url', 'commit', 'kinds', 'scope', 'color', 'engine_version'])

/** The facts with every string that a repository chooses replaced by the next of `strings`. */
function poisoned(facts: Facts, strings: readonly string[]): Facts {
  let next = 0
  const walk = (value: unknown, key: string): unknown => {
    if (VOUCHED.has(key) || value === 'file' || value === 'directory') return value
    if (typeof value === 'string') return strings[next++ % strings.length]
    if (Array.isArray(value)) return value.map((one) => walk(one, key))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [
          name,
          walk(one, key === 'repository' && name === 'name' ? 'owner' : name),
        ]),
      )
    return value
  }
  return FactsSchema.parse(walk(facts, ''))
}

const HOSTS = /^https:\/\/(?:img\.shields\.io|github\.com|www\.npmjs\.com|pypi\.org|crates\.io)\//
const HEADINGS = new Set<string>([...SECTIONS.map(({ heading }) => heading), 'Contents'])

function faults(markdown: string): string[] {
  const found: string[] = []
  const marked = new Marked({ gfm: true })
  const top = marked.lexer(markdown)
  marked.walkTokens(top, (token: Token) => {
    if (token.type === 'html') found.push(`html ${token.raw}`)
    if (token.type === 'def' || token.type === 'blockquote' || token.type === 'hr')
      found.push(`${token.type} ${token.raw}`)
    if ((token.type === 'link' || token.type === 'image') && !HOSTS.test(token.href)) {
      const inside = URL.parse(token.href, 'https://here.example/x/')?.origin === 'https://here.example'
      if (!inside) found.push(`${token.type} ${token.href}`)
    }
    if (token.type === 'heading' && token.depth > 1 && !HEADINGS.has(token.text)) found.push(`heading ${token.text}`)
  })
  if (
    top.filter(({ type }) => type === 'heading').filter((token) => 'depth' in token && token.depth === 1).length !== 1
  )
    found.push('title')
  return found
}

test.each(Object.entries(FIXTURES))('hostile strings in every field of %s become text', (_, facts) => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 3, maxLength: 12 }), (strings) => {
      const { markdown, evidence: lines } = writeReadme(poisoned(facts, strings))
      expect(faults(plain(markdown))).toEqual([])
      expect(markdown).not.toMatch(/(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u)
      expect(lines.map(({ line }) => line)).toEqual(
        markdown.split('\n').flatMap((line, index) => (line === '' ? [] : [index + 1])),
      )
    }),
    { seed: 20260102, numRuns: 100 },
  )
})

test('markdownlint has nothing to say of the structure that hostile strings are put into', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 3, maxLength: 12 }), (strings) => {
      const { markdown } = writeReadme(poisoned(FIXTURES.djangoSite, strings))
      expect(lint(markdown).filter((fault) => / MD0(?:01|22|24|25|31|32|40|41|47|55|56|58) /.test(fault))).toEqual([])
    }),
    { seed: 20260103, numRuns: 40 },
  )
})
