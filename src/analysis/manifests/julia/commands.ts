import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source, Sourced } from '../../facts'
import type { Project } from '../../project'
import { within } from '../within'

/** Scripts by which an environment without a package of its own is started. */
const STARTS = ['main.jl', 'app.jl', 'server.jl', 'run.jl', 'src/main.jl', 'bin/main.jl']

/** What Julia's own package manager does with the environment in `folder`. */
export function juliaCommands(
  project: Project,
  folder: string,
  manifest: string,
  { name, registered, library }: { name: Sourced | null; registered: Source | null; library: string | null },
): Omit<CommandCandidate, 'cwd'>[] {
  const commands: Omit<CommandCandidate, 'cwd'>[] = []
  const say = (group: CommandGroup, command: string, ...sources: Source[]) =>
    commands.push({ group, command, rank: RANK.convention, sources })
  if (name && registered) say('install', `julia -e 'using Pkg; Pkg.add("${name.value}")'`, ...name.sources, registered)
  say('setup', "julia --project -e 'using Pkg; Pkg.instantiate()'", { path: manifest })
  const start = library
    ? undefined
    : STARTS.map((one) => ({ one, path: within(folder, one) })).find(({ path }) => project.has(path))
  if (start) say('run', `julia --project ${start.one}`, { path: start.path })
  const tests = within(folder, 'test/runtests.jl')
  if (library && project.has(tests)) say('test', "julia --project -e 'using Pkg; Pkg.test()'", { path: tests })
  const style = within(folder, '.JuliaFormatter.toml')
  if (project.has(style)) say('format', `julia -e 'using JuliaFormatter; format(".")'`, { path: style })
  return commands
}
