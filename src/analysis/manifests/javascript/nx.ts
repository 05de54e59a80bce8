import { type CommandCandidate, RANK } from '../../detector'
import { array, type Document, type Project, record, string } from '../../project'
import { within } from '../within'
import type { Unit } from './units'

/** What each plugin of Nx makes targets of: the file that a project must hold, and its targets under their usual names. https://nx.dev/concepts/inferred-tasks */
const PLUGINS: ReadonlyMap<string, { file: RegExp; targets: readonly string[] }> = new Map([
  ['@nx/next/plugin', { file: /^next\.config\.[cm]?[jt]s$/, targets: ['build', 'dev', 'start'] }],
  ['@nx/vite/plugin', { file: /^vite\.config\.[cm]?[jt]s$/, targets: ['build', 'dev', 'serve', 'test'] }],
  ['@nx/webpack/plugin', { file: /^webpack\.config\.[cm]?[jt]s$/, targets: ['build', 'serve'] }],
  ['@nx/rsbuild/plugin', { file: /^rsbuild\.config\.[cm]?[jt]s$/, targets: ['build', 'dev'] }],
  ['@nx/nuxt/plugin', { file: /^nuxt\.config\.[cm]?[jt]s$/, targets: ['build', 'serve'] }],
  ['@nx/remix/plugin', { file: /^remix\.config\.[cm]?js$/, targets: ['build', 'dev'] }],
  ['@nx/expo/plugin', { file: /^app\.json$/, targets: ['start'] }],
  ['@nx/eslint/plugin', { file: /^(?:eslint\.config\.[cm]?[jt]s|\.eslintrc\.json)$/, targets: ['lint'] }],
  ['@nx/jest/plugin', { file: /^jest\.config\.[cm]?[jt]s$/, targets: ['test'] }],
  ['@nx/vitest', { file: /^vitest\.config\.[cm]?[jt]s$/, targets: ['test'] }],
])
const RUNS = ['serve', 'dev', 'start']
const EVERYWHERE = ['build', 'test', 'lint'] as const
/** Applications that are started one by one. */
const MOST_STARTED = 3

/** Targets of one project: those of its project.json, its scripts, and those that plugins infer from the files that it holds. */
function targetsOf(project: Project, { manifest }: Unit, nx: Document): ReadonlySet<string> {
  const own = record(project.json(within(manifest.directory, 'project.json'))?.value)
  const files = project.inFolder(manifest.directory).map((path) => path.slice(path.lastIndexOf('/') + 1))
  const inferred = array(record(nx.value).plugins).flatMap((one) => {
    const plugin = PLUGINS.get(string(one) ?? string(record(one).plugin) ?? '')
    if (!plugin || !files.some((file) => plugin.file.test(file))) return []
    const options = record(record(one).options)
    return plugin.targets.map(
      (target) =>
        string(options[`${target}TargetName`]) ??
        (plugin.targets.length === 1 ? string(options.targetName) : null) ??
        target,
    )
  })
  return new Set([...Object.keys(record(own.targets)), ...manifest.scripts.keys(), ...inferred])
}

/** What an Nx workspace is built, tested and started by, of the groups that the root has no script for. */
export function nxCommands(
  project: Project,
  root: Unit,
  units: readonly Unit[],
  taken: ReadonlySet<string>,
): CommandCandidate[] {
  const nx = root.place === 'root' && root.manifest.declared.has('nx') ? project.json('nx.json') : null
  if (!nx) return []
  const members = units
    .filter((unit) => unit.place === 'member' && unit.side === null)
    .map((unit) => ({ unit, targets: targetsOf(project, unit, nx) }))
  const sources = [{ path: 'nx.json' }]
  const say = (
    group: CommandCandidate['group'],
    command: string,
    more: CommandCandidate['sources'],
    purpose?: string,
  ): CommandCandidate => ({
    group,
    command,
    cwd: '.',
    rank: RANK.script + 4,
    ...(purpose && { purpose }),
    sources: [...sources, ...more],
  })
  const all = EVERYWHERE.flatMap((target) =>
    !taken.has(target) && members.some(({ targets }) => targets.has(target))
      ? [say(target, `npx nx run-many -t ${target}`, [])]
      : [],
  )
  const started = members.flatMap(({ unit, targets }) => {
    const target = RUNS.find((name) => targets.has(name))
    const application = ['web-app', 'service', 'mobile-app', 'desktop-app'].includes(unit.kinds[0] ?? '')
    const name =
      string(record(project.json(within(unit.manifest.directory, 'project.json'))?.value).name) ?? unit.manifest.name
    return target && application && name
      ? [say('run', `npx nx ${target} ${name}`, [{ path: unit.manifest.path }], `Start ${name}`)]
      : []
  })
  return [...all, ...(taken.has('run') || started.length > MOST_STARTED ? [] : started)]
}
