import { type CommandCandidate, RANK } from '../../detector'
import type { Project } from '../../project'

/** `git submodule` for what a build takes from other repositories: builds of C's family compile it. */
export function submodules(project: Project, folder: string): CommandCandidate[] {
  const path = '.gitmodules'
  const text = folder === '.' && project.has(path) ? project.text(path) : null
  if (!text || !/^\s*path\s*=/m.test(text)) return []
  return [
    {
      group: 'setup',
      command: 'git submodule update --init --recursive',
      cwd: '.',
      purpose: 'Fetch the submodules',
      // Before what builds them.
      rank: RANK.convention - 1,
      sources: [project.find(path, /^\[submodule/m)],
    },
  ]
}
