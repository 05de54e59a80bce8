import type { ToolVerbs } from '../../ecosystem'

export const tools: readonly ToolVerbs[] = [
  {
    tools: ['sbt', './sbt', 'sbtn'],
    manifest: /^build\.sbt$/,
    verbs: [
      ['update', 'setup'],
      ['compile', 'build'],
      ['package', 'build'],
      ['assembly', 'build'],
      ['stage', 'build'],
      ['dist', 'build'],
      ['run', 'run'],
      ['~run', 'run'],
      ['test', 'test'],
      ['+test', 'test'],
      ['scalafmtCheckAll', 'lint'],
      ['scalafmtCheck', 'lint'],
      ['scalafmtAll', 'format'],
      ['scalafmt', 'format'],
    ],
  },
  {
    tools: ['mill', './mill', './millw'],
    manifest: /^build\.(?:mill(?:\.yaml)?|sc)$/,
    verbs: [
      ['__.compile', 'build'],
      ['__.test', 'test'],
      ['mill.scalalib.scalafmt.ScalafmtModule/checkFormatAll', 'lint'],
      ['mill.scalalib.scalafmt/checkFormatAll', 'lint'],
      ['mill.scalalib.scalafmt.ScalafmtModule/reformatAll', 'format'],
    ],
  },
  {
    tools: ['scala-cli', 'scala'],
    manifest: /^project\.scala$/,
    verbs: [
      ['compile', 'build'],
      ['run', 'run'],
      ['test', 'test'],
      ['fmt --check', 'lint'],
      ['fmt', 'format'],
    ],
  },
]
