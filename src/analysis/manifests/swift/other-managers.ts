import { type CommandCandidate, type Contribution, RANK } from '../../detector'
import type { Project } from '../../project'
import { contributionOf, type ManifestFacts, UNNAMED } from '../manifest-facts'
import { within } from '../within'
import { bundled, cartfile, podfile } from './pods'

/** A settings file that everybody copies and fills in: `App.xcconfig.template`. */
export function configurations(project: Project, directory: string): CommandCandidate[] {
  return project
    .inFolder(directory)
    .filter((path) => /\.xcconfig\.(?:template|example|sample)$/.test(path))
    .slice(0, 2)
    .flatMap((path) => {
      const from = path.slice(path.lastIndexOf('/') + 1)
      const to = from.replace(/\.\w+$/, '')
      return project.has(within(directory, to))
        ? []
        : [
            {
              group: 'setup' as const,
              command: `cp ${from} ${to}`,
              cwd: directory,
              purpose: 'Make your own build settings',
              rank: RANK.convention + 4,
              sources: [{ path }],
            },
          ]
    })
}

/** Pods and frameworks of Carthage that the project itself needs, and how they are fetched. */
export function otherManagers(project: Project, directory: string): Contribution[] {
  const pods = podfile(project, directory)
  const cart = cartfile(project, directory)
  const part = (
    type: 'cocoapods' | 'swift',
    manager: string,
    lock: string,
    { path, requirements }: { path: string; requirements: NonNullable<ManifestFacts['requirements']> },
    command: string,
  ): Contribution => {
    const lockfile = within(directory, lock)
    const { package_managers, dependencies } = contributionOf(type, manager, path, {
      ...UNNAMED,
      ...(project.has(lockfile) && { lockfile }),
      requirements,
    })
    const fetching = { group: 'setup' as const, command, cwd: directory, rank: RANK.convention, sources: [{ path }] }
    return { package_managers: package_managers ?? [], dependencies: dependencies ?? [], commands: [fetching] }
  }
  const bundle = pods !== null && bundled(project, directory, 'cocoapods')
  const pod = bundle ? 'bundle exec pod install' : 'pod install'
  const gems = {
    group: 'setup' as const,
    command: 'bundle install',
    cwd: directory,
    rank: RANK.convention,
    sources: [{ path: within(directory, 'Gemfile') }],
  }
  return [
    ...(bundle ? [{ commands: [gems] }] : []),
    ...(pods ? [part('cocoapods', 'cocoapods', 'Podfile.lock', pods, pod)] : []),
    ...(cart ? [part('swift', 'carthage', 'Cartfile.resolved', cart, 'carthage bootstrap --use-xcframeworks')] : []),
  ]
}
