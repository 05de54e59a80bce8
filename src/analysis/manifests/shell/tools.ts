import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  { tools: ['bats', 'bin/bats', './bin/bats'], manifest: /./, verbs: [['test', 'test']] },
  { tools: ['shellspec'], manifest: /^\.shellspec$/, verbs: [['', 'test']] },
]
