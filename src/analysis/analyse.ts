import type { Snapshot, Wants } from '../source/files'
import { assemble, type Origin } from './assemble'
import { attempt, contributions, joined } from './contributions'
import { DETECTORS } from './detectors'
import { wantsForDocComments } from './doc-comments'
import type { Facts } from './facts'
import { wantsForLanguages } from './languages'
import { findLicense, wantsForLicense } from './license'
import { baseOf, folderOf, openProject } from './project'
import { prefixed, reroot, withRoot } from './subdirectory'

export type { Origin } from './assemble'

/** Bytes of each file that the analysis of a whole repository reads. */
export const wants: Wants = (path, bytes) => {
  let most = Math.max(wantsForLanguages(path, bytes), wantsForLicense(path, bytes), wantsForDocComments(path, bytes))
  if (/^version(?:\.txt)?$/i.test(path)) most = Math.max(most, 200)
  for (const detector of DETECTORS) most = Math.max(most, detector.wants(path, bytes))
  return most
}

/** As `wants`, for the analysis of one folder: its files by their paths below it, and of the rest what the root says for all. */
export const wantsBelow = (asked: string): Wants => {
  // Whether a folder or a file in it was named, only the archive tells: `lib/index.js` looks like a file, and `lib/chart.js` too.
  const parent = folderOf(asked)
  const folders = MAY_BE_FILE.test(asked) ? [asked, parent] : [asked]
  if (folders.includes('.')) return wants
  return (path, bytes) => {
    const folder = folders.find((one) => path.startsWith(`${one}/`))
    if (folder) return wants(path.slice(folder.length + 1), bytes)
    return !path.includes('/') || path.startsWith('.github/') || path.startsWith('.circleci/') ? wants(path, bytes) : 0
  }
}

/** A last part with an extension, or capitalised as `Makefile` and `LICENSE` are. */
const MAY_BE_FILE = /\.[^/.]+$|(?:^|\/)[A-Z]\w*$/

/**
 * Everything the analyser says of a repository. Never throws for what stands in the files.
 *
 * With `origin.subdirectory` that folder is the project: detectors see its files alone, their paths without the prefix, so its
 * manifests are root manifests and its name falls back to the folder's. Afterwards every path in the facts (`sources`, `cwd`,
 * `manifest`, `lockfile`, `path`, `license.file`) is given from the repository's root again: see `prefixed`. What the folder does not
 * have is taken from the root where the root speaks for the whole repository: the licence, the CI, and shared documents (README,
 * contributing guide, code of conduct, security policy …). Name, description and sections never come from the root's README: it is about
 * another thing. `files` and `bytes` count the folder.
 */
export function analyse(snapshot: Snapshot, origin: Origin): Facts {
  const folder = origin.subdirectory?.replace(/^\/+|\/+$/g, '')
  if (!folder) return assemble(snapshot, origin, origin.name)
  const inner = reroot(snapshot, folder)
  const facts = prefixed(assemble(inner, origin, baseOf(folder)), folder, (path) => inner.files.has(path))
  const whole = withRoot(facts, rootFacts(snapshot))
  return { ...whole, warnings: [...snapshot.warnings, ...whole.warnings] }
}

/** What only the repository's root says for all of its folders. */
function rootFacts(snapshot: Snapshot): Pick<Facts, 'license' | 'ci' | 'documents'> {
  const files: Snapshot['files'] = new Map()
  for (const [path, file] of snapshot.files) if (!path.includes('/') || path.startsWith('.')) files.set(path, file)
  const { project } = openProject({ ...snapshot, files }, '')
  const { said } = contributions(
    project,
    DETECTORS.filter(({ name }) => name === 'ci' || name === 'documents'),
  )
  const license = attempt('license', () => findLicense(project, []).license, [])
  return {
    license,
    ci: joined(said, ({ ci }) => ci),
    documents: Object.assign({}, ...said.map(({ documents }) => documents)),
  }
}
