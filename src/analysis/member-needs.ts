import type { Source } from './facts'
import { lineAt } from './line-numbers'
import { baseOf, type Document, folderOf, join, type Project, record, string, strings } from './project'

/** What the manifest of a workspace member asks for: a package by its name, or the folder that it stands in. */
export interface Need {
  name?: string
  folder?: string
  source: Source
}
/** Reads one kind of manifest; `folder` is the member's, `build` that of the workspace that declares it. */
type Reader = (project: Project, path: string, build: string) => Need[]

/** Entries of one manifest that are looked at, and characters of its text. */
const MOST = 400
const LONGEST = 200_000

/** Keys of the tables at these places. */
const keyed = (document: Document | null, places: readonly (readonly string[])[]): Need[] =>
  document === null
    ? []
    : places.flatMap((place) => {
        const table = record(place.reduce<unknown>((value, key) => record(value)[key], document.value))
        return Object.keys(table)
          .slice(0, MOST)
          .map((name) => ({ name, source: document.at(...place, name) }))
      })

/** What a pattern's first group gives at each place of a text. */
function matched<T>(
  project: Project,
  path: string,
  pattern: RegExp,
  of: (found: string) => T | null,
): (T & { source: Source })[] {
  const text = (project.text(path) ?? '').slice(0, LONGEST)
  return [...text.matchAll(pattern)].slice(0, MOST).flatMap((match) => {
    const need = of(match[1] ?? '')
    return need === null ? [] : [{ ...need, source: { path, line: lineAt(text, match.index) } }]
  })
}

function cargo(project: Project, path: string): Need[] {
  const document = project.toml(path)
  const table = record(record(document?.value).dependencies)
  return keyed(document, [['dependencies']]).map((need) => {
    const renamed = string(record(table[need.name ?? '']).package)
    return renamed === null ? need : { ...need, name: renamed }
  })
}

/** Name of a requirement as PEP 508 writes it: `hill-core[fast]>=2`. */
const required = (value: string) => value.match(/^[\w.-]+/)?.[0] ?? ''

function python(project: Project, path: string): Need[] {
  const document = project.toml(path)
  const listed = strings(record(record(document?.value).project).dependencies)
  return [
    ...listed.slice(0, MOST).map((value) => ({ name: required(value), source: project.find(path, value) })),
    ...keyed(document, [['tool', 'poetry', 'dependencies']]),
  ]
}

function chart(project: Project, path: string): Need[] {
  const document = project.yaml(path)
  const all = record(document?.value).dependencies
  return (Array.isArray(all) ? all : []).slice(0, MOST).flatMap((one: unknown, index): Need[] => {
    const folder = string(record(one).repository)?.match(/^file:\/\/(.+)$/)?.[1]
    const target = folder === undefined ? null : join(folderOf(path), folder)
    return target !== null && document ? [{ folder: target, source: document.at('dependencies', index) }] : []
  })
}

const named = (name: string) => ({ name })
/** A folder, or the folder of a file, as seen from the manifest. */
const beside = (path: string, ofFile: boolean) => (given: string) => {
  const target = join(folderOf(path), given.replaceAll('\\', '/'))
  return target === null ? null : { folder: ofFile ? folderOf(target) : target }
}

/** Configurations of Gradle that what is built needs, rather than its tests. */
const GRADLE =
  /^[ \t]*(?!\w*[tT]est)(?:api|compileOnly|compile|runtimeOnly|implementation|\w+(?:Implementation|Api))[ \t]*\(?[ \t]*project\([ \t]*(?:path[ \t]*[:=][ \t]*)?["']:([\w.:-]+)["']/gm
/** The same by generated names: `implementation(projects.core.data)`. */
const GRADLE_NAMES =
  /^[ \t]*(?!\w*[tT]est)(?:api|compileOnly|runtimeOnly|implementation|\w+(?:Implementation|Api))[ \t]*\(?[ \t]*projects\.([\w.]+)/gm

/** `coreData` as Gradle makes it of `core-data`, taken apart again into folders. */
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function gradle(project: Project, path: string, build: string): Need[] {
  const folder = (given: string) => {
    const target = join(build, given)
    return target === null ? null : { folder: target }
  }
  return [
    ...matched(project, path, GRADLE, (given) => folder(given.replaceAll(':', '/'))),
    ...matched(project, path, GRADLE_NAMES, (given) => folder(given.split('.').map(kebab).join('/'))),
  ]
}

/** Manifests by their names, and how each is read; tests' and tools' dependencies say nothing of how a project is built up. */
const READERS: readonly (readonly [manifest: RegExp, read: Reader])[] = [
  [
    /^package\.json$/,
    (project, path) => keyed(project.json(path), [['dependencies'], ['peerDependencies'], ['optionalDependencies']]),
  ],
  [/^Cargo\.toml$/, cargo],
  [/^pyproject\.toml$/, python],
  [/^pubspec\.yaml$/, (project, path) => keyed(project.yaml(path), [['dependencies']])],
  [/^composer\.json$/, (project, path) => keyed(project.json(path), [['require']])],
  [/^Chart\.yaml$/, chart],
  [
    /^pom\.xml$/,
    (project, path) =>
      matched(
        project,
        path,
        /<dependency>\s{0,80}<groupId>[^<]{1,200}<\/groupId>\s{0,80}<artifactId>([^<]{1,200})<\/artifactId>(?![^<]{0,80}(?:<(?!\/dependency>)[^>]{0,80}>[^<]{0,200}){0,8}?<scope>test)/g,
        named,
      ),
  ],
  [
    /\.(?:cs|fs|vb)proj$/,
    (project, path) =>
      matched(project, path, /<ProjectReference\s{1,20}Include="([^"$*]{1,300})"/g, beside(path, true)),
  ],
  [/^(?:build|settings)\.gradle(?:\.kts)?$/, gradle],
  [/^go\.mod$/, (project, path) => matched(project, path, /^(?:require)?[ \t]{0,20}([\w.-]+\/[\w./~-]+) v\d/gm, named)],
  [
    /\.gemspec$/,
    (project, path) =>
      matched(project, path, /^[ \t]*\w+\.add_(?:runtime_)?dependency[ \t]*\(?[ \t]*["']([\w-]+)["']/gm, named),
  ],
  [/^mix\.exs$/, (project, path) => matched(project, path, /\{:(\w+),[ \t]*in_umbrella:[ \t]*true/g, named)],
  [
    /^Package\.swift$/,
    (project, path) =>
      matched(project, path, /\.package\([^()]{0,200}?path:\s{0,20}"([^"]{1,300})"/g, beside(path, false)),
  ],
]

/** What the manifest at `path` asks for, in the order of the file; nothing for one of another kind. */
export function needsOf(project: Project, path: string, build: string): Need[] {
  const read = READERS.find(([manifest]) => manifest.test(baseOf(path)))?.[1]
  return read ? read(project, path, build) : []
}
