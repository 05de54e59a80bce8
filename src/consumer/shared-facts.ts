import * as z from 'zod'
import { ENGINE_VERSION, type Facts, FactsSchema, type Quotes, QuotesSchema } from '../analysis/facts'
import { NO_QUOTES } from '../analysis/quotes'
import { FACTS } from '../job/job'
import { log, reason } from '../job/log'

/*
 * The facts of a commit that everybody may read are shared between jobs, so that a second job downloads nothing. They are
 * a cache: where R2 fails, or holds something else, the job does the work itself.
 */

/** R2 takes keys of at most this many bytes. */
const LONGEST_KEY = 1024

/** What facts depend on. */
export interface FactsOf {
  host: string
  owner: string
  name: string
  commit: string
  /** Folder as it was asked for; `null` for the whole tree. */
  subdirectory: string | null
}

const keyOf = ({ host, owner, name, commit, subdirectory }: FactsOf): string | null => {
  const folder = subdirectory === null ? '' : `/${encodeURIComponent(subdirectory.toWellFormed())}`
  const key = `${FACTS}${host}/${owner}/${name}/${commit}/${ENGINE_VERSION}${folder}.json`
  return key.length <= LONGEST_KEY ? key : null
}

/** What an effect gives that may fail without harm; `null` where it did, which is logged. */
export async function orNothing<T>(effect: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    log('effect.failed', { effect, reason: reason(error) })
    return null
  }
}

/** Facts with their quotes; `null` where they were read without. */
const SharedSchema = z.object({ facts: FactsSchema, quotes: QuotesSchema.nullable() })
export type Shared = z.infer<typeof SharedSchema>

/**
 * The facts that an earlier job left, by this very engine; `null` for none.
 * @param isQuoted facts without quotes are of no use
 */
export async function recallFacts(
  bucket: R2Bucket,
  of: FactsOf,
  isQuoted: boolean,
): Promise<{ facts: Facts; quotes: Quotes } | null> {
  const key = keyOf(of)
  if (key === null) return null
  const kept = await orNothing('facts.recall', async () => (await (await bucket.get(key))?.json<unknown>()) ?? null)
  const shared = SharedSchema.safeParse(kept).data ?? null
  const isUseless = shared === null || (isQuoted && shared.quotes === null)
  // What is of no use must not keep the next from being left there.
  if (kept !== null && isUseless) await orNothing('facts.recall', () => bucket.delete(key))
  return isUseless ? null : { facts: shared.facts, quotes: shared.quotes ?? NO_QUOTES }
}

/** Leaves the facts to later jobs. @param replace also where an earlier job left some */
export async function shareFacts(bucket: R2Bucket, of: FactsOf, shared: Shared, replace: boolean): Promise<void> {
  const key = keyOf(of)
  if (key === null) return
  const onlyIf = replace ? undefined : { etagDoesNotMatch: '*' }
  await orNothing('facts.share', () =>
    bucket.put(key, JSON.stringify(shared), {
      httpMetadata: { contentType: 'application/json' },
      ...(onlyIf ? { onlyIf } : {}),
    }),
  )
}
