import type { ServerRef } from 'isomorphic-git'
import type { Address } from './address'
import { gitHttp } from './git-http'
import type { SourceAccess } from './guarded-fetch'
import { gitUrl } from './hosts'
import { isCommitId, isCommitPrefix } from './ref-name'
import { SourceFault, type SourceResult, settle } from './result'

/** An address whose reference is settled. */
export interface Resolved {
  /** 40 hexadecimal digits in lower case. */
  commit: string
  /** Short name of the branch or tag; `null` where a commit was named or HEAD is no branch. */
  ref: string | null
  /** Folder (or file) that the address names; `null` for the whole tree. Whether it exists, only the archive tells. */
  subdirectory: string | null
}

/** Lists the host's references whose full name begins with the prefix. */
type List = (prefix: string) => Promise<ServerRef[]>

const NAMESPACES = ['refs/heads/', 'refs/tags/'] as const

function listFrom(address: Address, access: SourceAccess): List {
  const http = gitHttp(access, address.host)
  const url = gitUrl(address, access.hosts)
  const broken = () => new SourceFault('host_answer_invalid', `${address.host} answered with broken Git data.`)
  return async (prefix) => {
    // Only now, not at the consumer's start-up.
    const { listServerRefs } = await import('isomorphic-git')
    let refs: ServerRef[]
    try {
      refs = await listServerRefs({ http, url, prefix, symrefs: true, peelTags: true })
    } catch (error) {
      throw error instanceof SourceFault ? error : broken()
    }
    if (refs.some(({ ref, oid, peeled }) => !ref || !isCommitId(oid) || (peeled !== undefined && !isCommitId(peeled))))
      throw broken()
    return refs
  }
}

/** The commit behind a reference: an annotated tag's target, not the tag. */
const commitOf = ({ oid, peeled }: ServerRef) => (peeled ?? oid).toLowerCase()
const shortName = (ref: string) => ref.replace(/^refs\/(?:heads|tags)\//, '')
const shown = (name: string) => (name.length > 100 ? `${name.slice(0, 100)}…` : name)

async function defaultBranch(list: List): Promise<Omit<Resolved, 'subdirectory'>> {
  const head = (await list('HEAD')).find(({ ref }) => ref === 'HEAD')
  if (!head)
    throw new SourceFault(
      'ref_not_found',
      'The repository has no default branch with a commit: it may be empty; else name a branch.',
    )
  return { commit: commitOf(head), ref: head.target ? shortName(head.target) : null }
}

/** The only branch or tag whose commit begins with these digits: other commits cannot be looked up over Git's protocol. */
async function abbreviated(prefix: string, list: List): Promise<string> {
  const refs = (await Promise.all(NAMESPACES.map(list))).flat()
  const commits = new Set(refs.map(commitOf).filter((commit) => commit.startsWith(prefix.toLowerCase())))
  const [commit] = commits
  if (commit !== undefined && commits.size === 1) return commit
  throw new SourceFault(
    'ref_not_found',
    `No branch or tag is called ${shown(prefix)} or points at such a commit; give a commit by all of its 40 digits.`,
  )
}

/** A reference outside branches and tags, such as `refs/pull/12/head`. */
async function other(name: string, list: List): Promise<Resolved> {
  const found = (await list(name)).find(({ ref }) => ref === name)
  if (!found) throw new SourceFault('ref_not_found', `The repository has no reference called ${shown(name)}.`)
  return { commit: commitOf(found), ref: name, subdirectory: null }
}

/**
 * The commit that a path names: `branch/with/slashes/folder` is split by the references that the host has, where the
 * longest name wins, and a branch before a tag. Where no folder may follow, the whole path is the name.
 */
async function named(path: string, list: List, folderMayFollow: boolean): Promise<Resolved> {
  const given = NAMESPACES.filter((namespace) => path.startsWith(namespace))
  if (given.length === 0 && path.startsWith('refs/')) return other(path, list)
  const namespaces = given.length ? given : NAMESPACES
  const segments = path.slice(given[0]?.length ?? 0).split('/')
  const shortest = folderMayFollow ? 1 : segments.length
  const name = segments.slice(0, shortest).join('/')
  const folder = (from: number) => segments.slice(from).join('/') || null

  if (given.length === 0 && isCommitId(name))
    return { commit: name.toLowerCase(), ref: null, subdirectory: folder(shortest) }
  const listed = (await Promise.all(namespaces.map((namespace) => list(namespace + name)))).flat()
  const refs = new Map(listed.map((ref) => [ref.ref, ref]))
  for (let length = segments.length; length >= shortest; length--) {
    const candidate = segments.slice(0, length).join('/')
    const found = namespaces.map((namespace) => refs.get(namespace + candidate)).find((ref) => ref !== undefined)
    if (found) return { commit: commitOf(found), ref: candidate, subdirectory: folder(length) }
  }
  if (name === 'HEAD') return { ...(await defaultBranch(list)), subdirectory: folder(shortest) }
  if (given.length === 0 && isCommitPrefix(name))
    return { commit: await abbreviated(name, list), ref: null, subdirectory: folder(shortest) }
  throw new SourceFault('ref_not_found', `The repository has no branch, tag or commit called ${shown(name)}.`)
}

/**
 * Asks the host which commit an address means, over Git's smart HTTP protocol (no API, so no API limits).
 * A commit by its full id asks nothing: whether it exists, the archive tells.
 * @returns failures as `guarded-fetch.ts` maps them, and `ref_not_found`
 */
export function resolveRef(address: Address, access: SourceAccess): Promise<SourceResult<Resolved>> {
  const list = listFrom(address, access)
  const { ref, refPath, subdirectory } = address
  const work = async (): Promise<Resolved> => {
    const path = ref ?? refPath
    const found =
      path === null ? { ...(await defaultBranch(list)), subdirectory: null } : await named(path, list, ref === null)
    return { ...found, subdirectory: subdirectory ?? found.subdirectory }
  }
  return settle(work())
}

/** Does the host have this repository, for everybody to read? */
export async function repositoryExists(address: Address, access: SourceAccess): Promise<boolean> {
  const found = await settle(listFrom(address, access)('HEAD'))
  return found.ok
}
