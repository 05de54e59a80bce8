import { type CommandCandidate, type Contribution, RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import { baseOf, folderOf, type Project, record, strings } from '../project'
import { type Chart, readChart } from './helm/chart'
import { chartCommands, TESTING } from './helm/commands'
import { chartInstall, chartRepository } from './helm/install'
import { contributionOf, together, UNNAMED } from './manifest-facts'
import { PRE_COMMIT, preCommitCommands } from './pre-commit'
import { isReadme, MOST_README } from './readme-mention'

const MOST_MANIFEST = 65_536
/** Charts of one repository that are read. */
const MOST_CHARTS = 200
/** Charts of which each way to install is told; of more only their repository. */
const FEW = 4

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  if (/^(?:Chart|requirements)\.ya?ml$/.test(base)) return bytes <= MOST_MANIFEST ? bytes : 0
  if (TESTING.test(base) || PRE_COMMIT.includes(path)) return MOST_MANIFEST
  if (/(?:^|\/)tests\/(?:[^/]+\/)?[^/]+_test\.ya?ml$/.test(path)) return 2_048
  return isReadme(path) ? MOST_README : 0
}

/** Charts of the project's own; those that a chart carries for itself (`charts/x/charts/y`) are its own affair. */
function chartsOf(project: Project): Chart[] {
  const found: Chart[] = []
  for (const path of project.own(/^Chart\.ya?ml$/).slice(0, MOST_CHARTS)) {
    const inside = found.some(({ directory }) => directory === '.' || `${path}/`.startsWith(`${directory}/`))
    const chart = inside ? null : readChart(project, path)
    if (chart) found.push(chart)
  }
  return found
}

const CODE = /^\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|php|cs|ex|swift|dart|c|cc|cpp)$/
/** Scripts around the charts, and settings of tools. */
const ASIDE = /^(?:\.|(?:scripts?|hack|tools?|ci|test|tests)\/)/
/** A repository about charts: there is next to no code beside them. */
const isAboutCharts = (project: Project, charts: readonly Chart[]) =>
  charts.some(({ directory }) => directory === '.') ||
  project.ending(CODE).filter((path) => project.role(path) === 'own' && !ASIDE.test(path)).length <
    Math.max(5, charts.length)

/** Folders that chart-testing's settings declare to hold charts, `charts` by default. */
function declared(project: Project, charts: readonly Chart[]): { path: string; members: string[] } | null {
  const path = project.named(TESTING)[0]
  if (!path) return null
  const dirs = strings(record(project.yaml(path)?.value)['chart-dirs']).map(
    (one) => one.replace(/^\.\/|\/+$/g, '') || '.',
  )
  const parents = new Set(dirs.length ? dirs : ['charts'])
  const members = charts.map(({ directory }) => directory).filter((one) => one !== '.' && parents.has(folderOf(one)))
  return members.length > 1 ? { path, members } : null
}

function ofChart(chart: Chart): Contribution {
  return contributionOf('helm', 'helm', chart.manifest, {
    name: chart.name,
    description: chart.description,
    version: chart.version,
    license: null,
    private: false,
    kinds: ['infrastructure'],
    ...(chart.lockfile && { lockfile: chart.lockfile }),
    requirements: chart.requirements,
    runtimes: chart.kubernetes
      ? [{ name: 'kubernetes', constraint: chart.kubernetes.value, sources: chart.kubernetes.sources }]
      : [],
    entry_points:
      chart.directory === '.' ? [{ path: chart.manifest, what: 'Helm chart', sources: chart.name.sources }] : [],
  })
}

/** How users get the charts: each by its own command where they are few, else by their repository. */
function installs(project: Project, charts: readonly Chart[]): CommandCandidate[] {
  const installable = charts.filter(({ isLibrary }) => !isLibrary)
  const say = ({ command, sources }: { command: string; sources: CommandCandidate['sources'] }): CommandCandidate => ({
    group: 'install',
    command,
    cwd: '.',
    rank: RANK.convention,
    sources,
  })
  const each = installable.slice(0, FEW).flatMap((chart) => chartInstall(project, chart) ?? [])
  if (installable.length <= FEW && each.length) return each.map(say)
  const repository = chartRepository(project, '.')
  return repository ? [{ ...say(repository), purpose: 'Add the repository of the charts' }] : []
}

/** Helm charts: https://helm.sh/docs/topics/charts. A chart beside a program is a way to install that, and not the project. */
export const helm: Ecosystem = {
  name: 'helm',
  packages: {},
  tools: [
    {
      tools: ['helm'],
      manifest: /^Chart\.ya?ml$/,
      verbs: [
        ['dependency', 'setup'],
        ['dep', 'setup'],
        ['lint', 'lint'],
        ['unittest', 'test'],
      ],
    },
    { tools: ['ct'], manifest: TESTING, verbs: [['lint', 'lint']] },
  ],
  extensions: ['yaml', 'yml', 'md'],
  wants,
  detect(project) {
    const charts = chartsOf(project)
    const [first] = charts
    if (!first) return {}
    const commands = installs(project, charts)
    if (!isAboutCharts(project, charts)) return { commands }
    const members = declared(project, charts)
    const all = together(charts.map(ofChart))
    const several = charts.length > 1
    return {
      ...all,
      package_managers: (all.package_managers ?? []).slice(0, 1).map((one) => (several ? { ...one, cwd: '.' } : one)),
      packages: [
        ...(all.packages ?? []),
        ...(members
          ? [
              {
                ecosystem: 'helm',
                directory: '.',
                manifest: members.path,
                ...UNNAMED,
                members: members.members,
              },
            ]
          : []),
      ],
      runtimes: charts.length === 1 ? (all.runtimes ?? []) : [],
      frameworks: [
        { name: 'Helm', category: 'deployment', cwd: several ? '.' : first.directory, sources: first.name.sources },
      ],
      commands: [...commands, ...chartCommands(project, charts), ...preCommitCommands(project)],
    }
  },
}
