import type { Source, Sourced } from '../../facts'
import { folderOf, join, type Project, record, string, strings } from '../../project'
import type { Requirement } from '../manifest-facts'
import { within } from '../within'

/** What one `pubspec.yaml` says. https://dart.dev/tools/pub/pubspec */
export interface Pubspec {
  path: string
  directory: string
  name: string
  nameSource: Source
  description: Sourced | null
  version: Sourced | null
  /** `publish_to: none`, or what pub.dev demands is missing. */
  private: boolean
  /** It has a page of its own to tell of, as what is published does. */
  presented: boolean
  sdk: Sourced | null
  flutterSdk: Sourced | null
  /** It needs Flutter's tool, not Dart's alone. */
  flutter: boolean
  /** A Flutter plugin: code for platforms, or the name of packages with such code. */
  plugin: boolean
  generates: boolean
  defaultFlavor: string | null
  requirements: Requirement[]
  /** Names of all that it needs and of what it is worked on with. */
  needs: ReadonlySet<string>
  /** Command names by the script in `bin` that they start. */
  executables: { name: string; entry: string; source: Source }[]
  /** Patterns of the members of a pub workspace that begins here; `null` where none does. */
  workspace: string[] | null
}

const MOST_DEPENDENCIES = 400

/** Dependencies of one table; those that lie in the repository are parts of the project. */
function requirementsOf(
  project: Project,
  path: string,
  table: unknown,
  scope: Requirement['scope'],
  at: (name: string) => Source,
): Requirement[] {
  return Object.entries(record(table))
    .slice(0, MOST_DEPENDENCIES)
    .flatMap(([name, value]) => {
      if (!/^\w+$/.test(name)) return []
      const given = record(value)
      const local = string(given.path)
      const folder = local === null ? null : join(folderOf(path), local)
      if (local !== null && (folder === null || project.has(within(folder, 'pubspec.yaml')))) return []
      const version = string(value) ?? string(given.version)
      return [{ name, ...(version && version !== 'any' && { version }), scope, source: at(name) }]
    })
}

/** Reads the pubspec at `path`; `null` when it is none. */
export function readPubspec(project: Project, path: string): Pubspec | null {
  const document = project.yaml(path)
  const root = record(document?.value)
  const name = string(root.name)
  if (!document || !name || !/^\w+$/.test(name)) return null
  const directory = folderOf(path)
  const sourced = (key: string): Sourced | null => {
    const value = string(root[key])?.replace(/\s+/g, ' ')
    return value ? { value, sources: [document.at(key)] } : null
  }
  const environment = record(root.environment)
  const sdk = (key: string): Sourced | null => {
    const value = string(environment[key])
    return value && /\d/.test(value) ? { value, sources: [document.at('environment', key)] } : null
  }
  const flutter = record(root.flutter)
  const requirements = (['dependencies', 'dev_dependencies'] as const).flatMap((table) =>
    requirementsOf(project, path, root[table], table === 'dependencies' ? 'runtime' : 'dev', (one) =>
      document.at(table, one),
    ),
  )
  const needs = new Set([...Object.keys(record(root.dependencies)), ...Object.keys(record(root.dev_dependencies))])
  const version = sourced('version')
  const executables = Object.entries(record(root.executables)).flatMap(([command, script]) => {
    const entry = within(directory, `bin/${string(script) ?? command}.dart`)
    return project.has(entry) ? [{ name: command, entry, source: document.at('executables', command) }] : []
  })
  return {
    path,
    directory,
    name,
    nameSource: document.at('name'),
    description: sourced('description'),
    // The number behind the plus counts an application's uploads to the stores.
    version: version && { ...version, value: version.value.replace(/\+\d+$/, '') },
    private: root.publish_to === 'none' || !version || !string(root.description),
    presented: ['homepage', 'repository', 'documentation', 'issue_tracker'].some((key) => string(root[key]) !== null),
    sdk: sdk('sdk'),
    flutterSdk: sdk('flutter'),
    flutter: needs.has('flutter') || needs.has('flutter_test') || sdk('flutter') !== null,
    plugin: Object.hasOwn(flutter, 'plugin'),
    generates: flutter.generate === true,
    defaultFlavor: string(flutter['default-flavor']),
    requirements,
    needs,
    executables,
    workspace: Array.isArray(root.workspace) ? strings(root.workspace) : null,
  }
}
