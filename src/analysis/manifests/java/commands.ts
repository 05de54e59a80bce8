import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import type { Project } from '../../project'
import { within } from '../within'
import { androidApplication, androidTasks } from './android-commands'
import { composeTasks } from './compose-multiplatform'
import { type Build, isProduct, type Module, pluginSource } from './gradle'
import type { Pom } from './pom'
import { runnableJar } from './runnable-jar'

/** Goals of Maven plugins that start something, or check or format code. */
const MAVEN_GOALS: Record<string, [CommandGroup, string][]> = {
  'spring-boot-maven-plugin': [['run', 'spring-boot:run']],
  'quarkus-maven-plugin': [['run', 'quarkus:dev']],
  'micronaut-maven-plugin': [['run', 'mn:run']],
  'jetty-maven-plugin': [['run', 'jetty:run']],
  'jetty-ee10-maven-plugin': [['run', 'jetty:run']],
  'liberty-maven-plugin': [['run', 'liberty:dev']],
  'javafx-maven-plugin': [['run', 'javafx:run']],
  'helidon-maven-plugin': [['run', 'helidon:dev']],
  'spotless-maven-plugin': [
    ['lint', 'spotless:check'],
    ['format', 'spotless:apply'],
  ],
  'spring-javaformat-maven-plugin': [
    ['lint', 'spring-javaformat:validate'],
    ['format', 'spring-javaformat:apply'],
  ],
  'formatter-maven-plugin': [['format', 'formatter:format']],
  'fmt-maven-plugin': [
    ['lint', 'fmt:check'],
    ['format', 'fmt:format'],
  ],
  'git-code-format-maven-plugin': [['format', 'git-code-format:format-code']],
}

/**
 * Commands of a Maven build; the wrapper when the repository carries it.
 * @param reactor the build around it, where the POM is only a module of that: Maven is called there and told which module is meant
 */
export function mavenCommands(
  project: Project,
  pom: Pom,
  modules: readonly Pom[],
  reactor: Pom = pom,
): CommandCandidate[] {
  const cwd = reactor.directory
  const wrapper = within(cwd, 'mvnw')
  const [tool, rank] = project.has(wrapper) ? ['./mvnw', RANK.wrapper] : ['mvn', RANK.convention]
  const needsSiblings = reactor !== pom && pom.dependencies.some(({ name }) => name.startsWith(`${pom.group ?? ''}:`))
  const only = reactor === pom ? '' : `-pl ${project.folder.split('/').slice(-cwd.split('/').length).join('/')} `
  const also = needsSiblings ? '-am ' : ''
  const proof: Source[] = project.has(wrapper) ? [{ path: pom.path }, { path: wrapper }] : [{ path: pom.path }]
  const commands: CommandCandidate[] = []
  const say = (group: CommandGroup, goal: string, sources: Source[], extra = 0) =>
    commands.push({ group, command: `${tool} ${only}${goal}`, cwd, rank: rank + extra, sources })
  say('build', `${also}package`, proof)
  const all = [pom, ...modules]
  if (all.some(({ directory }) => project.hasFolder(within(directory, 'src/test')))) say('test', `${also}test`, proof)
  const siblings = new Set(all.map(({ group, artifact }) => `${group ?? ''}:${artifact}`))
  let running = 0
  const isChild = reactor !== pom && pom.parent === `${reactor.group ?? ''}:${reactor.artifact}`
  const shared = isChild ? reactor.plugins.map(({ artifact }) => ({ artifact, path: reactor.path })) : []
  for (const one of all)
    for (const { artifact, path } of [
      ...one.plugins.map((plugin) => ({ artifact: plugin.artifact, path: one.path })),
      ...(one === pom ? shared : []),
    ])
      for (const [group, goal] of Object.hasOwn(MAVEN_GOALS, artifact) ? MAVEN_GOALS[artifact]! : []) {
        const source = [project.find(path, `<artifactId>${artifact}<`)]
        if (group !== 'run') {
          if (one === pom) say(group, goal, source, 1)
        } else if (one === pom && pom.packaging !== 'pom') {
          if (!needsSiblings) say('run', goal, source)
        } else if (one !== pom && reactor === pom && running++ < 3 && project.role(one.path) === 'own') {
          const start = `-pl ${one.directory.slice(cwd === '.' ? 0 : cwd.length + 1)} ${goal}`
          // A module that needs its siblings cannot be started alone before they are installed.
          const needs = one.dependencies.some(({ name }) => siblings.has(name))
          say('run', needs ? `install -DskipTests && ${tool} ${start}` : start, source)
        }
      }
  const style = pom.plugins.find(({ artifact }) => artifact === 'maven-checkstyle-plugin')
  // Called alone, the goal takes only the plugin's own settings, not those of an execution.
  if (style?.configuration.configLocation !== undefined)
    say('lint', 'checkstyle:check', [project.find(pom.path, 'maven-checkstyle-plugin')], 1)
  const exec = pom.plugins.find(({ artifact }) => artifact === 'exec-maven-plugin')
  if (exec && (exec.configuration.mainClass !== undefined || pom.property('exec.mainClass')))
    say('run', 'compile exec:java', [project.find(pom.path, 'exec-maven-plugin')])
  const jar = reactor === pom ? runnableJar(project, pom) : null
  if (jar && !commands.some(({ group: one }) => one === 'run'))
    commands.push({ group: 'run', cwd, rank: rank + 1, purpose: 'Run what the build made', ...jar })
  if (pom.packaging === 'hpi') say('run', 'hpi:run', [project.find(pom.path, '<packaging>')])
  return commands
}

/** Tasks that Gradle plugins add: `each` runs wherever it exists, `one` starts a program and needs its project named. */
const GRADLE_TASKS: Record<string, { one?: string; each?: [CommandGroup, string][] }> = {
  'org.springframework.boot': { one: 'bootRun' },
  application: { one: 'run' },
  'io.micronaut.application': { one: 'run' },
  'io.ktor.plugin': { one: 'run' },
  'io.quarkus': { one: 'quarkusDev' },
  'org.gretty': { one: 'appRun' },
  'org.jetbrains.intellij': { one: 'runIde' },
  'org.jetbrains.intellij.platform': { one: 'runIde' },
  'fabric-loom': { one: 'runClient' },
  'net.neoforged.moddev': { one: 'runClient' },
  'net.minecraftforge.gradle': { one: 'runClient' },
  'xyz.jpenilla.run-paper': { one: 'runServer' },
  'com.diffplug.spotless': {
    each: [
      ['lint', 'spotlessCheck'],
      ['format', 'spotlessApply'],
    ],
  },
  'org.jlleitschuh.gradle.ktlint': {
    each: [
      ['lint', 'ktlintCheck'],
      ['format', 'ktlintFormat'],
    ],
  },
  'org.jmailen.kotlinter': {
    each: [
      ['lint', 'lintKotlin'],
      ['format', 'formatKotlin'],
    ],
  },
  'io.gitlab.arturbosch.detekt': { each: [['lint', 'detekt']] },
  'dev.detekt': { each: [['lint', 'detekt']] },
  'io.spring.javaformat': {
    each: [
      ['lint', 'checkFormat'],
      ['format', 'format'],
    ],
  },
  checkstyle: { each: [['lint', 'checkstyleMain']] },
  pmd: { each: [['lint', 'pmdMain']] },
  'com.android.application': { each: [['lint', 'lint']] },
}

/** Checkers that make a task for each of Java's source sets, which Android does not have. */
const SOURCE_SETS = new Set(['checkstyle', 'pmd'])
const JVM = /^(?:java|java-library|groovy|application|org\.springframework\.boot|org\.jetbrains\.kotlin\.jvm)$/

/** Plugins that bring a `test` task. */
const TESTABLE =
  /^(?:java|java-library|java-gradle-plugin|groovy|scala|application|war|org\.springframework\.boot|com\.android\.(?:application|library)|org\.jetbrains\.kotlin\.(?:jvm|android)|kotlin|kotlin-android|io\.quarkus|fabric-loom)$/

/**
 * Commands of a Gradle build; the wrapper when the repository carries it.
 * @param only the project of the build that is meant, where it is not all of them
 */
export function gradleCommands(project: Project, build: Build, only?: Module): CommandCandidate[] {
  const cwd = build.directory
  const wrapper = within(cwd, 'gradlew')
  const [tool, sure] = project.has(wrapper) ? ['./gradlew', RANK.wrapper] : ['gradle', RANK.convention]
  // What the folder itself has scripts for comes before what the build above does with it.
  const rank = only ? RANK.task : sure
  const proof: Source[] = [{ path: project.has(wrapper) ? wrapper : build.manifest }]
  const commands: CommandCandidate[] = []
  const say = (group: CommandGroup, task: string, sources: Source[], extra = 0) => {
    const command = `${tool} ${only && !task.startsWith(':') ? `${only.path}:` : ''}${task}`
    if (!commands.some((known) => known.command === command))
      commands.push({ group, command, cwd, rank: rank + extra, sources })
  }
  const own = only ? [only] : [build.root, ...build.modules].filter((module) => isProduct(project, build, module))
  const android = androidApplication(own)
  if (android) androidTasks(project, build, android, own, say)
  else {
    say('build', 'build', [{ path: build.manifest }, ...proof])
    const tested = own.find(({ plugins }) => [...plugins].some((id) => TESTABLE.test(id)))
    const applied = tested && [...tested.plugins].find((id) => TESTABLE.test(id))
    if (tested && applied) say('test', 'test', [pluginSource(tested, applied), ...proof])
    else if (own.some(({ plugins }) => plugins.has('org.jetbrains.kotlin.multiplatform'))) say('test', 'check', proof)
  }
  for (const { task, source } of own.flatMap(composeTasks)) say('run', task, [source])
  for (const [id, tasks] of Object.entries(GRADLE_TASKS)) {
    const having = own.filter(
      ({ plugins }) => plugins.has(id) && (!SOURCE_SETS.has(id) || [...plugins].some((one) => JVM.test(one))),
    )
    for (const [group, task] of having[0] ? (tasks.each ?? []) : []) say(group, task, [pluginSource(having[0]!, id)], 1)
    if (tasks.one)
      for (const module of runnable(having, id))
        say('run', module.path === ':' ? tasks.one : `${module.path}:${tasks.one}`, [pluginSource(module, id)])
  }
  return commands
}

/** Projects that a plugin's task can start: at most three, the root alone when it is among them. Libraries apply Spring Boot without its jar. */
function runnable(having: readonly Module[], id: string): Module[] {
  const starting = having.filter(
    ({ script }) =>
      id !== 'org.springframework.boot' ||
      !/bootJar\b[^}]{0,300}\benabled(?:\s{0,9}=\s{0,9}|\s)false/.test(script?.text ?? ''),
  )
  const root = starting.find(({ path }) => path === ':')
  return root ? [root] : starting.slice(0, 3)
}
