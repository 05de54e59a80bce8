import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Kind, Source } from '../../facts'
import { baseOf, type Project } from '../../project'
import { mention } from '../mention'
import { workspaceOf, type XcodeProject } from './xcode'

const PHONES = /^(?:iphone|appletv|watch|xr)(?:os|simulator)$/

/** What an Xcode project makes, most telling first. */
export function xcodeKinds({ products, platforms }: XcodeProject): Kind[] {
  if ([...products].some((one) => one.startsWith('application'))) {
    const phone = [...platforms].some((one) => PHONES.test(one))
    return [
      ...(phone ? (['mobile-app'] as const) : []),
      ...(platforms.has('macosx') || !phone ? (['desktop-app'] as const) : []),
    ]
  }
  if (['framework', 'library.static', 'library.dynamic'].some((one) => products.has(one))) return ['library']
  return products.has('tool') ? ['cli'] : []
}

const quoted = (name: string) => (/^[\w.-]+$/.test(name) ? name : `"${name.replace(/["$`\\]/g, '')}"`)
const DESTINATION = /-destination\s+['"](platform=(?:iOS|tvOS|visionOS|watchOS)[ \w]*,[^'"\n$]{1,100})['"]/

/** Commands of a project that an application is built from. Without a shared scheme there is nothing to name. */
export function xcodeCommands(project: Project, xcode: XcodeProject): CommandCandidate[] {
  const cwd = xcode.directory
  const workspace = workspaceOf(project, cwd)
  const opened = baseOf(workspace ?? xcode.path)
  const proof: Source = { path: xcode.manifest }
  const commands: CommandCandidate[] = []
  const say = (group: CommandGroup, command: string, source: Source, purpose?: string) =>
    commands.push({ group, command, cwd, ...(purpose && { purpose }), rank: RANK.convention, sources: [source] })
  const kinds = xcodeKinds(xcode)
  const application = kinds.some((kind) => kind === 'mobile-app' || kind === 'desktop-app')
  const scheme =
    xcode.schemes.find((one) => one === xcode.name) ?? (xcode.schemes.length === 1 ? xcode.schemes[0] : undefined)
  if (application)
    say(
      'run',
      `open ${quoted(opened)}`,
      proof,
      scheme ? `Open in Xcode, then run the scheme ${scheme}` : 'Open in Xcode, then run',
    )
  if (!scheme || !application) return commands
  const shared = { path: `${xcode.path}/xcshareddata/xcschemes/${scheme}.xcscheme` }
  const call = `xcodebuild -${workspace ? 'workspace' : 'project'} ${quoted(opened)} -scheme ${quoted(scheme)}`
  const tested = [...xcode.products].some((one) => one.startsWith('bundle.unit-test'))
  if (kinds.includes('mobile-app')) {
    say('build', `${call} -destination 'generic/platform=iOS Simulator' build`, shared)
    const device = tested ? mention(project, DESTINATION) : null
    if (device) say('test', `${call} -destination '${device.match[1]!}' test`, device.source)
  } else {
    say('build', `${call} build`, shared)
    if (tested) say('test', `${call} test`, shared)
  }
  return commands
}
