import { describe, expect, it } from 'vitest'
import { r } from '../../../../src/analysis/manifests/r'
import { spdxOf } from '../../../../src/analysis/manifests/r/dependencies'
import { contributionOf, said } from './contribution'

const PACKAGE = { DESCRIPTION: 'Package: tides\nTitle: Tides\nImports: stats\n', NAMESPACE: 'export(a)\n', 'R/a.R': '' }

describe('an R package', () => {
  it('comes from CRAN only where that is shown, else from where the README says', () => {
    expect(said(contributionOf(r, PACKAGE), 'install')).toEqual([])
    const with_ = (readme: string) => said(contributionOf(r, { ...PACKAGE, 'README.md': readme }, 'tides'), 'install')
    expect(with_('`install.packages("tides")`\n')).toEqual([`Rscript -e 'install.packages("tides")'`])
    expect(with_('`remotes::install_github("acme/tides")`\n')).toEqual([
      `Rscript -e 'remotes::install_github("acme/tides")'`,
    ])
    expect(with_('`install.packages("remotes")` and `remotes::install_github("acme/other")`\n')).toEqual([])
  })

  it('restores what renv has locked', () => {
    expect(said(contributionOf(r, { ...PACKAGE, 'renv.lock': '{"R":{"Version":"4.4.1"}}' }), 'setup')).toEqual([
      "Rscript -e 'renv::restore()'",
    ])
  })

  it('a DESCRIPTION without code of its own makes a book, no package', () => {
    const book = contributionOf(r, { DESCRIPTION: 'Package: book\nDepends: R (>= 4.0)\n', '_quarto.yml': 'project:\n' })
    expect(book.packages?.[0]).toMatchObject({ private: true, kinds: ['docs'] })
    expect(said(book, 'build')).toEqual(['quarto render'])
  })

  it.each([
    ['MIT + file LICENSE', 'MIT'],
    ['GPL-3', 'GPL-3.0-only'],
    ['GPL (>= 2)', 'GPL-2.0-or-later'],
    ['GPL-2 | GPL-3', 'GPL-2.0-only OR GPL-3.0-only'],
    ['MPL-2.0 | file LICENSE', 'MPL-2.0'],
    ['LGPL (>= 2.1)', 'LGPL-2.1-or-later'],
    ['file LICENSE', null],
    ['CC NC ND 3.0', null],
  ])('licence %s is %s', (written, spdx) => {
    expect(spdxOf(written)).toBe(spdx)
  })
})
