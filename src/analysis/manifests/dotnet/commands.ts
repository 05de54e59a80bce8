import { type CommandCandidate, RANK } from '../../detector'
import type { Project } from '../../project'
import { mention } from '../mention'
import { within } from '../within'
import { runCommands } from './programs'
import { hasPackage, isOn } from './project-file'
import { toInstall } from './publication'
import { argumentOf, say, type Target, targetOf, type Workbench } from './workbench'

function testCommands(project: Project, bench: Workbench, target: Target | null): CommandCandidate[] {
  const tests = bench.projects.filter((one) => one.runsTests && !one.legacy)
  const first = tests[0]
  if (!first) return []
  const platform = bench.global?.testingPlatform ?? false
  const covered = bench.solutions.some(({ path, projects }) => path === target?.path && projects.includes(first.path))
  const of = (argument: string, isSolution: boolean) =>
    argument === '' ? '' : platform ? `${isSolution ? '--solution' : '--project'} ${argument}` : argument
  if (
    target &&
    covered &&
    (target.argument === '' || tests.length > 1 || bench.solutions.length === 1) &&
    !(target.argument !== '' && tests.length === 1)
  )
    return [
      say(
        'test',
        `dotnet test ${of(target.argument, target.isSolution)}`,
        RANK.convention,
        { path: target.path },
        { path: first.path },
      ),
    ]
  return tests
    .slice(0, 3)
    .map((one) =>
      say('test', `dotnet test ${of(argumentOf(project, one), false)}`, RANK.convention, { path: one.path }),
    )
}

/** Tools that check or rewrite the code, as `dotnet-tools.json` or CI have them. */
function formatCommands(project: Project, { tools }: Workbench, target: Target | null): CommandCandidate[] {
  const found: CommandCandidate[] = []
  const csharpier = tools?.tools.get('csharpier')
  if (csharpier) {
    const old = csharpier.version.startsWith('0.')
    found.push(
      say('lint', old ? 'dotnet csharpier --check .' : 'dotnet csharpier check .', RANK.convention, csharpier.source),
      say('format', old ? 'dotnet csharpier .' : 'dotnet csharpier format .', RANK.convention, csharpier.source),
    )
  }
  const fantomas = tools?.tools.get('fantomas')
  if (fantomas)
    found.push(
      say('lint', 'dotnet fantomas --check .', RANK.convention, fantomas.source),
      say('format', 'dotnet fantomas .', RANK.convention, fantomas.source),
    )
  const argument = target?.argument ?? ''
  const check = mention(project, /\bdotnet format\b[^\n]{0,200}--verify-no-changes/)
  if (check && target)
    found.push(say('lint', `dotnet format ${argument} --verify-no-changes`, RANK.convention, check.source))
  const format = check ?? mention(project, /\bdotnet format\b(?! (?:or|and|to)\b)/)
  if (format && target) found.push(say('format', `dotnet format ${argument}`, RANK.convention, format.source))
  return found
}

const SCRIPTED = /\b(?:dotnet|msbuild|nuke|cake|fake)\b/i
/** Scripts in which the whole build is written down; those of NUKE, Cake and FAKE stand before the bare tool. */
function scriptCommands(project: Project, { tools, projects }: Workbench): CommandCandidate[] {
  const wrapped =
    project.has('.nuke/parameters.json') ||
    project.has('build.cake') ||
    project.has('build.fsx') ||
    projects.some((one) => hasPackage(one, /^(?:Nuke\.Common|Cake\.Frosting)$/i))
  const rank = wrapped ? RANK.wrapper : RANK.convention + 2
  const scripts = ['build.sh', 'build.ps1', 'build.cmd', 'build.bat'].filter(
    (name) => project.has(name) && SCRIPTED.test(project.text(name) ?? ''),
  )
  const shown = scripts.filter((name) => /\.(?:sh|ps1)$/.test(name) || !scripts.includes('build.ps1')).slice(0, 2)
  const found = shown.map((path) => say('build', /\.(?:cmd|bat)$/.test(path) ? path : `./${path}`, rank, { path }))
  const cake = tools?.tools.get('cake.tool')
  if (cake && project.has('build.cake'))
    found.push(say('build', 'dotnet cake', rank, { path: 'build.cake' }, cake.source))
  for (const path of ['build.cs', 'cake.cs'].filter((name) => /^#:(?:sdk|package) /m.test(project.text(name) ?? '')))
    found.push(say('build', `dotnet run ${path}`, RANK.convention + 1, { path }))
  return found
}

/** Everything that is typed for what the repository builds with .NET; all of it at the root. */
export function dotnetCommands(project: Project, bench: Workbench): CommandCandidate[] {
  const target = targetOf(project, bench)
  const built = new Set(
    bench.solutions.find(({ path }) => path === target?.path)?.projects ?? (target ? [target.path] : []),
  )
  const classic = bench.projects.some((one) => one.legacy && one.part === 'product' && built.has(one.path))
  const found: CommandCandidate[] = toInstall(bench.published, bench.main).map(({ command, sources }) =>
    say('install', command, RANK.convention, ...sources),
  )
  if (bench.tools) found.push(say('setup', 'dotnet tool restore', RANK.convention - 1, { path: bench.tools.path }))
  if (target && classic) {
    const configs = bench.projects.find(({ directory }) => project.has(within(directory, 'packages.config')))
    if (configs && target.isSolution)
      found.push(say('setup', `nuget restore ${target.path}`, RANK.convention, { path: target.path }))
    found.push(say('build', `msbuild ${target.path}`, RANK.convention, { path: target.path }))
  } else if (target) {
    const workload = bench.projects.find(
      (one) =>
        one.part === 'product' &&
        (isOn(one, 'UseMaui') || one.targets.some((name) => /-(?:android|ios|maccatalyst|browser)/.test(name))),
    )
    if (workload)
      found.push(
        say('setup', `dotnet workload restore ${target.argument}`, RANK.convention - 1, { path: workload.path }),
      )
    found.push(
      say('setup', `dotnet restore ${target.argument}`, RANK.convention, { path: target.path }),
      say('build', `dotnet build ${target.argument}`, RANK.convention, { path: target.path }),
    )
  }
  return [
    ...found,
    ...scriptCommands(project, bench),
    ...runCommands(project, bench),
    ...testCommands(project, bench, target),
    ...formatCommands(project, bench, target),
  ]
}
