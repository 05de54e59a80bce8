import { describe, expect, test } from 'vitest'
import { findDescription } from '../../../src/analysis/description'
import { documentationPages, projectReadme } from '../../../src/analysis/existing-readme'
import { openProject } from '../../../src/analysis/project'
import { tellsWhatItIs } from '../../../src/analysis/statements'
import { snapshotOf } from '../snapshot'

const described = (files: Record<string, string>, names: string[]) => {
  const { project } = openProject(snapshotOf(files), 'x')
  return findDescription(null, projectReadme(project), names, null, documentationPages(project))?.value ?? null
}

describe('a sentence that may stand for the project', () => {
  test.each([
    'Kite is a message broker.',
    'The Kite Broker (KB) routes messages between services.',
    'A message broker that can run anywhere.',
    'Stream logs to a central service and tail them in your browser.',
    'This repository contains crates for microcontrollers.',
    'For developers who build fast things, Kite is the preferred broker.',
    'This codebase was created to demonstrate an application with queues.',
    'This application mirrors phones (with sound) connected via USB and allows to control them.',
    '一个跨平台的划词翻译软件',
  ])('%s', (sentence) => {
    expect(tellsWhatItIs(sentence, ['kite'])).toBe(true)
  })

  test.each([
    'Scala 2.13 is the only supported version in this tool.',
    'HTTP is the way modern applications network.',
    'There are myriads of brokers out there.',
    'This project uses Better Auth for authentication.',
    'This project was generated using Nx.',
    'This project is developed and maintained by the core team.',
    '(The logo is a trademark of Example.)',
    'For questions and support please use the forum, where people can help.',
    'Ever wondered how to send a message?',
    'Install the latest version by following the instructions.',
    'Built with love and a broker.',
    'Ada Lovelace, Grace Hopper, Alan Turing, Edsger Dijkstra, Barbara Liskov',
    'Powerful, Extensible Tools',
    'Head over to the user docs for instructions on how to install it.',
    'This is for Zig 0.16.0.',
    'Kite provides queries for the following features.',
    'For bootstrapping on legacy operating systems',
    'This is especially useful when the wind is weak.',
  ])('never: %s', (sentence) => {
    expect(tellsWhatItIs(sentence, ['kite'])).toBe(false)
  })
})

describe('where the sentence is looked for', () => {
  test('a tagline in a quotation before the first section, not an alert or a later quotation', () => {
    expect(described({ 'README.md': '# Pot\n\n> A translator for words on the screen\n\n## Use\n' }, ['Pot'])).toBe(
      'A translator for words on the screen',
    )
    expect(described({ 'README.md': '# Pot\n\n> [!NOTE]\n> A new home has been found for us.\n' }, ['Pot'])).toBeNull()
    expect(described({ 'README.md': '# Pot\n\n## Praise\n\n> A tool for all of us, says Ada.\n' }, ['Pot'])).toBeNull()
  })

  test('a tagline above a row of links in one HTML paragraph', () => {
    const html =
      '<p align="center">\nThe open source signing tool.\n<br>\n<a href="a">Learn more</a> · <a href="b">Chat</a>\n</p>\n'
    expect(described({ 'README.md': html }, ['Sign'])).toBe('The open source signing tool.')
  })

  test('a statement that leads to a list ends as a sentence', () => {
    expect(
      described({ 'README.md': '# Ok\n\nOk is an HTTP client that is efficient by default:\n\n * a\n' }, ['Ok']),
    ).toBe('Ok is an HTTP client that is efficient by default.')
  })

  test('a later sentence of a paragraph that presents the project', () => {
    const text = '# Kit\n\nEver wondered how to begin? This is the starter for a monorepo of your own.\n'
    expect(described({ 'README.md': text }, ['kit'])).toBe('This is the starter for a monorepo of your own.')
  })

  test('news about another project is none, what follows the own name is', () => {
    const text =
      '## Latest updates\n\nKite 2 is a model of its own, see there.\n\n# Kite\n\nKite draws lines between points.\n'
    expect(described({ 'README.md': text }, ['kite'])).toBe('Kite draws lines between points.')
  })

  test('a first page of the documentation only where the README says nothing', () => {
    const files = { 'README.md': '# Kite\n', 'docs/index.md': '# Kite\n\nKite is a message broker.\n' }
    expect(described(files, ['kite'])).toBe('Kite is a message broker.')
    expect(described({ ...files, 'README.md': '# Kite\n\nA fast broker for messages.\n' }, ['kite'])).toBe(
      'A fast broker for messages.',
    )
    expect(
      described({ ...files, 'docs/index.md': '# Docs\n\nThese pages explain the setup in detail.\n' }, ['kite']),
    ).toBeNull()
  })
})

describe('what no sentence of the project is', () => {
  const readme = (text: string) => described({ 'README.md': text }, ['kite'])

  test('a lead to a list is completed or left', () => {
    expect(readme('# kite\n\nThe kite plugin provides\n\n1. flight\n')).toBeNull()
    expect(readme('# kite\n\nkite provides wind for the following hills:\n\n- one\n')).toBeNull()
    expect(readme('# kite\n\nFly together with your friends on a field that is\n\n- green\n')).toBe(
      'Fly together with your friends on a field.',
    )
    expect(readme('# kite\n\nKite is a broker of messages offering:\n\n- speed\n')).toBe(
      'Kite is a broker of messages.',
    )
  })

  test('a version may stand behind the name', () => {
    expect(
      readme(
        'KITE MESSAGES\n\nkite 1.3.1 is a broker of messages.\n\nkite is built into tcl: http://tcl.example/1 .\n',
      ),
    ).toBe('kite 1.3.1 is a broker of messages.')
  })

  test('who pays for it and what something else is are no description', () => {
    expect(readme('# kite\n\n## Donations\n\nKite is a non-profit project of volunteers.\n')).toBeNull()
    expect(readme('# kite\n\n## What is Homebrew?\n\nA package manager for your machine.\n')).toBeNull()
    expect(readme('# kite\n\n## What is Kite?\n\nA package manager for your machine.\n')).toBe(
      'A package manager for your machine.',
    )
  })

  test('a title that is a sentence, or a small heading right under it, says what it is', () => {
    expect(readme('# A broker of messages for Zig.\n\nA server is needed to run it.\n')).toBe(
      'A broker of messages for Zig.',
    )
    expect(readme('# kite\n\n### A Broker Written Purely in Shell\n\n## Use\n')).toBe(
      'A Broker Written Purely in Shell',
    )
    expect(readme('# kite\n\n## How to fly it at home\n')).toBeNull()
  })
})
