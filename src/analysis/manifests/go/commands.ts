import { type CommandCandidate, RANK } from '../../detector'
import type { Project } from '../../project'
import { at, isFetchable, type Module, moduleName } from './module'
import { rootPackage } from './package-doc'
import type { Program } from './programs'

/** golangci-lint's configuration. */
export const LINTER = /^\.golangci\.(?:ya?ml|toml|json)$/

/** What a user types: `go install` for programs, `go get` for a library. */
export function installCommands(project: Project, module: Module, programs: readonly Program[]): CommandCandidate[] {
  if (!isFetchable(project, module)) return []
  const say = (command: string, rank: number): CommandCandidate => ({
    group: 'install',
    command,
    cwd: '.',
    rank,
    sources: [at(module, module.line)],
  })
  const name = moduleName(module.path)
  const isLibrary = (rootPackage(project, module)?.name ?? (programs.length ? 'main' : '')) !== 'main'
  const path = (program: Program) =>
    program.argument === '.' ? module.path : `${module.path}/${program.argument.slice(2)}`
  // The go command installs no module whose go.mod replaces or excludes others.
  const installs = module.overrides
    ? []
    : programs
        .filter(({ file }) => project.role(file) === 'own')
        .slice(0, 4)
        .map((program) => say(`go install ${path(program)}@latest`, RANK.convention))
  const gets = isLibrary
    ? [say(`go get ${module.path}`, RANK.convention + (programs.some((one) => one.name === name) ? 1 : -1))]
    : []
  return [...installs, ...gets]
}

/** What a contributor types; `compiles` is false where the tree lacks files that the build embeds. */
export function developmentCommands(
  project: Project,
  module: Module,
  programs: readonly Program[],
  compiles: boolean,
): CommandCandidate[] {
  const prefix = module.directory === '.' ? '' : `${module.directory}/`
  const say = (
    group: CommandCandidate['group'],
    command: string,
    source = at(module, module.line),
    purpose?: string,
    later = 0,
  ): CommandCandidate => ({
    group,
    command,
    cwd: module.directory,
    rank: RANK.convention + later,
    sources: [source],
    ...(purpose ? { purpose } : {}),
  })
  const few = programs.slice(0, 3)
  const test = project.paths.find(
    (path) => path.endsWith('_test.go') && path.startsWith(prefix) && project.role(path) !== 'vendored',
  )
  const linter = project.paths.find((path) => LINTER.test(path.slice(prefix.length)) && path.startsWith(prefix))
  const formats = linter && /^(?:formatters\s*:|\[formatters)/m.test(project.text(linter) ?? '')
  return [
    ...(module.requirements.length ? [say('setup', 'go mod download')] : []),
    ...(compiles
      ? few.map((one) => say('build', one.argument === '.' ? 'go build' : `go build ${one.argument}`, one.source))
      : []),
    ...(compiles
      ? [
          say(
            'build',
            'go build ./...',
            at(module, module.line),
            programs.length ? 'Compile every package' : undefined,
            1,
          ),
        ]
      : []),
    ...(compiles ? few.map((one) => say('run', `go run ${one.argument}`, one.source)) : []),
    ...(test ? [say('test', 'go test ./...', { path: test })] : []),
    ...(linter ? [say('lint', 'golangci-lint run', { path: linter })] : []),
    ...(linter && formats
      ? [say('format', 'golangci-lint fmt', project.find(linter, /^(?:formatters\s*:|\[formatters)/m))]
      : []),
  ]
}
