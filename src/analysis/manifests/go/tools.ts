import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['go'],
    manifest: /^go\.mod$/,
    verbs: [
      ['mod download', 'setup'],
      ['build', 'build'],
      ['run', 'run'],
      ['test', 'test'],
      ['vet', 'lint'],
      ['fmt', 'format'],
    ],
  },
]
