import type { Contribution, Package } from '../../detector'
import { folderOf, type Project } from '../../project'
import { contributionOf, together, UNNAMED } from '../manifest-facts'
import { within } from '../within'
import { applicationEntries, interfacesOf, packageEntries } from './entry-points'
import { fastlaneCommands } from './fastlane'
import { generatedProject } from './generators'
import { type Home, lockOf, swiftRuntimes } from './home'
import { swiftInstall } from './install'
import { configurations, otherManagers } from './other-managers'
import { readPackage } from './package'
import { packageCommands, packageKinds, programsOf } from './package-facts'
import { podfile, podspecs } from './pods'
import { styleCommands } from './style'
import { workspaceOf, workspaceProjects, type XcodeProject } from './xcode'
import { xcodeCommands, xcodeKinds } from './xcode-facts'

/** All that one folder says. */
export function homeFacts(project: Project, home: Home): Contribution {
  const { directory, pkg, xcode } = home
  const specs = podspecs(project, directory)
  const generator = generatedProject(project, directory)
  const programs = pkg ? programsOf(project, pkg) : []
  const ofPackage = pkg ? packageKinds(project, pkg, programs) : []
  const started = xcode?.products.has('application') ? applicationEntries(project, directory) : []
  const interfaces = interfacesOf(project, started, directory)
  const ofXcode = xcode ? xcodeKinds(xcode, new Set(interfaces.map(({ name }) => name))) : (generator?.kinds ?? [])
  // What is offered to others is told by its package; an application's package only holds its parts.
  const application = ofXcode.some((kind) => kind === 'mobile-app' || kind === 'desktop-app')
  const published = ofPackage.length > 0 && (!application || specs.length > 0 || programs.length > 0)
  const library = specs.length > 0 || ofPackage.includes('library') || ofXcode[0] === 'library'
  const kinds = published ? ofPackage : application ? ofXcode : specs.length ? ['library' as const] : ofXcode
  // Xcode's project is a folder, by whose name people know it.
  const manifest =
    pkg?.path ?? specs[0]?.path ?? xcode?.path ?? generator?.manifest ?? podfile(project, directory)?.path
  if (!manifest) return {}
  const entries = published ? [] : started
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
    ...UNNAMED,
    name: spec?.name ?? pkg?.name ?? generator?.name ?? applicationName(xcode, application),
    description: spec?.summary ?? null,
    version: spec?.version ?? null,
    license: spec?.license ?? null,
    private: !published && !specs.length,
    kinds,
    members: [...new Set(members)],
    ...(lockfile && { lockfile }),
    requirements: [...(pkg?.requirements ?? []), ...((xcode ?? generator)?.requirements ?? [])],
    runtimes: swiftRuntimes(project, home),
    commands: [
      ...swiftInstall(project, pkg, specs, library && kinds[0] !== 'cli'),
      ...(generator?.commands ?? []),
      ...(pkg && (!application || published) ? packageCommands(pkg, programs) : []),
      ...(xcode && (!published || !pkg) ? xcodeCommands(project, xcode, ofXcode) : []),
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
    contributionOf('cocoapods', 'cocoapods', path, { ...UNNAMED, requirements }),
  )
  return together([
    {
      ...facts,
      package_managers: usesPackages ? (facts.package_managers ?? []) : [],
      frameworks: published ? [] : interfaces,
      packages: [...(facts.packages ?? []), ...members.flatMap((folder) => memberPackage(project, folder))],
    },
    ...specified.map(({ package_managers, dependencies }) => ({
      package_managers: package_managers ?? [],
      dependencies: dependencies ?? [],
    })),
    ...otherManagers(project, directory),
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
