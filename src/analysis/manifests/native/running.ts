import { type CommandCandidate, RANK } from '../../detector'
import { sameName } from '../../names'
import { folderOf, relative } from '../../paths'
import type { Build, Target } from './build'

const MOST = 2

/** Where a build puts a program of the script at `path`, as seen from the folder of the build; `null` where that cannot be told. */
function placeOf(folder: string, { tool, outputs }: Build, target: Target): string | null {
  const below = relative(folder, folderOf(target.source.path))
  const inside = below === '.' ? '' : `${below}/`
  if (below.startsWith('..')) return null
  if (tool === 'Meson') return `./build/${inside}${target.name}`
  if (tool === 'CMake') {
    if (outputs === null || !target.source.path.endsWith('CMakeLists.txt')) return null
    return outputs === undefined
      ? `./build/${inside}${target.name}`
      : `./build/${outputs === '' ? '' : `${outputs}/`}${target.name}`
  }
  return tool === 'Autotools' || tool === 'Make' ? `./${inside}${target.name}` : null
}

/** How the programs are started where the build leaves them, the one with the project's name first. */
export function runCommands(
  folder: string,
  build: Build,
  programs: readonly Target[],
  name: string,
): CommandCandidate[] {
  return programs
    .toSorted((a, b) => Number(sameName(b.name) === sameName(name)) - Number(sameName(a.name) === sameName(name)))
    .slice(0, MOST)
    .flatMap((target) => {
      const command = placeOf(folder, build, target)
      return command === null
        ? []
        : [
            {
              group: 'run' as const,
              command,
              cwd: folder,
              rank: RANK.convention,
              makes: [command],
              sources: [target.source],
            },
          ]
    })
}
