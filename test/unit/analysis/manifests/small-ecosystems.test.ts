import { describe, expect, it } from 'vitest'
import { crystal } from '../../../../src/analysis/manifests/crystal'
import { elm } from '../../../../src/analysis/manifests/elm'
import { nim } from '../../../../src/analysis/manifests/nim'
import { contributionOf, dependencies, said } from './contribution'

describe('a shard of Crystal', () => {
  it('that has no targets is a library: nothing to build or run', () => {
    const found = contributionOf(crystal, { 'shard.yml': 'name: tides\nversion: 1.0.0\n', 'src/tides.cr': '' })
    expect(found.packages?.[0]?.kinds).toEqual(['library'])
    expect([...said(found, 'build'), ...said(found, 'run'), ...said(found, 'setup')]).toEqual([])
  })

  it('runs the target that is meant, of those whose files exist', () => {
    const found = contributionOf(crystal, {
      'shard.yml':
        'name: tides\ntargets:\n  tides:\n    main: src/cli.cr\n  other:\n    main: src/other.cr\n  absent:\n    main: src/absent.cr\n',
      'src/cli.cr': '',
      'src/other.cr': '',
    })
    expect(said(found, 'run')).toEqual(['shards run tides'])
    expect(found.binaries?.map(({ name }) => name)).toEqual(['tides', 'other'])
  })
})

describe('a package of Nimble', () => {
  const library = 'version = "1.0"\ndescription = "Tides"\nlicense = "MIT"\nrequires "nim >= 2.0", "chronos#head"\n'

  it('that is a library is installed by its name; a program is where its README says so', () => {
    expect(said(contributionOf(nim, { 'tides.nimble': library, 'tides.nim': '' }), 'install')).toEqual([
      'nimble install tides',
    ])
    const program = { 'tides.nimble': `${library}bin = @["tides"]\n`, 'tides.nim': '' }
    expect(said(contributionOf(nim, program), 'install')).toEqual([])
    expect(said(contributionOf(nim, { ...program, 'README.md': '`nimble install tides`' }), 'install')).toEqual([
      'nimble install tides',
    ])
  })

  it('needs its compiler as a runtime, not as a dependency', () => {
    const found = contributionOf(nim, { 'tides.nimble': library })
    expect(found.runtimes).toMatchObject([{ name: 'nim', constraint: '>= 2.0' }])
    expect(dependencies(found, 'runtime')).toEqual(['chronos@#head'])
  })

  it('has the test of its task before that of its folder', () => {
    const tests = { 'tides.nimble': `${library}task test, "All":\n  discard\n`, 'tests/ta.nim': '' }
    expect(contributionOf(nim, tests).commands?.filter(({ group }) => group === 'test')).toMatchObject([
      { command: 'nimble test', purpose: 'All' },
    ])
    expect(said(contributionOf(nim, { 'tides.nimble': library, 'tests/helper.nim': '' }), 'test')).toEqual([])
  })
})

describe('an Elm project', () => {
  const application = '{"type":"application","source-directories":["src"],"elm-version":"0.19.1"}'

  it('that a bundler builds is not built by elm make', () => {
    const main = { 'src/Main.elm': 'main =\n  x\n' }
    expect(said(contributionOf(elm, { 'elm.json': application, ...main }), 'build')).toEqual(['elm make src/Main.elm'])
    expect(said(contributionOf(elm, { 'elm.json': application, ...main, 'vite.config.js': '' }), 'build')).toEqual([])
  })

  it('that is a package is added under its whole name', () => {
    const found = contributionOf(elm, { 'elm.json': '{"type":"package","name":"acme/tides","version":"1.0.0"}' })
    expect(said(found, 'install')).toEqual(['elm install acme/tides'])
  })

  it('is none for the elm.json of a reviewer or a broken one', () => {
    expect(contributionOf(elm, { 'elm.json': '{"dependencies":{}}' }).packages).toEqual([])
  })
})
