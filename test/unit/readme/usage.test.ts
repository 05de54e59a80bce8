import { describe, expect, test } from 'vitest'
import type { Facts } from '../../../src/analysis/facts'
import { contextOf } from '../../../src/readme/context'
import { usage as writeUsage } from '../../../src/readme/sections/usage'
import { exported } from '../../../src/readme/sections/usage/exports'
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
  test('that lists its options itself is named as the one that does, and a part of them is called so', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ ...option, flags: `--o${i}` }))
    expect(shown(['cli'], [{ ...only, options: many(20) }])).toContain('Options of `harbour`:')
    const cut = shown(['cli'], [{ ...only, options: [{ ...option, flags: '-h, --help' }, ...many(20)] }])
    expect(cut).toContain('Some options of `harbour`; `harbour --help` lists all:')
    expect(cut).not.toContain('--o19')
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

type Example = Facts['surface']['examples'][number]
const shownOf = (facts: Facts) => writeReadme(facts)
const example = (language: string, code: string, more: Partial<Example> = {}): Example => ({
  language,
  code,
  from: 'readme',
  sources: code.split('\n').map((_, index) => ({ path: 'README.md', line: index + 7 })),
  ...more,
})
const withSurface = (facts: Facts, surface: Partial<Facts['surface']>): Facts => ({
  ...facts,
  surface: { ...facts.surface, ...surface },
})

describe('an example of the repository', () => {
  const exports = [
    { name: 'Quiver', kind: 'class', module: '@arrow/quiver', sources: [{ path: 'src/index.ts', line: 1 }] },
  ]
  const call = "import { Quiver } from '@arrow/quiver'\n\nnew Quiver()"

  test('stands for the import, each of its lines with its own place', () => {
    const facts = withSurface(library, { exports, examples: [example('ts', call)] })
    const { markdown } = shownOf(facts)
    expect(markdown).toContain(`\`\`\`ts\n${call}\n\`\`\``)
    expect(markdown.match(/^import /gm)).toHaveLength(1)
    const line = writeUsage(contextOf(facts))
      .flat()
      .find(({ text }) => text === 'new Quiver()')
    // The very object: evidence finds by it which fact stands behind the line.
    expect(line?.sources[0]).toBe(facts.surface.examples[0]?.sources[2])
  })
  test('that leaves its import out stands below it', () => {
    const { markdown } = shownOf(withSurface(library, { exports, examples: [example('ts', 'new Quiver()')] }))
    expect(markdown).toMatch(/import \{ Quiver \} from '@arrow\/quiver'\n```\n\n```ts\nnew Quiver\(\)\n/)
  })
  test('of another package than the exports are of takes their place', () => {
    const other = [{ ...exports[0]!, module: '@arrow/bowstring' }]
    const { markdown } = shownOf(
      withSurface({ ...library, languages: [] }, { exports: other, examples: [example('ts', call)] }),
    )
    expect(markdown).not.toContain('bowstring')
  })
  test('cannot break out of its fence', () => {
    const { markdown } = shownOf(withSurface(library, { examples: [example('ts', 'a()\n```\n# Title')] }))
    expect(markdown).toContain('````ts\na()\n```\n# Title\n````')
  })
  test('of the examples says where it is from', () => {
    const { markdown } = shownOf(withSurface(library, { examples: [example('ts', call, { from: 'example' })] }))
    expect(markdown).toContain('From [`README.md`](README.md):')
  })
})

test('lines to type stand in one block, each remark once', () => {
  const facts = withSurface(
    { ...library, kinds: ['cli'] },
    {
      examples: [
        example('sh', 'quiver sort a', { title: 'Sort' }),
        example('sh', 'quiver sort b', { title: 'Sort' }),
        example('sh', 'quiver list'),
      ],
    },
  )
  expect(shownOf(facts).markdown).toContain('```sh\n# Sort\nquiver sort a\nquiver sort b\nquiver list\n```')
})

describe('a request to a service', () => {
  const sources = [{ path: 'app.ts', line: 4 }]
  const routes = (...paths: string[]) => paths.map((path) => ({ method: 'GET', path, sources }))
  const port = { name: 'PORT', default: '4000', sources: [{ path: 'app.ts', line: 2 }] }
  const service = (environment: Facts['environment'], ...paths: string[]) =>
    shownOf(
      withSurface(
        { ...library, kinds: ['service'], commands: { ...library.commands, install: [] }, environment },
        { routes: routes(...paths) },
      ),
    ).markdown

  test('goes to a route without parameters, on the port that a file fixes', () => {
    const markdown = service([port], '/arrows/:id', '/static/logo', '/health')
    expect(markdown).toContain(
      'Once it runs, [`app.ts`](app.ts) answers `GET /health`:\n\n```sh\ncurl http://localhost:4000/health\n```',
    )
  })
  test('prefers what tells that it lives, and asks nothing of an interface behind a login', () => {
    expect(service([port], '/api/arrows', '/api/heartbeat', '/api/auth/login')).toContain('4000/api/heartbeat\n')
    expect(service([port], '/api/arrows', '/api/auth/login')).not.toContain('curl')
    expect(service([port], '/api/arrows')).toContain('4000/api/arrows\n')
  })
  test('is left out where no file fixes the port, two differ, or every route wants something', () => {
    expect(service([], '/health')).not.toContain('curl')
    expect(service([port, { ...port, name: 'HTTP_PORT', default: '5000' }], '/health')).not.toContain('curl')
    expect(service([port], '/arrows/:id', '/arrows/{id}', '/login')).not.toContain('curl')
  })
})

test('a module that shows no call is called with what it must be given, from variables', () => {
  const sources = [{ path: 'variables.tf', line: 1 }]
  const facts: Facts = {
    ...library,
    kinds: ['infrastructure'],
    commands: {
      ...library.commands,
      install: [{ command: 'module "bow" { source = "acme/bow/aws" }', cwd: '.', sources: [{ path: 'main.tf' }] }],
    },
  }
  const inputs = [
    { name: 'length', required: true, sources },
    { name: 'colour', required: false, sources },
  ]
  expect(shownOf(withSurface(facts, { inputs })).markdown).toContain(
    '```hcl\nmodule "bow" {\n  source = "acme/bow/aws"\n  length = var.length\n}\n```',
  )
})

test.each([
  ['dart', 'lib/quiver.dart', "import 'package:quiver/quiver.dart';"],
  ['julia', 'src/Quiver.jl', 'using quiver'],
  ['r', 'NAMESPACE', 'library(quiver)'],
])('a module of %s is brought in as a whole', (language, path, line) => {
  expect(usage('quiver', path, [{ name: 'draw', kind: 'function' }])).toContain(`\`\`\`${language}\n${line}\n`)
})

test('exports are told by the module that they are imported from, whatever file holds them', () => {
  const at = (name: string, module: string, path: string) => ({ name, kind: 'function', module, sources: [{ path }] })
  const exports = [
    at('draw', 'quiver', 'src/draw.ts'),
    at('aim', 'quiver', 'src/aim.ts'),
    at('fletch', 'quiver/feathers', 'src/feathers.ts'),
  ]
  const told = (some: typeof exports) =>
    exported(contextOf(library), some)
      .map((block) => block.map(({ text }) => text).join('\n'))
      .join('\n\n')
  expect(told(exports)).toContain(
    'It exports, by module:\n\n- [`quiver`](src/draw.ts): `draw` and `aim`\n- [`quiver/feathers`](src/feathers.ts): `fletch`',
  )
  expect(told(exports.slice(0, 2))).toContain('[`quiver`](src/draw.ts) exports `draw` and `aim`.')
})
