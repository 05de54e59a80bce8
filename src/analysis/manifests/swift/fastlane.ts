import { type CommandCandidate, RANK } from '../../detector'
import type { Project } from '../../project'
import { groupOfTask } from '../task-names'
import { within } from '../within'
import { bundled } from './pods'

/** Lanes whose names say that they bring the application to people. */
const DEPLOYS = /^(?:beta|release|deploy|testflight|appstore|app_store|publish|internal|production)$/
const MOST_LANES = 60
/** Lanes for the service that calls them: they take their settings from its environment. */
const OF_SERVICE = /(?:^|_)ci(?:_|$)/

/** Lanes of a Fastfile that are named for what they do and take no options, without which they may fail. https://docs.fastlane.tools/advanced/lanes/ */
export function fastlaneCommands(project: Project, directory: string): CommandCandidate[] {
  const path = within(directory, 'fastlane/Fastfile')
  if (!project.has(path)) return []
  const tool = bundled(project, directory, 'fastlane') ? 'bundle exec fastlane' : 'fastlane'
  const commands: CommandCandidate[] = []
  const seen = new Set<string>()
  let platform = ''
  let purpose: string | null = null
  ;(project.text(path) ?? '').split('\n').forEach((whole, index) => {
    const line = whole.slice(0, 300)
    platform = line.match(/^\s*platform\s+:(\w+)\s+do/)?.[1] ?? (/^end\b/.test(line) ? '' : platform)
    purpose = line.match(/^\s*desc\s+["']([^"'\n]+)["']/)?.[1] ?? purpose
    const [, lane, options] = line.match(/^\s*lane\s+:(\w+)\s+do(\s*\|)?/) ?? []
    if (lane && (options || OF_SERVICE.test(lane))) purpose = null
    if (!lane || options || OF_SERVICE.test(lane) || seen.size === MOST_LANES) return
    const group = DEPLOYS.test(lane) ? 'deploy' : groupOfTask(lane.replaceAll('_', '-'))
    if (group && group !== 'run' && group !== 'setup' && !seen.has(`${platform} ${group}`)) {
      seen.add(`${platform} ${group}`)
      commands.push({
        group,
        command: `${tool} ${platform === '' ? '' : `${platform} `}${lane}`,
        cwd: directory,
        ...(purpose !== null && { purpose }),
        rank: RANK.convention + 2,
        sources: [{ path, line: index + 1 }],
      })
    }
    purpose = null
  })
  return commands
}
