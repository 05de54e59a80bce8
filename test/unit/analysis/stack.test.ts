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
