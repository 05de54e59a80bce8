import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import { baseOf, type Project } from '../../project'
import { within } from '../within'
import { isServer, scriptsOf } from './kinds'
import type { Pubspec } from './pubspec'

/** Scripts of `bin` by which a package is started: its commands, its server, or the one of its own name. */
function programs(project: Project, pubspec: Pubspec): string[] {
  const entries = pubspec.executables.map(({ entry }) => entry)
  if (entries.length) return [...new Set(entries)].slice(0, 2)
  const scripts = scriptsOf(project, pubspec)
  const named = scripts.filter((path) => [`${pubspec.name}.dart`, 'server.dart', 'main.dart'].includes(baseOf(path)))
  return named.length ? named.slice(0, 1) : scripts.length === 1 ? scripts : []
}

/** How a package that is no Flutter application is started and built, where it is a program. */
export function programCommands(project: Project, pubspec: Pubspec): CommandCandidate[] {
  const { directory, needs, path } = pubspec
  const commands: CommandCandidate[] = []
  const say = (group: CommandGroup, command: string, source: Source) =>
    commands.push({ group, command, cwd: directory, rank: RANK.convention, sources: [source] })
  const activate = (name: string) => say('setup', `dart pub global activate ${name}`, { path })
  if (needs.has('dart_frog') && project.hasFolder(within(directory, 'routes'))) {
    activate('dart_frog_cli')
    say('run', 'dart_frog dev', { path })
    say('build', 'dart_frog build', { path })
    return commands
  }
  if (needs.has('jaspr') && needs.has('jaspr_builder')) {
    activate('jaspr_cli')
    say('run', 'jaspr serve', { path })
    say('build', 'jaspr build', { path })
    return commands
  }
  if (needs.has('build_web_compilers') && project.has(within(directory, 'web/main.dart'))) {
    say('run', 'dart run build_runner serve', { path })
    say('build', 'dart run build_runner build --release', { path })
    return commands
  }
  // A private package's scripts are its programs; a published one's, unless it names them, only serve its upkeep.
  if (!pubspec.executables.length && !pubspec.private && !isServer(project, pubspec)) return []
  for (const program of programs(project, pubspec)) {
    const script = directory === '.' ? program : program.slice(directory.length + 1)
    say('run', `dart run ${script}`, { path: program })
    if (pubspec.private && !project.has(within(directory, 'hook/build.dart')))
      say('build', `dart compile exe ${script}`, { path: program })
  }
  return commands
}
