import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['flutter'],
    manifest: /^pubspec\.yaml$/,
    verbs: [
      ['pub run build_runner build', 'setup'],
      ['pub get', 'setup'],
      ['packages get', 'setup'],
      ['gen-l10n', 'setup'],
      ['build', 'build'],
      ['run', 'run'],
      ['test', 'test'],
      ['drive', 'test'],
      ['analyze', 'lint'],
    ],
  },
  {
    tools: ['dart'],
    manifest: /^pubspec\.yaml$/,
    verbs: [
      ['run build_runner build', 'setup'],
      ['run build_runner watch', 'setup'],
      ['run test', 'test'],
      ['run custom_lint', 'lint'],
      ['pub get', 'setup'],
      ['compile', 'build'],
      ['build', 'build'],
      ['run', 'run'],
      ['test', 'test'],
      ['analyze', 'lint'],
      ['format', 'format'],
    ],
  },
  {
    tools: ['melos'],
    manifest: /^(?:melos|pubspec)\.yaml$/,
    verbs: [
      ['bootstrap', 'setup'],
      ['bs', 'setup'],
    ],
  },
]
