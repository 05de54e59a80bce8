import { type CommandCandidate, type Contribution, RANK } from '../../detector'
import type { Sourced } from '../../facts'
import { array, lineAt, type Project, record, string } from '../../project'
import type { Requirement } from '../manifest-facts'
import { type PackageType, purl } from '../purl'
import { within } from '../within'

/** What a manifest of vcpkg or Conan says: how the project is called, and what it needs. */
export interface PackageManager {
  name: 'vcpkg' | 'conan'
  manifest: string
  lockfile?: string
  title: Sourced | null
  version: Sourced | null
  description: Sourced | null
  license: Sourced | null
  requirements: readonly Requirement[]
  commands: readonly Omit<CommandCandidate, 'cwd'>[]
}

const NAME = /^[\w.+-]+$/

/** https://learn.microsoft.com/vcpkg/reference/vcpkg-json */
function vcpkg(project: Project, folder: string): PackageManager | null {
  const manifest = within(folder, 'vcpkg.json')
  const document = project.has(manifest) ? project.json(manifest) : null
  if (!document) return null
  const root = record(document.value)
  const said = (...keys: string[]): Sourced | null => {
    const key = keys.find((one) => string(root[one]) !== null)
    return key ? { value: string(root[key])!, sources: [document.at(key)] } : null
  }
  const requirements = array(root.dependencies).flatMap((value, index): Requirement[] => {
    const name = string(value) ?? string(record(value).name)
    const version = string(record(value)['version>='])
    const host = record(value).host === true
    if (!name || !NAME.test(name) || name.startsWith('vcpkg-')) return []
    return [
      {
        name,
        ...(version && { version: `>=${version}` }),
        scope: host ? 'build' : 'runtime',
        source: document.at('dependencies', index),
      },
    ]
  })
  const description = said('description')
  const first = array(root.description).map(string)[0]
  return {
    name: 'vcpkg',
    manifest,
    title: said('name'),
    version: said('version', 'version-semver', 'version-string', 'version-date'),
    description: description ?? (first ? { value: first, sources: [document.at('description')] } : null),
    license: said('license'),
    requirements,
    // CMake calls vcpkg itself where the toolchain file is set; what needs no CMake is fetched by hand.
    commands: project.has(within(folder, 'CMakeLists.txt'))
      ? []
      : [{ group: 'setup', command: 'vcpkg install', rank: RANK.convention, sources: [{ path: manifest }] }],
  }
}

/** References such as `fmt/10.2.1@user/channel`, from the lines or calls that hold them. */
function references(path: string, text: string, pattern: RegExp, scope: Requirement['scope']): Requirement[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const reference = match[1]!.match(/^([a-z0-9_][\w.+-]*)\/([\w.+\-[\]<>=~^ ,]+?)(?:[@#].*)?$/)
    if (!reference) return []
    const [, name = '', version = ''] = reference
    return [
      { name, version: version.replace(/^\[|\]$/g, ''), scope, source: { path, line: lineAt(text, match.index) } },
    ]
  })
}

/** https://docs.conan.io/2/reference/conanfile.html */
function conan(project: Project, folder: string): PackageManager | null {
  const [listed, scripted] = ['conanfile.txt', 'conanfile.py'].map((name) => within(folder, name))
  const manifest = [listed!, scripted!].find(project.has)
  const text = manifest ? project.text(manifest) : null
  if (!manifest || text === null) return null
  const lock = within(folder, 'conan.lock')
  const section = (name: string) =>
    text.match(new RegExp(`^\\[${name}\\]\\s*\\n((?:(?!\\[)[^\\n]*\\n?){0,200})`, 'm'))?.[1] ?? ''
  const offset = (body: string, all: Requirement[]) =>
    all.map((one) => ({
      ...one,
      source: { path: manifest, line: (one.source.line ?? 1) + lineAt(text, text.indexOf(body)) - 1 },
    }))
  const lines = (name: string, scope: Requirement['scope']) => {
    const body = section(name)
    return body ? offset(body, references(manifest, body, /^[ \t]*([^\s#][^\n]*?)[ \t]*$/gm, scope)) : []
  }
  const attribute = (name: string): Sourced | null => {
    const value =
      manifest === scripted
        ? text.match(new RegExp(`^ {2,8}${name}\\s*=\\s*["']([^"'\\n]{1,300})["']`, 'm'))?.[1]
        : undefined
    return value ? { value, sources: [project.find(manifest, new RegExp(`^ {2,8}${name}\\s*=`, 'm'))] } : null
  }
  const requirements =
    manifest === listed
      ? [...lines('requires', 'runtime'), ...lines('tool_requires', 'build'), ...lines('test_requires', 'dev')]
      : [
          ...references(manifest, text, /self\.requires\(\s{0,9}["']([^"'\n]{1,100})["']/g, 'runtime'),
          ...references(manifest, text, /self\.test_requires\(\s{0,9}["']([^"'\n]{1,100})["']/g, 'dev'),
          ...references(manifest, text, /self\.(?:tool|build)_requires\(\s{0,9}["']([^"'\n]{1,100})["']/g, 'build'),
          ...[...text.matchAll(/^ {2,8}requires\s{0,9}=\s{0,9}[([]?([^\])=]{1,2000})/gm)].flatMap((match) =>
            references(manifest, match[1]!, /["']([^"'\n]{1,100})["']/g, 'runtime').map((one) => ({
              ...one,
              source: { path: manifest, line: lineAt(text, match.index) },
            })),
          ),
        ]
  return {
    name: 'conan',
    manifest,
    ...(project.has(lock) && { lockfile: lock }),
    title: attribute('name'),
    version: attribute('version'),
    description: attribute('description'),
    license: attribute('license'),
    requirements,
    commands: requirements.length
      ? [
          {
            group: 'setup',
            command: 'conan install . --build=missing',
            rank: RANK.convention,
            sources: [{ path: manifest }],
          },
        ]
      : [],
  }
}

/** The package managers whose manifests stand in `folder`. */
export const packageManagers = (project: Project, folder: string): PackageManager[] =>
  [vcpkg, conan].flatMap((read) => read(project, folder) ?? [])

/** Requirements of one manifest as dependencies. */
export const dependenciesOf = (
  type: PackageType,
  manifest: string,
  requirements: readonly Requirement[],
): NonNullable<Contribution['dependencies']> =>
  requirements.map(({ source, ...one }) => ({
    ...one,
    manifest,
    purl: purl(type, one.name, one.version),
    sources: [source],
  }))
