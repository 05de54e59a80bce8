import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['rebar3', './rebar3'],
    manifest: /^rebar\.config$/,
    verbs: [
      ['get-deps', 'setup'],
      ['compile', 'build'],
      ['escriptize', 'build'],
      ['release', 'build'],
      ['as prod release', 'build'],
      ['as prod tar', 'build'],
      ['shell', 'run'],
      ['eunit', 'test'],
      ['ct', 'test'],
      ['proper', 'test'],
      ['do eunit', 'test'],
      ['do ct', 'test'],
      ['dialyzer', 'lint'],
      ['xref', 'lint'],
      ['lint', 'lint'],
      ['hank', 'lint'],
      ['fmt --check', 'lint'],
      ['fmt', 'format'],
      ['format', 'format'],
    ],
  },
]
