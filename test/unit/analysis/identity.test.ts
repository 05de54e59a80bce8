import { describe, expect, test } from 'vitest'
import { findDescription } from '../../../src/analysis/description'
import type { Package } from '../../../src/analysis/detector'
import { projectReadme } from '../../../src/analysis/existing-readme'
import { findName, findVersion } from '../../../src/analysis/identity'
import { mainPackage } from '../../../src/analysis/main-package'
import { openProject } from '../../../src/analysis/project'
import { firstSentence } from '../../../src/analysis/sentences'
import { snapshotOf } from '../snapshot'

const pkg = (name: string | null, more: Partial<Package> = {}): Package => ({
  ecosystem: 'npm',
  directory: '.',
  manifest: 'package.json',
  name: name === null ? null : { value: name, sources: [{ path: 'package.json' }] },
  description: null,
  version: null,
  license: null,
  private: false,
  kinds: [],
  members: [],
  ...more,
})
const named = (readme: string, main: Package | null, repository: string, file = 'README.md') => {
  const { project } = openProject(snapshotOf({ [file]: readme }), repository)
  return findName(project, main, projectReadme(project)).value
}
const described = (readme: string, names: string[], file = 'README.md') => {
  const { project } = openProject(snapshotOf({ [file]: readme }), 'x')
  return findDescription(null, projectReadme(project), names, null)?.value ?? null
}

describe('the name', () => {
  test.each([
    ['# Click\n', pkg('click', { ecosystem: 'pypi' }), 'click', 'Click'],
    ['ripgrep (rg)\n------------\ntext\n', pkg('ripgrep', { ecosystem: 'cargo' }), 'ripgrep', 'ripgrep'],
    [
      '# Spring PetClinic Sample Application [![Build](b.svg)](x)\n',
      pkg('spring-petclinic', { ecosystem: 'maven' }),
      'spring-petclinic',
      'Spring PetClinic',
    ],
    ['# Glow\n', pkg('github.com/charm/glow/v2', { ecosystem: 'golang' }), 'glow', 'Glow'],
    [
      '<img alt="Excalidraw" src="x.png">\n\n<h2>A whiteboard.</h2>\n',
      pkg('excalidraw-monorepo', { private: true }),
      'excalidraw',
      'Excalidraw',
    ],
    ['# 🚀 Super Tool: the best :sparkles:\n', null, 'supertool', 'Super Tool'],
    ['# Getting Started\n', pkg('my-app', { private: true }), 'weather', 'weather'],
    ['## About Larry\n', null, 'larry', 'Larry'],
    ['', pkg('@acme/root', { private: true }), 'acme', 'acme'],
    ['# @acme/kit\n', pkg('@acme/kit'), 'kits', '@acme/kit'],
    ['# GitHub CLI\n', pkg('github.com/cli/cli/v2', { ecosystem: 'golang' }), 'cli', 'GitHub CLI'],
    ['# Old is Deprecated\n', null, 'repo', 'Old'],
    ['# Our Suite of Weather Stations\n\n## Try Quiet Skies\n\nText.\n', null, 'quiet-skies', 'Quiet Skies'],
    ['# Notes on Clouds and Rain\n\nText.\n', null, 'quiet-skies', 'Notes on Clouds and Rain'],
    ['## Goals\n\nText.\n\n## Usage\n', null, 'json', 'json'],
    ['# Linguist\n', pkg('github-linguist', { ecosystem: 'gem' }), 'linguist', 'Linguist'],
  ])('%j with %o in %s is %s', (readme, main, repository, name) => {
    expect(named(readme, main, repository)).toBe(name)
  })

  test('a capital that only begins a sentence is no spelling', () => {
    expect(named('Ripper is a tool.\n', pkg('ripper', { ecosystem: 'cargo' }), 'ripper')).toBe('ripper')
  })

  test('titles of reStructuredText and AsciiDoc are read', () => {
    expect(named('=====\nFlask\n=====\n\nText.\n', pkg('flask'), 'flask', 'README.rst')).toBe('Flask')
    expect(named('= AsciiThing\n\nText.\n', null, 'repo', 'README.adoc')).toBe('AsciiThing')
  })

  test('a manifest that only lints a project in another language does not name it', () => {
    const lint = pkg('tooling', { private: true })
    const python = pkg('bakery', { ecosystem: 'pypi', manifest: 'pyproject.toml' })
    const languages = [
      { name: 'Python', bytes: 95, percent: 95, color: null },
      { name: 'JavaScript', bytes: 5, percent: 4, color: null },
    ]
    expect(mainPackage([lint, python], languages)).toBe(python)
    expect(mainPackage([lint], languages)).toBeNull()
  })
})

describe('the description', () => {
  test('badges, notices and rows of links are passed over', () => {
    const text =
      '# T\n\n[![a](b.svg)](c) ![d](e)\n\n> **Note:** moved.\n\n[Docs](a) | [Blog](b) | [Chat](c)\n\nT is a *tool* for `x` and [y](z). More.\n'
    expect(described(text, ['T'])).toBe('T is a tool for x and y.')
  })

  test('a quotation that is left and resumed ten thousand times does not stall', () => {
    expect(described(`# T\n\nT is a quiet kettle.\n\n${'> a\nb\n'.repeat(50_000)}`, ['T'])).toBe('T is a quiet kettle.')
  })

  test('a sentence that says what it is beats a slogan', () => {
    expect(
      described(
        '# Moon\n\nGaze deeply into unknown regions of the night.\n\n## What is it?\n\nMoon is a fuzzy finder over lists.\n',
        ['Moon'],
      ),
    ).toBe('Moon is a fuzzy finder over lists.')
  })

  test('how to install it is not what it is', () => {
    expect(described('# T\n\n## Installation\n\nThis is how you install everything.\n', ['T'])).toBeNull()
    expect(
      described(
        '# T\n\nDetects languages of blobs in repositories.\n\n## Installation\n\nT is a Ruby library so you need Ruby.\n',
        ['T'],
      ),
    ).toBe('Detects languages of blobs in repositories.')
  })

  test('a paragraph that leads to a list loses the lead, a question and a notice are no description', () => {
    expect(described('# T\n\nA runtime for reliable applications. It is:\n\n* fast\n', ['T'])).toBe(
      'A runtime for reliable applications.',
    )
    expect(described('# T\n\nT is an open source backend that includes:\n\n* a\n', ['T'])).toBe(
      'T is an open source backend.',
    )
    expect(
      described(
        '# T\n\nEver wondered how to do that thing?\n\nWe are rewriting all of it.\n\nFor documentation and examples, visit us.\n',
        ['T'],
      ),
    ).toBeNull()
  })

  test('a doc comment of the code gives way to the README', () => {
    const main = pkg('gin', {
      ecosystem: 'golang',
      description: { value: 'implements an HTTP framework called gin.', sources: [{ path: 'gin.go', line: 1 }] },
    })
    const { project } = openProject(
      snapshotOf({ 'README.md': '# Gin\n\nGin is a web framework written in Go.\n' }),
      'gin',
    )
    expect(findDescription(main, projectReadme(project), ['gin'], null)?.value).toBe(
      'Gin is a web framework written in Go.',
    )
  })

  test('HTML front matter is read as text', () => {
    expect(
      described(
        '<p align="center"><img src="x" alt="T"></p>\n<h2 align="center">\n  An open source whiteboard. </br>\n  More.\n</h2>\n',
        ['T'],
      ),
    ).toBe('An open source whiteboard.')
  })

  test('reStructuredText roles, directives and substitutions are taken away', () => {
    const text =
      'Flask\n=====\n\n.. image:: x.png\n   :alt: y\n\n|build| |docs|\n\nFlask is a ``WSGI`` framework, see `the docs <https://x.y>`_ for *more*.\n'
    expect(described(text, ['Flask'], 'README.rst')).toBe('Flask is a WSGI framework, see the docs for more.')
  })

  test('a title says what nothing else does: behind a dash, or whose it is', () => {
    expect(described('# kettle – boils water on time\n', ['kettle'])).toBe('boils water on time')
    expect(described("# Ada's dotfiles\n\n![Screenshot](x.png)\n", ['dotfiles'])).toBe("Ada's dotfiles")
    expect(described('# The kettle handbook\n', ['kettle'])).toBeNull()
    expect(described('# kettle\n\nJust type kettle.example to go here.\n', ['kettle'])).toBeNull()
  })

  test("a scaffold's description is none", () => {
    const main = pkg('x', { description: { value: 'A new Flutter project.', sources: [{ path: 'package.json' }] } })
    expect(findDescription(main, null, ['x'], null)).toBeNull()
  })

  test('a sentence ends at its end, not at an abbreviation, and within 200 characters', () => {
    expect(firstSentence('Reads files, e.g. YAML ones. And more.')).toBe('Reads files, e.g. YAML ones.')
    expect(firstSentence(`ripgrep is a line-oriented search tool that searches. ripgrep has more.`)).toBe(
      'ripgrep is a line-oriented search tool that searches.',
    )
    expect(firstSentence('word '.repeat(100))!.length).toBeLessThanOrEqual(201)
  })
})

test('a version that was never released is not said', () => {
  const { project } = openProject(snapshotOf({ a: '' }), 'x')
  const of = (value: string, more: Partial<Package> = {}) =>
    findVersion(project, pkg('x', { version: { value, sources: [{ path: 'p' }] }, ...more }), null)?.value ?? null
  expect(of('4.0.0-SNAPSHOT')).toBeNull()
  expect(of('0.0.0')).toBeNull()
  expect(of('8.5.0.dev')).toBeNull()
  expect(of('1.0.0', { private: true })).toBeNull()
  expect(of('1.4.2')).toBe('1.4.2')
})

test('a sentence that asks for money or tells of the author does not describe the project, though it begins with its name', () => {
  const plea = 'Kettle is not my fulltime job, so please consider sponsoring me.'
  expect(described(`# Kettle\n\n${plea}\n`, ['kettle'])).toBeNull()
  expect(described(`# Kettle\n\n${plea}\n\nA terminal for boiling water.\n`, ['kettle'])).toBe(
    'A terminal for boiling water.',
  )
})
