import type { Source, Sourced } from '../../facts'
import { lineAt, type Project } from '../../project'
import type { Requirement } from '../manifest-facts'
import { within } from '../within'
import { namedStrings, withoutComments, writtenValue } from './source-text'

/** A project of an sbt build. */
export interface SbtProject {
  id: string
  /** What it is called where that is not its id. */
  called: string
  /** Its folder, from the build's. */
  folder: string
  /** The text of its definition. */
  text: string
  source: Source
}

/** What an sbt build says, its definitions read as text. https://www.scala-sbt.org/1.x/docs/ */
export interface SbtBuild {
  path: string
  directory: string
  /** Of `build.sbt`, without comments. */
  text: string
  name: Sourced | null
  organization: Sourced | null
  version: Sourced | null
  description: Sourced | null
  license: Sourced | null
  scala: Sourced | null
  sbt: Sourced | null
  projects: SbtProject[]
  requirements: Requirement[]
  aliases: { name: string; does: string; source: Source }[]
  /** Plugins of the build, by artifact. */
  plugins: ReadonlyMap<string, Source>
  has(pattern: RegExp): Source | null
}

const MOST = 400
const VALUE = '("[^"\\n]{0,300}"|[A-Za-z_][\\w.]{0,80})'
const DEPENDENCY = new RegExp(
  `${VALUE}\\s{0,40}(%{1,3})\\s{0,40}"([\\w.-]{1,100})"\\s{0,40}%\\s{0,40}${VALUE}(?:\\s{0,40}%\\s{0,40}("[^"\\n]{0,60}"|\\w{1,20}))?`,
  'g',
)
/** Identifiers of the licence that sbt knows by name. */
const LICENSES: ReadonlyMap<string, string> = new Map([
  ['MIT', 'MIT'],
  ['Apache2', 'Apache-2.0'],
  ['BSD3', 'BSD-3-Clause'],
])

function requirementsOf(
  path: string,
  text: string,
  names: ReadonlyMap<string, string>,
  scala: string | undefined,
  scope: Requirement['scope'] | null,
): Requirement[] {
  const suffix = scala?.match(/^(?:(3)\.|(2\.\d+)\.)/)
  const found: Requirement[] = []
  for (const match of text.matchAll(DEPENDENCY)) {
    const [, group, operator, artifact, version, configuration] = match
    const organization = writtenValue(group!, names)
    if (!organization || !/^[\w.-]+$/.test(organization)) continue
    const number = writtenValue(version!, names)
    const place = configuration ?? ''
    // What a library is called on Maven Central has the Scala version's beginning in it.
    const binary = operator === '%%' && suffix ? `_${suffix[1] ?? suffix[2]}` : ''
    found.push({
      name: `${organization}:${artifact}${binary}`,
      ...(number && { version: number }),
      scope: scope ?? (/test|it\b/i.test(place) ? 'dev' : /optional/i.test(place) ? 'optional' : 'runtime'),
      source: { path, line: lineAt(text, match.index) },
    })
    if (found.length === MOST) break
  }
  return found
}

/** Where a definition at the left edge begins, and the one before it has ended. */
const BOUNDARY =
  /\n(?:(?:lazy|private|implicit|final) )*(?:val|def|import|object|class|addCommandAlias|ThisBuild|Global|inThisBuild)\b/

/** Projects that a build defines: `lazy val core = project.in(file("core"))` and the like. */
function projectsOf(project: Project, path: string, directory: string, text: string): SbtProject[] {
  const heads = [...text.matchAll(/^\s{0,8}(?:lazy )?val\s+`?([\w-]{1,80})`?(?:\s*:\s*[\w.]{1,40})?\s*=/gm)]
  return heads.slice(0, MOST).flatMap((head, index) => {
    const next = text.slice(head.index + 1).search(BOUNDARY)
    const end = Math.min(heads[index + 1]?.index ?? text.length, next < 0 ? text.length : head.index + 1 + next)
    const chunk = text.slice(head.index + head[0].length, Math.min(end, head.index + 6_000))
    const begins = chunk.trimStart().slice(0, 400)
    if (
      !/^\(?\s*(?:project\b|crossProject\b|Project\(|projectMatrix\b|tlCrossRootProject\b|\w*[pP]roject\w*\()/.test(
        begins,
      )
    )
      return []
    const file = begins.match(/(?:\bin\s*\(?\s*|,\s*)file\(\s*"([^"\n]{1,120})"\s*\)/)?.[1]
    const called = begins.match(/^\w*[pP]roject\w*\(\s*"([\w./-]{1,80})"/)?.[1]
    const stated = chunk.match(/\b(?:moduleName|name)\s*:=\s*"([^"\n]{1,80})"/)?.[1]
    const root = /^(?:tlCrossRootProject|rootProject)\b/.test(begins)
    const written = root ? '.' : (file ?? called ?? head[1]!)
    const folder = written.replace(/^\.\/(?=.)/, '').replace(/\/$/, '')
    if (folder.startsWith('..') || (folder !== '.' && !project.hasFolder(within(directory, folder)))) return []
    return [
      {
        id: head[1]!,
        called: stated ?? called ?? head[1]!,
        folder,
        text: chunk,
        source: { path, line: lineAt(text, head.index + head[0].search(/\S/)) },
      },
    ]
  })
}

/** Reads the sbt build of a folder; `null` where there is none. */
export function readSbt(project: Project, directory: string): SbtBuild | null {
  const path = within(directory, 'build.sbt')
  const raw = project.text(path)
  if (raw === null) return null
  const text = withoutComments(raw)
  const definitions = project
    .inFolder(within(directory, 'project'))
    .filter((one) => one.endsWith('.scala'))
    .slice(0, 20)
    .map((one) => ({ path: one, text: withoutComments(project.text(one) ?? '') }))
  const names = namedStrings([text, ...definitions.map((one) => one.text)])
  // Settings of the whole build stand alone or under `ThisBuild`; those of a project in its definition.
  const said = (
    key: string,
    within: { path: string; text: string; from?: number }[] = [{ path, text }, ...definitions],
  ): Sourced | null => {
    for (const one of within) {
      const match = one.text.match(
        new RegExp(
          `(?<![\\w/] ?)(?:ThisBuild\\s*/\\s*|Global\\s*/\\s*)?\\b${key}(?:\\s+in\\s+\\w+)?\\s*:=\\s*${VALUE}`,
        ),
      )
      const value = match && writtenValue(match[1]!, names)
      if (!match || !value) continue
      const at = (match.index ?? 0) + match[0].search(/\S/)
      const line = one.from === undefined ? lineAt(one.text, at) : lineAt(text, one.from + at)
      return { value, sources: [{ path: one.path, line }] }
    }
    return null
  }
  const projects = projectsOf(project, path, directory, text)
  const root = projects.find(({ folder }) => folder === '.')
  // Before the first project, and in the root's, a name is the whole build's.
  const first = projects[0]?.source.line
  const top =
    first === undefined
      ? text
      : text
          .split('\n')
          .slice(0, first - 1)
          .join('\n')
  const inRoot = root && [{ path, text: root.text, from: text.indexOf(root.text) }]
  const atTop = [{ path, text: top }]
  const name = (inRoot && said('name', inRoot)) ?? said('name', atTop)
  const licence = text.match(/\blicenses\s*(?:\+?:=|\+=)\s*[^\n]{0,80}?(?:License\.(\w+)|"([A-Za-z][\w.+ -]{1,40})")/)
  const identifier = licence && (LICENSES.get(licence[1] ?? '') ?? licence[2])
  const cross = text.match(/\bcrossScalaVersions\s*:=\s*(?:Seq|List)\(\s*([^\n,)]{1,80})/)
  const crossed = cross && writtenValue(cross[1]!, names)
  const scala =
    said('scalaVersion') ??
    (cross && crossed ? { value: crossed, sources: [{ path, line: lineAt(text, cross.index ?? 0) }] } : null)
  const properties = within(directory, 'project/build.properties')
  const sbt = project.text(properties)?.match(/^\s*sbt\.version\s*[=:]\s*(\d[\w.-]*)/m)?.[1]
  const versions = within(directory, 'version.sbt')
  const pluginFiles = project.inFolder(within(directory, 'project')).filter((one) => one.endsWith('.sbt'))
  const plugins = pluginFiles.flatMap((one) =>
    requirementsOf(
      one,
      [...withoutComments(project.text(one) ?? '').split('\n')]
        .map((line) => (/addSbtPlugin|%/.test(line) ? line : ''))
        .join('\n'),
      names,
      undefined,
      'build',
    ),
  )
  return {
    path,
    directory,
    text,
    name,
    organization: said('organization'),
    version:
      said('version') ??
      (project.has(versions) ? said('version', [{ path: versions, text: project.text(versions) ?? '' }]) : null),
    description: (inRoot && said('description', inRoot)) ?? said('description', atTop),
    license:
      licence && identifier ? { value: identifier, sources: [{ path, line: lineAt(text, licence.index ?? 0) }] } : null,
    scala,
    sbt: sbt ? { value: sbt, sources: [project.find(properties, 'sbt.version')] } : null,
    projects,
    requirements: [
      ...plugins,
      ...requirementsOf(path, text, names, scala?.value, null),
      ...definitions.flatMap((one) => requirementsOf(one.path, one.text, names, scala?.value, null)),
    ],
    aliases: [...text.matchAll(/addCommandAlias\(\s*"([\w-]{1,60})"\s*,\s*([\s\S]{0,400}?)\)/g)].map((match) => ({
      name: match[1]!,
      does: match[2]!,
      source: { path, line: lineAt(text, match.index) },
    })),
    plugins: new Map(plugins.map((one) => [one.name.split(':')[1]!, one.source])),
    has: (pattern) => {
      const at = text.search(pattern)
      return at < 0 ? null : { path, line: lineAt(text, at) }
    },
  }
}
