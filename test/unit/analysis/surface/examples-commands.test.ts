import { describe, expect, test } from 'vitest'
import { examplesOf, readme } from './examples-of'

const program = {
  'package.json':
    '{"name": "harbour", "version": "1.0.0", "bin": {"harbour": "cli.js"}, "dependencies": {"commander": "^14.0.0"}}',
  'cli.js': `import { program } from 'commander'\nprogram.name('harbour').option('-d, --depth <metres>', 'How deep').argument('[place]')\nprogram.parse()\n`,
}
const lines = (code: string, heading = 'Usage', language = 'sh') =>
  examplesOf({ ...program, 'README.md': readme(language, code, heading) }).map(({ title, code: line }) =>
    title ? `${title}: ${line}` : line,
  )

describe('lines that call the program', () => {
  test('are taken one by one, under the remark above or behind them', () => {
    expect(lines('# Dig deep\nharbour --depth 3\nharbour Brest   # Dig here\ncd Brest')).toEqual([
      'Dig deep: harbour --depth 3',
      'Dig here: harbour Brest',
    ])
  })
  test('are told from what they print by their prompts', () => {
    expect(lines('$ harbour Brest\nharbour is digging\n', 'Usage', 'console')).toEqual(['harbour Brest'])
    expect(lines('harbour is a digger\n  -d  how deep\n  -q  quietly\n', 'Usage', '')).toEqual([])
  })
  test('are not taken with a flag that the program does not have', () => {
    expect(lines('harbour --breadth 3')).toEqual([])
  })
  test.each(['harbour <place>', 'harbour [options]', 'harbour [a|b]', 'harbour ...', 'harbour --help', 'harbour FILE'])(
    'are not taken where they only show the form of a line: %s',
    (line) => expect(lines(line)).toEqual([]),
  )
  test('are not taken from where it is got or made', () => {
    expect(lines('harbour Brest', 'Building from source')).toEqual([])
  })
})

describe('requests to a service', () => {
  const service = {
    'package.json':
      '{"name": "harbour", "private": true, "scripts": {"start": "node server.js"}, "dependencies": {"express": "^5.0.0"}}',
    'server.js': `import express from 'express'\nconst app = express()\napp.get('/tides/:place', (_, res) => res.send('low'))\napp.listen(3000)\n`,
  }
  const asked = (line: string) => examplesOf({ ...service, 'README.md': readme('sh', line) }).map(({ code }) => code)
  test('are taken where a route answers them', () => {
    expect(asked('curl http://localhost:3000/tides/brest')).toEqual(['curl http://localhost:3000/tides/brest'])
  })
  test('are not taken where none does', () => {
    expect(asked('curl http://localhost:3000/currents/brest')).toEqual([])
    expect(asked('curl https://acme.example/tides/brest')).toEqual([])
  })
})

describe('what provisions with the project', () => {
  const variable = (name: string, more = '') => `variable "${name}" {\n  type = string\n${more}}\n`
  const module = {
    'main.tf': 'resource "null_resource" "this" {}\n',
    'variables.tf': variable('place') + variable('depth', '  default = "3"\n'),
    'README.md':
      '# Harbour\n\n```hcl\nmodule "harbour" {\n  source = "github.com/acme/harbour"\n  place  = "Brest"\n}\n```\n',
  }
  test('a module: a block of the README that gives what it must be given, and nothing unknown', () => {
    expect(examplesOf(module)).toMatchObject([{ language: 'hcl', from: 'readme' }])
    const other = (line: string) => ({ ...module, 'README.md': module['README.md'].replace('place  = "Brest"', line) })
    expect(examplesOf(other('depth  = "2"'))).toEqual([])
    expect(examplesOf(other('place  = "Brest"\n  breadth = "4"'))).toEqual([])
  })
  const action = {
    'action.yml':
      'name: Harbour\ndescription: Digs\ninputs:\n  place:\n    description: Where\n    required: true\nruns:\n  using: node24\n  main: index.js\n',
    'index.js': '',
  }
  const step = (more: string) =>
    readme(
      'yaml',
      `steps:\n  - uses: actions/checkout@v6\n  - name: Dig\n    uses: acme/harbour@v2\n    with:\n      ${more}\n\n  # then\n  - run: ls`,
    )
  test('an action: its step alone, with inputs that exist', () => {
    expect(examplesOf({ ...action, 'README.md': step('place: Brest') }).map(({ code }) => code)).toEqual([
      '- name: Dig\n  uses: acme/harbour@v2\n  with:\n    place: Brest',
    ])
    expect(examplesOf({ ...action, 'README.md': step('depth: 3') })).toEqual([])
  })
})
