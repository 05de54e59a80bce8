import type { Package } from '../detector'
import { RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Facts } from '../facts'
import { type Document, join, type Project, record, string } from '../project'
import { inReadme, isReadme, MOST_README } from './readme-mention'

const NAMES = ['action.yml', 'action.yaml']
const MOST_MANIFEST = 131_072
/** Longest default that is told, and how many inputs are. */
const LONGEST = 60
const MOST = 1_000

const oneLine = (value: unknown) => string(value)?.replace(/\s+/g, ' ') ?? null

function inputs(document: Document): Facts['surface']['inputs'] {
  return Object.entries(record(record(document.value).inputs))
    .slice(0, MOST)
    .map(([name, given]) => {
      const { default: value, description, required } = record(given)
      const said = oneLine(description)
      const written = typeof value === 'boolean' || typeof value === 'number' ? String(value) : string(value)
      return {
        name,
        ...(written !== null && written.length <= LONGEST && !written.includes('\n') && { default: written }),
        ...(said && { description: said }),
        required: (required === true || required === 'true') && written === null,
        sources: [document.at('inputs', name)],
      }
    })
}

const outputs = (document: Document): Facts['surface']['outputs'] =>
  Object.entries(record(record(document.value).outputs))
    .slice(0, MOST)
    .map(([name, given]) => {
      const said = oneLine(record(given).description)
      return { name, ...(said && { description: said }), sources: [document.at('outputs', name)] }
    })

/** The step that calls the action, with the version that the README pins; the newest of several. */
function use(project: Project): { command: string; sources: Facts['name']['sources'] } | null {
  const name = project.hostedName.replace(/[^\w.-]/g, '').replace(/\./g, '\\.')
  const shown = inReadme(
    project,
    '.',
    new RegExp(`\\buses:\\s{1,4}["']?([\\w.-]{1,60}/${name}@v?\\d[\\w.-]{0,40})`, 'i'),
  )
  return shown && { command: `uses: ${shown.match[1]!}`, sources: [shown.source] }
}

/** Manifests of a language at the root, which name and describe the project better than the action's own. */
const MANIFEST =
  /^(?:package\.json|Cargo\.toml|go\.mod|pyproject\.toml|setup\.py|Gemfile|composer\.json|pubspec\.yaml|.*\.gemspec)$/

/** What the action's manifest says of the package, where no other stands beside it. */
function packageOf(project: Project, document: Document, manifest: string): Package[] {
  if (project.inFolder('.').some((path) => MANIFEST.test(path))) return []
  const description = oneLine(record(document.value).description)
  return [
    {
      ecosystem: 'github-action',
      directory: '.',
      manifest,
      name: null,
      description: description ? { value: description, sources: [document.at('description')] } : null,
      version: null,
      license: null,
      private: false,
      kinds: ['plugin'],
      members: [],
    },
  ]
}

/** The image or script that a container or composite action starts, where it stands in the tree. */
function entry(project: Project, document: Document, manifest: string): Facts['entry_points'] {
  const runs = record(record(document.value).runs)
  const main = string(runs.main) ?? string(runs.image)
  const path = main ? join('.', main) : null
  const what = string(runs.using) === 'docker' ? 'Image of the action' : 'Program of the action'
  return [
    { path: manifest, what: 'GitHub Action', sources: [document.at('runs')] },
    ...(path && project.has(path) && project.role(path) === 'own'
      ? [{ path, what, sources: [document.at('runs')] }]
      : []),
  ]
}

/** A GitHub Action, which workflows call by its repository: https://docs.github.com/actions/sharing-automations/creating-actions/metadata-syntax-for-github-actions */
export const githubAction: Ecosystem = {
  name: 'github-action',
  packages: {},
  tools: [],
  extensions: ['yml', 'yaml', 'md'],
  wants: (path, bytes) => (NAMES.includes(path) ? Math.min(bytes, MOST_MANIFEST) : isReadme(path) ? MOST_README : 0),
  detect(project) {
    const manifest = NAMES.find(project.has)
    const document = manifest ? project.yaml(manifest) : null
    const runs = record(record(document?.value).runs)
    const using = string(runs.using)
    if (!manifest || !document || !using) return {}
    const step = use(project)
    const node = using.match(/^node(\d+)$/)?.[1]
    return {
      packages: packageOf(project, document, manifest),
      kinds: ['plugin'],
      frameworks: [{ name: 'GitHub Actions', category: 'platform', cwd: '.', sources: [document.at('runs')] }],
      runtimes: node ? [{ name: 'node', constraint: node, sources: [document.at('runs', 'using')] }] : [],
      commands: step
        ? [
            {
              group: 'install',
              ...step,
              cwd: '.',
              purpose: 'Call the action in a step of a workflow',
              rank: RANK.script,
            },
          ]
        : [],
      entry_points: entry(project, document, manifest),
      surface: { inputs: inputs(document), outputs: outputs(document) },
    }
  },
}
