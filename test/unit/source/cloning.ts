import { cloneRepository } from '../../../src/source/clone-repository'
import type { Glance, Snapshot, Wants } from '../../../src/source/files'
import type { SourceAccess } from '../../../src/source/guarded-fetch'
import { LIMITS } from '../../../src/source/limits'
import { configuredHosts } from '../../../src/source/origins'
import type { Watch } from '../../../src/source/read-options'
import { hostOf, packAnswer } from './pack-writer'
import { everything, UNWATCHED } from './reading'

export interface Cloning extends Partial<Watch> {
  origin?: string
  name?: string
  ref?: string | null
  wants?: Wants
  glance?: Glance
  access?: Partial<SourceAccess>
}

const HOST = 'git.example.com'

/** Clones `owner/name` from a host on loopback, or from wherever `access.fetch` leads. */
export function cloned(commit: string, options: Cloning = {}) {
  const { origin = 'https://git.example.com', name = 'name', ref = null, wants = everything } = options
  const access: SourceAccess = {
    fetch: (url, init) => fetch(url, init),
    hosts: configuredHosts(JSON.stringify({ [HOST]: origin }), '{}'),
    token: null,
    signal: new AbortController().signal,
    limits: LIMITS,
    ...options.access,
  }
  const address = { host: HOST, cloneUrl: `https://${HOST}/owner/${name}.git` }
  const { onBytes, memory } = { ...UNWATCHED, ...options }
  return cloneRepository(address, commit, ref, { wants, glance: options.glance }, access, { onBytes, memory })
}

/** The snapshot, or a failed test. */
export async function snapshotOfClone(commit: string, options?: Cloning): Promise<Snapshot> {
  const result = await cloned(commit, options)
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
  return result.value
}

/** Clones a pack that a test wrote. */
export const clonedPack = (commit: string, pack: Uint8Array, access: Partial<SourceAccess> = {}) =>
  cloned(commit, { access: { fetch: hostOf(commit, packAnswer(pack)), ...access } })
