import type { Contribution } from '../../detector'
import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Source, Sourced } from '../../facts'
import { folderOf, type Project, record, string, strings } from '../../project'
import { contributionOf, type Requirement } from '../manifest-facts'
import { within } from '../within'

/** A Gleam package: `gleam.toml` (https://gleam.run/writing-gleam/gleam-toml/). `null` when it has no name. */
export function gleamPackage(project: Project, manifest: string): Contribution | null {
  const document = project.toml(manifest)
  const table = record(document?.value)
  const name = string(table.name)
  if (!document || !name || !/^\w+$/.test(name)) return null
  const cwd = folderOf(manifest)
  const said = (key: string): Sourced | null => {
    const value = string(table[key]) ?? strings(table[key])[0]
    return value ? { value, sources: [document.at(key)] } : null
  }
  const licenses = strings(table.licences).concat(strings(table.licenses))
  const key = strings(table.licences).length ? 'licences' : 'licenses'
  const requirements = (section: string, scope: Requirement['scope']): Requirement[] =>
    Object.entries(record(table[section])).flatMap(([dependency, value]) => {
      if (string(record(value).path)) return []
      const version = string(value) ?? string(record(value).version)
      return [{ name: dependency, ...(version && { version }), scope, source: document.at(section, dependency) }]
    })
  const description = said('description')
  const published = description !== null && licenses.length > 0
  const program = within(cwd, `src/${name}.gleam`)
  const runs = /^pub fn main\(/m.test(project.text(program) ?? '')
  const tested = project.paths.find((path) => path.startsWith(within(cwd, 'test/')) && path.endsWith('.gleam'))
  const commands: Omit<CommandCandidate, 'cwd'>[] = []
  const say = (group: CommandGroup, command: string, source: Source) =>
    commands.push({ group, command, rank: RANK.convention, sources: [source] })
  if (published && !runs) say('install', `gleam add ${name}`, document.at('name'))
  say('setup', 'gleam deps download', { path: manifest })
  say('build', 'gleam build', { path: manifest })
  if (runs) say('run', 'gleam run', project.find(program, /^pub fn main\(/m))
  if (tested) say('test', 'gleam test', { path: tested })
  say('lint', 'gleam format --check', { path: manifest })
  say('format', 'gleam format', { path: manifest })
  const lock = within(cwd, 'manifest.toml')
  const constraint = said('gleam')
  return contributionOf('hex', 'gleam', manifest, {
    name: said('name'),
    description,
    version: said('version'),
    license: licenses.length ? { value: licenses.join(' OR '), sources: [document.at(key)] } : null,
    private: !published,
    kinds: runs && !published ? ['cli'] : ['library'],
    ...(project.has(lock) && { lockfile: lock }),
    requirements: [
      ...requirements('dependencies', 'runtime'),
      ...requirements('dev-dependencies', 'dev'),
      ...requirements('dev_dependencies', 'dev'),
    ],
    runtimes: constraint ? [{ name: 'gleam', constraint: constraint.value, sources: constraint.sources }] : [],
    commands,
    entry_points: project.has(program)
      ? [{ path: program, what: runs ? `Program ${name}` : `Library ${name}`, sources: [document.at('name')] }]
      : [],
  })
}
