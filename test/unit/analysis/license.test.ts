import spdx from 'spdx-license-list/full'
import { describe, expect, test } from 'vitest'
import type { Package } from '../../../src/analysis/detector'
import { findLicense, wantsForLicense } from '../../../src/analysis/license'
import { openProject } from '../../../src/analysis/project'
import { type Files, snapshotOf } from '../snapshot'

const text = (id: string) => spdx[id]!.licenseText
const MIT = text('MIT').replace('<year> <copyright holders>', '2024 The Example Authors')

function stated(value: string, directory = '.'): Package {
  const manifest = directory === '.' ? 'package.json' : `${directory}/package.json`
  return {
    ecosystem: 'npm',
    directory,
    manifest,
    name: null,
    description: null,
    version: null,
    license: { value, sources: [{ path: manifest, line: 3 }] },
    private: false,
    kinds: [],
    members: [],
  }
}
const find = (files: Files, ...packages: Package[]) =>
  findLicense(openProject(snapshotOf(files, wantsForLicense), 'example').project, packages)
const spdxOf = (files: Files, ...packages: Package[]) => find(files, ...packages).license?.spdx ?? null

describe('the text decides', () => {
  test('and is named with its file and line', () => {
    expect(find({ LICENSE: `The Example Project\n\n${MIT}` })).toEqual({
      license: { spdx: 'MIT', file: 'LICENSE', sources: [{ path: 'LICENSE', line: 3 }] },
      warnings: [],
    })
  })

  test.each([
    'LICENSE',
    'LICENCE.md',
    'license.txt',
    'COPYING',
    'LICENSE-MIT',
    'MIT-LICENSE',
    'UNLICENSE',
    'License.rst',
  ])('in a file called %s', (name) => {
    expect(spdxOf({ [name]: MIT })).toBe('MIT')
  })

  test.each([
    'license.js',
    'LICENSE-3rdparty.txt',
    'THIRD-PARTY-LICENSES',
    'license-checker.json',
    'src/license.go',
    'vendor/a/LICENSE',
    'NOTICE',
  ])('but not in a file called %s', (name) => {
    expect(spdxOf({ [name]: MIT })).toBeNull()
  })

  test('a symbolic link leads to the text', () => {
    expect(find({ LICENSE: { symlink: 'a/COPYING' }, 'a/COPYING': MIT }).license).toMatchObject({
      spdx: 'MIT',
      file: 'LICENSE',
    })
  })

  test("a package's own text counts where the root has none", () => {
    expect(spdxOf({ 'packages/a/LICENSE': MIT }, stated('MIT', 'packages/a'))).toBe('MIT')
  })
})

describe('several licences', () => {
  test('each in a file of its own leave the choice', () => {
    expect(spdxOf({ 'LICENSE-APACHE': text('Apache-2.0'), 'LICENSE-MIT': MIT })).toBe('Apache-2.0 OR MIT')
  })

  test("the manifest's expression orders and joins them", () => {
    const files = { 'LICENSE-APACHE': text('Apache-2.0'), 'LICENSE-MIT': MIT }
    expect(spdxOf(files, stated('MIT OR Apache-2.0'))).toBe('MIT OR Apache-2.0')
    expect(spdxOf(files, stated('MIT/Apache-2.0'))).toBe('MIT OR Apache-2.0')
  })

  test('a manifest that names one of the two names the project’s', () => {
    const { license, warnings } = find(
      { 'LICENSE-APACHE': text('Apache-2.0'), 'LICENSE-MIT': MIT },
      stated('Apache-2.0'),
    )
    expect(license).toEqual({
      spdx: 'Apache-2.0',
      file: 'LICENSE-APACHE',
      sources: [
        { path: 'LICENSE-APACHE', line: expect.any(Number) },
        { path: 'package.json', line: 3 },
      ],
    })
    expect(warnings).toEqual([])
  })

  test('one for the code and one for the documentation hold together', () => {
    expect(spdxOf({ LICENSE: MIT, 'LICENSE-docs': text('CC-BY-4.0') }, stated('MIT'))).toBe('MIT AND CC-BY-4.0')
  })

  test('in one file hold together, or leave the choice where it says so', () => {
    const both = `${MIT}\n\n${text('Zlib')}`
    expect(spdxOf({ LICENSE: both })).toBe('MIT AND Zlib')
    expect(spdxOf({ LICENSE: `This software is dual-licensed, at your option:\n\n${both}` })).toBe('MIT OR Zlib')
  })

  test('beside a file that names its licence in SPDX words are those of parts', () => {
    const files = {
      COPYING:
        'The kite is provided under:\n\n\tSPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note\n\nSee LICENSES.\n',
      'LICENSES/preferred/GPL-2.0': text('GPL-2.0-only'),
      'LICENSES/preferred/MIT': MIT,
    }
    expect(find(files).license).toEqual({
      spdx: 'GPL-2.0-only WITH Linux-syscall-note',
      file: 'COPYING',
      sources: [{ path: 'COPYING', line: 3 }],
    })
    expect(spdxOf({ COPYING: 'SPDX-License-Identifier: see the files\n' })).toBeNull()
  })

  test('of bundled code do not change what the project is under', () => {
    expect(spdxOf({ LICENSE: `${MIT}\n\nThis project bundles other code:\n\n${text('BSD-3-Clause')}` })).toBe('MIT')
  })

  test('a notice beside the texts says how they belong together', () => {
    const COPYING =
      'This project is dual-licensed under the Unlicense and MIT licenses.\n\nYou may use this code under the terms of either license.\n'
    expect(spdxOf({ COPYING, UNLICENSE: text('Unlicense'), 'LICENSE-MIT': MIT })).toBe('MIT OR Unlicense')
  })

  test('the LGPL and the GPL that it builds on are the LGPL', () => {
    const lgpl = text('LGPL-3.0-only').split('\nGNU GENERAL PUBLIC LICENSE')[0]!
    expect(spdxOf({ COPYING: text('GPL-3.0-only'), 'COPYING.LESSER': lgpl })).toBe('LGPL-3.0-only')
  })

  test("REUSE's folder gives the texts, the files' own lines which is the project's", () => {
    const files = {
      'LICENSES/MIT.txt': MIT,
      'LICENSES/CC0-1.0.txt': text('CC0-1.0'),
      'src/a.py': '# SPDX-License-Identifier: MIT\n',
      'src/b.py': '# SPDX-License-Identifier: MIT\n',
    }
    const snapshot = snapshotOf(files)
    expect(findLicense(openProject(snapshot, 'example').project, []).license).toMatchObject({
      spdx: 'MIT',
      file: 'LICENSES/MIT.txt',
    })
  })
})

describe('versions of the GNU licences', () => {
  const later =
    '# This program is free software: you can redistribute it and/or modify\n# it under the terms of the GNU General Public License as published by\n# the Free Software Foundation, either version 3 of the License, or\n# (at your option) any later version.\n'

  test('only this one, unless the manifest, a notice or an identifier says any later one', () => {
    const COPYING = text('GPL-3.0-only')
    const all = (files: Files, ...packages: Package[]) =>
      findLicense(openProject(snapshotOf(files), 'example').project, packages).license?.spdx
    expect(all({ COPYING })).toBe('GPL-3.0-only')
    expect(all({ COPYING }, stated('GPL-3.0-or-later'))).toBe('GPL-3.0-or-later')
    expect(all({ COPYING }, stated('GPL-3.0+'))).toBe('GPL-3.0-or-later')
    expect(all({ COPYING, 'src/a.py': later })).toBe('GPL-3.0-or-later')
    expect(all({ COPYING, 'src/a.c': '// SPDX-License-Identifier: GPL-3.0-or-later\n' })).toBe('GPL-3.0-or-later')
    expect(all({ COPYING, 'src/a.py': later }, stated('GPL-3.0-only'))).toBe('GPL-3.0-only')
  })
})

describe('disagreement', () => {
  test('is told as a conflict and as a warning; the text wins', () => {
    expect(find({ LICENSE: MIT }, stated('ISC'))).toEqual({
      license: {
        spdx: 'MIT',
        file: 'LICENSE',
        sources: [{ path: 'LICENSE', line: expect.any(Number) }],
        conflict: 'package.json says ISC',
      },
      warnings: [
        {
          code: 'license_conflict',
          message: 'LICENSE is MIT, but package.json says ISC.',
          sources: [
            { path: 'LICENSE', line: expect.any(Number) },
            { path: 'package.json', line: 3 },
          ],
        },
      ],
    })
  })

  test('is seen in a manifest that grants nothing', () => {
    expect(find({ LICENSE: MIT }, stated('UNLICENSED')).license?.conflict).toBe('package.json says UNLICENSED')
  })

  test('is not what a less exact name of the same licence is', () => {
    for (const value of ['BSD', 'BSD License', 'SEE LICENSE IN LICENSE'])
      expect(find({ LICENSE: text('BSD-3-Clause') }, stated(value))).toMatchObject({
        license: { spdx: 'BSD-3-Clause' },
        warnings: [],
      })
  })
})

describe('without a text', () => {
  test('the manifest is believed, with its line', () => {
    expect(find({ 'a.js': 'a' }, stated('Apache 2.0')).license).toEqual({
      spdx: 'Apache-2.0',
      sources: [{ path: 'package.json', line: 3 }],
    })
  })

  test('a manifest that names a family, a file or nothing gives no licence', () => {
    expect(find({}, stated('BSD'))).toMatchObject({ license: null, warnings: [{ code: 'license_unknown' }] })
    expect(find({}, stated('UNLICENSED'))).toMatchObject({ license: null, warnings: [{ code: 'license_none' }] })
    expect(find({}, stated('SEE LICENSE IN EULA.txt'))).toMatchObject({
      license: null,
      warnings: [{ code: 'license_unknown' }],
    })
  })

  test('the README is the last resort, and only where it is clear', () => {
    const readme = (section: string) => ({
      'README.md': `# a\n\nCompatible with GPL-2.0 tools.\n\n## License\n\n${section}\n\n## Thanks\n\nISC\n`,
    })
    expect(find(readme('Released under the [MIT license](x).')).license).toEqual({
      spdx: 'MIT',
      sources: [{ path: 'README.md', line: 7 }],
    })
    expect(spdxOf(readme('MIT or Apache-2.0, at your option.'))).toBe('MIT OR Apache-2.0')
    expect(spdxOf(readme('Code is MIT. Data is CC-BY-4.0, fonts ISC.'))).toBeNull()
    expect(spdxOf(readme('Ask the author.'))).toBeNull()
    expect(spdxOf({ 'README.md': '# a\n\nUses the MIT licensed b.\n' })).toBeNull()
  })
})

describe('an unknown text', () => {
  const own = 'You may look at this software on Mondays. You may not look at it on other days. '.repeat(10)

  test('gives no licence and a warning, whatever the README says', () => {
    expect(find({ LICENSE: own, 'README.md': '## License\n\nMIT\n' })).toEqual({
      license: null,
      warnings: [
        { code: 'license_unknown', message: expect.stringContaining('LICENSE'), sources: [{ path: 'LICENSE' }] },
      ],
    })
  })

  test('beside a manifest that names one is told', () => {
    expect(find({ LICENSE: own }, stated('MIT'))).toMatchObject({
      license: { spdx: 'MIT' },
      warnings: [{ code: 'license_unknown' }],
    })
  })

  test('is what a known licence with further conditions is', () => {
    expect(spdxOf({ LICENSE: `"Commons Clause" License Condition v1.0\n\n${MIT}` })).toBeNull()
    expect(
      spdxOf({
        LICENSE: `${MIT}\n${'For commercial use a separate license must be bought from the authors before use. '.repeat(4)}`,
      }),
    ).toBeNull()
  })
})

describe('a Creative Commons text that the table lacks', () => {
  test('is named by its title, not by the text most like it', () => {
    const found = spdxOf({ LICENSE: text('CC-BY-NC-ND-3.0') })
    expect(found).toBe('CC-BY-NC-ND-3.0')
    expect(spdxOf({ LICENSE: text('CC-BY-SA-4.0') })).toBe('CC-BY-SA-4.0')
  })
})
