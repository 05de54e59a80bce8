import { describe, expect, it } from 'vitest'
import { haskell } from '../../../../src/analysis/manifests/haskell'
import { contributionOf, dependencies, said } from './contribution'

const HEAD = 'name: quay\nversion: 1.0\nsynopsis: Quays\nlicense: MIT\nmaintainer: acme\ncategory: Text\n'
const binaries = (cabal: string, files = {}) =>
  contributionOf(haskell, { 'quay.cabal': cabal, ...files }).binaries?.map(({ name }) => name)

describe('a Cabal package', () => {
  it('leaves out programs that are built only when asked for', () => {
    const program = (name: string, rest: string) => `executable ${name}\n  main-is: ${name}.hs\n${rest}`
    const flags = 'flag dev\n  default: False\nflag web\n'
    const cabal = `${HEAD}${flags}${program('a', '')}${program('b', '  if !flag(dev)\n    buildable: False\n')}${program('c', '  if flag(web)\n    buildable: True\n  else\n    buildable: False\n')}${program('d', '  if os(windows)\n    buildable: False\n')}${program('e', '  if flag(dev)\n    buildable: True\n  else\n    buildable: False\n')}`
    expect(binaries(cabal, { 'a.hs': '', 'b.hs': '', 'c.hs': '', 'd.hs': '', 'e.hs': '' })).toEqual(['a', 'c', 'd'])
  })

  it('leaves out programs of examples', () => {
    const cabal = `${HEAD}library\n  exposed-modules: A\nexecutable greet\n  main-is: greet.hs\n  hs-source-dirs: example\n`
    expect(binaries(cabal, { 'example/greet.hs': '' })).toEqual([])
  })

  it('needs what its stanzas import, tests apart', () => {
    const cabal = `${HEAD}common shared\n  build-depends: base, aeson >= 2\nlibrary\n  import: shared\n  if os(windows)\n    build-depends: Win32\ntest-suite t\n  import: shared\n  build-depends:\n    -- for tests\n    hspec\n`
    const found = contributionOf(haskell, { 'quay.cabal': cabal })
    expect(dependencies(found, 'runtime')).toEqual(['Win32', 'base', 'aeson@>= 2'])
    expect(dependencies(found, 'dev')).toEqual(['hspec'])
  })

  it('is installed from Hackage only when it is complete for it', () => {
    const program = 'executable quay\n  main-is: Main.hs\n'
    expect(said(contributionOf(haskell, { 'quay.cabal': `${HEAD}${program}`, 'Main.hs': '' }), 'install')).toEqual([
      'cabal install quay',
    ])
    expect(said(contributionOf(haskell, { 'quay.cabal': `name: quay\n${program}`, 'Main.hs': '' }), 'install')).toEqual(
      [],
    )
  })
})

describe('a project of several', () => {
  it('has the packages that cabal.project names, comments aside', () => {
    const found = contributionOf(haskell, {
      'cabal.project': '-- packages: none\npackages: core/\n          -- old\n          ./web\nconstraints: base\n',
      'core/core.cabal': 'name: core\nlibrary\n',
      'web/web.cabal': 'name: web\nlibrary\n',
      'old/old.cabal': 'name: old\nlibrary\n',
    })
    expect(found.packages?.[0]?.members).toEqual(['core', 'web'])
    expect(said(found, 'build')).toEqual(['cabal build all'])
  })

  it('uses Stack alone where there is nothing for Cabal', () => {
    const found = contributionOf(haskell, {
      'stack.yaml': 'resolver: lts-22.0\n',
      'package.yaml': 'name: quay\nexecutables:\n  quay:\n    main: Main.hs\n    source-dirs: app\n',
      'app/Main.hs': '',
    })
    expect(said(found, 'build')).toEqual(['stack build'])
    expect(said(found, 'run')).toEqual(['stack run quay'])
  })
})
