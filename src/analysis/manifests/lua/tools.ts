import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['luarocks'],
    manifest: /\.rockspec$/,
    verbs: [
      ['install --only-deps', 'setup'],
      ['install --deps-only', 'setup'],
      ['make', 'build'],
      ['test', 'test'],
    ],
  },
  { tools: ['busted'], manifest: /^\.busted$/, verbs: [['', 'test']] },
  { tools: ['love'], manifest: /^main\.lua$/, verbs: [['.', 'run']] },
  {
    tools: ['rojo'],
    manifest: /\.project\.json$/,
    verbs: [
      ['build', 'build'],
      ['serve', 'run'],
    ],
  },
  { tools: ['wally'], manifest: /^wally\.toml$/, verbs: [['install', 'setup']] },
]
