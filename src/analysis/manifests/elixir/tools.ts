import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['mix'],
    manifest: /^mix\.exs$/,
    verbs: [
      ['setup', 'setup'],
      ['deps.get', 'setup'],
      ['ecto.setup', 'setup'],
      ['compile --warnings-as-errors', 'lint'],
      ['compile', 'build'],
      ['release', 'build'],
      ['escript.build', 'build'],
      ['archive.build', 'build'],
      ['firmware', 'build'],
      ['phx.server', 'run'],
      ['run --no-halt', 'run'],
      ['test', 'test'],
      ['coveralls', 'test'],
      ['credo', 'lint'],
      ['dialyzer', 'lint'],
      ['sobelow', 'lint'],
      ['format --check-formatted', 'lint'],
      ['format', 'format'],
    ],
  },
  { tools: ['iex'], manifest: /^mix\.exs$/, verbs: [['-S mix phx.server', 'run']] },
  {
    tools: ['gleam'],
    manifest: /^gleam\.toml$/,
    verbs: [
      ['deps download', 'setup'],
      ['build', 'build'],
      ['run', 'run'],
      ['test', 'test'],
      ['format --check', 'lint'],
      ['format', 'format'],
    ],
  },
]
