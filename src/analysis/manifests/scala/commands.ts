import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Kind, Source } from '../../facts'
import type { Project } from '../../project'
import { inReadme } from '../readme-mention'
import { groupOfTask } from '../task-names'
import { within } from '../within'
import type { SbtBuild, SbtProject } from './build'

type Said = Omit<CommandCandidate, 'cwd'>

const CHECKS = /^(?:check|checks|lint|validate|verify|prePR|pre-pr|ci|quality|style)/i
/** A program's beginning in Scala. */
const BEGINS = /\bextends [^\n{]{0,80}\b\w*App\b|\bdef main\s*\(|@main\b/
const PROGRAM =
  /^src\/main\/scala(?:-\d[\w.]*)?\/(?:[\w-]+\/){0,8}(?:Main|App|Cli|CLI|Server|Application|Boot)\.scala$|^app\/(?:Main|Server)\.scala$/

/** Files in which a program may begin, by their names. */
export const mayBegin = (path: string): boolean =>
  /(?:^|\/)(?:Main|App|Cli|CLI|Server|Application|Boot)\.scala$/.test(path)

/** Projects whose sources hold a program in a file that is named for it, the root first. */
export function programsOf(
  project: Project,
  { directory, projects, path }: SbtBuild,
): { project: SbtProject; file: string }[] {
  const root: SbtProject = { id: 'root', called: 'root', folder: '.', text: '', source: { path } }
  const all = projects.some(({ folder }) => folder === '.') ? projects : [root, ...projects]
  return all.flatMap((one) => {
    const base = one.folder === '.' ? directory : within(directory, one.folder)
    const prefix = base === '.' ? '' : `${base}/`
    for (const inside of ['', 'jvm/', 'shared/']) {
      const file = project
        .named(/^(?:Main|App|Cli|CLI|Server|Application|Boot)\.scala$/)
        .find((path) => path.startsWith(prefix + inside) && PROGRAM.test(path.slice(prefix.length + inside.length)))
      if (file && project.role(file) === 'own' && BEGINS.test(project.text(file) ?? '')) return [{ project: one, file }]
    }
    return []
  })
}

/** The sbt launcher that the repository carries, or the one that is installed. */
export function sbtOf(project: Project, directory: string): { command: string; rank: number } {
  const carried = ['sbt', 'sbtx']
    .map((name) => within(directory, name))
    .find((path) => project.files.get(path)?.mode === 'executable')
  return carried
    ? { command: `./${carried.split('/').at(-1)}`, rank: RANK.wrapper }
    : { command: 'sbt', rank: RANK.convention }
}

export const isPlay = ({ text, plugins }: SbtBuild): boolean =>
  /\benablePlugins\([^)]{0,200}\bPlay(?:Scala|Java|Service)\b/.test(text) ||
  (plugins.has('sbt-plugin') && /\bPlay(?:Scala|Java|Service)\b/.test(text))

/** What a contributor types in an sbt build. */
export function sbtCommands(project: Project, build: SbtBuild, kinds: readonly Kind[]): Said[] {
  const { command: sbt, rank } = sbtOf(project, build.directory)
  const commands: Said[] = []
  const say = (group: CommandGroup, task: string, source: Source | null | undefined, order = 0, own = rank) => {
    if (source)
      commands.push({
        group,
        command: `${sbt} ${/[\s;~]/.test(task) ? `"${task}"` : task}`,
        rank: own + order,
        sources: [source],
      })
  }
  const file: Source = { path: build.path }
  const taken = new Set<CommandGroup>()
  for (const { name, does, source } of build.aliases) {
    const checks = CHECKS.test(name) && /[cC]heck|lint/.test(does)
    const group =
      checks || /scalafmtCheck|--check/.test(does) ? 'lint' : groupOfTask(name.replace(/([a-z])([A-Z])/g, '$1-$2'))
    if (
      !group ||
      taken.has(group) ||
      /(?:JVM|JS|Native|\d)$/.test(name) ||
      (group !== 'lint' && group !== 'test' && group !== 'format' && group !== 'build')
    )
      continue
    taken.add(group)
    say(group, name, source, 0, Math.min(rank, RANK.script))
  }
  say('setup', 'update', file)
  const play = isPlay(build)
  if (play) say('build', 'dist', build.has(/\bPlay(?:Scala|Java|Service)\b/), 1)
  else if (kinds[0] !== 'library' && kinds[0] !== 'plugin') {
    say('build', 'assembly', build.plugins.get('sbt-assembly'), 1)
    say(
      'build',
      'stage',
      build.has(/\bJavaAppPackaging\b|\bJavaServerAppPackaging\b/) && build.plugins.get('sbt-native-packager'),
      1,
    )
  }
  say('build', 'compile', file)
  const programs = programsOf(project, build)
  const container = build.plugins.get('xsbt-web-plugin')
  if (play) say('run', 'run', build.has(/\bPlay(?:Scala|Java|Service)\b/))
  else if (container && kinds[0] !== 'library')
    say('run', '~Container/start', build.has(/\b(?:ContainerPlugin|JettyPlugin|TomcatPlugin)\b/))
  else if (kinds[0] !== 'library' && kinds[0] !== 'plugin')
    for (const { project: one, file: path } of programs.slice(0, 2))
      say('run', one.folder === '.' ? 'run' : `${one.id}/run`, { path })
  const inside = build.directory === '.' ? '' : `${build.directory}/`
  const tests = project
    .ending('.scala')
    .find((path) => path.startsWith(inside) && /(?:^|\/)(?:src\/test(?:-[\w.]+)?|tests?)\//.test(path))
  say('test', 'test', tests ? { path: tests } : null)
  const scalafmt = within(build.directory, '.scalafmt.conf')
  const bundled = build.plugins.get('sbt-typelevel') ?? build.plugins.get('sbt-typelevel-settings')
  if (project.has(scalafmt)) {
    const plugin = build.plugins.get('sbt-scalafmt') ?? bundled
    if (plugin) {
      say('lint', 'scalafmtCheckAll', plugin, 1)
      say('format', 'scalafmtAll', plugin)
    } else {
      commands.push({
        group: 'lint',
        command: 'scalafmt --check',
        rank: RANK.convention + 2,
        sources: [{ path: scalafmt }],
      })
      commands.push({ group: 'format', command: 'scalafmt', rank: RANK.convention + 1, sources: [{ path: scalafmt }] })
    }
  }
  if (project.has(within(build.directory, '.scalafix.conf')))
    say('lint', 'scalafixAll --check', build.plugins.get('sbt-scalafix') ?? bundled, 2)
  return commands
}

/** The dependency that a README tells its users to add, for sbt and for Mill: with its version written out, of this build's organisation or artifacts. */
export function dependencyInstalls(
  project: Project,
  directory: string,
  organization: string | null,
  artifacts: readonly string[],
): Said[] {
  const group = organization ? organization.replaceAll('.', '\\.') : '[\\w.-]{2,80}'
  const own = (artifact: string | undefined) =>
    organization !== null || artifacts.some((one) => artifact === one || artifact?.startsWith(`${one}-`))
  const found: Said[] = []
  const add = (command: string, purpose: string, source: Source) =>
    found.push({ group: 'install', command, purpose, rank: RANK.convention, sources: [source] })
  const plugin = inReadme(
    project,
    directory,
    new RegExp(`addSbtPlugin\\("${group}" % "([\\w.-]+)" % "(\\d[\\w.+-]{0,40})"\\)`),
  )
  if (plugin && own(plugin.match[1])) add(plugin.match[0], 'add to project/plugins.sbt', plugin.source)
  const sbt = inReadme(
    project,
    directory,
    new RegExp(
      `"${group}"\\s{1,10}(%{1,3})\\s{1,10}"([\\w.-]+)"\\s{1,10}%\\s{1,10}"(\\d[\\w.+-]{0,40})"(?!\\s*\\)\\s*addSbt)`,
    ),
  )
  if (!plugin && sbt && own(sbt.match[2]))
    add(`libraryDependencies += ${sbt.match[0].replace(/\s+/g, ' ')}`, 'add to build.sbt', sbt.source)
  const mill = inReadme(project, directory, new RegExp(`(?:ivy|mvn)"${group}:{1,3}([\\w.-]+):{1,2}\\d[\\w.+-]{0,40}"`))
  if (mill && own(mill.match[1])) add(mill.match[0], 'add to the dependencies in build.mill', mill.source)
  return found
}
