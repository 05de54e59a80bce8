import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['R'],
    manifest: /^DESCRIPTION$/,
    verbs: [
      ['CMD build', 'build'],
      ['CMD check', 'test'],
    ],
  },
]
