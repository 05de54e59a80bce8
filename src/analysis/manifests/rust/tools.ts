import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['cargo'],
    manifest: /^Cargo\.toml$/,
    verbs: [
      ['build', 'build'],
      ['run', 'run'],
      ['test', 'test'],
      ['clippy', 'lint'],
      ['fmt', 'format'],
    ],
  },
]
