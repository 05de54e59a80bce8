import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['deno'],
    manifest: /^deno\.jsonc?$/,
    verbs: [
      ['test', 'test'],
      ['lint', 'lint'],
      ['fmt', 'format'],
    ],
  },
]
