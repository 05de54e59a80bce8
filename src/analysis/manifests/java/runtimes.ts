import type { Facts, Source } from '../../facts'
import { lineAt, type Project, string } from '../../project'
import { continuousIntegrationVersion } from '../ci-versions'
import { type Build, isProduct } from './gradle'
import { interpolated, versionNames } from './gradle-versions'
import type { Pom } from './pom'

type Runtime = Facts['runtimes'][number]

/** Properties that state a Java version, surest first. */
const PROPERTIES = [
  'maven.compiler.release',
  'java.version',
  'maven.compiler.source',
  'maven.compiler.target',
  'jdk.version',
  'javaVersion',
  'java.level',
  'release',
]

/** The Java that a Maven build asks for: its own, its parents' in the tree, or the enforcer's rule. */
export function mavenJava(project: Project, poms: readonly Pom[]): Runtime | null {
  for (const pom of poms) {
    for (const name of PROPERTIES) {
      const value = pom.property(name)
      if (value && /^\d+(?:\.\d+)*$/.test(value))
        return { name: 'java', constraint: `>=${value}`, sources: [definition(project, poms, pom, `<${name}>`)] }
    }
    const compiler = [...pom.plugins, ...pom.managedPlugins].find(
      ({ artifact }) => artifact === 'maven-compiler-plugin',
    )
    for (const key of ['release', 'source', 'target']) {
      const value = string(compiler?.configuration[key])
      if (value && /^\d+(?:\.\d+)*$/.test(value))
        return { name: 'java', constraint: `>=${value}`, sources: [project.find(pom.path, `<${key}>${value}`)] }
    }
    const range = project.text(pom.path)?.match(/<requireJavaVersion>\s*<version>([^<$]+)<\/version>/)?.[1]
    if (range)
      return { name: 'java', constraint: range.trim(), sources: [project.find(pom.path, '<requireJavaVersion>')] }
  }
  return null
}

/** The POM that defines a property: the one that uses it, or the first of the build that writes it. */
const definition = (project: Project, poms: readonly Pom[], pom: Pom, tag: string): Source =>
  [pom, ...poms].map(({ path }) => project.find(path, tag)).find(({ line }) => line !== undefined) ?? { path: pom.path }

/** Ways in which a Gradle script states a Java version. The group is a number, a name or a catalogue accessor. */
const STATEMENTS: { pattern: RegExp; exact: boolean }[] = [
  { pattern: /\boptions\.release(?:[ \t]{0,20}=[ \t]{0,20}|\.set\()["']?([\w.]+)/g, exact: false },
  {
    pattern:
      /\bsourceCompatibility[ \t]{0,20}=?[ \t]{0,20}(?:JavaVersion\.)?(?:toVersion\()?["']?((?:VERSION_)?[\w.]+)/g,
    exact: false,
  },
  { pattern: /JavaLanguageVersion\.of\(\s*["']?([\w.]+)/g, exact: true },
  { pattern: /\bjvmToolchain\s*\(\s*["']?([\w.]+)/g, exact: true },
]

/** A version from what a script writes: `17`, `VERSION_17`, `VERSION_1_8`, a name, `libs.versions.java.get`. */
function javaVersion(written: string, build: Build, names: ReadonlyMap<string, string>): string | null {
  const plain = written
    .replace(/^VERSION_/, '')
    .replaceAll('_', '.')
    .replace(/\.(?:get|toInteger|toInt)$/, '')
  if (/^\d+(?:\.\d+)*$/.test(plain)) return plain
  const alias = written.match(/^libs\.versions\.([\w.]+?)(?:\.get|\.asProvider.*)?$/)?.[1]
  const value = alias ? build.catalogue.version(alias) : (names.get(written.split('.').at(-1) ?? '') ?? null)
  return value && /^\d+(?:\.\d+)*$/.test(value) ? value : null
}

/** The Java that a Gradle build asks for: the root's script, convention plugins, then modules. */
export function gradleJava(project: Project, build: Build): Runtime | null {
  const modules = build.modules.filter((module) => isProduct(project, build, module))
  const scripts = [build.root.script, ...build.conventions, ...modules.map(({ script }) => script)]
  for (const script of scripts) {
    if (!script) continue
    const names = new Map([...build.names, ...versionNames([script.text])])
    for (const { pattern, exact } of STATEMENTS) {
      const versions = [...script.text.matchAll(pattern)].slice(0, MOST_STATEMENTS).flatMap((match) => {
        const version = javaVersion(match[1]!, build, names)
        return version ? [{ version, line: lineAt(script.text, match.index) }] : []
      })
      // Some tasks compile for a newer Java than the rest: what is asked for is the lowest.
      const [lowest] = exact ? versions : versions.toSorted((a, b) => major(a.version) - major(b.version))
      if (lowest)
        return {
          name: 'java',
          constraint: exact ? lowest.version : `>=${lowest.version}`,
          sources: [{ path: script.path, line: lowest.line }],
        }
    }
  }
  return null
}

const MOST_STATEMENTS = 20
/** Java's feature number: `1.8` and `8` are the same. */
const major = (version: string) => Number(version.replace(/^1\./, '').split('.')[0])

const KOTLIN = /^org\.jetbrains\.kotlin\.(?:jvm|android|multiplatform|js|plugin\.[\w.]+)$/
const CLASSPATH = /["']org\.jetbrains\.kotlin:kotlin-gradle-plugin:([^"'\n]+)["']/

/** The Kotlin that a Gradle build compiles with: its plugin's version in a script, in the catalogue, or on the build's class path. */
export function gradleKotlin(build: Build): Runtime | null {
  const modules = [build.root, ...build.modules]
  for (const { script } of modules)
    for (const { id, version, line } of script?.plugins ?? [])
      if (version && KOTLIN.test(id))
        return { name: 'kotlin', constraint: version, sources: [{ path: script!.path, line }] }
  const listed = build.catalogue.plugin(KOTLIN)
  if (listed) return { name: 'kotlin', constraint: listed.version, sources: [listed.source] }
  const root = build.root.script
  const match = root?.text.match(CLASSPATH)
  const version = match ? interpolated(match[1]!, new Map([...build.names, ...versionNames([root!.text])])) : null
  return root && match && version && /^\d/.test(version)
    ? { name: 'kotlin', constraint: version, sources: [{ path: root.path, line: lineAt(root.text, match.index ?? 0) }] }
    : null
}

/** Files that pin a JDK for version managers, then the JDKs of the CI. */
export function pinnedJava(project: Project): Runtime | null {
  const pins: [string, RegExp][] = [
    ['.java-version', /^\s*(\d+(?:\.\d+)*)/],
    ['.sdkmanrc', /^java=(\d+(?:\.\d+)*)/m],
    ['.tool-versions', /^java\s+(?:[a-z]+-)*(\d+(?:\.\d+)*)/m],
    ['system.properties', /^java\.runtime\.version\s*=\s*(\d+(?:\.\d+)*)/m],
  ]
  for (const [path, pattern] of pins) {
    const version = project.has(path) ? project.text(path)?.match(pattern)?.[1] : undefined
    if (version) return { name: 'java', constraint: version, sources: [project.find(path, pattern)] }
  }
  return continuousIntegrationVersion(project, 'java', 'java-version')
}
