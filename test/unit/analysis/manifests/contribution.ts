import type { Contribution, Detector } from '../../../../src/analysis/detector'
import type { CommandGroup } from '../../../../src/analysis/facts'
import { openProject } from '../../../../src/analysis/project'
import { type Files, snapshotOf } from '../../snapshot'

/** What one detector says of files written in a test; only what the detector asked for is readable. */
export function contributionOf(detector: Detector, files: Files, repositoryName = 'project'): Contribution {
  const { project } = openProject(snapshotOf(files, detector.wants), repositoryName)
  return detector.detect(project)
}

/** Commands of a group, best first, each with its folder unless that is the root. */
export function said({ commands = [] }: Contribution, group: CommandGroup): string[] {
  return commands
    .filter((one) => one.group === group)
    .sort((a, b) => a.rank - b.rank)
    .map(({ command, cwd }) => (cwd === '.' ? command : `${cwd}: ${command}`))
}

/** `name@version` of the dependencies in a scope. */
export const dependencies = ({ dependencies: all = [] }: Contribution, scope: string): string[] =>
  all.filter((one) => one.scope === scope).map(({ name, version }) => (version ? `${name}@${version}` : name))

/** Sources of every item that a contribution lists, for promises about evidence. */
export const sourcesOf = (contribution: Contribution): string[] =>
  [
    ...(contribution.commands ?? []),
    ...(contribution.dependencies ?? []),
    ...(contribution.runtimes ?? []),
    ...(contribution.binaries ?? []),
    ...(contribution.entry_points ?? []),
    ...(contribution.package_managers ?? []),
  ].map(({ sources }) => (sources.length ? sources.map(({ path }) => path).join(' ') : ''))
