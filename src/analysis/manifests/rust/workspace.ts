import type { Facts } from '../../facts'
import { foldersAbove } from '../../paths'
import { type Document, type Project, record, string, strings } from '../../project'
import { memberFolders, namesFolder } from '../members'
import { within } from '../within'
import { type Crate, readCrate } from './crate'

/** A Cargo workspace or a single package: what one `cargo` call at `directory` sees. */
export interface Workspace {
  directory: string
  manifest: string
  /** The package of the root manifest; `null` for a virtual workspace. */
  root: Crate | null
  members: Crate[]
  /** `cargo build` at the root builds these: default members, or the root package, or all. */
  defaults: Crate[]
  /** The manifest declares `[workspace]`. */
  declared: boolean
}

/** Path dependencies of a workspace's root are members too, as Cargo has it. */
function pathMembers(project: Project, directory: string, document: Document): string[] {
  const folders: string[] = []
  for (const key of ['dependencies', 'dev-dependencies', 'build-dependencies'])
    for (const value of Object.values(record(record(document.value)[key]))) {
      const path = string(record(value).path)
      if (
        path &&
        !path.startsWith('..') &&
        project.has(within(within(directory, path.replace(/\/$/, '')), 'Cargo.toml'))
      )
        folders.push(path)
    }
  return folders
}

/**
 * The manifest of the workspace around the folder that is analysed, of which its package is a member and may inherit: the nearest above
 * that declares one and does not exclude it. https://doc.rust-lang.org/cargo/reference/workspaces.html
 */
function enclosingWorkspace(project: Project): Document | null {
  for (const directory of foldersAbove(project)) {
    const document = project.toml(within(directory, 'Cargo.toml'))
    if (!document || !Object.hasOwn(record(document.value), 'workspace')) continue
    const inside = project.folder.split('/').slice(-directory.split('/').length).join('/')
    const excluded = namesFolder(strings(record(record(document.value).workspace).exclude), inside)
    return excluded ? null : document
  }
  return null
}

/** Reads the workspace or package whose manifest stands in `directory`; `null` when it is neither. */
export function readWorkspace(
  project: Project,
  directory: string,
  dependenciesOf: (own: Document, workspace: Document | null) => Facts['dependencies'],
): Workspace | null {
  const manifest = within(directory, 'Cargo.toml')
  const document = project.toml(manifest)
  if (!document) return null
  const declared = Object.hasOwn(record(document.value), 'workspace')
  const table = record(record(document.value).workspace)
  const around = declared || directory !== '.' ? document : (enclosingWorkspace(project) ?? document)
  const root = readCrate(project, directory, around, dependenciesOf)
  if (!declared) return root && { directory, manifest, root, members: [], defaults: [root], declared }
  const exclude = strings(table.exclude)
  const folders = (patterns: readonly string[]) => memberFolders(project, directory, patterns, exclude, 'Cargo.toml')
  const members = folders([...strings(table.members), ...pathMembers(project, directory, document)]).flatMap(
    (folder) => readCrate(project, folder, document, dependenciesOf) ?? [],
  )
  const chosen = strings(table['default-members'])
  const wanted = new Set(folders(chosen))
  const all = root ? [root, ...members] : members
  const defaults = chosen.length
    ? all.filter((crate) => wanted.has(crate.directory) || (crate === root && chosen.includes('.')))
    : root
      ? [root]
      : members
  return { directory, manifest, root, members, defaults, declared }
}
