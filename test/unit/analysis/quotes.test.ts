import { describe, expect, it } from 'vitest'
import { analyse, interestIn } from '../../../src/analysis/analyse'
import type { Facts } from '../../../src/analysis/facts'
import { NO_QUOTES, quotesOf } from '../../../src/analysis/quotes'
import { type Files, snapshotOf } from '../snapshot'

/** Quotes of a repository, as a job has them. */
function quotesIn(files: Files) {
  const snapshot = snapshotOf(files, interestIn(null))
  const facts = analyse(snapshot, {
    ...{ host: 'github.com', owner: 'pottery', name: 'kettle', ref: 'main' },
    ...{ url: 'https://github.com/pottery/kettle', clone_url: 'https://github.com/pottery/kettle.git' },
  })
  const quotes = quotesOf(snapshot.files, facts)
  return { ...quotes, facts }
}

/** What facts say of a place, and nothing else. */
const factsAt = (path: string, ...lines: number[]): Facts => {
  const { facts } = quotesIn({ LICENSE: '' })
  return { ...facts, surface: { ...facts.surface, exports: lines.map((line) => exported(path, line)) } }
}
const exported = (path: string, line: number): Facts['surface']['exports'][number] => ({
  ...{ name: 'boil', kind: 'function', signature: 'boil()', sources: [{ path, line }] },
})
/** The comment that is quoted where facts rest on these lines of a file. */
const commentsIn = (path: string, text: string, ...lines: number[]) =>
  quotesOf(snapshotOf({ [path]: text }).files, factsAt(path, ...lines)).comments

const CARGO =
  '[package]\nname = "kettle"\nversion = "0.1.0"\nedition = "2021"\ndescription = "Boils water for tea and coffee"\n'
const LICENCE = '// Copyright 2020 The Pottery Authors.\n// Licensed under the Apache License, Version 2.0.\n\n'

describe('lines', () => {
  it('are those that telling facts rest on, as they stand in the file without the space around', () => {
    const { lines } = quotesIn({ 'Cargo.toml': CARGO, 'src/main.rs': 'fn main() {}\n' })
    expect(lines).toContainEqual({
      path: 'Cargo.toml',
      line: 5,
      text: 'description = "Boils water for tea and coffee"',
    })
  })
  it('are never of a file that was not read', () => {
    const { files } = snapshotOf({ 'src/lib.rs': '//! Boils.\n' }, () => 0)
    expect(quotesOf(files, factsAt('src/lib.rs', 1))).toEqual(NO_QUOTES)
  })
  it('are never of a line that is not there or empty', () => {
    const { lines } = quotesOf(snapshotOf({ 'a.rs': 'one\n\n' }).files, factsAt('a.rs', 2, 9))
    expect(lines).toEqual([])
  })
  it('have 240 characters at most', () => {
    const { lines } = quotesOf(snapshotOf({ 'a.rs': `${'x'.repeat(900)}\n` }).files, factsAt('a.rs', 1))
    expect(lines).toEqual([{ path: 'a.rs', line: 1, text: 'x'.repeat(240) }])
  })
  it('are 240 at most', () => {
    const numbers = Array.from({ length: 400 }, (_, index) => index + 1)
    const text = numbers.map((number) => `line ${number}`).join('\n')
    const { lines } = quotesOf(snapshotOf({ 'a.rs': text }).files, factsAt('a.rs', ...numbers))
    expect(lines.length).toBeGreaterThan(200)
    expect(lines.length).toBeLessThanOrEqual(240)
  })
})

describe('a file’s own comment', () => {
  /** The comments of a file in which the project starts. */
  const ownIn = (path: string, text: string) => {
    const entry: Facts['entry_points'][number] = { path, what: 'Library', sources: [{ path }] }
    return quotesOf(snapshotOf({ [path]: text }).files, { ...factsAt(path), entry_points: [entry] }).comments
  }

  it.each([
    ['src/lib.rs', `${LICENCE}//! Boils water.\n//!\n//! It never boils tea.\npub fn boil() {}\n`, 4],
    ['doc.go', `${LICENCE}// Package kettle\n// Boils water.\n//\n// It never boils tea.\npackage kettle\n`, 4],
    ['kettle/__init__.py', `# Copyright 2020 Pottery.\n\n"""Boils water.\n\nIt never boils tea.\n"""\n`, 3],
    ['kettle/main.py', `#!/usr/bin/env python\nr'''Boils water.\n\nIt never boils tea.'''\nimport sys\n`, 2],
    [
      'src/index.ts',
      '/*\n * Copyright 2020 Pottery.\n */\n\n/**\n * Boils water.\n *\n * It never boils tea.\n *\n * @packageDocumentation\n */\n',
      5,
    ],
    ['index.js', '/**\n * @module kettle\n * Boils water.\n *\n * It never boils tea.\n */\nexport const a = 1\n', 1],
  ])('is quoted from where it begins, without its licence: %s', (path, text, line) => {
    const comments = ownIn(path, text)
    expect(comments.map((one) => [one.path, one.line])).toEqual([[path, line]])
    expect(comments[0]?.text.replace(/@\w+ ?/g, '')).toMatch(/Boils water\.\n\nIt never boils tea\./)
    expect(comments[0]?.text).not.toMatch(/Copyright|Apache|import|export|pub fn|\*|"""|'''/)
  })
  it.each([
    ['only a licence', `${LICENCE}fn main() {}\n`],
    ['a comment of what stands below it', '/** Boils. */\nexport function boil() {}\n'],
    ['no comment', 'fn main() {}\n'],
    ['one that begins below line 40', `${'\n'.repeat(40)}//! Boils.\nfn main() {}\n`],
  ])('is none where there is %s', (_, text) => {
    expect(ownIn('src/main.rs', text)).toEqual([])
  })
  it('is quoted of every repository with an entry point', () => {
    const { comments } = quotesIn({ 'Cargo.toml': CARGO, 'src/main.rs': '//! Boils water.\nfn main() {}\n' })
    expect(comments).toEqual([{ path: 'src/main.rs', line: 1, text: 'Boils water.' }])
  })
})

describe('a comment that a fact was taken from', () => {
  it('is quoted whole, from its first line, wherever the fact rests in it', () => {
    const text = 'fn a() {}\n\n/// Boils water.\n/// It whistles.\npub fn boil() {}\n'
    for (const line of [3, 4])
      expect(commentsIn('a.rs', text, line)).toMatchObject([{ path: 'a.rs', text: 'Boils water.\nIt whistles.' }])
  })
  it.each([
    ['/**\n * Boils water.\n *\n * It whistles.\n */\nfunction boil() {}\n', 2, '\nBoils water.\n\nIt whistles.'],
    ['/** Boils water. */\nfunction boil() {}\n', 1, 'Boils water.'],
    ['/* Boils water.\n   It whistles. */\nvoid boil();\n', 1, 'Boils water.\nIt whistles.'],
    ['def boil():\n    """Boils water."""\n    # not this\n', 2, 'Boils water.'],
    ["'''Boils water.\n\nIt whistles.'''\nx = 1\n", 1, 'Boils water.\n\nIt whistles.'],
    ['# Boils water.\n# It whistles.\nboil() { :; }\n', 1, 'Boils water.\nIt whistles.'],
    ['-- Boils water.\nselect 1;\n', 1, 'Boils water.'],
    [';; Boils water.\n(boil)\n', 1, 'Boils water.'],
    ['% Boils water.\nboil(X).\n', 1, 'Boils water.'],
  ])('is quoted without its marks: %j', (text, line, said) => {
    const [comment] = commentsIn('file', text, line)
    expect(comment?.text.trim()).toBe(said.trim())
    expect(comment?.text).not.toMatch(/[/*#"';%]|--|not this/)
  })
  it('is none on a line of code, and none of the lines below it', () => {
    expect(commentsIn('a.rs', '// Above.\nlet x = 1; // Beside.\n// Below.\n', 2)).toEqual([])
  })
  it('is no shebang and no directive', () => {
    expect(commentsIn('a.sh', '#!/bin/sh\necho hi\n', 1)).toEqual([])
  })
  it('is quoted once, however many facts rest in it', () => {
    expect(commentsIn('a.rs', '/// Boils.\n/// Whistles.\nfn boil() {}\n', 1, 1)).toHaveLength(1)
  })

  it('is without code, examples, tags, headings and lists, whose lines stay empty', () => {
    const text = [
      ...['/**', ' * Boils water.', ' *', ' * ```js', ' * boil("tea")', ' * ```', ' *'],
      ...[
        ' * # Examples',
        ' *',
        ' * - A list of it,',
        ' *   which goes on.',
        ' *',
        ' * 1. First.',
        ' *',
        ' * It whistles.',
      ],
      ...[' *', ' * @param cups How many.', ' * It is not quoted.', ' */', 'function boil() {}'],
    ].join('\n')
    const [comment] = commentsIn('a.js', text, 1)
    const lines = comment?.text.split('\n') ?? []
    expect(lines.filter(Boolean)).toEqual(['Boils water.', 'It whistles.'])
    // Each line is where the file has it.
    const all = text.split('\n')
    for (const [index, line] of lines.entries())
      if (line !== '') expect(all[(comment?.line ?? 0) - 1 + index] ?? '').toContain(line)
  })
  // Until `quotesOf` tells the line on which the comment begins, not that of the fact.
  it('is where the file has it, wherever the fact rests in it', () => {
    const [comment] = commentsIn('a.rs', 'fn a() {}\n\n/// Boils water.\n/// It whistles.\nfn boil() {}\n', 4)
    expect(comment).toEqual({ path: 'a.rs', line: 3, text: 'Boils water.\nIt whistles.' })
  })
  it('is without what a prompt of Python shows', () => {
    const text = '"""Boils water.\n\n>>> boil()\n\nIt whistles.\n"""\n'
    expect(commentsIn('a.py', text, 1).map((one) => one.text.split('\n').filter(Boolean))).toEqual([
      ['Boils water.', 'It whistles.'],
    ])
  })
  it('ends where it is as long as 1,600 characters, and where it is never closed', () => {
    const text = `/**\n${' * It boils water all day long.\n'.repeat(400)}`
    const [comment] = commentsIn('a.js', text, 1)
    expect(comment?.text.length).toBeGreaterThan(1_000)
    expect(comment?.text.length).toBeLessThan(1_700)
  })
  it('is one of 40 at most', () => {
    const numbers = Array.from({ length: 100 }, (_, index) => 2 * index + 1)
    const text = numbers.map((number) => `/// Boils ${number}.\nfn boil${number}() {}`).join('\n')
    expect(commentsIn('a.rs', text, ...numbers)).toHaveLength(40)
  })
})

describe('of the existing README', () => {
  it('nothing is quoted, even where the description was taken from it', () => {
    const readme = '# kettle\n\nA kettle that boils water for tea and for coffee.\n\n## Usage\n\nBoil it.\n'
    const { lines, comments, facts } = quotesIn({ 'README.md': readme, 'main.tf': 'resource "null_resource" "a" {}\n' })
    expect(facts.description?.sources[0]?.path).toBe('README.md')
    expect([...lines, ...comments].filter(({ path }) => path === 'README.md')).toEqual([])
  })
})

it('the same files give the same quotes', () => {
  const files = { 'Cargo.toml': CARGO, 'src/lib.rs': '//! Boils water.\npub fn boil() {}\n' }
  expect(quotesIn(files)).toEqual(quotesIn(files))
})

describe('what authors say of their exports', () => {
  const on = (path: string, text: string, name: string) => {
    const line = text.split('\n').findIndex((one) => one.includes(name)) + 1
    const { documented } = quotesOf(snapshotOf({ [path]: text }).files, factsAt(path, line))
    return documented?.map((one) => one.text.trim()) ?? []
  }
  it.each([
    ['a.rs', '/// Boils water.\n#[must_use]\npub fn boil() {}\n', 'boil'],
    ['a.go', 'package a\n\n// Boils water.\nfunc Boil() {}\n', 'func'],
    ['a.ts', '/**\n * Boils water.\n * @param much litres\n */\nexport function boil() {}\n', 'boil()'],
    ['a.py', 'def boil():\n    """Boils water."""\n', 'boil'],
  ])('stands above them, or in Python below: %s', (path, text, name) => {
    expect(on(path, text, name)).toEqual(['Boils water.'])
  })
  it.each([
    ['a.ts', '/** All about it. */\nexport { boil } from "./x"\n', 'boil'],
    ['a.rs', '//! All about kettles.\npub fn boil() {}\n', 'boil'],
    ['a.rs', '/// Parts.\npub use boil::boil;\n', 'boil'],
    ['a.ts', '/**\n * All about kettles.\n * @packageDocumentation\n */\nexport function boil() {}\n', 'boil()'],
    ['a.ts', '// Boils water.\n\nexport function boil() {}\n', 'boil()'],
  ])('is not what is said of the file, of what is passed on, or further up: %s', (path, text, name) => {
    expect(on(path, text, name)).toEqual([])
  })
})
