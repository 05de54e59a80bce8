import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['nix'],
    manifest: /^flake\.nix$/,
    verbs: [
      ['develop', 'setup'],
      ['build', 'build'],
      ['flake check', 'test'],
      ['fmt', 'format'],
    ],
  },
  { tools: ['nix-shell'], manifest: /^(?:shell|default)\.nix$/, verbs: [['', 'setup']] },
]
