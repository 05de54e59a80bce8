import type { Ecosystem } from '../ecosystem'
import { together } from './manifest-facts'
import { mentionBytes } from './mention'
import { isReadme, MOST_README } from './readme-mention'
import { ENTRY_FILE } from './swift/entry-points'
import { homes } from './swift/home'
import { homeFacts } from './swift/home-facts'
import { tools } from './swift/tools'

const MOST_MANIFEST = 131_072
/** An Xcode project lists every file of its own. */
const MOST_PROJECT = 1_500_000
const MOST_CODE = 4096

const MANIFEST =
  /^(?:Package\.swift|Project\.swift|Workspace\.swift|Podfile|Cartfile(?:\.private)?|Gemfile|Fastfile|project\.ya?ml|contents\.xcworkspacedata|\.swift-version)$|\.podspec(?:\.json)?$/

function wants(path: string, bytes: number): number {
  const base = path.slice(path.lastIndexOf('/') + 1)
  if (MANIFEST.test(base)) return bytes <= MOST_MANIFEST ? bytes : 0
  if (base === 'project.pbxproj') return bytes <= MOST_PROJECT && path.split('/').length <= 5 ? bytes : 0
  if (ENTRY_FILE.test(path)) return MOST_CODE
  return isReadme(path) ? MOST_README : mentionBytes(path)
}

/**
 * Swift and Objective-C projects: packages of the Swift Package Manager, Xcode's projects and what generates them, CocoaPods and Carthage.
 * https://docs.swift.org/package-manager
 */
export const swift: Ecosystem = {
  name: 'swift',
  packages: {
    swift: ['Swift', 'Objective-C', 'Objective-C++'],
    cocoapods: ['Swift', 'Objective-C', 'Objective-C++'],
  },
  tools,
  extensions: ['', 'swift', 'm', 'mm', 'pbxproj', 'xcworkspacedata', 'podspec', 'json', 'private', 'yml', 'yaml', 'md'],
  wants,
  detect: (project) => together(homes(project).map((home) => homeFacts(project, home))),
}
