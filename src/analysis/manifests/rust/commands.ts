import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source } from '../../facts'
import { foldersAbove } from '../../paths'
import { type Project, record, string, strings } from '../../project'
import { groupOfTask } from '../task-names'
import { within } from '../within'
import { type Binary, type Crate, isInternal, isInternalCrate } from './crate'
import { cargoCall, toolchain } from './evidence'
import type { Workspace } from './workspace'

/** Programs of the workspace that are its products, with their crates. */
export interface Product {
  crate: Crate
  binary: Binary
}

/** Every program that the project itself builds; those of published crates alone, where any is published. */
export function products(project: Project, workspace: Workspace): Product[] {
  const crates = [
    ...new Set([...(workspace.root ? [workspace.root] : []), ...workspace.defaults, ...workspace.members]),
  ]
  const found = crates
    .filter((crate) => !isInternalCrate(project, crate))
    .flatMap((crate) => crate.binaries.filter(({ internal }) => !internal).map((binary) => ({ crate, binary })))
  const published = found.filter(({ crate }) => crate.publishable)
  return published.length ? published : found
}

/** `cargo run` in the form that resolves: bare when Cargo can tell which program is meant. */
export function runCommand(workspace: Workspace, { crate, binary }: Product): string | null {
  if (binary.gated) return null
  const inDefaults = workspace.defaults.includes(crate)
  const others = workspace.defaults.flatMap(({ binaries }) => binaries)
  const fixed = workspace.defaults.filter(({ defaultRun }) => defaultRun !== null)
  if (inDefaults && (others.length === 1 || (fixed.length === 1 && fixed[0]!.defaultRun === binary.name)))
    return 'cargo run'
  if (crate.binaries.length === 1 || crate.defaultRun === binary.name) return `cargo run -p ${crate.name}`
  return inDefaults ? `cargo run --bin ${binary.name}` : `cargo run -p ${crate.name} --bin ${binary.name}`
}

const MOST_PRODUCTS = 3

/** Build, run, test, lint and format as Cargo does them, in one workspace. */
export function cargoCommands(
  project: Project,
  workspace: Workspace,
  found: readonly Product[],
  main: Crate | null,
): CommandCandidate[] {
  const cwd = workspace.directory
  const manifest: Source = { path: workspace.manifest }
  const many = workspace.members.length > 0
  const commands: CommandCandidate[] = []
  const say = (group: CommandGroup, command: string, rank: number, source: Source) =>
    commands.push({ group, command, cwd, rank, sources: [source] })
  const build = found.length ? 'cargo build --release' : many ? 'cargo build --workspace' : 'cargo build'
  say('build', build, RANK.convention, manifest)
  const first = found.filter(({ crate }) => crate === main)
  const running = (first.length ? first : found).slice(0, MOST_PRODUCTS).flatMap((product) => {
    const command = runCommand(workspace, product)
    return command ? [{ command, source: product.binary.source }] : []
  })
  // The default program needs no name, and is what is meant first.
  for (const { command, source } of running.toSorted(
    (a, b) => Number(b.command === 'cargo run') - Number(a.command === 'cargo run'),
  ))
    say('run', command, RANK.convention, source)
  const everything =
    cargoCall(project, /cargo (?:\+\S+ )?test[^\n]{0,200}--all(?![-\w])/) &&
    !cargoCall(project, /cargo (?:\+\S+ )?test[^\n]{0,200}--workspace/)
      ? '--all'
      : '--workspace'
  say('test', many ? `cargo test ${everything}` : 'cargo test', RANK.convention, manifest)
  const nextest = within(cwd, '.config/nextest.toml')
  if (project.has(nextest))
    say('test', many ? 'cargo nextest run --workspace' : 'cargo nextest run', RANK.convention + 1, { path: nextest })
  const clippy = clippyEvidence(project, workspace)
  if (clippy) say('lint', many ? 'cargo clippy --workspace' : 'cargo clippy', RANK.convention, clippy)
  const format = formatEvidence(project, cwd)
  if (format) {
    const all = many ? ' --all' : ''
    say('format', `cargo fmt${all}`, RANK.convention, format)
    const check = cargoCall(project, /cargo (?:\+\S+ )?fmt[^\n]{0,200}--check/)
    if (check) say('lint', `cargo fmt${all} --check`, RANK.convention + 1, check)
  }
  return [...commands, ...aliases(project, workspace)]
}

function existing(project: Project, folder: string, names: readonly string[]): Source | null {
  const path = [folder, ...foldersAbove(project)]
    .flatMap((one) => names.map((name) => within(one, name)))
    .find(project.has)
  return path ? { path } : null
}

/** Clippy is said only where the project itself asks for it. */
function clippyEvidence(project: Project, workspace: Workspace): Source | null {
  const document = project.toml(workspace.manifest)
  const lints = record(record(document?.value).lints)
  const shared = record(record(record(document?.value).workspace).lints)
  if (document && (Object.hasOwn(lints, 'clippy') || Object.hasOwn(shared, 'clippy')))
    return document.at(...(Object.hasOwn(shared, 'clippy') ? ['workspace', 'lints', 'clippy'] : ['lints', 'clippy']))
  const pinned = toolchain(project, workspace.directory)
  return (
    cargoCall(project, /cargo (?:\+\S+ )?clippy\b|clippy-check/) ??
    existing(project, workspace.directory, ['clippy.toml', '.clippy.toml']) ??
    (pinned?.text.includes('clippy') ? project.find(pinned.path, 'clippy') : null)
  )
}

function formatEvidence(project: Project, folder: string): Source | null {
  const pinned = toolchain(project, folder)
  return (
    cargoCall(project, /cargo (?:\+\S+ )?fmt\b/) ??
    existing(project, folder, ['rustfmt.toml', '.rustfmt.toml']) ??
    (pinned?.text.includes('rustfmt') ? project.find(pinned.path, 'rustfmt') : null)
  )
}

/** What Cargo's own commands are for: surer than the name of an alias for one. */
const VERBS: ReadonlyMap<string, CommandGroup> = new Map([
  ['clippy', 'lint'],
  ['fmt', 'format'],
  ['test', 'test'],
  ['nextest', 'test'],
  ['build', 'build'],
])

/** Aliases of `.cargo/config.toml` whose names tell what they are for. */
function aliases(project: Project, workspace: Workspace): CommandCandidate[] {
  const path = ['.cargo/config.toml', '.cargo/config']
    .map((name) => within(workspace.directory, name))
    .find(project.has)
  const document = path ? project.toml(path) : null
  if (!document) return []
  return Object.entries(record(record(document.value).alias)).flatMap(([name, value]) => {
    const expansion = string(value) ?? strings(value).join(' ')
    const group =
      /^[a-z][\w-]+$/.test(name) && groupOfTask(name)
        ? (VERBS.get(expansion.split(/\s+/)[0]!) ?? groupOfTask(name))
        : null
    const target = expansion.match(/(?:-p|--package|--bin)[ =](\S+)/)?.[1]
    if (!group || expansion === '' || (group === 'run' && target && isInternal(project, target, workspace.manifest)))
      return []
    return [
      {
        group,
        command: `cargo ${name}`,
        cwd: workspace.directory,
        purpose: `cargo ${expansion}`,
        rank: RANK.script,
        sources: [document.at('alias', name)],
      },
    ]
  })
}
