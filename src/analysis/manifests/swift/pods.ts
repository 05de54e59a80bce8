import type { Source, Sourced } from '../../facts'
import { baseOf, type Project, record, string } from '../../project'
import type { Requirement } from '../manifest-facts'
import { within } from '../within'

/** What a podspec says. https://guides.cocoapods.org/syntax/podspec.html */
export interface Podspec {
  path: string
  name: Sourced
  version: Sourced | null
  summary: Sourced | null
  license: Sourced | null
  requirements: Requirement[]
}

const MOST = 200

/** Podspecs of a folder: Ruby as text, or JSON. */
export function podspecs(project: Project, directory: string): Podspec[] {
  // Beside another's manifest a podspec only wires that package into iOS, unless Swift builds it here as well.
  const others = ['package.json', 'pubspec.yaml', 'build.gradle', 'build.gradle.kts']
  const here = project.inFolder(directory).map(baseOf)
  if (others.some((name) => here.includes(name)) && !here.includes('Package.swift')) return []
  return project
    .inFolder(directory)
    .filter((path) => /\.podspec(?:\.json)?$/.test(path))
    .flatMap((path) => (path.endsWith('.json') ? jsonPodspec(project, path) : rubyPodspec(project, path)) ?? [])
}

function jsonPodspec(project: Project, path: string): Podspec | null {
  const document = project.json(path)
  const root = record(document?.value)
  const sourced = (key: string, value: unknown): Sourced | null => {
    const said = string(value)
    return document && said ? { value: said, sources: [document.at(key)] } : null
  }
  const name = sourced('name', root.name)
  return (
    name && {
      path,
      name,
      version: sourced('version', root.version),
      summary: sourced('summary', root.summary),
      license: sourced('license', string(root.license) ?? record(root.license).type),
      requirements: [],
    }
  )
}

function rubyPodspec(project: Project, path: string): Podspec | null {
  const text = project.text(path) ?? ''
  const stated = (key: string): Sourced | null => {
    const pattern = new RegExp(
      `^[ \\t]*\\w+\\.${key}[ \\t]*=[ \\t]*(?:\\{[^\\n}]{0,40}:?type:?[ \\t]*(?:=>)?[ \\t]*)?["']([^"'#\\n]+)["']`,
      'm',
    )
    const value = string(text.match(pattern)?.[1])
    return value ? { value, sources: [project.find(path, pattern)] } : null
  }
  const name = stated('name')
  const requirements = [
    ...text.matchAll(/^[ \t]*\w+\.dependency[ \t(]+["']([\w+-]+)(?:\/[\w/+-]+)?["'](?:,[ \t]*["']([^"'\n]+)["'])?/gm),
  ]
    .slice(0, MOST)
    .map(
      (match): Requirement => ({
        name: match[1]!,
        ...(match[2] && { version: match[2] }),
        scope: 'runtime',
        source: project.find(path, match[0]),
      }),
    )
    .filter(
      (one, index, all) => one.name !== name?.value && all.findIndex(({ name: other }) => other === one.name) === index,
    )
  return (
    name && {
      path,
      name,
      version: stated('version'),
      summary: stated('summary'),
      license: stated('license'),
      requirements,
    }
  )
}

/** A Podfile with the pods of its targets; those of targets for tests are for development. https://guides.cocoapods.org/syntax/podfile.html */
export function podfile(project: Project, directory: string): { path: string; requirements: Requirement[] } | null {
  const path = within(directory, 'Podfile')
  if (!project.has(path)) return null
  const requirements: Requirement[] = []
  let target = ''
  ;(project.text(path) ?? '').split('\n').forEach((line, index) => {
    const named = line.slice(0, 300).match(/^\s*(?:abstract_)?target\s+["']([^"']+)["']/)
    target = named?.[1] ?? target
    const pod = line.slice(0, 300).match(/^\s*pod\s+["']([\w+-]+)(?:\/[\w/+-]+)?["'](?:\s*,\s*["']([^"']+)["'])?(.*)$/)
    if (!pod || requirements.length === MOST || /:path\s*=>|\bpath:/.test(pod[3]!)) return
    if (requirements.some(({ name }) => name === pod[1])) return
    requirements.push({
      name: pod[1]!,
      ...(pod[2] && { version: pod[2] }),
      scope: /Tests?$/i.test(target) ? 'dev' : 'runtime',
      source: { path, line: index + 1 },
    })
  })
  return { path, requirements }
}

/** What Carthage fetches, public and private. https://github.com/Carthage/Carthage/blob/master/Documentation/Artifacts.md */
export function cartfile(project: Project, directory: string): { path: string; requirements: Requirement[] } | null {
  const paths = ['Cartfile', 'Cartfile.private'].map((name) => within(directory, name)).filter(project.has)
  if (!paths.length) return null
  const requirements = paths.flatMap((path) =>
    (project.text(path) ?? '').split('\n').flatMap((line, index): Requirement[] => {
      const found = line.slice(0, 300).match(/^\s*(?:github|git)\s+"([^"]+)"\s*(.*)$/)
      const source: Source = { path, line: index + 1 }
      const name = found?.[1]
        ?.replace(/\.git$/, '')
        .split('/')
        .at(-1)
      const version = found?.[2]?.replace(/["\s]|#.*$/g, '')
      const scope = baseOf(path) === 'Cartfile' ? 'runtime' : 'dev'
      return name ? [{ name, ...(version && { version }), scope, source }] : []
    }),
  )
  return { path: paths[0]!, requirements }
}

/** The project's own gem of CocoaPods is used instead of the machine's. */
export const bundled = (project: Project, directory: string, gem: string): boolean =>
  new RegExp(`^[ \\t]*gem[ \\t]+["']${gem}["']`, 'm').test(project.text(within(directory, 'Gemfile')) ?? '')
