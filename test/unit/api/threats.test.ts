import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const PAGE = readFileSync('src/api/threats.md', 'utf8')
/** The rows of the page's tables that say what a threat is met with. */
const ROWS = PAGE.split('\n').filter((line) => /^\| (?:[STRIDE]|API\d+) \|/.test(line))
const reference = (row: string) => /`(test\/[^`]+)`: (.*?) \|$/.exec(row)

describe('the threat model', () => {
  it('names threats of every kind, and each of the ten risks', () => {
    const kinds = ROWS.map((row) => row.split(' | ')[0]!.slice(2))
    expect([...'STRIDE'].filter((kind) => !kinds.includes(kind))).toEqual([])
    expect(kinds.filter((kind) => kind.startsWith('API'))).toEqual(Array.from({ length: 10 }, (_, n) => `API${n + 1}`))
  })
  it.each(ROWS)('the test that it names is there: %s', (row) => {
    const [, file = '', name = ''] = reference(row) ?? []
    expect(existsSync(file)).toBe(true)
    expect(name.length).toBeGreaterThan(10)
    expect(readFileSync(file, 'utf8')).toContain(name)
  })
})
