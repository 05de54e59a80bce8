import { type CommandCandidate, RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { CommandGroup, Kind, Source } from '../facts'
import { baseOf, type Document, folderOf, join, type Project, record, string, strings } from '../project'
import { calledIn } from './ci-calls'
import { contributionOf, type ManifestFacts, type Requirement, together, topManifests } from './manifest-facts'
import { within } from './within'

const MOST = 65_536
const WEB = /^(?:kemal|lucky|amber|athena|marten|grip|onyx|spider-gazelle|action-controller|toro)$/

function requirementsOf(document: Document): Requirement[] {
  const table = (key: string, scope: Requirement['scope']) =>
    Object.entries(record(record(document.value)[key])).map(([name, given]) => {
      const version = string(record(given).version)
      return { name, ...(version && { version }), scope, source: document.at(key, name) }
    })
  return [...table('dependencies', 'runtime'), ...table('development_dependencies', 'dev')]
}

/** Programs that `shards build` makes, by `targets`; the file that each begins with exists. */
function targetsOf(project: Project, folder: string, document: Document) {
  const shown = new Set(strings(record(document.value).executables))
  const all = Object.entries(record(record(document.value).targets)).flatMap(([name, given]) => {
    const main = string(record(given).main)
    const entry = main && join(folder, main)
    return entry && project.has(entry) ? [{ name, entry, sources: [document.at('targets', name)] }] : []
  })
  return { all, shown: shown.size ? all.filter(({ name }) => shown.has(name)) : all }
}

function shardFacts(project: Project, manifest: string, document: Document): ManifestFacts {
  const folder = folderOf(manifest)
  const own = record(document.value)
  const at = (key: string) => {
    const value = string(own[key]) ?? (typeof own[key] === 'number' ? String(own[key]) : null)
    return value ? { value: value.replace(/\s+/g, ' '), sources: [document.at(key)] } : null
  }
  const name = at('name')
  const { all, shown } = targetsOf(project, folder, document)
  const requirements = requirementsOf(document)
  const library = within(folder, `src/${name?.value ?? ''}.cr`)
  const crystal = at('crystal')
  const commands: Omit<CommandCandidate, 'cwd'>[] = []
  const say = (group: CommandGroup, command: string, source: Source, after = 0) =>
    commands.push({ group, command, rank: RANK.convention + after, sources: [source] })
  if (requirements.length) say('setup', 'shards install', { path: manifest })
  if (all.length) say('build', 'shards build --release', document.at('targets'))
  const main = shown.find((one) => one.name === name?.value) ?? shown[0]
  if (main) say('run', all.length > 1 ? `shards run ${main.name}` : 'shards run', main.sources[0]!)
  const spec = project.below(within(folder, 'spec')).find((path) => path.endsWith('_spec.cr'))
  if (spec) say('test', 'crystal spec', { path: within(folder, 'spec') })
  const source = calledIn(project, project.inFolder('.github/workflows'), /crystal tool format[^\n]*--check/)?.source
  if (source) say('lint', 'crystal tool format --check', source)
  if (source) say('format', 'crystal tool format', source)
  const web = requirements.some((one) => one.scope === 'runtime' && WEB.test(one.name))
  const pages = project.below(within(folder, 'src')).some((path) => path.endsWith('.ecr'))
  const program: Kind = web ? (pages ? 'web-app' : 'service') : 'cli'
  const lock = within(folder, 'shard.lock')
  return {
    name,
    description: at('description'),
    version: at('version'),
    license: at('license'),
    private: false,
    kinds: shown.length ? [program, ...(web || !project.has(library) ? [] : (['library'] as const))] : ['library'],
    ...(project.has(lock) && { lockfile: lock }),
    requirements,
    runtimes: crystal ? [{ name: 'crystal', constraint: crystal.value, sources: crystal.sources }] : [],
    commands,
    binaries: shown,
    entry_points: [
      ...all.map((one) => ({ path: one.entry, what: `Program ${one.name}`, sources: one.sources })),
      ...(name && project.has(library)
        ? [{ path: library, what: `Library ${name.value}`, sources: name.sources }]
        : []),
    ],
  }
}

/** Crystal projects: shards (https://github.com/crystal-lang/shards/blob/master/docs/shard.yml.adoc). */
export const crystal: Ecosystem = {
  name: 'crystal',
  packages: { shards: ['Crystal'] },
  tools: [
    {
      tools: ['shards'],
      manifest: /^shard\.yml$/,
      verbs: [
        ['install', 'setup'],
        ['build', 'build'],
        ['run', 'run'],
      ],
    },
    {
      tools: ['crystal'],
      manifest: /^shard\.yml$/,
      verbs: [
        ['spec', 'test'],
        ['build', 'build'],
        ['run', 'run'],
        ['tool format --check', 'lint'],
        ['tool format', 'format'],
      ],
    },
  ],
  extensions: ['yml', 'yaml'],
  wants: (path) => (baseOf(path) === 'shard.yml' || /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) ? MOST : 0),
  detect: (project) =>
    together(
      topManifests(project, 'shard.yml').flatMap((manifest) => {
        const document = project.yaml(manifest)
        return document ? [contributionOf('shards', 'shards', manifest, shardFacts(project, manifest, document))] : []
      }),
    ),
}
