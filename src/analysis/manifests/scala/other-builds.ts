import { type CommandCandidate, type Contribution, RANK } from '../../detector'
import type { CommandGroup, Source, Sourced } from '../../facts'
import { folderOf, lineAt, type Project } from '../../project'
import { contributionOf, type Requirement } from '../manifest-facts'
import { within } from '../within'
import { dependencyInstalls } from './commands'
import { withoutComments } from './source-text'

/** Requirements written `ivy"org::name:version"`, as Mill and Scala CLI have them. */
function coordinates(path: string, text: string, pattern: RegExp): Requirement[] {
  return [...text.matchAll(pattern)].slice(0, 300).flatMap((match) => {
    const parts = match[1]!.match(/^([\w.-]+):{1,3}([\w.-]+):{1,2}([\w.+-]+)$/)
    return parts
      ? [
          {
            name: `${parts[1]}:${parts[2]}`,
            version: parts[3]!,
            scope: 'runtime' as const,
            source: { path, line: lineAt(text, match.index) },
          },
        ]
      : []
  })
}

/** A Mill build (https://mill-build.org), by its own wrapper where it has one; `null` where there is none. */
export function millBuild(project: Project, path: string): Contribution | null {
  const raw = project.text(path)
  if (raw === null) return null
  const text = withoutComments(raw)
  const directory = folderOf(path)
  const wrapper = ['mill', 'millw']
    .map((name) => within(directory, name))
    .find((one) => project.files.get(one)?.mode === 'executable')
  const mill = wrapper ? `./${wrapper.split('/').at(-1)}` : 'mill'
  const commands: Omit<CommandCandidate, 'cwd'>[] = []
  const say = (group: CommandGroup, task: string, source: Source | null) => {
    if (source)
      commands.push({
        group,
        command: `${mill} ${task}`,
        rank: wrapper ? RANK.wrapper : RANK.convention,
        sources: [source],
      })
  }
  const find = (pattern: RegExp): Sourced | null => {
    const match = text.match(pattern)
    return match?.[1] ? { value: match[1], sources: [{ path, line: lineAt(text, match.index ?? 0) }] } : null
  }
  const organization = find(/organization\s*=\s*"([\w.-]{1,80})"/)
  const installs = dependencyInstalls(project, directory, organization?.value ?? null, [project.repositoryName])
  const tests = find(/\bobject\s+(test)\b|\b(?:ScalaTests|TestModule|Tests)\b/)
  say('build', '__.compile', { path })
  say('test', '__.test', tests?.sources[0] ?? (/TestModule|ScalaTests|\bobject test\b/.test(text) ? { path } : null))
  const scala =
    find(/scalaVersion\s*=\s*"(\d[\w.-]{1,20})"/) ?? find(/\bval\s+scala\w*\s*=\s*"((?:2|3)\.\d[\w.-]{1,20})"/)
  const version = within(directory, '.mill-version')
  return contributionOf('maven', 'mill', path, {
    name: null,
    description: find(/description\s*=\s*"([^"\n]{1,300})"/),
    version: null,
    license: find(/License\.`?([\w.-]{2,30})`?/),
    private: installs.length === 0,
    kinds: installs.length === 0 && /\bdef mainClass\b/.test(text) ? ['cli'] : ['library'],
    requirements: coordinates(path, text, /\b(?:ivy|mvn)"([^"\n]{3,160})"/g),
    runtimes: [
      ...(scala ? [{ name: 'scala', constraint: scala.value, sources: scala.sources }] : []),
      ...(project.has(version) && /^\d/.test(project.text(version) ?? '')
        ? [{ name: 'mill', constraint: project.text(version)!.trim(), sources: [{ path: version, line: 1 }] }]
        : []),
    ],
    commands: [...installs, ...commands],
  })
}

/** A project of Scala CLI: `project.scala` with directives (https://scala-cli.virtuslab.org/docs/reference/directives). */
export function scalaCliProject(project: Project, path: string): Contribution | null {
  const text = project.text(path)
  if (text === null || !/^\/\/> using /m.test(text)) return null
  const directory = folderOf(path)
  const commands: Omit<CommandCandidate, 'cwd'>[] = []
  const say = (group: CommandGroup, command: string, source: Source | undefined) => {
    if (source) commands.push({ group, command, rank: RANK.convention, sources: [source] })
  }
  const inside = project.ending('.scala').filter((one) => directory === '.' || one.startsWith(`${directory}/`))
  const main = inside.find((one) => /(?:^|\/)(?:Main|main|App)\.scala$/.test(one))
  const test = inside.find((one) => /\.test\.scala$|(?:^|\/)test\//.test(one))
  const scala = text.match(/^\/\/> using scala(?:Version)?\s+"?((?:2|3)[\w.]*)"?/m)
  say('build', 'scala-cli compile .', { path })
  say(
    'run',
    'scala-cli run .',
    main ? { path: main } : /^\/\/> using mainClass/m.test(text) ? project.find(path, '> using mainClass') : undefined,
  )
  say('test', 'scala-cli test .', test ? { path: test } : undefined)
  const scalafmt = within(directory, '.scalafmt.conf')
  say('lint', 'scala-cli fmt --check .', project.has(scalafmt) ? { path: scalafmt } : undefined)
  say('format', 'scala-cli fmt .', project.has(scalafmt) ? { path: scalafmt } : undefined)
  return contributionOf('maven', 'scala-cli', path, {
    name: null,
    description: null,
    version: null,
    license: null,
    private: true,
    kinds: main ? ['cli'] : ['library'],
    requirements: coordinates(path, text, /^\/\/> using (?:dep|lib|test\.dep)\s+"?([^"\s,]{3,160})"?/gm),
    runtimes: scala
      ? [{ name: 'scala', constraint: scala[1]!, sources: [{ path, line: lineAt(text, scala.index ?? 0) }] }]
      : [],
    commands,
    entry_points: main ? [{ path: main, what: 'Program', sources: [{ path: main }] }] : [],
  })
}
