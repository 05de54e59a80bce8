import type { Kind } from '../../facts'
import type { Project } from '../../project'
import { isFrameworkByDescription } from '../description'
import { within } from '../within'
import { composeKinds } from './compose-multiplatform'
import type { Module } from './gradle'
import type { Pom } from './pom'

/** Dependencies by which a program shows pages rather than only answering requests. */
const PAGES =
  /^(?:org\.springframework\.boot:spring-boot-starter-(?:thymeleaf|freemarker|mustache|groovy-templates)|org\.thymeleaf:|com\.vaadin:|org\.freemarker:|org\.primefaces:|org\.apache\.wicket:|io\.quarkus:quarkus-(?:qute|web-bundler))/
const SERVERS =
  /^(?:org\.springframework\.boot:spring-boot-starter-(?:web|webmvc|webflux|jersey|undertow|jetty|tomcat|graphql|actuator)$|io\.quarkus:quarkus-(?:rest|resteasy|vertx|undertow|grpc)|io\.micronaut:micronaut-http-server|io\.javalin:javalin$|com\.sparkjava:spark-core$|io\.dropwizard:dropwizard-core$|io\.ktor:ktor-server|io\.vertx:vertx-web$|io\.helidon)/
const TERMINALS =
  /^(?:info\.picocli:|com\.beust:jcommander|org\.jcommander:|commons-cli:|com\.github\.ajalt\.clikt:|net\.sf\.jopt-simple:|org\.jline:|org\.springframework\.shell:|org\.jetbrains\.kotlinx:kotlinx-cli|args4j:)/
const DESKTOPS = /^(?:org\.openjfx:|com\.formdev:flatlaf|org\.eclipse\.swt|com\.badlogicgames\.gdx:|org\.lwjgl)/
const GAME_PLUGINS =
  /^(?:org\.spigotmc:|io\.papermc\.paper:paper-api|net\.fabricmc:fabric-loader|com\.velocitypowered:|net\.md-5:bungeecord|org\.bukkit:)/

/** What a program is by what it depends on and whether it has pages of its own. */
function programKinds(
  project: Project,
  directory: string,
  dependencies: readonly { name: string; scope: string }[],
): Kind | null {
  const used = dependencies.filter(({ scope }) => scope !== 'dev' && scope !== 'build').map(({ name }) => name)
  const any = (pattern: RegExp) => used.some((name) => pattern.test(name))
  if (any(GAME_PLUGINS)) return 'plugin'
  const pages =
    any(PAGES) ||
    ['src/main/resources/templates', 'src/main/webapp'].some((folder) => project.hasFolder(within(directory, folder)))
  if (any(SERVERS)) return pages ? 'web-app' : 'service'
  if (any(DESKTOPS)) return 'desktop-app'
  return any(TERMINALS) ? 'cli' : null
}

/** Coordinates by which maintainers mark a project as one to learn from. */
const SAMPLE = /(?:^|[.:-])(?:samples?|examples?|demos?|tutorials?|quickstarts?)(?:$|[.:-])/

/** What a Maven project is, most telling first; nothing for one that only gathers modules. */
export function pomKinds(project: Project, pom: Pom, hasMain: boolean): Kind[] {
  const sample: Kind[] = SAMPLE.test(`${pom.group ?? ''}:${pom.artifact}`) ? ['sample'] : []
  if (/^(?:hpi|maven-plugin|eclipse-plugin|atlassian-plugin|maven-extension|bundle-plugin|jpi)$/.test(pom.packaging))
    return ['plugin']
  if (pom.packaging === 'pom') return []
  const plugins = pom.plugins.map(({ artifact }) => artifact)
  const program = programKinds(project, pom.directory, pom.dependencies)
  const started =
    hasMain ||
    pom.packaging === 'war' ||
    plugins.some((artifact) => /^(?:spring-boot|quarkus|micronaut|helidon|liberty)-maven-plugin$/.test(artifact))
  if (program === 'plugin') return ['plugin']
  if (program && started) return [program, ...sample]
  if (pom.packaging === 'war') return ['web-app', ...sample]
  if (started && plugins.includes('spring-boot-maven-plugin')) return ['service', ...sample]
  if (hasMain && isSpringBoot(pom.dependencies)) return ['service', ...sample]
  if (hasMain && !pom.distributed) return ['cli', ...sample]
  return isFrameworkByDescription(pom.description?.value) ? ['library', 'framework'] : ['library', ...sample]
}

/** A program on Spring Boot serves something, unless it reads a terminal, which is told before. */
const isSpringBoot = (dependencies: readonly { name: string; scope: string }[]): boolean =>
  dependencies.some(({ name, scope }) => scope === 'runtime' && /^org\.springframework\.(?:boot|cloud):/.test(name))

const PLUGIN_IDS: Record<string, Kind> = {
  'com.android.application': 'mobile-app',
  'com.android.library': 'library',
  'java-gradle-plugin': 'plugin',
  'com.gradle.plugin-publish': 'plugin',
  'org.jetbrains.intellij': 'plugin',
  'org.jetbrains.intellij.platform': 'plugin',
  'fabric-loom': 'plugin',
  'net.neoforged.moddev': 'plugin',
  'net.minecraftforge.gradle': 'plugin',
  'org.jenkins-ci.jpi': 'plugin',
}
const LIBRARIES =
  /^(?:java|java-library|groovy|scala|kotlin|kotlin-multiplatform|org\.jetbrains\.kotlin\.(?:jvm|multiplatform)|com\.android\.kotlin\.multiplatform\.library)$/

/** What a Gradle project is, most telling first. */
export function moduleKinds(project: Project, module: Module, hasMain: boolean): Kind[] {
  const compose = composeKinds(module)
  if (compose.length)
    return [...(module.plugins.has('com.android.application') ? ['mobile-app' as const] : []), ...compose]
  for (const [id, kind] of Object.entries(PLUGIN_IDS)) if (module.plugins.has(id)) return [kind]
  const program = programKinds(project, module.directory, module.script?.dependencies ?? [])
  if (program === 'plugin') return ['plugin']
  const started = [
    'application',
    'org.springframework.boot',
    'io.quarkus',
    'io.micronaut.application',
    'war',
    'io.ktor.plugin',
  ].find((id) => module.plugins.has(id))
  if (started || hasMain) {
    if (program) return [program]
    if (module.plugins.has('org.jetbrains.compose')) return ['desktop-app']
    if (started === 'war') return ['web-app']
    if (started) return [started === 'application' ? 'cli' : 'service']
  }
  return [...module.plugins].some((id) => LIBRARIES.test(id)) && project.hasFolder(within(module.directory, 'src'))
    ? ['library']
    : []
}
