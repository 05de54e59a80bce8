import type { Facts } from '../../facts'
import { folderOf, type Project } from '../../project'
import { topManifests } from '../manifest-facts'
import { isPlatformShell } from '../platform-shells'
import { within } from '../within'
import { readPackage, type SwiftPackage } from './package'
import { workspaceOf, type XcodeProject, xcodeProjects } from './xcode'

/** What stands in one folder: a package, Xcode's project, pods. */
export interface Home {
  directory: string
  pkg: SwiftPackage | null
  xcode: XcodeProject | null
}

const MOST_HOMES = 6

/** Folders in which the project's work goes on: the root, or else the shallowest with a manifest, none inside another. */
export function homes(project: Project): Home[] {
  const [xcode] = xcodeProjects(project)
  const manifests = /^(?:Package\.swift|Podfile|Cartfile|project\.ya?ml|Project\.swift)$|\.podspec(?:\.json)?$/
  const folders = topManifests(project, manifests, MOST_HOMES).map(folderOf)
  const all = new Set([...(xcode ? [xcode.directory] : []), ...folders])
  const tops = [...all].filter(
    (one) =>
      !isPlatformShell(project, one) &&
      ![...all].some((other) => other !== one && (other === '.' || one.startsWith(`${other}/`))) &&
      !xcode?.members.includes(one),
  )
  return tops.map((directory) => {
    const path = within(directory, 'Package.swift')
    return {
      directory,
      pkg: project.has(path) ? readPackage(project, path) : null,
      xcode: xcode?.directory === directory ? xcode : null,
    }
  })
}

/** The lock file of the packages in a folder. */
export const lockOf = (project: Project, { directory, xcode }: Home): string | undefined =>
  [
    within(directory, 'Package.resolved'),
    ...(xcode ? [`${xcode.path}/project.xcworkspace/xcshareddata/swiftpm/Package.resolved`] : []),
    ...[workspaceOf(project, directory)].flatMap((one) =>
      one ? [`${one}/xcshareddata/swiftpm/Package.resolved`] : [],
    ),
  ].find(project.has)

/** The Swift that the package or the project asks for, then a pinned one. */
export function swiftRuntimes(project: Project, { directory, pkg, xcode }: Home): Facts['runtimes'] {
  const found: Facts['runtimes'] = []
  const say = (constraint: string, sources: Facts['runtimes'][number]['sources']) =>
    found.push({ name: 'swift', constraint, sources })
  if (pkg?.toolsVersion) say(`>=${pkg.toolsVersion.value}`, pkg.toolsVersion.sources)
  const pin = within(directory, '.swift-version')
  const pinned = project.text(pin)?.match(/^\s*(?:swift-)?(\d+(?:\.\d+)+)/)?.[1]
  if (pinned) say(pinned, [{ path: pin, line: 1 }])
  if (!found.length && xcode?.swift) say(`>=${xcode.swift.value}`, [xcode.swift.source])
  return found
}
