import { describe, expect, it } from 'vitest'
import { erlang } from '../../../../src/analysis/manifests/erlang'
import { consult } from '../../../../src/analysis/manifests/erlang/terms'
import { contributionOf, dependencies, said } from './contribution'

const APP = '{application, quay, [{description, "Quays"}, {vsn, "1.2.0"}, {licenses, ["MIT"]}]}.'

describe('terms', () => {
  it('are read past comments, strings in a row and full stops in numbers', () => {
    const [first, second] = consult('%% {a, b}.\n{v, "a" "b", 1.5, <<"c">>}. {w, #{k => v}}.')
    expect(first).toMatchObject({ kind: 'tuple', items: [{ value: 'v' }, { value: 'ab' }, {}, { value: 'c' }] })
    expect(second).toMatchObject({ items: [{ value: 'w' }, { kind: 'list' }] })
  })

  it('are read in time however the file is broken', () => {
    for (const part of ['{a, ', '[', '"\\', '<<"', '#{', "'"]) consult(part.repeat(20_000))
  })
})

describe('a rebar3 project', () => {
  it('installs as its README shows it, or by its version where it shows itself on Hex', () => {
    const files = { 'rebar.config': '{deps, []}.', 'src/quay.app.src': APP }
    expect(said(contributionOf(erlang, files), 'install')).toEqual([])
    const plugin = { ...files, 'rebar.config': '{project_plugins, [rebar3_hex]}.' }
    expect(said(contributionOf(erlang, plugin), 'install')).toEqual(['{quay, "1.2.0"}'])
    const readme = { ...files, 'README.md': '{deps, [{quay, "~> 1.1"}]}.' }
    expect(said(contributionOf(erlang, readme), 'install')).toEqual(['{quay, "~> 1.1"}'])
  })

  it('tests what stands in its test folders, not what is called so in its sources', () => {
    const files = { 'rebar.config': '{deps, []}.', 'src/quay.app.src': APP, 'src/quay_test.erl': '' }
    expect(said(contributionOf(erlang, files), 'test')).toEqual([])
    expect(said(contributionOf(erlang, { ...files, 'test/quay_SUITE.erl': '' }), 'test')).toEqual(['rebar3 ct'])
  })

  it('takes dependencies of its test profile for tests, and names of packages that are called otherwise', () => {
    const config =
      '{deps, [{uuid, "2.0.1", {pkg, uuid_erl}}]}. {profiles, [{test, [{deps, [{meck, "1.0.0"}]}]}, {prod, [{deps, [x]}]}]}.'
    const found = contributionOf(erlang, { 'rebar.config': config, 'src/quay.app.src': APP })
    expect(dependencies(found, 'runtime')).toEqual(['uuid_erl@2.0.1'])
    expect(dependencies(found, 'dev')).toEqual(['meck@1.0.0'])
  })

  it('finds the module of its program in the application that it is made of', () => {
    const found = contributionOf(erlang, {
      'rebar.config': '{escript_main_app, core}. {escript_name, tool}.',
      'apps/core/src/core.app.src': '{application, core, [{description, "A tool"}]}.',
      'apps/core/src/tool.erl': '',
    })
    expect(found.binaries?.map(({ name, entry }) => [name, entry])).toEqual([['tool', 'apps/core/src/tool.erl']])
    expect(found.packages?.[0]?.members).toEqual(['apps/core'])
  })
})

describe('a project of erlang.mk', () => {
  const Makefile =
    'PROJECT = quay\nPROJECT_DESCRIPTION = Quays\nPROJECT_VERSION = 2.1.0\nDEPS = ranch\ndep_ranch = git https://github.com/acme/ranch 1.8.1\ninclude erlang.mk\n'

  it('is made with make, and not run without a release', () => {
    const found = contributionOf(erlang, { Makefile, 'erlang.mk': 'run:\n\tx\n', 'test/quay_SUITE.erl': '' })
    expect(said(found, 'build')).toEqual(['make'])
    expect(said(found, 'test')).toEqual(['make check', 'make ct'])
    expect(said(found, 'run')).toEqual([])
    expect(dependencies(found, 'runtime')).toEqual(['ranch@1.8.1'])
  })

  it('is none without the include', () => {
    expect(contributionOf(erlang, { Makefile: Makefile.replace('include erlang.mk', '') }).packages).toEqual([])
  })
})
