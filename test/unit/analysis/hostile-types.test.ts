import { stringify as toml } from 'smol-toml'
import { expect, it } from 'vitest'
import { analyse, interestIn } from '../../../src/analysis/analyse'
import { writeReadme } from '../../../src/readme/write-readme'
import { plain } from '../readme/plain'
import { type Files, snapshotOf } from '../snapshot'
import { LINES, PARSED } from './hostile-manifests'

/* Every manifest that is read, with each of its values in turn of every wrong type, and each of its lines in turn cut or spoilt. */

const nested = (levels: number) => Array.from({ length: levels }).reduce<unknown>((inner) => [{ a: inner }], 'deep')
const WRONG: readonly unknown[] = [
  null,
  false,
  -1e300,
  '',
  '../../../../etc/passwd',
  '${a} {{b}} $(c) `d`\n# e\u0000\u202e',
  'x'.repeat(20_000),
  [],
  {},
  [[]],
  [null, 1, 'a', { b: [] }],
  { '': '', __proto__x: 1, constructor: { prototype: [] }, toString: 'a', length: -1 },
  JSON.parse('{"__proto__": {"a": "b"}}'),
  nested(40),
]
/** Wrong values that each place has, by turns. */
const ROUNDS = 1
/** Milliseconds that a test may take before it counts as one that never ends. */
const MOST_TIME = 120_000
/** What stands beside the spoilt file, and must be told whatever is in it. */
const BESIDE: Files = {
  'tests/b.sh': '#!/bin/sh\n',
  'composer.json': '{"name":"a/b"}',
  'main.tf': '',
  '.travis.yml': 'a: b',
}

function factsOf(path: string, text: string) {
  const facts = analyse(
    snapshotOf({ ...BESIDE, 'src/lib.rs': '', 'src/main.rs': '', [path]: text }, interestIn(null)),
    {
      host: 'github.com',
      owner: 'acme',
      name: 'acme',
      url: 'https://github.com/acme/acme',
      clone_url: 'https://github.com/acme/acme.git',
      ref: null,
    },
  )
  expect(plain(writeReadme(facts).markdown)).toMatch(/^# \S/)
  return facts
}

/** All values like this one, with one of its values replaced by what `wrong` gives. */
function* replaced(value: unknown, wrong: () => unknown): Generator<unknown> {
  yield wrong()
  if (Array.isArray(value))
    for (const [index, item] of value.entries())
      for (const other of replaced(item, wrong)) yield value.map((one, at) => (at === index ? other : one))
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value))
      for (const other of replaced(item, wrong))
        yield Object.fromEntries(Object.entries(value).map(([name, one]) => [name, name === key ? other : one]))
}

const isTable = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
/** TOML knows no null and no arrays of several types in some writers: what cannot be written is no file. */
function written(format: 'JSON' | 'TOML' | 'YAML', value: unknown): string | null {
  if (format !== 'TOML') return JSON.stringify(value, null, 1)
  try {
    return isTable(value) ? toml(value) : null
  } catch {
    return null
  }
}

it.each(Object.entries(PARSED))(
  'each value of %s of each wrong type costs no detector',
  (path, { format, value }) => {
    let count = 0
    let turn = 0
    for (let round = 0; round < ROUNDS; round++)
      for (const other of replaced(value, () => WRONG[turn++ % WRONG.length])) {
        const text = written(format, other)
        if (text === null) continue
        count++
        const { warnings, ci } = factsOf(path, text)
        const failed = warnings.filter(({ code }) => code === 'detector_failed')
        expect(failed, text.slice(0, 2_000)).toEqual([])
        expect(ci.map(({ provider }) => provider)).toContain('Travis CI')
      }
    expect(count).toBeGreaterThan(ROUNDS)
  },
  MOST_TIME,
)

const SPOILT: readonly ((line: string) => string)[] = [
  () => '',
  (line) => line.slice(0, line.length / 2),
  (line) => line.slice(line.length / 2),
  (line) => `${line}\n${line}`,
  (line) => line.replace(/[\])}>"']/g, ''),
  (line) => line.replace(/[[({<"']/g, ''),
  (line) => line.replace(/\w+/g, '__proto__'),
  (line) => line.replace(/\w+/g, (word) => `${word}${'x'.repeat(3_000)}`),
  (line) => line.repeat(500),
  (line) => line.replace(/\d+/g, '9'.repeat(400)),
  (line) => [...line].reverse().join(''),
]
it.each(Object.entries(LINES))(
  'each line of %s cut, doubled or spoilt costs no detector',
  (path, text) => {
    const lines = text.split('\n')
    for (const spoil of SPOILT)
      for (const index of lines.keys()) {
        const other = lines.map((line, at) => (at === index ? spoil(line) : line)).join('\n')
        const { warnings } = factsOf(path, other)
        expect(
          warnings.filter(({ code }) => code === 'detector_failed'),
          other.slice(0, 2_000),
        ).toEqual([])
      }
  },
  MOST_TIME,
)
