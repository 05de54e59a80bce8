import { type CommandCandidate, type Contribution, type Package, RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Facts } from '../facts'
import { folderOf, type Project } from '../project'
import { contributionOf, type ManifestFacts, together, topManifests } from './manifest-facts'
import { mentionBytes } from './mention'
import { isPlatformShell } from './platform-shells'
import { isReadme, MOST_README } from './readme-mention'
import { applicationEntries, ENTRY_FILE, interfacesOf, packageEntries } from './swift/entry-points'
import { fastlaneCommands } from './swift/fastlane'
import { generatedProject } from './swift/generators'
import { swiftInstall } from './swift/install'
import { readPackage, type SwiftPackage } from './swift/package'
import { packageCommands, packageKinds, programsOf } from './swift/package-facts'
import { bundled, cartfile, podfile, podspecs } from './swift/pods'
import { styleCommands } from './swift/style'
import { tools } from './swift/tools'
import { workspaceOf, workspaceProjects, type XcodeProject, xcodeProjects } from './swift/xcode'
import { xcodeCommands, xcodeKinds } from './swift/xcode-facts'
import { within } from './within'

const MOST_MANIFEST = 131_072
/** An Xcode project lists every file of its own. */
const MOST_PROJECT = 1_500_000
const MOST_CODE = 4096

const MANIFEST =
  /^(?:Package\.swift|Project\.swift|Workspace\.swift|Podfile|Cartfile(?:\.private)?|Gemfile|Fastfile|project\.ya?ml|contents\.xcworkspacedata|\.swift-version|\.xcode-version)$|\.podspec(?:\.json)?$/

function wants(path: string, bytes: number): number {
  const base = path.slice(path.lastIndexOf('/') + 1)
  if (MANIFEST.test(base)) return bytes <= MOST_MANIFEST ? bytes : 0
  if (base === 'project.pbxproj') return bytes <= MOST_PROJECT && path.split('/').length <= 5 ? bytes : 0
  if (ENTRY_FILE.test(path)) return MOST_CODE
  return isReadme(path) ? MOST_README : mentionBytes(path)
}

/** What stands in one folder: a package, Xcode's project, pods. */
interface Home {
  directory: string
  pkg: SwiftPackage | null
  xcode: XcodeProject | null
}

const MOST_HOMES = 6

/** Folders in which the project's work goes on: the root, or else the shallowest with a manifest, none inside another. */
function homes(project: Project): Home[] {
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

const lockOf = (project: Project, { directory, xcode }: Home): string | undefined =>
  [
    within(directory, 'Package.resolved'),
    ...(xcode ? [`${xcode.path}/project.xcworkspace/xcshareddata/swiftpm/Package.resolved`] : []),
    ...[workspaceOf(project, directory)].flatMap((one) =>
      one ? [`${one}/xcshareddata/swiftpm/Package.resolved`] : [],
    ),
  ].find(project.has)

/** The Swift that the package or the project asks for, then a pinned one. */
function runtimes(project: Project, { directory, pkg, xcode }: Home): Facts['runtimes'] {
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

/** A settings file that everybody copies and fills in: `App.xcconfig.template`. */
function configurations(project: Project, directory: string): CommandCandidate[] {
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
function otherManagers(project: Project, { directory }: Home): Contribution[] {
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
      ...EMPTY,
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

const EMPTY: ManifestFacts = {
  name: null,
  description: null,
  version: null,
  license: null,
  private: true,
  kinds: [],
}

function detectHome(project: Project, home: Home): Contribution {
  const { directory, pkg, xcode } = home
  const specs = podspecs(project, directory)
  const generated = xcode || pkg ? null : generatedProject(project, directory)
  const generator = generatedProject(project, directory)
  const programs = pkg ? programsOf(project, pkg) : []
  const ofPackage = pkg ? packageKinds(project, pkg, programs) : []
  const ofXcode = xcode ? xcodeKinds(xcode) : (generator?.kinds ?? [])
  // What is offered to others is told by its package; an application's package only holds its parts.
  const application = ofXcode.some((kind) => kind === 'mobile-app' || kind === 'desktop-app')
  const published = ofPackage.length > 0 && (!application || specs.length > 0 || programs.length > 0)
  const library = specs.length > 0 || ofPackage.includes('library') || ofXcode[0] === 'library'
  const kinds = published ? ofPackage : application ? ofXcode : specs.length ? ['library' as const] : ofXcode
  // Xcode's project is a folder, by whose name people know it.
  const manifest =
    pkg?.path ?? specs[0]?.path ?? xcode?.path ?? generator?.manifest ?? podfile(project, directory)?.path
  if (!manifest) return {}
  const entries = application && !published ? applicationEntries(project, directory) : []
  const workspace = workspaceOf(project, directory)
  const members = [
    ...(xcode?.members ?? []),
    ...(workspace ? workspaceProjects(project, workspace) : [])
      .map((path) => (path.endsWith('.xcodeproj') ? folderOf(path) : path))
      .filter(
        (folder) =>
          folder !== directory &&
          project.role(`${folder}/file`) === 'own' &&
          !SHOWS.test(folder) &&
          hasManifest(project, folder),
      ),
  ]
  const lockfile = lockOf(project, home)
  const [spec] = specs
  const facts = contributionOf('swift', 'swiftpm', manifest, {
    ...EMPTY,
    name: spec?.name ?? pkg?.name ?? generator?.name ?? applicationName(xcode, application),
    description: spec?.summary ?? null,
    version: spec?.version ?? null,
    license: spec?.license ?? null,
    private: !published && !specs.length,
    kinds,
    members: [...new Set(members)],
    ...(lockfile && { lockfile }),
    requirements: [...(pkg?.requirements ?? []), ...(xcode?.requirements ?? []), ...(generated?.requirements ?? [])],
    runtimes: runtimes(project, home),
    commands: [
      ...swiftInstall(project, pkg, specs, library && kinds[0] !== 'cli'),
      ...(generator?.commands ?? []),
      ...(pkg && (!application || published) ? packageCommands(pkg, programs) : []),
      ...(xcode && (!published || !pkg) ? xcodeCommands(project, xcode) : []),
      ...configurations(project, directory),
      ...styleCommands(project, directory),
      ...fastlaneCommands(project, directory),
    ],
    binaries: programs.map(({ name, target, source }) => ({
      name,
      entry: target.folder ?? manifest,
      sources: [source],
    })),
    entry_points: [
      ...(pkg ? packageEntries(project, pkg, programs) : []),
      ...entries.map((path) => ({ path, what: 'Application', sources: [{ path }] })),
    ],
  })
  const usesPackages = pkg !== null || (xcode?.requirements.length ?? 0) > 0 || members.length > 0
  const specified = specs.map(({ path, requirements }) =>
    contributionOf('cocoapods', 'cocoapods', path, { ...EMPTY, requirements }),
  )
  return together([
    {
      ...facts,
      package_managers: usesPackages ? (facts.package_managers ?? []) : [],
      frameworks: interfacesOf(project, entries, directory),
      packages: [...(facts.packages ?? []), ...members.flatMap((folder) => memberPackage(project, folder))],
    },
    ...specified.map(({ package_managers, dependencies }) => ({
      package_managers: package_managers ?? [],
      dependencies: dependencies ?? [],
    })),
    ...otherManagers(project, home),
  ])
}

const applicationName = (xcode: XcodeProject | null, application: boolean) =>
  xcode && application ? { value: xcode.name, sources: [{ path: xcode.manifest }] } : null

/** Folders of what only shows the project. */
const SHOWS = /(?:^|[ /_-])(?:examples?|demos?|samples?|playgrounds?|tests?)(?:$|[ /_-])/i

const hasManifest = (project: Project, folder: string) =>
  project.has(within(folder, 'Package.swift')) ||
  project.inFolder((one) => one.startsWith(`${folder}/`) && one.endsWith('.xcodeproj')).length > 0

/** A package that an application's project takes in: it has a name and is not published by itself. */
function memberPackage(project: Project, folder: string): Package[] {
  const path = within(folder, 'Package.swift')
  const pkg = project.has(path) ? readPackage(project, path) : null
  return pkg
    ? [
        {
          ecosystem: 'swift',
          directory: folder,
          manifest: path,
          name: pkg.name,
          description: null,
          version: null,
          license: null,
          private: true,
          kinds: ['library'],
          members: [],
        },
      ]
    : []
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
  detect: (project) => together(homes(project).map((home) => detectHome(project, home))),
}
