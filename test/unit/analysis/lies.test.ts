import { expect, it } from 'vitest'
import { analyse, interestIn } from '../../../src/analysis/analyse'
import { HEURISTICS } from '../../../src/analysis/data/linguist'
import { LINEAR } from '../../../src/analysis/linguist/linear'
import { PARSE_LIMITS } from '../../../src/analysis/parse-limits'
import { openProject } from '../../../src/analysis/project'
import { type Files, snapshotOf } from '../snapshot'

const factsOf = (files: Files) =>
  analyse(snapshotOf(files, interestIn(null)), {
    host: 'github.com',
    owner: 'acme',
    name: 'repository',
    url: 'https://github.com/acme/repository',
    clone_url: 'https://github.com/acme/repository.git',
    ref: null,
  })
const codesOf = (files: Files) => factsOf(files).warnings.map(({ code, sources }) => [code, sources[0]?.path])
const MANIFEST = '{\n  "name": "truth",\n  "version": "1.2.3"\n}\n'
const utf16 = (text: string, big: boolean) =>
  Uint8Array.from([...text].flatMap((one) => (big ? [0, one.charCodeAt(0)] : [one.charCodeAt(0), 0])))

it.each([
  ['UTF-16 LE with a mark', Uint8Array.from([0xff, 0xfe, ...utf16(MANIFEST, false)])],
  ['UTF-16 BE with a mark', Uint8Array.from([0xfe, 0xff, ...utf16(MANIFEST, true)])],
  ['UTF-16 LE without one', utf16(MANIFEST, false)],
  ['UTF-16 BE without one', utf16(MANIFEST, true)],
  ['UTF-8 with a mark', `\uFEFF${MANIFEST}`],
  ['CRLF', MANIFEST.replaceAll('\n', '\r\n')],
  ['lone CR', MANIFEST.replaceAll('\n', '\r')],
])('a manifest in %s says what it says, on the same lines', (_, content) => {
  expect(factsOf({ 'package.json': content }).version).toEqual({
    value: '1.2.3',
    sources: [{ path: 'package.json', line: 3 }],
  })
})

it('Latin-1 is read where bytes are not UTF-8', () => {
  const content = Uint8Array.from(Buffer.from('# R\n\nR is a café for all of its guests.\n', 'latin1'))
  expect(openProject(snapshotOf({ 'README.md': content }), 'r').project.text('README.md')).toContain('café')
})

it('a lone CR among other line ends is no line, as git blame counts', () => {
  const text = '{\r"name": "truth",\r\n\n"version": "1.2.3"}'
  expect(factsOf({ 'package.json': text }).version?.sources).toEqual([{ path: 'package.json', line: 3 }])
})

it.each([
  ['a page of HTML', '<!doctype html>\n<p>Not found</p>'],
  ['a pointer of Git LFS', `version https://git-lfs.github.com/spec/v1\noid sha256:${'0a'.repeat(32)}\nsize 12345\n`],
  ['binary', '\u0000\u0001\u0002'],
  ['cut off', '{"name": "truth"'],
  ['nested too deeply', `{"name": "truth", "a": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
])('a package.json that is %s costs itself and one warning', (_, content) => {
  const files = {
    'package.json': content,
    'Cargo.toml': '[package]\nname = "other"\nversion = "2.0.0"\n',
    'src/lib.rs': '',
  }
  expect(codesOf(files)).toEqual([['file_unreadable', 'package.json']])
  expect(factsOf(files).version?.value).toBe('2.0.0')
})

it.each([
  ['empty', ''],
  ['only blank', ' \n\t\n'],
  ['a link to itself', { symlink: 'package.json' }],
  ['a link to a folder', { symlink: 'src' }],
  ['a link out of the repository', { symlink: '../../etc/passwd' }],
  ['a link to an absolute path', { symlink: '/src/lib.rs' }],
])('a package.json that is %s says nothing and is no fault', (_, content) => {
  const { version, warnings } = factsOf({ 'package.json': content, 'src/lib.rs': '' })
  expect([version, warnings]).toEqual([null, []])
})

const many = (count: number, one: (index: number) => string) => Array.from({ length: count }, (_, i) => one(i)).join('')
const WORKFLOW = '.github/workflows/ci.yml'
it.each([
  ['a bomb of aliases', WORKFLOW, `a0: &a0 [x, x]\n${many(30, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`)}`],
  ['levels without end in YAML', WORKFLOW, '['.repeat(20_000)],
  ['levels without end in TOML', 'pyproject.toml', `a = ${'['.repeat(20_000)}`],
  ['levels without end in XML', 'pom.xml', '<a>'.repeat(10_000)],
  ['a quotation without end', WORKFLOW, `a: "${'x'.repeat(100_000)}`],
])('%s is not valid', (_, path, text) => {
  expect(codesOf({ [path]: text })).toEqual([['file_unreadable', path]])
})

it('entities of XML are not expanded', () => {
  const entities = `<!DOCTYPE project [<!ENTITY a "lie">${many(20, (i) => `<!ENTITY b${i} "&a;&a;">`)}]>`
  const { version } = factsOf({
    'pom.xml': `${entities}<project><groupId>g</groupId><artifactId>a</artifactId><version>1&a;</version></project>`,
  })
  expect(version?.value ?? '').not.toContain('lie')
})

it.each([
  ['package.json', (i: number) => `"k${i}":0,`, '{', '"z":0}', PARSE_LIMITS.JSON],
  ['Cargo.toml', (i: number) => `k${i}=0\n`, '', '', PARSE_LIMITS.TOML],
  [WORKFLOW, (i: number) => `k${i}: 0\n`, '', '', PARSE_LIMITS.YAML],
  ['pom.xml', (i: number) => `<a${i}/>`, '<r>', '</r>', PARSE_LIMITS.XML],
] as const)('a %s with more in it than a person writes is not parsed', (path, one, before, after, { file }) => {
  const { project, warnings } = openProject(snapshotOf({ [path]: `${before}${many(file, one)}${after}` }), 'r')
  const parse = {
    'package.json': project.json,
    'Cargo.toml': project.toml,
    [WORKFLOW]: project.yaml,
    'pom.xml': project.xml,
  }
  expect(parse[path]?.(path)).toBeNull()
  expect(warnings.map(({ code }) => code)).toEqual(['file_too_complex'])
})

it('files beyond what one analysis takes apart are told, the first ones one by one and the others as a number', () => {
  const text = many(5_000, (i) => `k${i}: 0\n`)
  const paths = Array.from({ length: 60 }, (_, i) => `${i}.yml`)
  const { project, warnings } = openProject(snapshotOf(Object.fromEntries(paths.map((path) => [path, text]))), 'r')
  const read = paths.filter((path) => project.yaml(path)).length
  expect(read).toBeGreaterThan(3)
  expect(read).toBeLessThan(20)
  expect(warnings.map(({ code }) => code)).toEqual(Array(21).fill('parse_limit'))
  expect(warnings.at(-1)?.message).toContain(String(60 - read - 20))
})

it('a file that was read in part and is broken for it says so', () => {
  const snapshot = snapshotOf({ 'package.json': MANIFEST }, () => 10)
  const { project, warnings } = openProject(snapshot, 'r')
  expect(project.json('package.json')).toBeNull()
  expect(warnings.map(({ code }) => code)).toEqual(['file_unfinished'])
})

it('values of ARG that double with each line stop growing, and the image is told', () => {
  const text = `${many(60, (i) => `ARG a${i + 1}=\${a${i}}\${a${i}}xx\n`)}FROM node:20\n`
  const { docker, warnings } = factsOf({ Dockerfile: text })
  expect([docker?.dockerfiles[0]?.base_images, warnings]).toEqual([['node:20'], []])
})

it('names of objects that every object has are names like others', () => {
  const text =
    '{"name": "truth", "version": "1.0.0", "__proto__": {"a": 1}, "scripts": {"constructor": "x", "test": "y"}}'
  const { project } = openProject(snapshotOf({ 'package.json': text }), 'r')
  expect(Object.hasOwn(project.json('package.json')?.value as object, '__proto__')).toBe(true)
  expect(Object.getPrototypeOf({})).not.toHaveProperty('a')
})

it('texts beyond what is kept are read again, the same', () => {
  const files = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`${i}.txt`, `${i}`.repeat(3_000_000)]))
  const { project } = openProject(snapshotOf(files), 'r')
  for (const round of [0, 1])
    for (const path of project.paths) expect([round, project.text(path)?.slice(0, 1)]).toEqual([round, path[0]])
})

it('each linear stand-in is for a pattern that Linguist has', () => {
  const sources = new Set(
    HEURISTICS.flatMap(([, rules]) =>
      rules.flatMap(([, tests]) => tests.flatMap(([, ...rows]) => rows.map(([source]) => source))),
    ),
  )
  expect([...LINEAR.keys()].filter((source) => !sources.has(source))).toEqual([])
})

it.each([...LINEAR])('a stand-in says the same as %s', (source, linear) => {
  const slow = new RegExp(source, 'm')
  const pieces = [
    'a',
    'a.b',
    ':',
    '=',
    ':-',
    '#',
    '!',
    ';',
    '[',
    '"',
    'm',
    'mov ',
    'x,',
    '\n',
    '\n',
    ' ',
    '/',
    '\\',
    'import ',
    '(',
    ')',
    '{',
    '}',
    'b c',
    'unittest',
    'module',
  ]
  let seed = 1
  for (let round = 0; round < 4_000; round++) {
    let text = ''
    for (let n = 0; n < 3 + (round % 9); n++) {
      seed = (seed * 48_271) % 2_147_483_647
      text += pieces[seed % pieces.length]
    }
    expect([text, linear.test(text)]).toEqual([text, slow.test(text)])
  }
})

it('a setup.py whose brackets do not match ends, and keeps what stands before', () => {
  const { name, warnings } = factsOf({
    'setup.py':
      "from setuptools import setup\nsetup(\n  name='truth',\n  install_requires=flask, a],\n  version='1.0',\n)\n",
  })
  expect([name.value, warnings]).toEqual(['truth', []])
})
