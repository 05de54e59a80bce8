import { type Address, parseAddress } from './address'
import type { Hosts } from './hosts'
import { isInnerPath, isRefName } from './ref-name'
import { failure, type SourceResult } from './result'

/** An address, and what was asked for apart from it. */
export interface SourceRequest {
  url: string
  /** Branch, tag or commit; wins over the one in the address. */
  ref: string | null
  /** Folder; wins over the one in the address. */
  subdirectory: string | null
}

/** What remains of `branch/folder` once the branch is known; `null` when it names another branch, or no folder. */
const folderAfter = (refPath: string | null, ref: string) =>
  refPath?.startsWith(`${ref}/`) ? refPath.slice(ref.length + 1) : null

/**
 * A folder as somebody wrote it, without slashes around it; `null` for the root.
 * @returns failure: `address_invalid`
 */
export function parseFolder(written: string): SourceResult<string | null> {
  const path = written.replace(/^(?:\.?\/)+|\/+$/g, '')
  if (path === '' || path === '.') return { ok: true, value: null }
  return isInnerPath(path)
    ? { ok: true, value: path }
    : failure('address_invalid', 'The folder must be a path inside the repository.')
}

/**
 * The address with what was asked for apart from it. Pure.
 * @returns failures: `address_invalid`, `host_not_supported`
 */
export function parseRequest({ url, ref, subdirectory }: SourceRequest, hosts: Hosts): SourceResult<Address> {
  const parsed = parseAddress(url, hosts)
  if (!parsed.ok) return parsed
  let address = parsed.value
  if (ref !== null) {
    if (!isRefName(ref))
      return failure('address_invalid', 'Git does not allow this as the name of a branch, tag or commit.')
    address = {
      ...address,
      ref,
      refPath: null,
      subdirectory: address.subdirectory ?? folderAfter(address.refPath, ref),
    }
  }
  if (subdirectory !== null) {
    const folder = parseFolder(subdirectory)
    if (!folder.ok) return folder
    address = { ...address, subdirectory: folder.value }
  }
  return { ok: true, value: address }
}
