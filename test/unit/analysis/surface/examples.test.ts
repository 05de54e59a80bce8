import { describe, expect, test } from 'vitest'
import { exampleReading } from '../../../../src/analysis/surface/examples/reading'
import { codes, examplesOf, npm, readme } from './examples-of'

const call = "import { dig } from 'harbour'\n\ndig(3)"

describe('a call that the README shows', () => {
  test('is taken as it stands, with the place of each of its lines', () => {
    const [example] = examplesOf({ ...npm, 'README.md': readme('js', call, 'Digging holes') })
    expect(example).toEqual({
      title: 'Digging holes',
      language: 'js',
      code: call,
      from: 'readme',
      sources: [6, 7, 8].map((line) => ({ path: 'README.md', line })),
    })
  })
  test('is not taken once a name in it is exported no more', () => {
    expect(codes({ ...npm, 'README.md': readme('js', call.replaceAll('dig', 'delve')) })).toEqual([])
  })
  test('is not taken where it calls another package, or only imports', () => {
    expect(codes({ ...npm, 'README.md': readme('js', call.replace("'harbour'", "'harbours'")) })).toEqual([])
    expect(codes({ ...npm, 'README.md': readme('js', "import {\n  dig,\n} from 'harbour'") })).toEqual([])
  })
  test.each([
    ['a difference', `- dig(2)\n+ dig(3)`],
    ['a token', `dig('ghp_0123456789abcdefghijABCDEFGHIJ')`],
    ['a password', `dig({ password: 'hunter22' })`],
    ['a password in an address', `dig('https://me:hunter22@acme.example/')`],
    ['what is to be filled in', `dig('<your name>')`],
    ['a value left out', `dig({ depth: ... })`],
    ['an open bracket', `dig({`],
    ['a line that nobody reads', `dig('${'x'.repeat(200)}')`],
  ])('is not taken with %s', (_, line) => {
    expect(codes({ ...npm, 'README.md': readme('js', `import { dig } from 'harbour'\n\n${line}`) })).toEqual([])
  })
  test('is looked for where it is told how the project is used, not how it was or is made', () => {
    const old = readme('js', call.replace('3', '1'), 'Migrating from 0.9')
    expect(codes({ ...npm, 'README.md': `${old}\n${readme('js', call)}` })[0]).toBe(call)
  })
  test('is cut between statements where it is long, and never from what it needs', () => {
    const statements = (last: string) => Array.from({ length: 12 }, (_, i) => `dig(${i})\n\n`).join('') + last
    const cut = codes({
      ...npm,
      'README.md': readme('js', `import { dig } from 'harbour'\n\n${statements('dig(\n'.repeat(9) + ')'.repeat(9))}`),
    })
    expect(cut[0]?.split('\n').at(-1)).toBe('dig(11)')
    const needy = statements(`${'\n'.repeat(9)}function dug() {}`).replace('dig(0)', 'dug(0)')
    expect(codes({ ...npm, 'README.md': readme('js', `import { dig } from 'harbour'\n\n${needy}`) })).toEqual([])
  })
  test('comes before one of the documentation', () => {
    const page = `# Start\n\n\`\`\`js\n${call.replace('3', '9')}\n\`\`\`\n`
    const files = { ...npm, 'docs/getting-started.md': page }
    expect(codes(files)).toEqual([call.replace('3', '9')])
    expect(codes({ ...files, 'README.md': readme('js', call) })[0]).toBe(call)
  })
  test('says nothing of a program, which nobody imports', () => {
    const crate = { 'Cargo.toml': '[package]\nname = "harbour"\n', 'src/main.rs': 'fn main() {}\n' }
    expect(codes({ ...crate, 'README.md': readme('rust', 'use harbour::dig;\nfn main() { dig(); }') })).toEqual([])
  })
})

describe('documents in other markup', () => {
  const python = {
    'pyproject.toml': '[project]\nname = "harbour"\nversion = "1.0"\n[build-system]\nrequires = ["hatchling"]\n',
    'harbour/__init__.py': 'def dig(depth):\n    return depth\n',
  }
  test('reStructuredText: directives and literal blocks', () => {
    const directive =
      'Harbour\n=======\n\nUsage\n-----\n\n.. code-block:: python\n   :linenos:\n\n   import harbour\n   harbour.dig(3)\n\nMore.\n'
    expect(codes({ ...python, 'README.rst': directive })).toEqual(['import harbour\nharbour.dig(3)'])
    const literal = 'Harbour\n=======\n\nUse it::\n\n    import harbour\n    harbour.dig(3)\n'
    expect(codes({ ...python, 'README.rst': literal })).toEqual(['import harbour\nharbour.dig(3)'])
  })
  test('AsciiDoc: listings', () => {
    const listing = '= Harbour\n\n== Usage\n\n[source,python]\n----\nimport harbour\nharbour.dig(3)\n----\n'
    expect(codes({ ...python, 'README.adoc': listing })).toEqual(['import harbour\nharbour.dig(3)'])
  })
})

describe('the documentation of what is exported', () => {
  test('Rust: what is hidden in a block is not shown', () => {
    const lib =
      '//! Digs.\n//!\n//! ```\n//! # fn main() {\n//! use harbour::dig;\n//! dig(3);\n//! # }\n//! ```\n\npub fn dig(depth: u8) {}\n'
    const [example] = examplesOf({ 'Cargo.toml': '[package]\nname = "harbour"\n', 'src/lib.rs': lib })
    expect(example).toMatchObject({ from: 'doc-comment', code: 'use harbour::dig;\ndig(3);' })
    expect(example?.sources.map(({ line }) => line)).toEqual([5, 6])
  })
  test('Go: the body of an example, without the output that it is checked by', () => {
    const files = {
      'go.mod': 'module example.com/acme/harbour\n\ngo 1.24\n',
      'harbour.go': 'package harbour\n\nfunc Dig(depth int) int { return depth }\n',
      'example_test.go':
        'package harbour_test\n\nfunc ExampleDig() {\n\tfmt.Println(harbour.Dig(3))\n\t// Output: 3\n}\n',
    }
    expect(codes(files)).toEqual(['fmt.Println(harbour.Dig(3))'])
  })
  test('Python: a session of a docstring', () => {
    const files = {
      'pyproject.toml': '[project]\nname = "harbour"\nversion = "1.0"\n[build-system]\nrequires = ["hatchling"]\n',
      'harbour/__init__.py':
        '"""Digs.\n\n    >>> import harbour\n    >>> harbour.dig(3)\n    3\n\nMore.\n"""\n\n__all__ = ["dig"]\n\ndef dig(depth):\n    return depth\n',
    }
    expect(examplesOf(files)).toMatchObject([{ language: 'pycon', code: '>>> import harbour\n>>> harbour.dig(3)\n3' }])
  })
  test('JavaScript: @example up to the next tag', () => {
    const index = `/**\n * Digs.\n * @example\n * import { dig } from 'harbour'\n * dig(3)\n * @returns the depth\n */\nexport function dig(depth) { return depth }\n`
    expect(codes({ ...npm, 'index.js': index })).toEqual(["import { dig } from 'harbour'\ndig(3)"])
  })
})

describe('the folder of examples', () => {
  test('gives the simplest complete file, without its notice', () => {
    const files = {
      ...npm,
      'examples/advanced.js': call.replace('3', '99'),
      'examples/basic.js': `/*\n * Copyright Acme\n */\n${call}\n`,
    }
    expect(examplesOf(files)).toMatchObject([
      { from: 'example', code: call, sources: [{ path: 'examples/basic.js', line: 4 }, {}, {}] },
    ])
  })
  test('gives no file that needs others of its folder', () => {
    expect(codes({ ...npm, 'examples/basic.js': `import { depth } from './depth.js'\n${call}` })).toEqual([])
  })
  test('costs the reading of small files with telling names only', () => {
    expect(exampleReading.wants('examples/basic.js', 900)).toBe(900)
    expect(exampleReading.wants('examples/basic.js', 90_000)).toBe(0)
    expect(exampleReading.wants('examples/fleet/berths/queue.js', 900)).toBe(0)
    expect(exampleReading.wants('src/app/basic.js', 900)).toBe(0)
  })
})

test('endless brackets and endless lines are no examples, and harm nothing', () => {
  const hostile = [
    '('.repeat(60_000),
    `import { ${'a,'.repeat(30_000)} } from 'harbour'`,
    '>>> '.repeat(20_000),
    `[${'|'.repeat(50_000)}`,
  ]
  for (const one of hostile)
    expect(codes({ ...npm, 'README.md': readme('js', `import { dig } from 'harbour'\n${one}`) })).toEqual([])
})
