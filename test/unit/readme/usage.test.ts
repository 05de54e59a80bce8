import { describe, expect, test } from 'vitest'
import type { Facts } from '../../../src/analysis/facts'
import { writeReadme } from '../../../src/readme/write-readme'
import { library } from './fixtures'

type Export = Facts['surface']['exports'][number]

const usage = (module: string, path: string, exports: readonly Omit<Export, 'module' | 'sources'>[]): string => {
  const all = exports.map((one) => ({ ...one, module, sources: [{ path }] }))
  return writeReadme({
    ...library,
    languages: [],
    surface: { routes: [], cli: [], exports: all, inputs: [], outputs: [], notebooks: [], examples: [] },
  }).markdown
}
const initial = (local?: string, required?: true) => ({
  name: 'default',
  kind: 'default',
  ...(local ? { local } : {}),
  ...(required ? { required } : {}),
})

describe('the import of a default export', () => {
  test('takes the name that the source gives, with named ones beside it', () => {
    const named = [
      { name: 'HTTPError', kind: 'class' },
      { name: 'Options', kind: 'interface' },
    ]
    const shown = usage('ky', 'source/index.ts', [...named, initial('ky')])
    expect(shown).toContain("\nimport ky, { HTTPError } from 'ky'\n")
    expect(shown).toContain('exports `ky` (default), `HTTPError` and 1 type.')
  })
  test('takes the name of the package where the source gives none', () => {
    expect(usage('@me/dig-deep', 'index.js', [initial()])).toContain("\nimport digDeep from '@me/dig-deep'\n")
  })
  test('is required from CommonJS, called like the package unless it is a class', () => {
    const shown = usage('express', 'lib/express.js', [
      initial('createApplication', true),
      { name: 'json', kind: 'value', required: true },
    ])
    expect(shown).toContain("\nconst express = require('express')\n")
    expect(usage('redis-io', 'index.js', [initial('Redis', true)])).toContain("\nconst Redis = require('redis-io')\n")
  })
  test('never binds a word of the language', () => {
    expect(usage('delete', 'index.js', [initial()])).toContain("\nimport delete_ from 'delete'\n")
  })
})

test('names of a CommonJS module are taken out of what it gives', () => {
  const exports = [{ name: 'dig', kind: 'value', required: true }]
  expect(usage('hill', 'index.js', exports)).toContain("\nconst { dig } = require('hill')\n")
})

describe('the import from a Rust crate', () => {
  test('shows what is used, not the modules it stands in', () => {
    const exports = [
      { name: 'body', kind: 'module' },
      { name: 'http', kind: 'item' },
      { name: 'Json', kind: 'type' },
      { name: 'serve', kind: 'function' },
    ]
    expect(usage('axum', 'axum/src/lib.rs', exports)).toContain('\nuse axum::{Json, serve};\n')
  })
  test('shows modules where there is nothing else', () => {
    const exports = [
      { name: 'io', kind: 'module' },
      { name: 'net', kind: 'module' },
    ]
    expect(usage('tokio', 'tokio/src/lib.rs', exports)).toContain('\nuse tokio::{io, net};\n')
  })
})

test('a helper crate of a TypeScript project is not what the project is imported as', () => {
  const one = { name: 'digest', kind: 'function', module: 'wasm_crypto', sources: [{ path: 'wasm/src/lib.rs' }] }
  const languages = [{ name: 'TypeScript', bytes: 9, percent: 100, color: null }]
  const { markdown } = writeReadme({
    ...library,
    languages,
    surface: { routes: [], cli: [], exports: [one], inputs: [], outputs: [], notebooks: [], examples: [] },
  })
  expect(markdown).not.toContain('wasm_crypto')
})

describe('the command line of a program', () => {
  const shown = (kinds: Facts['kinds'], cli: Facts['surface']['cli']) =>
    writeReadme({ ...library, kinds, surface: { ...library.surface, cli } }).markdown
  const sources = [{ path: 'main.go', line: 3 }]
  const option = { flags: '-v, --verbose', description: 'Say more', sources }
  const only = { name: 'harbour', flags: [option.flags], options: [option], sources }

  test('is told by its flags where it has no commands', () => {
    expect(shown(['cli'], [only])).toContain('| `-v, --verbose` | Say more |')
  })
  test('is told by its commands where it has some, at most fifteen', () => {
    const commands = Array.from({ length: 20 }, (_, i) => ({ ...only, name: `harbour c${i}`, description: 'Does it' }))
    const markdown = shown(['cli'], [only, ...commands])
    expect(markdown).toContain('| `harbour c0` | Does it | `-v, --verbose` |')
    expect(markdown.match(/\| Does it \|/g)).toHaveLength(14)
  })
  test('is not told of a library that has one beside', () => {
    expect(shown(['library'], [only])).not.toContain('--verbose')
  })
})
