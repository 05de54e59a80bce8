import type { Contribution, Package } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Kind } from '../facts'
import { baseOf, folderOf, type Project } from '../project'
import { isFrameworkByDescription } from './description'
import { contributionOf, type Requirement, together, topManifests } from './manifest-facts'
import { isReadme, MOST_README } from './readme-mention'
import { readSbt, type SbtBuild, type SbtProject } from './scala/build'
import { dependencyInstalls, isPlay, mayBegin, programsOf, sbtCommands } from './scala/commands'
import { millBuild, scalaCliProject } from './scala/other-builds'
import { tools } from './scala/tools'
import { within } from './within'

const MOST_MANIFEST = 262_144
const MOST_PROGRAM = 8_192

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  if (
    /^(?:build|version|plugins)\.sbt$|^build\.(?:properties|mill|sc)$|^\.mill-version$|^project\.scala$/.test(base) ||
    /(?:^|\/)project\/[^/]+\.(?:sbt|scala)$/.test(path)
  )
    return bytes <= MOST_MANIFEST && path.split('/').length <= 5 ? bytes : 0
  if (mayBegin(path) && /(?:^|\/)(?:src\/main|app)\//.test(path)) return MOST_PROGRAM
  return isReadme(path) ? MOST_README : 0
}

const SERVERS =
  /^(?:org\.http4s:http4s-(?:ember|blaze|jetty)-server|com\.typesafe\.akka:akka-http|org\.apache\.pekko:pekko-http|dev\.zio:zio-http|org\.scalatra:scalatra|com\.twitter:finatra|com\.lihaoyi:cask|com\.softwaremill\.sttp\.tapir:tapir-[\w-]*server)/
const PAGES = /^(?:org\.playframework\.twirl:|com\.typesafe\.play:twirl|com\.lihaoyi:scalatags)/
const TERMINAL =
  /^(?:com\.monovore:decline|com\.github\.scopt:scopt|com\.lihaoyi:mainargs|org\.rogach:scallop|com\.github\.alexarchambault:case-app)/

/** What a build makes; `programs` are those that its files show. */
function kindsOf(
  project: Project,
  build: SbtBuild,
  requirements: readonly Requirement[],
  programs: readonly { project: SbtProject }[],
  published: boolean,
): Kind[] {
  const needs = (pattern: RegExp) => requirements.some(({ name, scope }) => scope !== 'dev' && pattern.test(name))
  if (build.has(/\bsbtPlugin\s*:=\s*true|\bSbtPlugin\b/) && !build.projects.some(({ folder }) => folder !== '.'))
    return ['plugin']
  const templates = (folder: string) =>
    project
      .ending('.html')
      .some((path) => path.startsWith(within(build.directory, folder)) && path.endsWith('.scala.html'))
  if (isPlay(build)) return [templates('app/') || project.named(/\.scala\.html$/).length > 0 ? 'web-app' : 'service']
  const library: Kind[] = isFrameworkByDescription(build.description?.value) ? ['library', 'framework'] : ['library']
  const typed = needs(TERMINAL) && programs.length > 0
  if (published) return typed ? ['cli', 'library'] : library
  if (needs(SERVERS) && (programs.length > 0 || needs(PAGES))) return [needs(PAGES) ? 'web-app' : 'service']
  const packed = build.plugins.has('sbt-assembly') || build.plugins.has('sbt-native-packager')
  return typed || (packed && programs.length > 0) ? ['cli'] : library
}

/** Projects that are a part of what the build makes public. */
const HIDDEN =
  /publish\s*\/\s*skip\s*:=\s*true|\bNoPublishPlugin\b|\bskip in publish := true|noPublish|\bpublish\s*:=\s*\{\s*\}|\bpublish(?:Local)?\s*:=\s*\(\(\)\)/

function memberPackage(build: SbtBuild, { called, folder, text, source }: SbtProject): Package {
  const description = text.match(/\bdescription\s*:=\s*"([^"\n]{1,300})"/)?.[1]
  return {
    ecosystem: 'maven',
    directory: within(build.directory, folder),
    manifest: build.path,
    name: { value: called, sources: [source] },
    description: description ? { value: description, sources: [source] } : null,
    version: null,
    license: null,
    private: HIDDEN.test(text),
    kinds: ['library'],
    members: [],
  }
}

function sbtProject(project: Project, directory: string): Contribution | null {
  const build = readSbt(project, directory)
  if (!build) return null
  const members = build.projects.filter(
    ({ folder }, index) => folder !== '.' && build.projects.findIndex((one) => one.folder === folder) === index,
  )
  const names = new Set(build.projects.flatMap(({ id, called }) => [id, called]))
  const installs = dependencyInstalls(project, directory, build.organization?.value ?? null, [
    project.repositoryName,
    ...names,
  ])
  const own = build.organization?.value
  const seen = new Set<string>()
  const requirements = build.requirements.filter(({ name, scope }) => {
    const [group, artifact = ''] = name.split(':')
    if ((own === undefined || group === own) && names.has(artifact.replace(/_[\d.]+$/, ''))) return false
    const key = `${name}\n${scope}`
    return !seen.has(key) && Boolean(seen.add(key))
  })
  const programs = programsOf(project, build)
  const releases = ['sbt-ci-release', 'sbt-sonatype', 'sbt-typelevel', 'sbt-typelevel-sonatype-ci-release'].some(
    (name) => build.plugins.has(name),
  )
  const kinds = kindsOf(project, build, requirements, programs, installs.length > 0 || releases)
  const runs = kinds[0] !== 'library' && kinds[0] !== 'plugin'
  return together([
    contributionOf('maven', 'sbt', build.path, {
      name: build.name,
      description: build.description,
      version: build.version,
      license: build.license,
      private: installs.length === 0 && !releases,
      kinds,
      members: members.map(({ folder }) => within(directory, folder)),
      requirements,
      runtimes: [
        ...(build.scala ? [{ name: 'scala', constraint: build.scala.value, sources: build.scala.sources }] : []),
        ...(build.sbt ? [{ name: 'sbt', constraint: build.sbt.value, sources: build.sbt.sources }] : []),
      ],
      commands: [...installs, ...sbtCommands(project, build, kinds)],
      entry_points: runs
        ? programs.map(({ file, project: one }) => ({
            path: file,
            what: 'Program',
            sources: [one.source, { path: file }],
          }))
        : [],
    }),
    { packages: members.map((one) => memberPackage(build, one)) },
  ])
}

/** Scala projects: sbt, Mill and Scala CLI. Their packages are Maven's. */
export const scala: Ecosystem = {
  name: 'scala',
  packages: {},
  tools,
  extensions: ['sbt', 'scala', 'properties', 'mill', 'sc'],
  wants,
  detect(project) {
    const sbts = topManifests(project, 'build.sbt').map(folderOf)
    if (sbts.length) return together(sbts.flatMap((folder) => sbtProject(project, folder) ?? []))
    const mills = topManifests(project, /^build\.(?:mill|sc)$/)
    if (mills.length) return together(mills.flatMap((path) => millBuild(project, path) ?? []))
    return together(topManifests(project, 'project.scala', 2).flatMap((path) => scalaCliProject(project, path) ?? []))
  },
}
