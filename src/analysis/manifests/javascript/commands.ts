import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup } from '../../facts'
import type { Project } from '../../project'
import { COMMAND_GROUPS } from '../../vocabulary'
import { IDIOMS, type Manager, setupCommand } from './managers'
import { type Manifest, scriptSource } from './manifest'
import { nxCommands } from './nx'
import { plainStart } from './plain-start'
import { resolves } from './resolves'
import { useOf } from './scripts'
import type { Unit } from './units'

/** Scripts of one group and manifest that are shown: more would be a listing of the manifest. */
const MOST: Record<CommandGroup, number> = {
  install: 0,
  setup: 3,
  build: 2,
  run: 4,
  test: 4,
  lint: 4,
  format: 2,
  deploy: 1,
}
/** Places between two steps of `RANK`, so that scripts of one manifest keep their order and stay within it. */
const STEP = 1 / 16

/** The scripts of a manifest as commands of its manager, those that cannot work left out. */
export function scriptCommands(
  project: Project,
  manifest: Manifest,
  root: Manifest,
  manager: Manager,
  rank: number,
): CommandCandidate[] {
  const uses = [...manifest.scripts.keys()].flatMap((script) => {
    const use = useOf(script, manifest.scripts)
    return use && resolves(project, manifest, root, script) ? [{ script, use }] : []
  })
  return COMMAND_GROUPS.flatMap((group) => {
    const all = uses.filter(({ use }) => use.group === group).sort((a, b) => a.use.order - b.use.order)
    const main = all.filter(({ use }) => !use.variant)
    const inGroup = main.length ? main : all
    return inGroup.slice(0, MOST[group]).map(({ script, use }) => ({
      group,
      command: IDIOMS[manager.name].run(script),
      cwd: manifest.directory,
      ...(use.purpose ? { purpose: use.purpose } : {}),
      // What prepares a project comes after installing it.
      rank: rank + use.order * STEP + (group === 'setup' ? 1 : 0),
      sources: [scriptSource(manifest, script)],
    }))
  })
}

const isApplication = (unit: Unit) =>
  ['web-app', 'service', 'desktop-app', 'mobile-app'].some((kind) => unit.kinds[0] === kind)

/**
 * Commands of members that the root has no script for: applications to run (three at most),
 * and what a single member alone builds, tests or lints.
 */
function memberCommands(
  project: Project,
  root: Unit,
  units: readonly Unit[],
  manager: Manager,
  taken: ReadonlySet<CommandGroup>,
): CommandCandidate[] {
  const members = units.filter((unit) => unit.place === 'member' && unit.root === root.manifest && unit.side === null)
  const of = (unit: Unit) => scriptCommands(project, unit.manifest, root.manifest, manager, RANK.script + 5)
  const run = members.filter(isApplication).flatMap((unit) => {
    const first = of(unit).find((command) => command.group === 'run')
    return first ? [{ ...first, purpose: `Start ${unit.manifest.name ?? unit.manifest.directory}` }] : []
  })
  const rest = (['build', 'test', 'lint'] as const).flatMap((group) => {
    const commands = members.flatMap((unit) =>
      of(unit)
        .filter((command) => command.group === group)
        .slice(0, 1),
    )
    return commands.length === 1 ? commands : []
  })
  return [...(run.length <= 3 ? run : []), ...rest].filter((command) => !taken.has(command.group))
}

/** What a contributor types for one root or nested manifest: installing first, then its scripts, then its members'. */
export function developmentCommands(
  project: Project,
  unit: Unit,
  units: readonly Unit[],
  manager: Manager,
  rank: number,
): CommandCandidate[] {
  const { manifest, root } = unit
  const needsInstall = manifest.declared.size > 0 || unit.members.length > 0
  // The lock file of a workspace is at its root, and so is the place to install.
  const setup: CommandCandidate[] = needsInstall
    ? [{ group: 'setup', command: setupCommand(manager), cwd: root.directory, rank, sources: manager.sources }]
    : []
  const own = scriptCommands(project, manifest, root, manager, rank)
  // What a workspace builds and tests are its packages; of applications and sites beside them nothing is sure.
  const isPackage = root !== manifest && unit.publishable
  const scripts = [...own, ...(isPackage ? ofTheWorkspace(project, root, manager, own) : [])]
  const nx = nxCommands(project, unit, units, new Set(scripts.map((command) => command.group)))
  const taken = new Set([...scripts, ...nx].map((command) => command.group))
  return [
    ...setup,
    ...scripts,
    ...nx,
    ...bunTests(project, unit, manager, taken),
    ...(taken.has('run') ? [] : plainStart(project, unit, manager.name)),
    ...memberCommands(project, unit, units, manager, taken),
  ]
}

const SHARED = [
  ['build', 'Build the whole workspace'],
  ['test', 'Test the whole workspace'],
  ['lint', 'Lint the whole workspace'],
  ['format', 'Format the whole workspace'],
] as const

/** What a workspace does for all of its packages at once, of the groups that this one has no script of its own for. */
function ofTheWorkspace(
  project: Project,
  root: Manifest,
  manager: Manager,
  own: readonly CommandCandidate[],
): CommandCandidate[] {
  const shared = scriptCommands(project, root, root, manager, RANK.task)
  return SHARED.flatMap(([group, purpose]) => {
    const first = shared.find((command) => command.group === group)
    return first && !own.some((command) => command.group === group) ? [{ ...first, purpose }] : []
  })
}

/** Bun brings a test runner: where it manages the project and test files stand there, no script is needed. */
function bunTests(
  project: Project,
  unit: Unit,
  manager: Manager,
  taken: ReadonlySet<CommandGroup>,
): CommandCandidate[] {
  if (manager.name !== 'bun' || taken.has('test') || unit.place !== 'root') return []
  const test = project.paths.find(
    (path) => /[._](?:test|spec)\.[jt]sx?$/.test(path) && project.role(path) !== 'vendored',
  )
  return test
    ? [{ group: 'test', command: 'bun test', cwd: '.', rank: RANK.convention, sources: [{ path: test }] }]
    : []
}
