import { foldersAbove } from '../../paths'
import type { Project } from '../../project'
import { within } from '../within'
import { type Manifest, readManifest } from './manifest'
import { memberPatterns, namesMember } from './workspaces'

/** What a workspace's tool keeps at its root, where the manifest names no members: Nx installs everything there. */
const WHOLE = ['nx.json']

/**
 * The manifest above the folder that is analysed, of which its package is a workspace member, so that installing, the lock file and the
 * tools that scripts call are there; `null` for a package that stands alone, as for a whole repository.
 */
export function enclosingWorkspace(project: Project): Manifest | null {
  for (const directory of foldersAbove(project)) {
    const manifest = readManifest(project, within(directory, 'package.json'))
    if (!manifest) continue
    const inside = project.folder.split('/').slice(-directory.split('/').length).join('/')
    const patterns = memberPatterns(project, directory)
    if (
      namesMember(patterns, inside) ||
      (!patterns.length && WHOLE.some((name) => project.has(within(directory, name))))
    )
      return manifest
  }
  return null
}
