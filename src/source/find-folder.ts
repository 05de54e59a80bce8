import type { Snapshot } from './files'
import { LIMITS } from './limits'
import { isInnerPath } from './ref-name'
import { failure, type SourceResult } from './result'

const notFound = (message: string) => failure('subdirectory_not_found', message)
const text = new TextDecoder()
const DEEPEST = LIMITS.memberDepth.most

/** The path of the tree that a symbolic link leads to; `null` for the root, for what is outside and for the link itself. */
function targetOf(link: string, content: Uint8Array): string | null {
  const target = text.decode(content)
  if (target.startsWith('/')) return null
  const path = link.split('/').slice(0, -1)
  for (const segment of target.split('/')) {
    if (segment === '..') {
      if (path.pop() === undefined) return null
    } else if (segment !== '' && segment !== '.') path.push(segment)
  }
  const found = path.join('/')
  return isInnerPath(found) && !`${found}/`.startsWith(`${link}/`) ? found : null
}

/**
 * The folder of the tree that a path names, itself or through a file in it; `null` for the root. Of a submodule and behind a
 * symbolic link nothing was read: the failure says where to look instead.
 */
export function findFolder({ files }: Snapshot, asked: string): SourceResult<string | null> {
  const segments = asked.split('/')
  if (segments.length > DEEPEST) return notFound(`A folder is read down to ${DEEPEST} levels; this one is deeper.`)
  for (let length = 1; length <= segments.length; length++) {
    const path = segments.slice(0, length).join('/')
    const file = files.get(path)
    if (file?.mode === 'submodule')
      return notFound(
        `${path} is a submodule: its files are in a repository of their own, whose address .gitmodules has.`,
      )
    if (file?.mode === 'symlink') {
      const target = file.content && targetOf(path, file.content)
      return notFound(
        target
          ? `${path} is a symbolic link to ${target}: ask for that folder.`
          : `${path} is a symbolic link, behind which nothing is read.`,
      )
    }
    if (file && length === segments.length)
      return { ok: true, value: length > 1 ? segments.slice(0, -1).join('/') : null }
  }
  for (const path of files.keys()) if (path.startsWith(`${asked}/`)) return { ok: true, value: asked }
  return notFound(`The repository has no folder ${asked} at this commit.`)
}
