import { describe, expect, it } from 'vitest'
import { browserExtension } from '../../../src/analysis/content/browser-extension'
import { dotfiles } from '../../../src/analysis/content/dotfiles'
import { notebooks } from '../../../src/analysis/content/notebooks'
import { sites } from '../../../src/analysis/content/sites'
import { contributionOf, said } from './manifests/contribution'

describe('a site or a book', () => {
  const code = Object.fromEntries(Array.from('abcdefghij', (name) => [`lib/${name}.py`, 'x = 1\n']))
  const run = (files: Record<string, string>) => said(contributionOf(sites, files), 'run')

  it('is served by the generator that its settings are for, where its texts are', () => {
    expect(run({ 'mkdocs.yml': 'site_name: a\n', 'docs/index.md': '' })).toEqual(['mkdocs serve'])
    expect(run({ 'mkdocs.yml': 'site_name: a\ndocs_dir: pages\n', 'docs/index.md': '' })).toEqual([])
    expect(run({ 'mkdocs.yml': '', 'docs/index.md': '', 'uv.lock': '' })).toEqual(['uv run mkdocs serve'])
    expect(run({ 'hugo.toml': 'baseURL = "x"\n', 'content/a.md': '' })).toEqual(['hugo server'])
    expect(run({ 'config.toml': 'base_url = "x"\n', 'content/a.md': '' })).toEqual(['zola serve'])
    expect(run({ 'config.toml': 'port = 1\n', 'content/a.md': '' })).toEqual([])
    expect(run({ 'book.toml': '[book]\n', 'src/SUMMARY.md': '' })).toEqual(['mdbook serve'])
    expect(run({ 'book.toml': '[book]\n', 'src/lib.rs': '' })).toEqual([])
  })

  it('beside a program is its documentation', () => {
    expect(contributionOf(sites, { ...code, 'mkdocs.yml': '', 'docs/index.md': '' })).toEqual({})
    expect(run({ ...code, 'book.toml': '', 'src/SUMMARY.md': '' })).toEqual(['mdbook serve'])
    expect(run({ ...code, 'book.toml': '', 'src/SUMMARY.md': '', 'src/main.rs': '' })).toEqual([])
  })
})

describe('notebooks', () => {
  const titles = (source: string) =>
    contributionOf(notebooks, { 'a.ipynb': source }).surface?.notebooks?.map(({ title }) => title)

  it('are told by their first heading, without its marks', () => {
    expect(
      titles('{"cells":[{"cell_type":"markdown","source":["# The **sea** [now](http://a)\\n","## Later"]}]}'),
    ).toEqual(['The sea now'])
    expect(titles('{"cells":[{"cell_type":"markdown","source":"## Only \\"one\\" string\\nand more"}]}')).toEqual([
      'Only "one" string',
    ])
  })

  it('have no title by a comment of their code', () => {
    expect(titles('{"cells":[{"cell_type":"code","source":["# not a heading\\n","print(1)"]}]}')).toEqual([])
  })

  it('are looked at in their head alone, and soon', () => {
    titles(`"# ${'\\a'.repeat(100_000)}`)
  })
})

describe('settings of a machine', () => {
  const install = (files: Record<string, string>, name = 'dotfiles') =>
    said(contributionOf(dotfiles, files, name), 'install')

  it('are put into place by the script that the README calls', () => {
    expect(install({ 'bootstrap.sh': '', 'README.md': 'Run `source bootstrap.sh`.\n' })).toEqual([
      'source bootstrap.sh',
    ])
    expect(install({ 'install.sh': '' })).toEqual(['bash install.sh'])
    expect(install({ '.zshrc': '' })).toEqual([])
  })

  it('are those of a repository by its name', () => {
    expect(contributionOf(dotfiles, { 'install.sh': '' }, 'tool')).toEqual({})
  })
})

describe('a browser’s extension', () => {
  it('is named in its own language', () => {
    const found = contributionOf(browserExtension, {
      'manifest.json':
        '{"manifest_version":2,"name":"__MSG_x__","default_locale":"de","background":{"scripts":["b.js"]}}',
      '_locales/de/messages.json': '{"x":{"message":"Gezeiten"}}',
      'b.js': '',
    })
    expect(found.packages?.[0]?.name?.value).toBe('Gezeiten')
    expect(found.entry_points?.map(({ path }) => path)).toEqual(['b.js'])
  })

  it('is none by a manifest of a web application, nor where npm has it', () => {
    expect(contributionOf(browserExtension, { 'manifest.json': '{"name":"x"}' })).toEqual({})
    expect(
      contributionOf(browserExtension, { 'manifest.json': '{"manifest_version":3}', 'package.json': '{}' }),
    ).toEqual({})
  })
})
