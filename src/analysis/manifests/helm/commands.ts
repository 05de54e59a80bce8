import { type CommandCandidate, RANK } from '../../detector'
import { folderOf, join, type Project } from '../../project'
import type { Chart } from './chart'

/** chart-testing's settings, and where it looks for them by itself: https://github.com/helm/chart-testing#configuration */
export const TESTING = /^(?:ct|chart-testing|ct-lint)\.ya?ml$/
/** Suites of the plugin helm-unittest. */
const SUITE = /_test\.ya?ml$/

/** Folders of charts as they are called from the root. */
const within = (directory: string) => (directory === '.' ? '.' : directory)

/** Where suites of helm-unittest stand in a chart. */
const suiteOf = (project: Project, { directory }: Chart) => {
  const folder = join(directory, 'tests') ?? ''
  return project
    .below(folder)
    .find((path) => SUITE.test(path) && /^(?:suite|templates?|tests):/m.test(project.text(path) ?? ''))
}

/** Commands for charts, called from the root: https://helm.sh/docs/helm */
export function chartCommands(project: Project, charts: readonly Chart[]): CommandCandidate[] {
  const say = (
    group: CommandCandidate['group'],
    command: string,
    path: string,
    purpose?: string,
  ): CommandCandidate => ({
    group,
    command,
    cwd: '.',
    ...(purpose && { purpose }),
    rank: RANK.convention,
    sources: [{ path }],
  })
  const settings = project
    .named(TESTING)
    .find((path) => ['.', '.github', '.ci', 'ci', 'test'].includes(folderOf(path).split('/')[0]!))
  const [only, ...others] = charts
  const fetching = charts.filter((chart) => chart.fetches)
  const suites = charts.flatMap((chart) => {
    const path = suiteOf(project, chart)
    return path ? [{ chart, path }] : []
  })
  return [
    ...(fetching.length === 1
      ? [
          say(
            'setup',
            `helm dependency ${fetching[0]!.lockfile ? 'build' : 'update'} ${within(fetching[0]!.directory)}`,
            fetching[0]!.lockfile ?? fetching[0]!.manifest,
            'Fetch the charts it depends on',
          ),
        ]
      : []),
    ...(settings
      ? [
          say(
            'lint',
            settings === 'ct.yaml' ? 'ct lint' : `ct lint --config ${settings}`,
            settings,
            'Check the charts that changed',
          ),
        ]
      : []),
    ...(only && others.length < 3
      ? charts.map((chart) => say('lint', `helm lint ${within(chart.directory)}`, chart.manifest))
      : []),
    ...(suites.length < 4 && suites.length * 2 >= charts.length ? suites : []).map(({ chart, path }) =>
      say('test', `helm unittest ${within(chart.directory)}`, path),
    ),
  ]
}
