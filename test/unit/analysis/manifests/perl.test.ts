import { describe, expect, it } from 'vitest'
import { perl } from '../../../../src/analysis/manifests/perl'
import { perlVersion } from '../../../../src/analysis/manifests/perl/distribution'
import { contributionOf, dependencies, said } from './contribution'

describe('a distribution of CPAN', () => {
  const files = {
    'dist.ini':
      'name = Foo-Bar\nversion = 0.12\nlicense = Perl_5\nabstract = Does bar\n[Prereqs]\nMoo = 2\nperl = 5.010\n[Prereqs / TestRequires]\nTest::More = 0\n[Other]\nkey = 1\n',
    'lib/Foo/Bar.pm': 'package Foo::Bar;\n',
    't/a.t': '',
  }

  it('is read from dist.ini, by the sections that list what it needs', () => {
    const found = contributionOf(perl, files)
    expect(found.packages?.[0]).toMatchObject({
      name: { value: 'Foo::Bar' },
      version: { value: '0.12' },
      license: { value: 'Artistic-1.0-Perl OR GPL-1.0-or-later' },
    })
    expect(dependencies(found, 'runtime')).toEqual(['Moo@2'])
    expect(dependencies(found, 'dev')).toEqual(['Test::More'])
    expect(said(found, 'install')).toEqual(['cpanm Foo::Bar'])
    expect(said(found, 'test')).toEqual(['prove -l t', 'dzil test'])
  })

  it('whose module does not exist is not installed', () => {
    expect(
      said(contributionOf(perl, { ...files, 'lib/Foo/Bar.pm': '', 'dist.ini': 'name = Other\n' }), 'install'),
    ).toEqual([])
  })

  it('with native code is tested after it is built', () => {
    const found = contributionOf(perl, {
      'Makefile.PL': "WriteMakefile(NAME => 'A')",
      'lib/A.pm': '',
      'A.xs': '',
      't/a.t': '',
    })
    expect(said(found, 'test')).toEqual(['perl Makefile.PL && make test'])
  })

  it('lists by phases what a cpanfile lists by blocks', () => {
    const cpanfile =
      "requires 'A', '1.2';\non 'test' => sub {\n  requires 'B';\n};\nrecommends 'C';\nrequires 'D' => '>= 2';\non develop => sub { requires 'E'; };\nrequires 'F';\n"
    const found = contributionOf(perl, { cpanfile, 'app.psgi': '' })
    expect(dependencies(found, 'runtime')).toEqual(['A@1.2', 'D@>= 2', 'F'])
    expect(dependencies(found, 'dev')).toEqual(['B', 'E'])
    expect(dependencies(found, 'optional')).toEqual(['C'])
    expect(said(found, 'run')).toEqual(['plackup app.psgi'])
  })

  it('is none where a dist.ini stands beside another language', () => {
    expect(
      contributionOf(perl, { 'dist.ini': 'name = lua-resty-x\n', 'lib/resty/x.lua': '', 't/Test.pm': '' }).packages,
    ).toEqual([])
  })

  it('has the versions of Perl as people say them', () => {
    expect(['5.010001', '5.016', 'v5.36.0', '5.010_000'].map(perlVersion)).toEqual(['5.10.1', '5.16', '5.36.0', '5.10'])
  })
})
