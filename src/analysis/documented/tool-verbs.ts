import type { ToolVerbs } from '../ecosystem'
import { ECOSYSTEMS } from '../ecosystems'

const ROWS: readonly ToolVerbs[] = [
  { tools: ['composer'], manifest: /^composer\.json$/, verbs: [['install', 'setup']] },
  {
    tools: ['dotnet'],
    manifest: /\.(?:slnx?|[cfv][sb]proj)$/,
    verbs: [
      ['restore', 'setup'],
      ['build', 'build'],
      ['publish', 'build'],
      ['run', 'run'],
      ['test', 'test'],
      ['format', 'format'],
    ],
  },
  {
    tools: ['flutter'],
    manifest: /^pubspec\.yaml$/,
    verbs: [
      ['pub get', 'setup'],
      ['build', 'build'],
      ['run', 'run'],
      ['test', 'test'],
      ['analyze', 'lint'],
    ],
  },
  {
    tools: ['dart'],
    manifest: /^pubspec\.yaml$/,
    verbs: [
      ['pub get', 'setup'],
      ['compile', 'build'],
      ['run', 'run'],
      ['test', 'test'],
      ['analyze', 'lint'],
      ['format', 'format'],
    ],
  },
  {
    tools: ['mix'],
    manifest: /^mix\.exs$/,
    verbs: [
      ['setup', 'setup'],
      ['deps.get', 'setup'],
      ['compile', 'build'],
      ['release', 'build'],
      ['phx.server', 'run'],
      ['test', 'test'],
      ['credo', 'lint'],
      ['format', 'format'],
    ],
  },
  { tools: ['iex'], manifest: /^mix\.exs$/, verbs: [['-S mix phx.server', 'run']] },
  {
    tools: ['bundle'],
    manifest: /^Gemfile$/,
    verbs: [
      ['install', 'setup'],
      ['exec rspec', 'test'],
      ['exec rake test', 'test'],
      ['exec rake spec', 'test'],
      ['exec rubocop', 'lint'],
    ],
  },
  {
    tools: ['rake'],
    manifest: /^Rakefile$/,
    verbs: [
      ['test', 'test'],
      ['spec', 'test'],
      ['build', 'build'],
    ],
  },
  {
    tools: ['swift'],
    manifest: /^Package\.swift$/,
    verbs: [
      ['build', 'build'],
      ['run', 'run'],
      ['test', 'test'],
    ],
  },
  {
    tools: ['zig'],
    manifest: /^build\.zig$/,
    verbs: [
      ['build run', 'run'],
      ['build test', 'test'],
      ['build', 'build'],
      ['fmt', 'format'],
    ],
  },
  {
    tools: ['cabal'],
    manifest: /\.cabal$|^cabal\.project$/,
    verbs: [
      ['build', 'build'],
      ['run', 'run'],
      ['test', 'test'],
    ],
  },
  {
    tools: ['stack'],
    manifest: /^stack\.yaml$/,
    verbs: [
      ['build', 'build'],
      ['run', 'run'],
      ['test', 'test'],
    ],
  },
  {
    tools: ['cmake'],
    manifest: /^CMakeLists\.txt$/,
    verbs: [
      ['-B', 'build'],
      ['-S', 'build'],
      ['--preset', 'build'],
      ['--build', 'build'],
    ],
  },
  { tools: ['ctest'], manifest: /^CMakeLists\.txt$/, verbs: [['', 'test']] },
  {
    tools: ['meson'],
    manifest: /^meson\.build$/,
    verbs: [
      ['setup', 'build'],
      ['compile', 'build'],
      ['test', 'test'],
    ],
  },
  {
    tools: ['bazel', 'bazelisk'],
    manifest: /^(?:MODULE\.bazel|WORKSPACE(?:\.bazel)?)$/,
    verbs: [
      ['build', 'build'],
      ['run', 'run'],
      ['test', 'test'],
    ],
  },
  {
    tools: ['sbt'],
    manifest: /^build\.sbt$/,
    verbs: [
      ['compile', 'build'],
      ['run', 'run'],
      ['test', 'test'],
    ],
  },
  {
    tools: ['lein'],
    manifest: /^project\.clj$/,
    verbs: [
      ['deps', 'setup'],
      ['uberjar', 'build'],
      ['run', 'run'],
      ['test', 'test'],
    ],
  },
  {
    tools: ['rebar3'],
    manifest: /^rebar\.config$/,
    verbs: [
      ['compile', 'build'],
      ['eunit', 'test'],
      ['ct', 'test'],
    ],
  },
  {
    tools: ['forge'],
    manifest: /^foundry\.toml$/,
    verbs: [
      ['install', 'setup'],
      ['build', 'build'],
      ['test', 'test'],
      ['fmt', 'format'],
    ],
  },
]

/** Tools whose verbs say what a command does, by the name that is typed. */
export const TOOL_VERBS: ReadonlyMap<string, ToolVerbs> = new Map(
  [...ECOSYSTEMS.flatMap(({ tools }) => tools), ...ROWS].flatMap((row) =>
    row.tools.map((tool) => [tool, row] as const),
  ),
)
