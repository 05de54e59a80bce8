import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { analyse, interestIn } from '../../../src/analysis/analyse'
import { ECOSYSTEMS } from '../../../src/analysis/ecosystems'
import { FactsSchema } from '../../../src/analysis/facts'
import { writeReadme } from '../../../src/readme/write-readme'
import { breaches, lint } from '../readme/lint'
import { snapshotOf } from '../snapshot'
import { parseTxtar } from '../txtar'
import { digest, sourcesIn } from './digest'

/** One repository a file, `<ecosystem>[-<what is particular>].txtar`, with the facts expected of it beside it. */
const FOLDER = fileURLToPath(new URL('./ecosystems/', import.meta.url).href)
const FIXTURES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.txtar'))
  .map((file) => file.slice(0, -'.txtar'.length))

function analysed(fixture: string) {
  const files = parseTxtar(readFileSync(`${FOLDER}${fixture}.txtar`, 'utf8'))
  const snapshot = snapshotOf(files, interestIn(null))
  const facts = analyse(snapshot, {
    host: 'github.com',
    owner: 'acme',
    name: fixture,
    url: `https://github.com/acme/${fixture}`,
    clone_url: `https://github.com/acme/${fixture}.git`,
    ref: 'main',
  })
  return { files, facts }
}

describe('a small repository of each ecosystem', () => {
  test('every ecosystem has one', () => {
    for (const { name } of ECOSYSTEMS)
      expect(
        FIXTURES.some((fixture) => fixture === name || fixture.startsWith(`${name}-`)),
        name,
      ).toBe(true)
  })

  test.each(FIXTURES)('%s: the facts are those that a maintainer would state', async (fixture) => {
    const { facts } = analysed(fixture)
    await expect(digest(facts)).toMatchFileSnapshot(`${FOLDER}${fixture}.facts`)
  })

  test.each(FIXTURES)('%s: every source is a line of a file that exists', (fixture) => {
    const { files, facts } = analysed(fixture)
    FactsSchema.parse(facts)
    for (const { path, line } of sourcesIn(facts)) {
      const file = files[path]
      const exists = file !== undefined || Object.keys(files).some((one) => one.startsWith(`${path}/`))
      expect(exists, path).toBe(true)
      if (line !== undefined && typeof file === 'string')
        expect(file.split('\n').length, path).toBeGreaterThan(line - 1)
    }
  })

  test.each(FIXTURES)('%s: the README has no fault that markdownlint finds', (fixture) => {
    const { facts } = analysed(fixture)
    expect(lint(writeReadme({ ...facts, existing_readme: null }).markdown)).toEqual([])
    expect(breaches(writeReadme(facts).markdown)).toEqual([])
  })
})
