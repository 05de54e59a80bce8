import type { Snapshot, Wants } from '../source/files'
import { assemble, type Origin } from './assemble'
import { DETECTORS } from './detectors'
import { wantsForDocComments } from './doc-comments'
import type { Facts } from './facts'
import { withInherited } from './inherited'
import { wantsForLanguages } from './languages'
import { wantsForLicense } from './license'
import { baseOf, folderOf } from './project'
import { prefixed, reroot } from './subdirectory'

export type { Origin } from './assemble'

/** Bytes of each file that the analysis of a whole repository reads. */
export const wants: Wants = (path, bytes) => {
  let most = Math.max(wantsForLanguages(path, bytes), wantsForLicense(path, bytes), wantsForDocComments(path, bytes))
  if (/^version(?:\.txt)?$/i.test(path)) most = Math.max(most, 200)
  for (const detector of DETECTORS) most = Math.max(most, detector.wants(path, bytes))
  return most
}

/**
 * As `wants`, for the analysis of one folder: its files by their paths below it, and of the rest what the folders above it say for it:
 * workspaces, parents, catalogues, lock files' names, licences, CI.
 */
export const wantsBelow = (asked: string): Wants => {
  // Whether a folder or a file in it was named, only the archive tells: `lib/index.js` looks like a file, and `lib/chart.js` too.
  const parent = folderOf(asked)
  const folders = MAY_BE_FILE.test(asked) ? [asked, parent] : [asked]
  if (folders.includes('.')) return wants
  const parents = asked.split('/').map((_, index, all) =>
    all
      .slice(0, index)
      .map((segment) => `${segment}/`)
      .join(''),
  )
  return (path, bytes) => {
    const folder = folders.find((one) => path.startsWith(`${one}/`))
    if (folder) return wants(path.slice(folder.length + 1), bytes)
    const above = parents.findLast((one) => path.startsWith(one)) ?? ''
    const inside = path.slice(above.length)
    return inherited(inside, above === '') ? wants(inside, bytes) : 0
  }
}

/** Folders of settings that hold for what lies beside them: CI at the root, scripts and catalogues of a Gradle build. */
const SETTINGS = /^(?:gradle|buildSrc|build-logic[^/]*)\//
const ROOT_SETTINGS = /^\.(?:github|circleci|cargo|config)\//

/** May a file outside the folder, by its path from one of the folders above, say something of it? */
const inherited = (path: string, fromRoot: boolean): boolean =>
  !path.includes('/') || SETTINGS.test(path) || (fromRoot && ROOT_SETTINGS.test(path))

/** A last part with an extension, or capitalised as `Makefile` and `LICENSE` are. */
const MAY_BE_FILE = /\.[^/.]+$|(?:^|\/)[A-Z]\w*$/

/**
 * Everything the analyser says of a repository. Never throws for what stands in the files.
 *
 * With `origin.subdirectory` that folder is the project: detectors see its files alone, their paths without the prefix, so its
 * manifests are root manifests and its name falls back to the folder's; what lies outside they see only where they ask for it by name
 * (`Project.outside`): the workspace that the folder is a member of, its lock file, the parent that its manifest names. Afterwards every
 * path in the facts (`sources`, `cwd`, `manifest`, `lockfile`, `path`, `license.file`) is given from the repository's root again: see
 * `prefixed`. What the folder does not have is taken from above where that speaks for all below: see `withInherited`. Name, description
 * and sections never come from the root's README: it is about another thing. `files` and `bytes` count the folder.
 */
export function analyse(snapshot: Snapshot, origin: Origin): Facts {
  const folder = origin.subdirectory?.replace(/^\/+|\/+$/g, '')
  if (!folder) return assemble(snapshot, origin, origin.name)
  const inner = reroot(snapshot, folder)
  const said = assemble(inner, origin, baseOf(folder), { hostedName: origin.name, folder, files: snapshot.files })
  const facts = prefixed(said, folder, snapshot.files)
  const whole = withInherited(facts, folder, snapshot)
  return { ...whole, warnings: [...snapshot.warnings, ...whole.warnings] }
}
