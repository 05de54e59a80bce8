import type { Facts, Source } from '../../facts'
import { type Project, record, string } from '../../project'
import { nearest } from './msbuild'
import type { DotnetProject } from './project-file'

type Runtime = Facts['runtimes'][number]

/** What `global.json` says: https://learn.microsoft.com/dotnet/core/tools/global-json */
export interface GlobalJson {
  path: string
  sdk: { version: string; rollForward: string | null; source: Source } | null
  /** `dotnet test` uses Microsoft.Testing.Platform, which takes a solution or a project by an option only. */
  testingPlatform: boolean
}

export function readGlobalJson(project: Project, directory: string): GlobalJson | null {
  const path = nearest(project, directory, 'global.json')
  const document = path ? project.json(path) : null
  if (!path || !document) return null
  const sdk = record(record(document.value).sdk)
  const version = string(sdk.version)
  return {
    path,
    sdk:
      version && /^\d/.test(version)
        ? { version, rollForward: string(sdk.rollForward), source: document.at('sdk', 'version') }
        : null,
    testingPlatform: string(record(record(document.value).test).runner) === 'Microsoft.Testing.Platform',
  }
}

/** The version of .NET that a target stands for, as a number to compare; `null` for .NET Framework and Standard. */
function modern(target: string): string | null {
  const version = target.match(/^net(?:coreapp)?(\d+\.\d+)(?:-|$)/i)?.[1] ?? target.match(/^net([5-9])$/i)?.[1]
  return version && (Number(version) >= 5 || /^netcoreapp/i.test(target)) ? version : null
}
/** `net472` is .NET Framework 4.7.2. */
const classic = (target: string): string | null => {
  const digits = target.match(/^net([2-4]\d{1,2})$/i)?.[1]
  return digits ? [...digits].join('.') : null
}

/** The newest target that `dotnet run` can start here; `null` where there is none of .NET 5 or later. */
export const newestTarget = (targets: readonly string[]): string | null =>
  targets.filter((one) => modern(one)).toSorted((a, b) => Number(modern(b)) - Number(modern(a)))[0] ?? null

export const isClassicOnly = (projects: readonly DotnetProject[]): boolean =>
  projects.some(({ targets }) => targets.length > 0) &&
  projects.every(({ targets }) => targets.every((target) => classic(target) !== null))

/** The SDK that `global.json` asks for, or else one that builds the newest target of the product; .NET Framework by its own name. */
export function dotnetRuntimes(global: GlobalJson | null, projects: readonly DotnetProject[]): Runtime[] {
  if (global?.sdk) {
    const { version, rollForward, source } = global.sdk
    const newer = /^(?:latestMajor|major)$/i.test(rollForward ?? '')
    return [{ name: 'dotnet', constraint: newer ? `>=${version}` : version, sources: [source] }]
  }
  const products = projects.filter(({ part }) => part === 'product')
  const counted = products.length ? products : projects
  const newest = (versionOf: (target: string) => string | null) =>
    counted
      .flatMap((one) =>
        one.targets.flatMap((target) => {
          const version = versionOf(target)
          return version ? [{ version, source: one.targetSource }] : []
        }),
      )
      .toSorted((a, b) => Number.parseFloat(b.version) - Number.parseFloat(a.version))[0]
  const found = newest(modern)
  if (found) return [{ name: 'dotnet', constraint: `>=${found.version}`, sources: [found.source] }]
  const old = newest(classic)
  return old ? [{ name: 'dotnet-framework', constraint: `>=${old.version}`, sources: [old.source] }] : []
}

/** A local tool of `dotnet-tools.json`. */
export interface LocalTool {
  version: string
  source: Source
}

/** Tools that `dotnet tool restore` fetches, by lower-case package name: https://learn.microsoft.com/dotnet/core/tools/local-tools-how-to-use */
export function localTools(project: Project): { path: string; tools: ReadonlyMap<string, LocalTool> } | null {
  const path = ['.config/dotnet-tools.json', 'dotnet-tools.json'].find(project.has)
  const document = path ? project.json(path) : null
  if (!path || !document) return null
  const tools = Object.entries(record(record(document.value).tools)).map(
    ([name, value]) =>
      [
        name.toLowerCase(),
        { version: string(record(value).version) ?? '', source: document.at('tools', name) },
      ] as const,
  )
  return tools.length ? { path, tools: new Map(tools) } : null
}
