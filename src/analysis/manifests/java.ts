import type { Ecosystem } from '../ecosystem'
import type { Facts } from '../facts'
import { folderOf, type Project } from '../project'
import { gradleCommands, mavenCommands } from './java/commands'
import { androidManifest, MAIN_FILE, mainClasses } from './java/entry-points'
import { type Build, isProduct, type Module, pluginSource, readBuild, surroundingBuild } from './java/gradle'
import { CONVENTION_CLASS } from './java/gradle-convention-classes'
import { pluginDependencies } from './java/gradle-facts'
import { modulePackage, pomPackage } from './java/packages'
import { modulesOf, reactorsOf, readPom } from './java/pom'
import { gradleJava, gradleKotlin, mavenJava, pinnedJava } from './java/runtimes'
import { tools } from './java/tools'
import { mentionBytes } from './mention'
import { isPlatformShell } from './platform-shells'

const MOST_MANIFEST = 262_144
const MOST_CODE = 16_384

const CLASS = /\.(?:java|kt|groovy|scala)$/
/** Names that the classes may have of which some are read: most of a tree's files are none. */
const TOLD_CLASS = /(?:Application|Main|App|Launcher|Cli|Bootstrap|Server|Plugin\w*)\.(?:java|kt|groovy|scala)$/

function wants(path: string, bytes: number): number {
  if (CLASS.test(path))
    return TOLD_CLASS.test(path) && (MAIN_FILE.test(path) || CONVENTION_CLASS.test(path)) ? MOST_CODE : 0
  const base = path.slice(path.lastIndexOf('/') + 1)
  if (
    base === 'pom.xml' ||
    /\.gradle(?:\.kts)?$/.test(base) ||
    base === 'gradle.properties' ||
    /(?:^|\/)gradle\/[\w.-]+\.versions\.toml$/.test(path)
  )
    return bytes <= MOST_MANIFEST ? bytes : 0
  if (/^(?:\.java-version|\.sdkmanrc|\.tool-versions|system\.properties)$/.test(path))
    return bytes <= MOST_CODE ? bytes : 0
  return mentionBytes(path)
}

const MOST_BUILDS = 6

const POM = /^pom\.xml$/
const GRADLE = /^(?:settings|build)\.gradle(?:\.kts)?$/
const atRoot = (project: Project, names: RegExp) => project.inFolder('.').some((path) => names.test(path))

/** Folders with one of these files: the root, or else the shallowest own ones, none inside another. */
function buildFolders(project: Project, names: RegExp): string[] {
  // Where the root is built by one tool, the other's manifests deeper down are for something beside it.
  if (atRoot(project, POM) || atRoot(project, GRADLE)) return atRoot(project, names) ? ['.'] : []
  const found: string[] = []
  for (const path of project.own(names)) {
    const directory = folderOf(path)
    if (directory.split('/').length > 3 || found.some((one) => directory === one || directory.startsWith(`${one}/`)))
      continue
    if (
      /(?:^|\/)(?:buildSrc|build-logic|scripts?|tools?|\.[^/]+)(?:\/|$)/.test(directory) ||
      isPlatformShell(project, directory)
    )
      continue
    found.push(directory)
    if (found.length === MOST_BUILDS) break
  }
  return found
}

function detectMaven(project: Project, directory: string, mains: Facts['entry_points']) {
  const pom = readPom(project, directory === '.' ? 'pom.xml' : `${directory}/pom.xml`)
  if (!pom) return null
  const modules = modulesOf(project, pom)
  // A module with a wrapper of its own is built where it stands.
  const reactors = directory === '.' && !project.has('mvnw') ? reactorsOf(project) : []
  const reactor = reactors.at(-1) ?? pom
  const own = [pom, ...modules].filter(({ path }) => project.role(path) === 'own')
  const internal = new Set([pom, ...modules].map(({ group, artifact }) => `${group ?? ''}:${artifact}`))
  return {
    packages: [
      pomPackage(project, pom, modules, mains),
      ...modules.map((module) => pomPackage(project, module, [], mains)),
    ],
    manager: { name: 'maven', manifest: pom.path, cwd: reactor.directory, sources: [{ path: pom.path }] },
    dependencies: own.flatMap(({ dependencies }) => dependencies.filter(({ name }) => !internal.has(name))),
    runtimes: [mavenJava(project, [...own, ...reactors])],
    frameworks: [],
    commands: mavenCommands(project, pom, modules, reactor),
    entry_points: [],
  }
}

/** Android, where a module is built for it. */
const androidFramework = (modules: readonly Module[]): Facts['frameworks'] =>
  modules
    .flatMap((module) => {
      const id = ['com.android.application', 'com.android.library'].find((one) => module.plugins.has(one))
      return id
        ? [{ name: 'Android', category: 'mobile', cwd: module.directory, sources: [pluginSource(module, id)] }]
        : []
    })
    .slice(0, 1)

/** @param only the project of the build that is meant, where it is not all of them */
function gradleFacts(project: Project, build: Build, mains: Facts['entry_points'], only?: Module) {
  const all = only ? [only] : [build.root, ...build.modules]
  const own = only ? all : all.filter((module) => isProduct(project, build, module))
  const read = only ? { ...build, modules: all } : build
  return {
    packages: all.map((module) => modulePackage(project, build, module, mains)),
    manager: {
      name: 'gradle',
      manifest: build.manifest,
      cwd: build.directory,
      sources: [{ path: build.manifest }],
    },
    dependencies: own.flatMap((module) => [
      ...(module.script?.dependencies ?? []),
      ...pluginDependencies(build, module),
    ]),
    runtimes: [gradleJava(project, read), gradleKotlin(read)],
    frameworks: androidFramework(own),
    commands: gradleCommands(project, build, only),
    entry_points: own.flatMap((module) =>
      module.plugins.has('com.android.application') ? androidManifest(project, module.directory) : [],
    ),
  }
}

/** The Gradle builds of the tree: the one around it, where it is a project of that, or else its own. */
function detectGradle(project: Project, mains: Facts['entry_points']) {
  const around = surroundingBuild(project)
  if (around) return [gradleFacts(project, around.build, mains, around.module)]
  return buildFolders(project, GRADLE).flatMap((folder) => {
    const build = readBuild(project, folder)
    return build ? [gradleFacts(project, build, mains)] : []
  })
}

/**
 * Java and Kotlin projects: Maven (https://maven.apache.org/pom.html) and Gradle in both its languages, read by a
 * tolerant scan and never run. Two builds of one tree stand side by side, Maven first.
 */
export const java: Ecosystem = {
  name: 'java',
  packages: { maven: ['Java', 'Kotlin', 'Scala', 'Groovy', 'Clojure'] },
  tools,
  extensions: ['java', 'kt', 'groovy', 'scala', 'gradle', 'kts', 'xml', 'properties', 'toml', 'yml', 'yaml'],
  wants,
  detect(project) {
    const mains = mainClasses(project)
    const maven = buildFolders(project, POM).flatMap((folder) => detectMaven(project, folder, mains) ?? [])
    const gradle = detectGradle(project, mains)
    const builds = [...maven, ...gradle]
    if (!builds.length) return {}
    const runtimes = [...builds.flatMap((build) => build.runtimes), pinnedJava(project)].filter(
      (runtime) => runtime !== null,
    )
    // The same tree's second build names the same folders and dependencies again; the first stands.
    const taken = new Set<string>()
    const listed = new Set<string>()
    return {
      packages: builds
        .flatMap(({ packages }) => packages)
        .filter(({ directory }) => !taken.has(directory) && taken.add(directory)),
      package_managers: builds.map(({ manager }) => manager),
      dependencies: builds
        .flatMap(({ dependencies }) => dependencies)
        .filter(({ name, manifest }) => {
          const key = `${name} ${folderOf(manifest)}`
          return !listed.has(key) && listed.add(key)
        }),
      runtimes: runtimes.filter(({ name }, index) => runtimes.findIndex((one) => one.name === name) === index),
      frameworks: builds.flatMap(({ frameworks }) => frameworks).slice(0, 1),
      commands: builds.flatMap(({ commands }) => commands),
      entry_points: [...mains, ...builds.flatMap((build) => build.entry_points)],
    }
  },
}
