import type { Kind } from '../../facts'
import { baseOf, type Project } from '../../project'
import { isFrameworkByDescription } from '../description'
import { within } from '../within'
import { type Application, kindsOfPlatforms } from './platforms'
import type { Pubspec } from './pubspec'

/** Packages by which a program answers requests. */
const SERVERS = /^(?:shelf|shelf_router|dart_frog|serverpod|alfred|conduit_core|angel3_framework|relic)$/
const TERMINAL = /\b(?:cli|command[- ]line|tool|terminal|console)\b/i

/** Scripts of `bin`, which `dart run` starts. */
export const scriptsOf = (project: Project, { directory }: Pubspec) =>
  project.inFolder(within(directory, 'bin')).filter((path) => path.endsWith('.dart'))

/** Does a program of Dart answer requests? A Dart Frog project begins in its routes. */
export const isServer = (project: Project, pubspec: Pubspec): boolean =>
  (scriptsOf(project, pubspec).length > 0 && [...pubspec.needs].some((name) => SERVERS.test(name))) ||
  (pubspec.needs.has('dart_frog') && project.hasFolder(within(pubspec.directory, 'routes')))

/** What a package is, most telling first. */
export function pubKinds(project: Project, pubspec: Pubspec, application: Application | null): Kind[] {
  if (application) return kindsOfPlatforms(application.platforms)
  if (pubspec.plugin) return ['library', 'plugin']
  if (isServer(project, pubspec) && !pubspec.executables.length) return ['service']
  if (project.has(within(pubspec.directory, 'web/main.dart'))) return ['web-app']
  const library = project
    .inFolder(within(pubspec.directory, 'lib'))
    .some((path) => path.endsWith('.dart') && !/^main(?:_\w+)?\.dart$/.test(baseOf(path)))
  const framework: Kind[] = isFrameworkByDescription(pubspec.description?.value) ? ['framework'] : []
  const told = TERMINAL.test(`${pubspec.name.replaceAll('_', ' ')} ${pubspec.description?.value ?? ''}`)
  if (pubspec.executables.length) return library && !told ? ['library', ...framework, 'cli'] : ['cli']
  if (pubspec.private && scriptsOf(project, pubspec).length) return ['cli']
  return project.hasFolder(within(pubspec.directory, 'lib')) ? ['library', ...framework] : []
}
