import { globSync, readFileSync } from 'node:fs'
import { dirname, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/*
 * The house's one-way rule, held by reading the imports: address → files → Facts → Markdown → HTML. Nothing imports
 * upwards, nothing imports an entry, nothing imports in a circle.
 */

/** Room → rooms it may import; `room/file` allows that file alone. */
const EDGES: Record<string, string[]> = {
  source: [],
  analysis: ['source/files'],
  readme: ['analysis'],
  llm: ['analysis', 'readme/passages/passage', 'source/retry-after'],
  preview: [],
  job: [],
  // What a page shows: their shapes alone.
  web: ['analysis/facts', 'readme/report/report'],
  consumer: ['job', 'source', 'analysis', 'readme', 'llm', 'preview'],
  api: [
    'job',
    'preview',
    'web',
    // What it takes to read an address, and how large an upload may be.
    ...['address', 'hosts', 'limits', 'origins', 'request', 'result'].map((file) => `source/${file}`),
    'analysis/facts',
    // What may be asked of a README, what it rests on, and the report in its formats.
    ...['options', 'evidence', 'vocabulary'].map((file) => `readme/${file}`),
    // The model's state, and whether there is one.
    ...['configuration', 'model'].map((file) => `llm/${file}`),
    ...['report', 'markdown', 'sarif'].map((file) => `readme/report/${file}`),
  ],
  'api-worker': ['api', 'job'],
  'consumer-worker': ['consumer'],
}
/** Rooms of plain functions on values, which run anywhere. */
const PURE = ['source', 'analysis', 'readme', 'llm', 'preview', 'web']
/** What a browser runs has its clock. */
const IN_BROWSERS = 'src/web/script/'
/** What a pure room may not touch. Inflating natively was measured to be worth its exception. */
const IMPURE = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bcrypto\.randomUUID\(|from '(?:node|cloudflare):./
const NATIVE = ['src/source/inflate.ts']

const files = globSync('src/**/*.{ts,tsx,js}').filter(
  // What a browser loads is no room of the Workers'.
  (file) => !file.endsWith('.d.ts') && !file.startsWith('src/web/assets/'),
)
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
const roomOf = (file: string) => file.split('/')[1]!.replace(/\.(?:tsx?|js)$/, '')
const nameOf = (file: string) => file.replace(/^src\//, '').replace(/\.(?:tsx?|js)$/, '')

/** The project's own files that a file imports. */
function importsOf(file: string): string[] {
  return [...(sources.get(file) ?? '').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path]) => {
    const target = normalize(`${dirname(file)}/${path}`)
    const found = [target, `${target}.ts`, `${target}.tsx`].find((candidate) => sources.has(candidate))
    if (!found) throw new Error(`${file} imports ${path}, which is not there`)
    return found
  })
}

describe('the house', () => {
  it('has only rooms that the rule knows', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in EDGES))).toEqual([])
  })
  it('lets a room import only what lies below it', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((to) => roomOf(to) !== roomOf(file))
        .filter((to) => !(EDGES[roomOf(file)] ?? []).some((edge) => edge === roomOf(to) || edge === nameOf(to)))
        .map((to) => `${file} → ${to}`),
    )
    expect(wrong).toEqual([])
  })
  it('has no circle of files', () => {
    const done = new Set<string>()
    const visit = (file: string, path: string[]): void => {
      if (path.includes(file)) throw new Error(`circle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`)
      if (done.has(file)) return
      for (const to of importsOf(file)) visit(to, [...path, file])
      done.add(file)
    }
    for (const file of files) visit(file, [])
    expect(done.size).toBe(files.length)
  })
  it('keeps clock, chance, bindings and Node out of the pure rooms', () => {
    const wrong = files.filter(
      (file) =>
        PURE.includes(roomOf(file)) &&
        !(NATIVE.includes(file) || file.startsWith(IN_BROWSERS)) &&
        IMPURE.test(sources.get(file) ?? ''),
    )
    expect(wrong).toEqual([])
  })
})
