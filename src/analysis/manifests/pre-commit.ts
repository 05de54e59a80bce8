import { type CommandCandidate, RANK } from '../detector'
import { array, type Project, record, string } from '../project'

export const PRE_COMMIT = ['.pre-commit-config.yaml', '.pre-commit-config.yml']

/** Ids of the hooks that pre-commit runs at the root, with the file that names them; `null` without it. */
export function preCommitHooks(project: Project): { path: string; ids: string[] } | null {
  const path = PRE_COMMIT.find(project.has)
  if (!path) return null
  const repos = array(record(project.yaml(path)?.value).repos)
  return {
    path,
    ids: repos.flatMap((one) => array(record(one).hooks).flatMap((hook) => string(record(hook).id) ?? [])),
  }
}

/** What contributors type where pre-commit holds a project's checks: https://pre-commit.com/#usage */
export function preCommitCommands(project: Project): CommandCandidate[] {
  const path = PRE_COMMIT.find(project.has)
  if (!path) return []
  const at = { cwd: '.', sources: [{ path }] }
  return [
    {
      ...at,
      group: 'setup',
      command: 'pre-commit install',
      purpose: 'Run the checks at each commit',
      rank: RANK.convention + 5,
    },
    { ...at, group: 'lint', command: 'pre-commit run --all-files', rank: RANK.script + 1 },
  ]
}
