import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Kind, Source } from '../../facts'
import { sameName } from '../../names'
import type { Project } from '../../project'
import type { SwiftPackage, Target } from './package'

/** A program of a package: the name that a shell finds and the target that it is made of. */
export interface Program {
  name: string
  target: Target
  source: Source
}

const SERVERS = /^(?:vapor|hummingbird|kitura|perfect-httpserver|swifter|smoke-framework)$/i
/** Targets that build or document the others. */
const INTERNAL =
  /(?:^|[-_])(?:example|demo|sample|playground|benchmarks?|generate|gen|dev|development|run|tests?)(?:$|[-_])|(?:Example|Demo|Benchmarks?|Development|Tests?)$/

const isServer = ({ requirements }: SwiftPackage): boolean => requirements.some(({ name }) => SERVERS.test(name))

/** Programs of a package: those among its products; without libraries to offer, its executable targets too, which are products unsaid. */
export function programsOf(project: Project, pkg: SwiftPackage): Program[] {
  const executables = pkg.targets.filter(
    ({ kind, folder }) =>
      kind === 'executableTarget' && (folder === null || project.role(`${folder}/main.swift`) === 'own'),
  )
  const named = pkg.products
    .filter(({ kind }) => kind === 'executable')
    .flatMap(({ name, targets, source }) => {
      const target = pkg.targets.find((one) => targets.includes(one.name))
      return target && !INTERNAL.test(name) ? [{ name, target, source }] : []
    })
  if (named.length || pkg.products.some(({ kind }) => kind === 'library')) return named
  return executables
    .filter(({ name }) => executables.length === 1 || !INTERNAL.test(name))
    .map((target) => ({ name: target.name, target, source: target.source }))
}

/** What a package is, most telling first. */
export function packageKinds(project: Project, pkg: SwiftPackage, programs: readonly Program[]): Kind[] {
  const library = pkg.products.some(({ kind }) => kind === 'library')
  const names = [pkg.name.value, project.repositoryName].map(sameName)
  if (programs.length) {
    const program: Kind = isServer(pkg) && !library ? 'service' : 'cli'
    const namesake = programs.some(({ name }) => names.includes(sameName(name)))
    return library ? (namesake ? [program, 'library'] : ['library', program]) : [program]
  }
  if (library || pkg.targets.some(({ kind }) => kind === 'macro')) return ['library']
  return pkg.products.some(({ kind }) => kind === 'plugin') ? ['plugin'] : []
}

/** Does `swift build` compile the package on the machine that it is called on? Platforms without a desktop's have no such build. */
const buildsHere = ({ platforms }: SwiftPackage) => !platforms.length || platforms.includes('macOS')

/** Commands of the package manager in a package's folder. */
export function packageCommands(pkg: SwiftPackage, programs: readonly Program[]): CommandCandidate[] {
  const cwd = pkg.directory
  const commands: CommandCandidate[] = []
  const say = (group: CommandGroup, command: string, source: Source) =>
    commands.push({ group, command, cwd, rank: RANK.convention, sources: [source] })
  if (pkg.requirements.length) say('setup', 'swift package resolve', { path: pkg.path })
  if (!buildsHere(pkg)) {
    const [phone] = pkg.platforms
    const scheme =
      pkg.products.filter(({ kind }) => kind === 'library').length > 1 ? `${pkg.name.value}-Package` : pkg.name.value
    say('build', `xcodebuild -scheme ${scheme} -destination 'generic/platform=${phone!}' build`, { path: pkg.path })
    return commands
  }
  say('build', programs.length ? 'swift build -c release' : 'swift build', { path: pkg.path })
  const executables = pkg.targets.filter(({ kind }) => kind === 'executableTarget')
  for (const { name, source } of programs.slice(0, 3))
    say('run', executables.length === 1 && programs.length === 1 ? 'swift run' : `swift run ${name}`, source)
  const tests = pkg.targets.find(({ kind, folder }) => kind === 'testTarget' && folder !== null)
  if (tests) say('test', 'swift test', tests.source)
  return commands
}
