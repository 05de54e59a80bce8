import { type CommandCandidate, RANK } from '../../detector'
import type { Source } from '../../facts'
import { sameName } from '../../names'
import type { Project } from '../../project'
import { inReadme } from '../readme-mention'
import { identityOf, type SwiftPackage } from './package'
import type { Podspec } from './pods'

/** A dependency on the project as its README writes it for `Package.swift`; the address must end in one of these names. */
function packageLine(project: Project, names: readonly string[]): { command: string; source: Source } | null {
  for (const name of names) {
    const escaped = name.replace(/[^\w-]/g, '\\$&')
    const pattern = new RegExp(
      `\\.package\\((?:name: ?"[^"\\n]{1,80}", ?)?url: ?"([^"\\n]{1,200}/${escaped}(?:\\.git)?)",[ \\n\\t]{0,20}([^\\n]{1,120}?)\\)[ \\t]*,?[ \\t]*(?:\\n|$)`,
      'i',
    )
    const found = inReadme(project, '.', pattern)
    if (found) {
      const rule = found.match[2]!.trim()
      return { command: `.package(url: "${found.match[1]!}", ${rule})`, source: found.source }
    }
  }
  return null
}

/** The same for a library whose podspec says where its releases lie. */
function releasedLine(project: Project, [pod]: readonly Podspec[]): { command: string; source: Source } | null {
  const pattern =
    /^[ \t]*\w+\.source[ \t]*=[ \t]*\{[^\n}]{0,20}\bgit:?[ \t]*(?:=>)?[ \t]*["'](https:\/\/[^"'\n]{1,200})["']/m
  const url = pod && project.text(pod.path)?.match(pattern)?.[1]
  return url && pod.version && /^\d+\.\d+\.\d+$/.test(pod.version.value)
    ? { command: `.package(url: "${url}", from: "${pod.version.value}")`, source: project.find(pod.path, pattern) }
    : null
}

const LINES: readonly RegExp[] = [
  /^[ \t]*(github[ \t]+"[\w.-]+\/([\w.-]+)"(?:[ \t]*(?:~>|==|>=)[ \t]*[\d.]+)?)[ \t]*$/m,
  /^[ \t]*(mint install [\w.-]+\/([\w.-]+))[ \t]*$/m,
]

/**
 * What users write to get a library: a line of `Package.swift`, of a Podfile or of a Cartfile, and of Mint for a tool. The README shows
 * where the package lies; a podspec is published under its own name.
 */
export function swiftInstall(
  project: Project,
  pkg: SwiftPackage | null,
  pods: readonly Podspec[],
  isLibrary: boolean,
): CommandCandidate[] {
  const commands: CommandCandidate[] = []
  const say = (command: string, purpose: string, sources: Source[]) =>
    commands.push({ group: 'install', command, cwd: '.', purpose, rank: RANK.convention, sources })
  const names = [project.hostedName, ...(pkg ? [pkg.name.value] : [])]
  const line = isLibrary && pkg ? (packageLine(project, names) ?? releasedLine(project, pods)) : null
  if (line && pkg) say(line.command, 'Swift Package Manager, in `Package.swift`', [line.source, { path: pkg.path }])
  const [pod] = pods.filter(({ name }) => names.some((one) => sameName(one) === sameName(name.value)))
  if (isLibrary && pod) say(`pod '${pod.name.value}'`, 'CocoaPods, in the `Podfile`', pod.name.sources)
  for (const pattern of LINES) {
    const found = inReadme(project, '.', pattern)
    const name = found?.match[2]
    const mint = found?.match[1]?.startsWith('mint')
    if (!found || !name || !names.some((one) => sameName(identityOf(name)) === sameName(one))) continue
    if (mint) say(found.match[1]!, 'Mint', [found.source])
    else if (isLibrary) say(found.match[1]!.replace(/[ \t]+/g, ' '), 'Carthage, in the `Cartfile`', [found.source])
  }
  return commands
}
