import type { Snapshot } from './files'
import { failure, type SourceResult } from './result'

const notFound = (message: string) => failure('subdirectory_not_found', message)
const text = new TextDecoder()

/**
 * The folder of the tree that a path names, itself or through a file in it; `null` for the root. Of a submodule and behind a
 * symbolic link nothing was read: the failure says where to look instead.
 */
export function findFolder({ files }: Snapshot, asked: string): SourceResult<string | null> {
  const segments = asked.split('/')
  for (let length = 1; length <= segments.length; length++) {
    const path = segments.slice(0, length).join('/')
    const file = files.get(path)
    if (file?.mode === 'submodule')
      return notFound(
        `${path} is a submodule: its files are in a repository of their own, whose address .gitmodules has.`,
      )
    if (file?.mode === 'symlink') {
      const target = file.content ? `to ${text.decode(file.content)}` : 'to another place'
      return notFound(`${path} is a symbolic link ${target}: ask for that folder.`)
    }
    if (file && length === segments.length)
      return { ok: true, value: length > 1 ? segments.slice(0, -1).join('/') : null }
  }
  for (const path of files.keys()) if (path.startsWith(`${asked}/`)) return { ok: true, value: asked }
  return notFound(`The repository has no folder ${asked} at this commit.`)
}
