import { interestIn, type Origin } from '../analysis/analyse'
import type { Selection } from '../analysis/selection'
import type { JobSpec } from '../job/job'
import { fetchRepository, resolveRepository, stillThere } from '../source/fetch-repository'
import type { SourceAccess } from '../source/guarded-fetch'
import { LIMITS } from '../source/limits'
import { parseRequest } from '../source/request'
import { factsIn, failed, type Outcome, type Surroundings } from './facts-in'
import { failureOf } from './failures'
import { recallFacts, shareFacts } from './shared-facts'
import { withinMemory } from './within-memory'

/** From an earlier job where one told them of the same commit, else from the host. @throws LeaseLost */
export async function factsOfAddress(
  spec: JobSpec,
  selection: Selection,
  surroundings: Surroundings,
): Promise<Outcome> {
  const { hosts, bucket, token, signal, stages, isQuoted } = surroundings
  const access: SourceAccess = { fetch: (url, init) => fetch(url, init), hosts, token, signal, limits: LIMITS }

  stages.enter('resolve')
  const parsed = parseRequest({ ...spec, url: spec.url ?? '' }, hosts)
  if (!parsed.ok) return failureOf(parsed)
  const address = parsed.value
  const resolved = await resolveRepository(address, access)
  if (!resolved.ok) return failed(resolved, signal)
  const { commit, ref, subdirectory } = resolved.value
  stages.end({ commit })

  const { host, owner, name, url, cloneUrl } = address
  const origin: Origin = { host, owner, name, url, clone_url: cloneUrl, ref }
  const of = { host, owner, name, commit, subdirectory }
  // Facts of what a token opened are nobody else's; those of a selection are of use to nobody else.
  const isShared = token === null && selection.include.length === 0 && selection.exclude.length === 0
  const known = isShared && !spec.refresh ? await recallFacts(bucket, of, isQuoted) : null
  // A commit that was named asks the host nothing: is the repository still there, for everybody?
  if (known && (ref !== null || (await stillThere(address, access)))) {
    for (const stage of ['download', 'analyse'] as const) {
      stages.enter(stage)
      stages.end({ shared: true })
    }
    const { facts, quotes } = known
    return { ok: true, value: { facts: { ...facts, repository: { ...facts.repository, ref } }, quotes, address } }
  }

  const made = await withinMemory(surroundings, async (memory) => {
    stages.enter('download')
    const onBytes = (received: number) => stages.received(received)
    const watch = { onBytes, memory }
    const fetched = await fetchRepository(address, resolved.value, interestIn(subdirectory), access, watch)
    return fetched.ok ? factsIn(fetched.value, origin, selection, surroundings) : failed(fetched, signal)
  })
  if (!made.ok) return made
  const found = made.value
  if (isShared)
    await shareFacts(bucket, of, { ...found, quotes: isQuoted ? found.quotes : null }, spec.refresh === true)
  return { ok: true, value: { ...found, address } }
}
