import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['zig'],
    manifest: /^build\.zig$/,
    verbs: [
      ['build run', 'run'],
      ['build test', 'test'],
      ['build fmt', 'format'],
      ['build', 'build'],
      ['fmt --check', 'lint'],
      ['fmt', 'format'],
    ],
  },
]
