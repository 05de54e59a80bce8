import { type CommandCandidate, RANK } from '../../detector'
import { type Project, record } from '../../project'
import { binariesOf } from './entries'
import { isCommand, isCreator } from './kinds'
import type { Unit } from './units'

const unscoped = (name: string) => name.slice(name.lastIndexOf('/') + 1)
const scope = (name: string) => (name.startsWith('@') ? name.slice(1, name.indexOf('/')) : '')
const plain = (name: string) => name.toLowerCase().replace(/[-_.]/g, '').replace(/js$/, '')

/** A repository that publishes more packages than this names only the one that carries its name. */
const MOST = 5

/**
 * The packages that a user of this repository installs: of several, the one with the repository's name, else all of
 * the scope that has it (its `core` first where there are many), else all of a few.
 */
export function mainNames(names: readonly string[], repositoryName: string): string[] {
  const wanted = plain(repositoryName)
  const same = names.filter((name) => plain(unscoped(name)) === wanted || plain(name) === wanted)
  const exact = same.find((name) => !name.startsWith('@')) ?? same[0]
  if (exact) return [exact]
  const family = names.filter((name) => plain(scope(name)) === wanted)
  const core = family.filter((name) => /^(?:core|main|sdk|client)$/.test(unscoped(name)))
  if (family.length > MOST && core.length) return core.slice(0, 1)
  const few = family.length ? family : names
  return few.length <= MOST ? [...few] : []
}

/** Published packages among the units that stand for the repository. */
export function publishedUnits(project: Project, units: readonly Unit[]): Unit[] {
  const own = units.filter((unit) => unit.side === null && unit.publishable && unit.place !== 'nested')
  const root = own.find((unit) => unit.place === 'root')
  if (root) return [root]
  const all = own.map((unit) => unit.manifest.name ?? '')
  const names = new Set(mainNames(all, project.repositoryName))
  // A package's own creator belongs to how it is got.
  for (const name of [...names]) if (all.includes(`create-${name}`)) names.add(`create-${name}`)
  return own.filter((unit) => names.has(unit.manifest.name ?? ''))
}

/** `npm create x` for a package `create-x`, `@scope/create-x` or `@scope/create`. https://docs.npmjs.com/cli/commands/npm-init */
function creation(name: string): string | null {
  const [, at = '', rest] = name.match(/^(@[^/]+\/)?create(?:-(.+))?$/) ?? []
  if (rest) return `npm create ${at}${rest}@latest`
  return at && name.endsWith('/create') ? `npm create ${at.slice(0, -1)}@latest` : null
}

/** What a user types to get the published packages. Applications and private packages have none. */
export function installCommands(project: Project, units: readonly Unit[]): CommandCandidate[] {
  return publishedUnits(project, units).flatMap((unit) => {
    const { manifest, kinds } = unit
    const name = manifest.name ?? ''
    const sources = [manifest.at('name')]
    const say = (command: string, rank: number, purpose?: string): CommandCandidate => ({
      group: 'install',
      command,
      cwd: '.',
      rank,
      sources,
      ...(purpose ? { purpose } : {}),
    })
    if (isEditorPlugin(unit)) return editorPlugin(project, unit, say)
    if (isForgeLibrary(project, name)) return []
    const create = isCreator(name) ? creation(name) : null
    if (create) return [say(create, RANK.script, 'Create a project')]
    if (!isCommand(kinds)) return [say(`npm install ${name}`, RANK.script)]
    const binaries = binariesOf(project, manifest)
    const runs = binaries.some((binary) => binary.name === unscoped(name)) || binaries.length === 1
    return [
      say(`npm install -g ${name}`, RANK.script),
      ...(runs ? [say(`npx ${name}`, RANK.script + 1, 'Run without installing')] : []),
      ...(kinds.includes('library') ? [say(`npm install ${name}`, RANK.script + 2, 'Use as a library')] : []),
    ]
  })
}

const isEditorPlugin = (unit: Unit) => Object.hasOwn(record(unit.manifest.json.engines), 'vscode')

/** Foundry brings contracts from their repository: the manifest is there for tools, unless the README installs it. */
function isForgeLibrary(project: Project, name: string): boolean {
  if (!project.has('foundry.toml')) return false
  const readme = project.inFolder('.').find((path) => /^readme\.(?:md|markdown)$/i.test(path))
  const text = (readme && project.text(readme)) ?? ''
  const shown = [
    'npm install',
    'npm i',
    'npm install --save-dev',
    'npm i -D',
    'yarn add',
    'yarn add -D',
    'pnpm add',
    'pnpm install',
    'bun add',
  ]
  return /\bforge install\b/.test(text) && !shown.some((way) => text.includes(`${way} ${name}`))
}

/** An editor extension is installed by its marketplace id, when the README shows that it stands there. */
function editorPlugin(
  project: Project,
  unit: Unit,
  say: (command: string, rank: number) => CommandCandidate,
): CommandCandidate[] {
  const { publisher } = unit.manifest.json
  const id = typeof publisher === 'string' && unit.manifest.name ? `${publisher}.${unit.manifest.name}` : null
  const readme = project.inFolder('.').find((path) => /^readme\.(?:md|markdown)$/i.test(path))
  const shown = id && readme && (project.text(readme) ?? '').toLowerCase().includes(id.toLowerCase())
  return id && shown ? [say(`code --install-extension ${id}`, RANK.script)] : []
}
