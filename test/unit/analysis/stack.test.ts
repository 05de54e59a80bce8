import { expect, test } from 'vitest'
import { countedFiles } from '../../../src/analysis/languages'
import { openProject } from '../../../src/analysis/project'
import { stackOf, writtenIn } from '../../../src/analysis/stack'
import { type Files, snapshotOf } from '../snapshot'

const named = { name: { value: 'shop', sources: [{ path: 'README.md' }] }, kinds: [], workspaces: [], frameworks: [] }

function languages(files: Files) {
  const { project } = openProject(snapshotOf(files), 'shop')
  return stackOf(writtenIn(project, countedFiles(project)), named).languages.map(
    ({ name, sources }) => `${name} ${sources[0]!.path}`,
  )
}

test('one compiled stylesheet does not make a Java application CSS', () => {
  const files = {
    'src/main/resources/static/app.css': 'a { color: red }\n'.repeat(2000),
    'src/main/java/org/acme/Main.java': 'class Main {}\n',
    'src/main/java/org/acme/Order.java': 'class Order { int number; }\n',
  }
  expect(languages(files)).toEqual(['Java src/main/java/org/acme/Order.java'])
})

test('tests and examples in another language do not count, unless there is nothing else', () => {
  const tests = { 'test/all.py': 'import os\n'.repeat(500) }
  expect(languages({ ...tests, 'src/main.go': 'package main\n' })).toEqual(['Go src/main.go'])
  expect(languages(tests)).toEqual(['Python test/all.py'])
})

test('a language of less than a fifth of the code is not what it is written in', () => {
  const line = 'let x = 1\n'
  expect(languages({ 'a.rs': line.repeat(81), 'b.js': line.repeat(19) })).toEqual(['Rust a.rs'])
  expect(languages({ 'a.rs': line.repeat(79), 'b.js': line.repeat(21) })).toEqual(['Rust a.rs', 'JavaScript b.js'])
})

test('the language of a named framework is named, though more is written in another; a stylesheet brings none', () => {
  const line = 'let x = 1\n'
  const { project } = openProject(snapshotOf({ 'web/a.ts': line.repeat(88), 'api/b.py': line.repeat(12) }), 'shop')
  const framework = (name: string, category: string, path: string) => ({
    name,
    category,
    cwd: 'api',
    sources: [{ path }],
  })
  const written = writtenIn(project, countedFiles(project))
  const names = (one: ReturnType<typeof framework>) =>
    stackOf(written, { ...named, frameworks: [one] }).languages.map(({ name }) => name)
  expect(names(framework('FastAPI', 'web-framework', 'api/pyproject.toml'))).toEqual(['TypeScript', 'Python'])
  expect(names(framework('Tailwind CSS', 'styling', 'api/pyproject.toml'))).toEqual(['TypeScript'])
})

test('what a generator wrote does not say what the project is written in', () => {
  const line = 'var x = 1;\n'
  const code = { 'core/a.rs': 'let x = 1;\n'.repeat(20), 'lib/main.dart': line.repeat(20) }
  expect(
    languages({ ...code, 'lib/gen/strings.g.dart': line.repeat(500), 'lib/rust/frb_generated.dart': line.repeat(500) }),
  ).toEqual(['Dart lib/main.dart', 'Rust core/a.rs'].toSorted())
})
