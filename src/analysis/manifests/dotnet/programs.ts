import { type CommandCandidate, RANK } from '../../detector'
import type { Source } from '../../facts'
import { escaped } from '../../literal-pattern'
import type { Project } from '../../project'
import { mention } from '../mention'
import { isAppHost, isBlazorWasm, isProgram, isTemplate, isTool, isWeb, projectKinds } from './kinds'
import { type DotnetProject, hasPackage, hasSdk, isOn } from './project-file'
import { newestTarget } from './toolchain'
import { argumentOf, say, type Workbench } from './workbench'

const MOST_RUNS = 3

/**
 * Programs that the product is made of. Beside a library that users get, programs only try it out, unless they are tools that
 * users get too; beside other programs, those that only help them in a terminal are left out.
 */
export function ownPrograms(project: Project, { projects, main, published }: Workbench): DotnetProject[] {
  const all = projects.filter((one) => one.part === 'product' && isProgram(one))
  const packed = new Set(published.map(({ one }) => one))
  if (!main || !(packed.has(main) || isProgram(main))) {
    const helps = (one: DotnetProject) => projectKinds(project, one)[0] === 'cli' && !packed.has(one)
    return all.every(helps) ? all : all.filter((one) => !helps(one))
  }
  return all.filter(
    (one) =>
      one === main || (packed.has(one) && isTool(one)) || (isProgram(main) && !packed.has(main) && isServed(one)),
  )
}
const isServed = (one: DotnetProject) => isWeb(one) || isBlazorWasm(one) || isAppHost(one) || isOn(one, 'UseMaui')

/** Programs that a reader starts: the host of an Aspire application alone, else those of the product. */
function programs(project: Project, bench: Workbench): DotnetProject[] {
  const { main } = bench
  const all = ownPrograms(project, bench).filter(
    (one) =>
      !one.legacy &&
      !isTemplate(one) &&
      !hasSdk(one, /^(?:Godot\.NET\.Sdk|Microsoft\.NET\.Sdk\.Functions)/) &&
      // What is deployed to a device or as a package of Windows is not started by `dotnet run`.
      !isOn(one, 'UseMaui') &&
      !(
        hasPackage(one, /^Microsoft\.WindowsAppSDK$/i) &&
        !/^none$/i.test(one.evaluated.property('WindowsPackageType')?.value ?? '')
      ) &&
      newestTarget(one.targets) !== null,
  )
  const hosts = all.filter(isAppHost)
  if (hosts.length) return hosts.slice(0, 1)
  if (main && all.includes(main)) return [main]
  const telling = (one: DotnetProject) =>
    ['web-app', 'service', 'desktop-app', 'cli'].indexOf(projectKinds(project, one)[0] ?? 'cli')
  return all.toSorted((a, b) => telling(a) - telling(b)).slice(0, MOST_RUNS)
}

/** How the programs are started from the root; with the target where there are several, without which `dotnet run` refuses. */
export function runCommands(project: Project, bench: Workbench): CommandCandidate[] {
  return programs(project, bench).map((one) => {
    const alone =
      one.directory === '.' && project.inFolder('.').filter((path) => /\.(?:cs|fs|vb)proj$/.test(path)).length === 1
    const several = one.targets.length > 1 ? ` -f ${newestTarget(one.targets)}` : ''
    // As the guides write it, where they mean this project.
    const stem = escaped(one.path)
    const shown = mention(
      project,
      new RegExp(`dotnet run --project (?:\\./)?(${stem}|${escaped(one.directory)})/?(?![\\w/.-])`),
    )
    const command = alone ? 'dotnet run' : `dotnet run --project ${shown?.match[1] ?? argumentOf(project, one)}`
    return say('run', `${command}${several}`, RANK.convention, { path: one.path }, ...(shown ? [shown.source] : []))
  })
}

/** What a shell finds after a tool is installed, and programs that carry a command's name. */
export function dotnetBinaries(
  project: Project,
  bench: Workbench,
): { name: string; entry: string; sources: Source[] }[] {
  const own = ownPrograms(project, bench)
  return own.flatMap((one) => {
    const isMain = one === bench.main || own.length === 1
    if (!isTool(one) && !isMain) return []
    const command = one.evaluated.property('ToolCommandName')
    const named = one.evaluated.property('AssemblyName')
    const lean = ['PublishAot', 'PublishSingleFile'].find((name) => isOn(one, name))
    const name = isTool(one)
      ? (command?.value ?? one.assembly)
      : named && /^[a-z][a-z0-9-]*$/.test(named.value)
        ? named.value
        : lean && one.output === 'exe'
          ? one.assembly
          : null
    const source = command?.source ?? named?.source ?? { path: one.path }
    return name && /^[\w.-]+$/.test(name) ? [{ name, entry: one.path, sources: [source] }] : []
  })
}
