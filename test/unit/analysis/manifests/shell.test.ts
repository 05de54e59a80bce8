import { describe, expect, it } from 'vitest'
import { shell } from '../../../../src/analysis/manifests/shell'
import { contributionOf, said } from './contribution'

const script = { executable: '#!/usr/bin/env bash\necho "${TIDES_HOME:-/opt} ${TIDES_INNER:-x} ${OTHER:-y}"\n' }

describe('a project in shell', () => {
  it('is none where most of the code is in another language or a manifest says so', () => {
    expect(contributionOf(shell, { 'bin/tides': script, 'src/a.py': 'x'.repeat(5_000) })).toEqual({})
    expect(contributionOf(shell, { 'bin/tides': script, 'go.mod': 'module x\n' })).toEqual({})
  })

  it('has the programs of bin and those at the root without an extension, not its helpers', () => {
    const found = contributionOf(shell, {
      'bin/tides': script,
      'tides-now': script,
      'run.sh': script,
      setup: script,
      plain: '#!/bin/sh\n',
      'bin/tool': { executable: '#!/usr/bin/env python3\n' },
      LICENSE: 'MIT',
    })
    expect(found.binaries?.map(({ name }) => name)).toEqual(['tides', 'tides-now'])
  })

  it('is loaded, not run, where its script defines a function of its name', () => {
    const found = contributionOf(shell, { 'tides.sh': 'tides() {\n  :\n}\n' }, 'tides')
    expect(found.binaries).toEqual([{ name: 'tides', entry: 'tides.sh', sources: [{ path: 'tides.sh', line: 1 }] }])
    expect(said(found, 'run')).toEqual(['. ./tides.sh'])
  })

  it('is configured by variables of its own prefix that its README names', () => {
    const found = contributionOf(shell, { 'bin/tides': script, 'README.md': 'Set TIDES_HOME or OTHER.\n' }, 'tides')
    expect(found.environment).toEqual([
      { name: 'TIDES_HOME', default: '/opt', sources: [{ path: 'bin/tides', line: 2 }] },
    ])
  })

  it('is installed by lines of its own documents with its own address', () => {
    const install = (line: string, name = 'tides') =>
      said(
        contributionOf(
          shell,
          { 'bin/tides': script, 'tools/install.sh': '', 'README.md': `\`\`\`sh\n${line}\n\`\`\`\n` },
          name,
        ),
        'install',
      )
    const clone = 'git clone https://github.com/acme/tides.git ~/.tides'
    expect(install(clone)).toEqual([clone])
    expect(install(clone, 'other')).toEqual([])
    expect(install('git clone https://github.com/acme/tides.git "$UNSET"')).toEqual([])
    const piped = 'sh -c "$(curl -fsSL https://raw.githubusercontent.com/acme/tides/main/tools/install.sh)"'
    expect(install(`| curl | \`${piped}\` |`)).toEqual([piped])
    expect(install(piped.replace('tools/install', 'tools/absent'))).toEqual([])
  })

  it('is tested by bats on its tests, which may be its own', () => {
    const tests = { 'bin/tides': script, 'test/a.bats': '@test "a" {\n}\n' }
    expect(said(contributionOf(shell, tests), 'test')).toEqual(['bats test'])
    expect(said(contributionOf(shell, { ...tests, 'bin/bats': script }), 'test')).toEqual(['bin/bats test'])
    expect(said(contributionOf(shell, { 'bin/tides': script, 'test/fixtures/a.bats': '' }), 'test')).toEqual([])
  })

  it('is checked as CI checks it; asking for the version is no check', () => {
    const lint = (run: string) =>
      said(
        contributionOf(shell, {
          'bin/tides': script,
          '.github/workflows/a.yml': `jobs:\n  a:\n    steps:\n      - run: ${run}\n`,
        }),
        'lint',
      )
    expect(lint('shellcheck -x bin/tides')).toEqual(['shellcheck -x bin/tides'])
    expect(lint('shellcheck --version')).toEqual(['shellcheck bin/tides'])
    expect(lint('echo')).toEqual([])
  })
})

describe('a plugin of a shell', () => {
  it.each([
    ['Zsh', { 'tides.plugin.zsh': 'tides() { :; }\n' }],
    ['tmux', { 'tides.tmux': script }],
    ['fish', { 'functions/tides.fish': 'function tides\nend\n' }],
    ['asdf', { 'bin/install': script, 'bin/list-all': script, 'bin/download': script }],
  ])('%s: is told by the file that loads it, and has no programs', (name, files) => {
    const found = contributionOf(shell, files, 'tides')
    expect(found.frameworks?.map((one) => one.name)).toEqual([name])
    expect(found.kinds).toEqual(['plugin'])
    expect(found.binaries).toEqual([])
  })

  it('settings of many programs are a configuration', () => {
    const found = contributionOf(shell, { '.zshrc': 'a\n', '.tmux.conf': 'b\n', 'bootstrap.sh': script }, 'home')
    expect(found.kinds).toEqual(['config'])
  })
})
