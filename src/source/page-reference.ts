import type { Host, Page } from './host'
import { isInnerPath, isRefName } from './ref-name'
import { failure, type SourceFailure, type SourceResult } from './result'

/** What an address says about the reference and the folder in it. All `null`: the default branch, the whole tree. */
export interface Reference {
  /** Branch, tag, commit or full reference (`refs/tags/v1`) that was named as such. */
  ref: string | null
  /**
   * Reference and folder (or file) in one, as web pages write them: `feature/x/packages/a`. Only the host's references
   * tell where the first ends. May begin with `refs/heads/` or `refs/tags/`.
   */
  refPath: string | null
  /** Folder (or file) that was named apart from the reference. */
  subdirectory: string | null
}

const NOTHING: Reference = { ref: null, refPath: null, subdirectory: null }
/** What GitLab's `ref_type` says of the reference in the path. */
const REF_TYPES: ReadonlyMap<string, 'refs/heads/' | 'refs/tags/'> = new Map([
  ['heads', 'refs/heads/'],
  ['tags', 'refs/tags/'],
])
const ARCHIVE_NAME = /\.(?:zip|tar|tar\.gz|tgz|tar\.bz2)$/

const invalid = (message: string) => failure('address_invalid', message)
const BAD_REF = 'The address names a branch, tag or commit that Git does not allow.'
const BAD_PATH = 'The address names a folder that cannot exist in a repository.'
const isFailure = <T>(value: T | SourceFailure): value is SourceFailure =>
  typeof value === 'object' && value !== null && 'ok' in value

/** Decoded once and split again, so that an encoded slash cannot hide a `..`. */
function decodePath(segments: readonly string[]): string | SourceFailure {
  try {
    const path = segments.map(decodeURIComponent).join('/')
    return isInnerPath(path) ? path : invalid(BAD_PATH)
  } catch {
    return invalid('The address has a percent sign that encodes nothing.')
  }
}

function findPage(pages: readonly Page[], rest: readonly string[]): { page: Page; after: readonly string[] } | null {
  for (const page of pages) {
    const at = page.at.split('/')
    if (rest.length > at.length && at.every((segment, index) => segment === rest[index]))
      return { page, after: rest.slice(at.length) }
  }
  return null
}

const explicit = (ref: string): SourceResult<Reference> =>
  isRefName(ref) ? { ok: true, value: { ...NOTHING, ref } } : invalid(BAD_REF)

/** `main/item/src/x.c`: the first `/item/` ends the reference. */
function ofItem(path: string): SourceResult<Reference> {
  const at = path.indexOf('/item/')
  if (at < 0) return { ok: true, value: { ...NOTHING, refPath: path.replace(/\/item$/, '') } }
  const reference = explicit(path.slice(0, at))
  return reference.ok
    ? { ok: true, value: { ...reference.value, subdirectory: path.slice(at + '/item/'.length) } }
    : reference
}

function ofPage({ rest, namespace }: Page, after: readonly string[]): SourceResult<Reference> {
  const path = decodePath(rest === 'commit' ? after.slice(0, 1) : after)
  if (isFailure(path)) return path
  if (rest === 'commit') return explicit(path.replace(/\.(?:patch|diff)$/, ''))
  if (rest === 'item') return ofItem(path)
  if (rest === 'folder') return { ok: true, value: { ...NOTHING, subdirectory: path } }
  if (rest === 'reference') return explicit((namespace ?? '') + path)
  if (rest === 'archive') return explicit(path.replace(ARCHIVE_NAME, ''))
  // A file's page narrows to the file's folder.
  const refPath = rest === 'file' && path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : path
  return { ok: true, value: { ...NOTHING, refPath: (namespace ?? '') + refPath } }
}

/** `#v1.2`, or pip's `#egg=name&subdirectory=folder`. */
function ofFragment(fragment: string): SourceResult<Reference> {
  if (!fragment.includes('=')) {
    const ref = decodePath(fragment.split('/'))
    if (isFailure(ref)) return invalid(BAD_REF)
    return explicit(ref)
  }
  const subdirectory = new URLSearchParams(fragment).get('subdirectory')?.replace(/\/$/, '')
  if (subdirectory === undefined) return { ok: true, value: NOTHING }
  return isInnerPath(subdirectory) ? { ok: true, value: { ...NOTHING, subdirectory } } : invalid(BAD_PATH)
}

/** The folder that stands apart from the reference: in the page's path or in the fragment. */
function folderApart(found: ReturnType<typeof findPage>, fragment: string): SourceResult<Reference> {
  if (found) return ofPage(found.page, found.after)
  return fragment === '' ? { ok: true, value: NOTHING } : ofFragment(fragment)
}

/**
 * What the part of an address behind the repository says. Pages that carry no reference (`/issues`, `/pull/12`) say nothing.
 * @param rest path segments behind the repository, percent-encoded
 * @param others the query (`?ref=` counts), a pip pin (`@v1`) and a fragment that is a reference
 */
export function readPage(
  host: Host,
  rest: readonly string[],
  others: { query: string; pinned: string | null; fragment: string },
): SourceResult<Reference> {
  const query = new URLSearchParams(others.query)
  const found = findPage(host.pages, rest)
  if (found && found.page.rest !== 'folder') {
    const namespace = found.page.namespace ?? REF_TYPES.get(query.get('ref_type') ?? '')
    return ofPage({ ...found.page, ...(namespace ? { namespace } : {}) }, found.after)
  }
  const hidden = decodePath(rest)
  if (rest.length && isFailure(hidden)) return hidden
  const folder = folderApart(found, others.fragment)
  if (!folder.ok) return folder
  const ref = others.pinned ?? host.refParameters.map((name) => query.get(name)).find((value) => value) ?? null
  if (ref === null || ref === '') return folder
  return isRefName(ref) ? { ok: true, value: { ...folder.value, ref } } : invalid(BAD_REF)
}
