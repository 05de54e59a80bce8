import type { Snapshot } from '../source/files'
import { assemble, type Origin } from './assemble'
import type { Facts } from './facts'
import { withInherited } from './inherited'
import { baseOf } from './project'
import { type Selection, selected } from './selection'
import { prefixed, reroot } from './subdirectory'

export type { Origin } from './assemble'
export { interestIn } from './wants'

const EVERYTHING: Selection = { include: [], exclude: [] }

/**
 * Everything the analyser says of a repository, as far as `selection` and its `.readmeforgeignore` let it look. Never throws for what stands in the files.
 *
 * With `origin.subdirectory` that folder is the project: detectors see its files alone, their paths without the prefix, so its
 * manifests are root manifests and its name falls back to the folder's; what lies outside they see only where they ask for it by name
 * (`Project.outside`): the workspace that the folder is a member of, its lock file, the parent that its manifest names. Afterwards every
 * path in the facts (`sources`, `cwd`, `manifest`, `lockfile`, `path`, `license.file`) is given from the repository's root again: see
 * `prefixed`. What the folder does not have is taken from above where that speaks for all below: see `withInherited`. Name, description
 * and sections never come from the root's README: it is about another thing. `files` and `bytes` count the folder.
 */
export function analyse(whole: Snapshot, origin: Origin, selection: Selection = EVERYTHING): Facts {
  const snapshot = selected(whole, selection)
  const folder = origin.subdirectory?.replace(/^\/+|\/+$/g, '')
  if (!folder) return assemble(snapshot, origin, origin.name)
  const inner = reroot(snapshot, folder)
  const said = assemble(inner, origin, baseOf(folder), { hostedName: origin.name, folder, files: snapshot.files })
  const facts = prefixed(said, folder, snapshot.files)
  const inherited = withInherited(facts, folder, snapshot)
  return { ...inherited, warnings: [...snapshot.warnings, ...inherited.warnings] }
}
