import type { Source } from '../../facts'
import { lineCounter } from '../../line-numbers'
import { baseOf, folderOf, join, type Project } from '../../project'
import type { Requirement } from '../manifest-facts'
import { isPlatformShell } from '../platform-shells'
import { within } from '../within'
import { identityOf } from './package'

/** What an Xcode project tells without Xcode. */
export interface XcodeProject {
  /** `App.xcodeproj`, a folder. */
  path: string
  directory: string
  name: string
  manifest: string
  /** `application`, `framework`, `bundle.unit-test`. */
  products: ReadonlySet<string>
  /** Platforms that it is built for: `iphoneos`, `macosx`. */
  platforms: ReadonlySet<string>
  schemes: string[]
  requirements: Requirement[]
  /** Folders of Swift packages in the tree that it takes in. */
  members: string[]
  swift: { value: string; source: Source } | null
  text: string
}

const MOST_PROJECTS = 4
const DEEPEST = 3
const MOST_PACKAGES = 200

const schemesOf = (project: Project, path: string): string[] =>
  project
    .inFolder(`${path}/xcshareddata/xcschemes`)
    .filter((one) => one.endsWith('.xcscheme'))
    .map((one) => baseOf(one).slice(0, -'.xcscheme'.length))

/** Versions that the rule of a package reference asks for. */
function ruleOf(requirement: string): string | undefined {
  const value = (key: string) => requirement.match(new RegExp(`\\b${key} = "?([^";\\n]+)"?;`))?.[1]
  const exact = /kind = exactVersion/.test(requirement) ? value('version') : undefined
  const least = value('minimumVersion')
  return exact ? `==${exact}` : least ? `>=${least}` : undefined
}

function readProject(project: Project, manifest: string): XcodeProject | null {
  const text = project.text(manifest)
  if (text === null) return null
  const path = folderOf(manifest)
  const directory = folderOf(path)
  const lineOf = lineCounter(text)
  const settings = (key: string) =>
    [...text.matchAll(new RegExp(`\\b${key} = "?([^";\\n]{1,200})"?;`, 'g'))].flatMap((match) => match[1]!.split(' '))
  const requirements = [
    ...text.matchAll(/repositoryURL = "?([^";\n]{1,300})"?;\s{1,20}requirement = \{([^}]{0,400})\}/g),
  ]
    .slice(0, MOST_PACKAGES)
    .map((match): Requirement => {
      const version = ruleOf(match[2]!)
      return {
        name: identityOf(match[1]!),
        ...(version && { version }),
        scope: 'runtime',
        source: { path: manifest, line: lineOf(match.index) },
      }
    })
  const named = new Set(
    [...text.matchAll(/\b(?:relativePath|path) = "?([^";\n]{1,200})"?;/g)].map((match) => join(directory, match[1]!)),
  )
  // A folder that Xcode shows as it is takes in the packages below it.
  const shown = [
    ...text.matchAll(/isa = PBXFileSystemSynchronizedRootGroup;[^}\n]{0,400}\bpath = "?([^";\n]{1,200})"?;/g),
  ].map((match) => join(directory, match[1]!))
  const swift = text.match(/\bSWIFT_VERSION = (\d[\d.]*);/)
  return {
    path,
    directory,
    name: baseOf(path).replace(/\.xcodeproj$/, ''),
    manifest,
    products: new Set(
      [...text.matchAll(/productType = "com\.apple\.product-type\.([\w.-]+)"/g)].map((match) => match[1]!),
    ),
    platforms: new Set([...settings('SDKROOT'), ...settings('SUPPORTED_PLATFORMS')]),
    schemes: schemesOf(project, path),
    requirements,
    members: project
      .own('Package.swift')
      .map(folderOf)
      .filter(
        (folder) =>
          folder !== directory &&
          (named.has(folder) || shown.some((one) => one !== null && folder.startsWith(`${one}/`))),
      ),
    swift: swift ? { value: swift[1]!, source: { path: manifest, line: lineOf(swift.index!) } } : null,
    text,
  }
}

/** Xcode projects of the product's own, shallowest first, the repository's namesake before the others beside it. */
export function xcodeProjects(project: Project): XcodeProject[] {
  const found = project
    .own('project.pbxproj')
    .filter((path) => path.split('/').length <= DEEPEST + 2 && !isPlatformShell(project, folderOf(folderOf(path))))
  const first = found[0] && folderOf(folderOf(found[0]))
  return found
    .filter((path) => folderOf(folderOf(path)) === first)
    .slice(0, MOST_PROJECTS)
    .flatMap((path) => readProject(project, path) ?? [])
    .toSorted((a, b) => Number(b.products.has('application')) - Number(a.products.has('application')))
}

/** A workspace beside a project, which is what is opened where there is one: pods and other projects are in it. */
export function workspaceOf(project: Project, directory: string): string | null {
  const files = project.inFolder(
    (folder) => folder.endsWith('.xcworkspace') && folderOf(folder) === directory && !folder.includes('.xcodeproj/'),
  )
  const own = files.find((path) => baseOf(path) === 'contents.xcworkspacedata')
  return own ? folderOf(own) : null
}

/** What Xcode reads of a workspace. */
export const workspaceProjects = (project: Project, workspace: string): string[] =>
  [
    ...(project.text(within(workspace, 'contents.xcworkspacedata')) ?? '').matchAll(
      /location\s{0,4}=\s{0,4}"(?:group|container):([^"\n]{1,200})"/g,
    ),
  ].flatMap((match) => join(folderOf(workspace), match[1]!) ?? [])
