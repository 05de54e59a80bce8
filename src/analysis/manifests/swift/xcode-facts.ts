import { type CommandCandidate, RANK } from '../../detector'
import type { CommandGroup, Kind, Source } from '../../facts'
import { baseOf, type Project } from '../../project'
import { mention } from '../mention'
import { workspaceOf, type XcodeProject } from './xcode'

const PHONES = /^(?:iphone|appletv|watch|xr)(?:os|simulator)$/

/**
 * What an Xcode project makes, most telling first. Where its settings lie in files of their own, the application is for what its entries import.
 * @param interfaces names of Apple's frameworks for windows, as the entries import them
 */
export function xcodeKinds({ products, platforms }: XcodeProject, interfaces: ReadonlySet<string>): Kind[] {
  if ([...products].some((one) => one.startsWith('application'))) {
    const phone = [...platforms].some((one) => PHONES.test(one)) || (!platforms.size && interfaces.has('UIKit'))
    const desktop = platforms.has('macosx') || (!platforms.size && interfaces.has('AppKit')) || !phone
    return [...(phone ? (['mobile-app'] as const) : []), ...(desktop ? (['desktop-app'] as const) : [])]
  }
  if (['framework', 'library.static', 'library.dynamic'].some((one) => products.has(one))) return ['library']
  return products.has('tool') ? ['cli'] : []
}

const quoted = (name: string) => (/^[\w.-]+$/.test(name) ? name : `"${name.replace(/["$`\\]/g, '')}"`)
const DESTINATION = /-destination\s+['"](platform=(?:iOS|tvOS|visionOS|watchOS)[ \w]*,[^'"\n$]{1,100})['"]/

/** Schemes that are named for the platform. */
const PHONE_SCHEME = /[ _(-]iOS\)?$/i
const DESKTOP_SCHEME = /[ _(-]mac(?:OS)?\)?$/i

/** Commands of a project that an application is built from. Without a shared scheme there is nothing to name. */
export function xcodeCommands(project: Project, xcode: XcodeProject, kinds: readonly Kind[]): CommandCandidate[] {
  const cwd = xcode.directory
  const workspace = workspaceOf(project, cwd)
  const opened = baseOf(workspace ?? xcode.path)
  const proof: Source = { path: xcode.manifest }
  const commands: CommandCandidate[] = []
  const say = (group: CommandGroup, command: string, source: Source, purpose?: string) =>
    commands.push({ group, command, cwd, ...(purpose && { purpose }), rank: RANK.convention, sources: [source] })
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
  if (!application) return commands
  const call = (name: string) =>
    `xcodebuild -${workspace ? 'workspace' : 'project'} ${quoted(opened)} -scheme ${quoted(name)}`
  const shared = (name: string): Source => ({ path: `${xcode.path}/xcshareddata/xcschemes/${name}.xcscheme` })
  const tested = [...xcode.products].some((one) => one.startsWith('bundle.unit-test'))
  const both = kinds.includes('mobile-app') && kinds.includes('desktop-app')
  // An application for both has one scheme for all, or one for each platform by its name.
  const phone =
    xcode.schemes.find((one) => PHONE_SCHEME.test(one)) ?? (both && !xcode.platforms.size ? undefined : scheme)
  const desktop = xcode.schemes.find((one) => DESKTOP_SCHEME.test(one)) ?? scheme
  if (phone && kinds.includes('mobile-app')) {
    say('build', `${call(phone)} -destination 'generic/platform=iOS Simulator' build`, shared(phone))
    const device = tested ? mention(project, DESTINATION) : null
    if (device) say('test', `${call(phone)} -destination '${device.match[1]!}' test`, device.source)
  }
  if (desktop && kinds.includes('desktop-app') && !(both && desktop === phone)) {
    const destination = both ? " -destination 'platform=macOS'" : ''
    say('build', `${call(desktop)}${destination} build`, shared(desktop))
    if (tested) say('test', `${call(desktop)}${destination} test`, shared(desktop))
  }
  return commands
}
