import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['cabal'],
    manifest: /\.cabal$|^cabal\.project$|^package\.yaml$/,
    verbs: [
      ['build --only-dependencies', 'setup'],
      ['build all --only-dependencies', 'setup'],
      ['build', 'build'],
      ['v2-build', 'build'],
      ['new-build', 'build'],
      ['run', 'run'],
      ['test', 'test'],
      ['v2-test', 'test'],
      ['new-test', 'test'],
      ['check', 'lint'],
    ],
  },
  {
    tools: ['stack'],
    manifest: /^stack\.yaml$/,
    verbs: [
      ['setup', 'setup'],
      ['build --only-dependencies', 'setup'],
      ['build --test', 'test'],
      ['build', 'build'],
      ['run', 'run'],
      ['exec', 'run'],
      ['test', 'test'],
    ],
  },
]
