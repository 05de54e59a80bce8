import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup } from '../../facts'
import type { Project } from '../../project'
import { within } from '../within'

/** Linters and formatters by the file that sets them up. */
const CONFIGURED: readonly { files: string[]; commands: (readonly [CommandGroup, string])[] }[] = [
  { files: ['.swiftlint.yml', '.swiftlint.yaml'], commands: [['lint', 'swiftlint']] },
  {
    files: ['.swiftformat'],
    commands: [
      ['lint', 'swiftformat --lint .'],
      ['format', 'swiftformat .'],
    ],
  },
  {
    files: ['.swift-format'],
    commands: [
      ['lint', 'swift format lint --recursive .'],
      ['format', 'swift format --in-place --recursive .'],
    ],
  },
]

/** What checks and formats the sources of a folder, as its files set it up. */
export const styleCommands = (project: Project, directory: string): CommandCandidate[] =>
  CONFIGURED.flatMap(({ files, commands }) => {
    const path = files.map((name) => within(directory, name)).find(project.has)
    return path
      ? commands.map(([group, command]) => ({
          group,
          command,
          cwd: directory,
          rank: RANK.convention + 1,
          sources: [{ path }],
        }))
      : []
  })
