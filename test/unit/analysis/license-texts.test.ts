import spdx from 'spdx-license-list/full'
import { describe, expect, test } from 'vitest'
import { LICENSES } from '../../../src/analysis/data/licenses'
import { normalExpression, readStatement } from '../../../src/analysis/licenses/expression'
import { readLicenses } from '../../../src/analysis/licenses/fingerprints'
import { mentionsIn } from '../../../src/analysis/licenses/mentions'

const text = (id: string) => (spdx[id] ?? spdx[`${id}-only`])!.licenseText
const ids = (content: string) => readLicenses(content).licenses.map(({ id }) => id)

describe('every text of the table', () => {
  test.each(LICENSES.map(([id]) => id))('%s is recognised as itself alone', (id) => {
    expect(ids(text(id))).toEqual([id])
  })
})

describe('one text written in other ways', () => {
  const mit = text('MIT')
  test.each([
    ['in capitals', mit.toUpperCase()],
    ['in one line', mit.replace(/\s+/g, ' ')],
    ['as a comment', mit.replace(/^/gm, ' * ')],
    ['as a quotation', mit.replace(/^/gm, '> ')],
    ['with British spelling', mit.replace(/sublicense/g, 'sublicence')],
    [
      'with many copyright lines',
      `${Array.from({ length: 40 }, (_, i) => `Copyright (c) 20${i + 10} Somebody ${i}`).join('\n')}\n${mit}`,
    ],
  ])('%s', (_, content) => {
    expect(ids(content)).toEqual(['MIT'])
  })

  test('with names put in', () => {
    const bsd = text('BSD-3-Clause')
      .replace('the copyright holder nor', 'the University of Somewhere at Elsewhere, Inc. nor')
      .replaceAll('COPYRIGHT HOLDERS', 'REGENTS')
    expect(ids(bsd)).toEqual(['BSD-3-Clause'])
  })

  test('without its appendix', () => {
    expect(ids(text('Apache-2.0').split('END OF TERMS AND CONDITIONS')[0]!)).toEqual(['Apache-2.0'])
  })
})

describe('texts that differ in a clause', () => {
  test.each([
    'MIT',
    'MIT-0',
    'X11',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'BSD-4-Clause',
    'GPL-3.0',
    'AGPL-3.0',
    'GPL-2.0',
    'LGPL-2.1',
  ])('%s is told from the others within longer words', (id) => {
    expect(ids(`Our project\n===========\n\nThanks to all who helped.\n\n${text(id)}\n\nEnd.\n`)).toEqual([id])
  })

  test('and a copy of a text does not make two of it', () => {
    expect(ids(`${text('MIT')}\n\n${text('MIT')}\n\n${text('MIT')}`)).toEqual(['MIT'])
  })

  test('no licence is seen in other prose', () => {
    expect(ids('')).toEqual([])
    expect(ids('Permission is granted to nobody. All rights reserved. The software is provided as is.')).toEqual([])
  })
})

describe("a manifest's word for it", () => {
  test.each([
    ['MIT', 'MIT'],
    ['(MIT OR Apache-2.0)', 'MIT OR Apache-2.0'],
    ['MIT/Apache-2.0', 'MIT OR Apache-2.0'],
    ['Apache-2.0 / MIT', 'Apache-2.0 OR MIT'],
    ['GPL-3.0+', 'GPL-3.0-or-later'],
    ['Apache 2.0', 'Apache-2.0'],
    ['The Apache Software License, Version 2.0', 'Apache-2.0'],
    ['License :: OSI Approved :: MIT License', 'MIT'],
    ['(MIT or GPL-3.0-only)', 'MIT OR GPL-3.0-only'],
    ['MIT AND (Apache-2.0 OR ISC)', 'MIT AND (Apache-2.0 OR ISC)'],
    ['Apache-2.0 WITH LLVM-exception', 'Apache-2.0 WITH LLVM-exception'],
    ['LicenseRef-Own', 'LicenseRef-Own'],
  ])('%s is %s', (value, expression) => {
    expect(readStatement(value)).toEqual({ kind: 'expression', expression })
  })

  test.each(['BSD', 'BSD License', 'GPL', 'Creative Commons', 'see the file', 'Dual License'])(
    '%s names no licence',
    (value) => {
      expect(readStatement(value)).toEqual({ kind: 'vague' })
    },
  )

  test.each(['UNLICENSED', 'proprietary', 'All rights reserved'])('%s grants nothing', (value) => {
    expect(readStatement(value)).toEqual({ kind: 'none' })
  })

  test('a file may be named instead', () => {
    expect(readStatement('SEE LICENSE IN ./EULA.md')).toEqual({ kind: 'file', path: 'EULA.md' })
  })

  test('what is no expression is none', () => {
    for (const value of ['', 'MIT AND', 'MIT OR NOPE', '((MIT)']) expect(normalExpression(value)).toBeNull()
  })
})

describe('names in prose', () => {
  test.each([
    ['Licensed under the Apache License, Version 2.0', ['Apache-2.0']],
    ['MIT © Somebody', ['MIT']],
    ['GNU General Public License v3.0 or later', ['GPL-3.0-or-later']],
    ['version 2 of the GNU Lesser General Public License', ['LGPL-2.0']],
    ['AGPLv3', ['AGPL-3.0']],
    ['CC BY-NC-SA 4.0', ['CC-BY-NC-SA-4.0']],
    ['the 3-clause BSD license', ['BSD-3-Clause']],
    ['the GPL', []],
    ['an MIT-style licence', []],
    ['Distributed under the same terms as Vim itself.', ['Vim']],
  ])('%s', (prose, expected) => {
    expect(mentionsIn(prose).map(({ id }) => id)).toEqual(expected)
  })
})
