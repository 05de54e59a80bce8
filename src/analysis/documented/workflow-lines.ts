import { array, type Project, record, string } from '../project'
import type { ShellLine } from './shell-lines'

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/
/** Events on which a project checks itself. */
const CHECKS = /^(?:push|pull_request|merge_group)$/
const MOST_STEPS = 300

/** What the `run` steps of workflows for pushes and pull requests type, one section for each step, led by its folder. */
export function workflowLines(project: Project): { path: string; lines: ShellLine[] }[] {
  return project
    .inFolder('.github/workflows')
    .filter((path) => WORKFLOW.test(path))
    .flatMap((path) => {
      const document = project.yaml(path)
      const value = record(document?.value)
      const on = value.on ?? value.true
      const events = typeof on === 'string' ? [on] : Array.isArray(on) ? array(on).map(String) : Object.keys(record(on))
      if (!document || !events.some((event) => CHECKS.test(event))) return []
      const lines: ShellLine[] = []
      let section = 0
      for (const [job, given] of Object.entries(record(value.jobs)))
        for (const [index, step] of array(record(given).steps).slice(0, MOST_STEPS).entries()) {
          const run = string(record(step).run)
          if (!run || run.includes('${{')) continue
          const folder =
            string(record(step)['working-directory']) ??
            string(record(record(record(given).defaults).run)['working-directory']) ??
            string(record(record(value.defaults).run)['working-directory'])
          const line = document.at('jobs', job, 'steps', index, 'run').line ?? 1
          const base = { line, heading: '', block: section, section: section++ }
          if (folder) lines.push({ ...base, text: `cd ${folder}` })
          for (const text of run.replace(/\\\n\s*/g, ' ').split('\n'))
            if (text.trim() && !text.trim().startsWith('#')) lines.push({ ...base, text: text.trim() })
        }
      return lines.length ? [{ path, lines }] : []
    })
}
