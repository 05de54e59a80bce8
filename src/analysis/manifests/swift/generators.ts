import { type CommandCandidate, RANK } from '../../detector'
import type { Kind, Source, Sourced } from '../../facts'
import { type Project, record, string } from '../../project'
import type { Requirement } from '../manifest-facts'
import { within } from '../within'
import { identityOf } from './package'

/** A project that a tool writes from a specification: XcodeGen's or Tuist's. */
export interface Generated {
  manifest: string
  name: Sourced | null
  kinds: Kind[]
  requirements: Requirement[]
  commands: CommandCandidate[]
}

const setup = (command: string, cwd: string, purpose: string, source: Source, extra = 0): CommandCandidate => ({
  group: 'setup',
  command,
  cwd,
  purpose,
  rank: RANK.convention + extra,
  sources: [source],
})

/** XcodeGen's `project.yml`. https://github.com/yonaskolb/XcodeGen/blob/master/Docs/ProjectSpec.md */
function xcodeGen(project: Project, directory: string): Generated | null {
  const path = ['project.yml', 'project.yaml'].map((name) => within(directory, name)).find(project.has)
  const document = path ? project.yaml(path) : null
  const root = record(document?.value)
  const name = string(root.name)
  if (!path || !document || !name || root.targets === undefined) return null
  const targets = Object.values(record(root.targets)).map(record)
  const applications = targets.filter(({ type }) => string(type)?.startsWith('application'))
  const platforms = applications.flatMap(({ platform, supportedDestinations }) =>
    [platform, supportedDestinations].flat().flatMap((one) => string(one) ?? []),
  )
  const phone = platforms.some((one) => /^(?:iOS|tvOS|watchOS|visionOS|auto)$/.test(one))
  const requirements = Object.entries(record(root.packages)).flatMap(([key, value]): Requirement[] => {
    const given = record(value)
    const url = string(given.url) ?? string(given.github)
    const version = string(given.from) ?? string(given.exactVersion) ?? string(given.version)
    return url
      ? [{ name: identityOf(url), ...(version && { version }), scope: 'runtime', source: document.at('packages', key) }]
      : []
  })
  return {
    manifest: path,
    name: { value: name, sources: [document.at('name')] },
    kinds: applications.length
      ? [
          ...(phone ? (['mobile-app'] as const) : []),
          ...(platforms.includes('macOS') ? (['desktop-app'] as const) : []),
        ]
      : targets.some(({ type }) => string(type)?.startsWith('framework'))
        ? ['library']
        : [],
    requirements,
    commands: [
      setup('xcodegen generate', directory, 'Write the Xcode project', { path }),
      {
        group: 'run',
        command: `open ${name.replace(/[^\w.-]/g, '\\$&')}.xcodeproj`,
        cwd: directory,
        purpose: 'Open in Xcode, then run',
        rank: RANK.convention,
        sources: [{ path }],
      },
    ],
  }
}

/** Tuist's manifests. https://docs.tuist.dev/en/guides/features/projects/manifests */
function tuist(project: Project, directory: string): Generated | null {
  const manifest = ['Workspace.swift', 'Project.swift'].map((name) => within(directory, name)).find(project.has)
  const text = manifest ? (project.text(manifest) ?? '') : ''
  if (!manifest || !/\bimport ProjectDescription\b/.test(text)) return null
  const name = text.match(/\b(?:Project|Workspace)\(\s{0,20}name:\s{0,4}"([^"\n]{1,100})"/)?.[1]
  const fetches = ['Tuist/Package.swift', 'Package.swift'].map((one) => within(directory, one)).find(project.has)
  const application = /\bproduct:\s{0,4}\.app\b/.test(text)
  const desktop = /\b(?:platform:\s{0,4}\.macOS|destinations:[^\n]{0,40}\.mac)\b/.test(text)
  return {
    manifest,
    name: name ? { value: name, sources: [project.find(manifest, `"${name}"`)] } : null,
    kinds: application ? [desktop ? 'desktop-app' : 'mobile-app'] : [],
    requirements: [],
    commands: [
      ...(fetches ? [setup('tuist install', directory, 'Fetch the packages', { path: fetches })] : []),
      setup('tuist generate', directory, 'Write the Xcode project and open it', { path: manifest }, 1),
      ...(['build', 'test'] as const).map((verb) => ({
        group: verb,
        command: `tuist ${verb}`,
        cwd: directory,
        rank: RANK.convention,
        sources: [{ path: manifest }],
      })),
    ],
  }
}

export const generatedProject = (project: Project, directory: string): Generated | null =>
  xcodeGen(project, directory) ?? tuist(project, directory)
