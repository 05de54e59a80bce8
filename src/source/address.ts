import { readForm } from './address-forms'
import { findHost } from './find-host'
import { findRepository } from './find-repository'
import type { Host, RepositoryId } from './host'
import type { Hosts } from './hosts'
import { type Reference, readPage } from './page-reference'
import { readPasted } from './pasted-text'
import { isCommitId } from './ref-name'
import { failure, type SourceResult } from './result'

/** A repository and what the address says about reference and folder; nothing of it has been asked of the host yet. */
export interface Address extends RepositoryId, Reference {
  /** Canonical web address: `https://github.com/owner/name`. On a plain Git server, the clone address. */
  url: string
  /** What `git clone` takes, over https: `https://github.com/owner/name.git`. */
  cloneUrl: string
}

const LONGEST = 2048
const PRINTABLE = /^[!-~]+$/
const NEVER_IN_ADDRESS = /[\\"'`<>]/

const invalid = (message: string) => failure('address_invalid', message)

function splitPinned(path: string): { path: string; pinned: string | null } {
  const at = path.indexOf('@')
  return at < 0 ? { path, pinned: null } : { path: path.slice(0, at), pinned: path.slice(at + 1) }
}

/** The two addresses of a repository. @param written its last segment as it was given, with `.git` or without */
function addressesOf({ host, owner, name }: RepositoryId, { suffix }: Host, written: string) {
  const folder = `https://${host}/${owner === '' ? '' : `${owner}/`}`
  return suffix === 'written'
    ? { url: folder + written, cloneUrl: folder + written }
    : { url: folder + name, cloneUrl: folder + name + suffix }
}

/**
 * Reads what a person pasted: web pages of a repository, clone addresses, ssh and scp forms, `github:owner/name`,
 * `owner/name`. Pure; never fetches and never repeats more of the input than a host's name.
 * @param hosts the hosts of this deployment
 * @returns `address_invalid` or `host_not_supported` with a sentence that says what to give instead
 */
export function parseAddress(input: string, hosts: Hosts): SourceResult<Address> {
  if (input.length > LONGEST) return invalid(`An address has at most ${LONGEST} characters.`)
  const pasted = readPasted(input)
  if (pasted === null)
    return invalid('There are several addresses in this text; give the one of the repository that is meant.')
  const { text, ref: commanded } = pasted
  if (text === '') return invalid('Give the address of a Git repository, such as https://github.com/owner/name.')
  if (!PRINTABLE.test(text) || NEVER_IN_ADDRESS.test(text))
    return invalid('The address has characters that no repository address has: spaces, quotes or backslashes.')
  const form = readForm(text, (name) => hosts.named(name) !== null)
  if (!form.ok) return form
  const parts = form.value
  const found = findHost(parts, hosts)
  if (!found.ok) return found
  const { host } = found.value

  // pip writes git+https://host/owner/name@reference.
  const { path, pinned } = parts.web ? { path: parts.path, pinned: null } : splitPinned(parts.path)
  const repository = findRepository(found.value, path, parts)
  if (!repository.ok) return repository
  const { id, written, page } = repository.value
  const reference = readPage(host, page, {
    query: parts.query,
    pinned: commanded ?? pinned,
    fragment: parts.fragmentIsRef || isCommitId(parts.fragment) ? parts.fragment : '',
  })
  if (!reference.ok) return reference
  return { ok: true, value: { ...id, ...addressesOf(id, host, written), ...reference.value } }
}
