import { describe, expect, it } from 'vitest'
import { elixir } from '../../../../src/analysis/manifests/elixir'
import { groupOfAlias } from '../../../../src/analysis/manifests/elixir/commands'
import { definitionsOf } from '../../../../src/analysis/manifests/elixir/terms'
import { contributionOf, dependencies, said, sourcesOf } from './contribution'

const mix = (project: string, rest = '') =>
  `defmodule Acme.MixProject do\n  use Mix.Project\n  @version "1.4.2"\n  def project do\n    [\n      app: :acme,\n      ${project}\n    ]\n  end\n${rest}\nend\n`
const PUBLISHED = 'version: @version, description: "Ties", package: [licenses: ["MIT"]]'

describe('a package for Hex', () => {
  it('is added with its version, or as its README shows it where that is of the same major version', () => {
    expect(said(contributionOf(elixir, { 'mix.exs': mix(PUBLISHED) }), 'install')).toEqual(['{:acme, "~> 1.4"}'])
    const shown = '{:acme, "~> 1.3", only: :test}'
    const files = { 'mix.exs': mix(PUBLISHED), 'README.md': `\`\`\`\n${shown}\n{:acme_web, "~> 1.0"}\n` }
    expect(said(contributionOf(elixir, files), 'install')).toEqual([shown])
    const stale = { 'mix.exs': mix(PUBLISHED), 'README.md': '{:acme, "~> 0.3"}' }
    expect(said(contributionOf(elixir, stale), 'install')).toEqual(['{:acme, "~> 1.4"}'])
  })

  it('that is between releases is added with the last one', () => {
    const at = (version: string) =>
      said(contributionOf(elixir, { 'mix.exs': mix(PUBLISHED.replace('@version', `"${version}"`)) }), 'install')
    expect(at('1.5.0-dev')).toEqual(['{:acme, "~> 1.4"}'])
    expect(at('1.5.2-dev')).toEqual(['{:acme, "~> 1.5"}'])
    expect(at('2.0.0-rc.1')).toEqual([])
    expect(at('1.0.0-dev')).toEqual([])
  })

  it('without a licence or a description is not said to be published', () => {
    expect(said(contributionOf(elixir, { 'mix.exs': mix('version: "1.0.0", package: []') }), 'install')).toEqual([])
  })
})

describe('formatting', () => {
  it('is said where the formatter is told its files', () => {
    const format = (formatter: string) =>
      said(contributionOf(elixir, { 'mix.exs': mix(PUBLISHED), '.formatter.exs': formatter }), 'format')
    expect(format('[inputs: ["lib/**/*.ex"]]')).toEqual(['mix format'])
    expect(format('[export: [locals_without_parens: [tie: 1]]]')).toEqual([])
  })
})

describe('values that a manifest does not write where it needs them', () => {
  it('are followed through functions, attributes, files and lists joined', () => {
    const found = contributionOf(elixir, {
      'mix.exs': mix(
        'version: version(), deps: with_lock(deps() ++ tools(Mix.env()))',
        '  defp deps, do: [{:jason, "~> 1.0"}]\n  defp tools(_) do\n    x = 1\n    [{:credo, "~> 1.7", only: ~w(dev test)a}]\n  end\n  defp version,\n    do: File.read!("VERSION") |> String.trim()\n',
      ),
      VERSION: '3.1.0\n',
    })
    expect(found.packages?.[0]?.version?.value).toBe('3.1.0')
    expect(dependencies(found, 'runtime')).toEqual(['jason@~> 1.0'])
    expect(dependencies(found, 'dev')).toEqual(['credo@~> 1.7'])
  })

  it('go nowhere in a circle', () => {
    expect(
      contributionOf(elixir, { 'mix.exs': mix('version: a()', '  defp a, do: b()\n  defp b, do: a()\n') }).packages?.[0]
        ?.version,
    ).toBeNull()
  })

  it('are read in time however the file is broken', () => {
    for (const part of ['"\\', '[', '{:a, ', '~w(', 'def a do ', '"#{', '"""'])
      definitionsOf(`def project do ${part.repeat(20_000)}`)
  })
})

describe('aliases', () => {
  const group = (name: string, ...steps: string[]) => groupOfAlias({ name, steps, source: { path: 'mix.exs' } })

  it('are for what their steps do, not for what their names begin with', () => {
    expect(group('test.format', 'format --check-formatted')).toBe('lint')
    expect(group('test.typings', 'dialyzer')).toBe('lint')
    expect(group('test.e2e', 'ecto.create', 'test --only feature')).toBe('test')
    expect(group('assets.deploy', 'esbuild default --minify', 'phx.digest')).toBe('build')
    expect(group('test.watch', 'test.watch')).toBeNull()
    expect(group('ecto.reset', 'ecto.drop', 'ecto.setup')).toBeNull()
  })

  it('that only raise or call functions are no command', () => {
    const files = { 'mix.exs': mix('aliases: ["archive.build": &no/1]', '  defp no(_), do: Mix.raise("no archive")\n') }
    expect(said(contributionOf(elixir, files), 'build')).toEqual(['mix compile'])
  })
})

describe('a Phoenix application', () => {
  const files = {
    'mix.exs': mix('version: "0.1.0", deps: [{:phoenix, "~> 1.7"}, {:credo, "~> 1.7", only: :dev}]'),
    'lib/acme_web/endpoint.ex': '',
    'test/acme_test.exs': '',
  }

  it('is started by its server, unless a task runner starts that with what it needs', () => {
    expect(said(contributionOf(elixir, files), 'run')).toEqual(['mix phx.server'])
    const Makefile = 'start:\n\tDB=postgres mix phx.server\n'
    expect(said(contributionOf(elixir, { ...files, Makefile }), 'run')).toEqual([])
  })

  it('runs on what is pinned, a library on what it asks for', () => {
    const pinned = { '.tool-versions': 'elixir 1.17.2\n' }
    const app = contributionOf(elixir, { 'mix.exs': mix('elixir: "~> 1.4"'), ...pinned })
    expect(app.runtimes).toEqual([])
    const library = contributionOf(elixir, { 'mix.exs': mix(`elixir: "~> 1.4", ${PUBLISHED}`), ...pinned })
    expect(library.runtimes?.[0]?.constraint).toBe('~> 1.4')
  })

  it('has a source for everything', () => {
    expect(sourcesOf(contributionOf(elixir, files)).filter((paths) => paths === '')).toEqual([])
  })
})
