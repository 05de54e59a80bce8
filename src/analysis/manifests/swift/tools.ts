import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['swift'],
    manifest: /^Package\.swift$/,
    verbs: [
      ['package resolve', 'setup'],
      ['package update', 'setup'],
      ['build', 'build'],
      ['run', 'run'],
      ['test', 'test'],
      ['format lint', 'lint'],
      ['format', 'format'],
    ],
  },
  { tools: ['pod'], manifest: /^Podfile$/, verbs: [['install', 'setup']] },
  {
    tools: ['carthage'],
    manifest: /^Cartfile$/,
    verbs: [
      ['bootstrap', 'setup'],
      ['update', 'setup'],
      ['build', 'build'],
    ],
  },
  { tools: ['xcodegen'], manifest: /^project\.ya?ml$/, verbs: [['', 'setup']] },
  {
    tools: ['tuist'],
    manifest: /^(?:Project|Workspace|Tuist)\.swift$/,
    verbs: [
      ['install', 'setup'],
      ['generate', 'setup'],
      ['build', 'build'],
      ['test', 'test'],
    ],
  },
  {
    tools: ['fastlane'],
    manifest: /^(?:Gemfile|Podfile|Package\.swift|build\.gradle(?:\.kts)?)$/,
    verbs: [
      ['test', 'test'],
      ['lint', 'lint'],
    ],
  },
  { tools: ['swiftlint'], manifest: /^\.swiftlint\.ya?ml$/, verbs: [['', 'lint']] },
  {
    tools: ['swiftformat'],
    manifest: /^\.swiftformat$/,
    verbs: [
      ['--lint', 'lint'],
      ['.', 'format'],
    ],
  },
]
