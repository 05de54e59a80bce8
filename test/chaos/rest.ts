import { createHash } from 'node:crypto'
import type { Forge } from '../e2e/forge.ts'
import { type Client, sleep } from './client.ts'
import type { Ledger } from './ledger.ts'
import { debts, readState } from './state.ts'

const AT_REST = ['completed', 'failed', 'deleted']
/** So long after the fire every job must be at rest, for each thousand of them and besides. */
const PATIENCE_MS = { each: 1_200, besides: 6 * 60_000 }
const AT_ONCE = 8
const PAUSE_MS = 2_000
/** Between two rounds of asking for every job: who asks more keeps the runtime from working on them. */
const ROUND_MS = 10_000
/** Twice the longest wait between two tries of an effect. */
const DEBTS_MS = 120_000

async function inWaves<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** Waits until the API says of every promised job that it is at rest. @returns those of which it never did, with their status */
export async function rested(ledger: Ledger, client: Client): Promise<Map<string, string>> {
  const moving = new Map(ledger.accepted().map((entry) => [entry.id, entry]))
  const last = new Map<string, string>()
  const end = Date.now() + PATIENCE_MS.besides + PATIENCE_MS.each * moving.size
  while (moving.size && Date.now() < end) {
    await inWaves([...moving.values()], async (entry) => {
      const seen = await client.status(entry)
      last.set(entry.id, seen?.status ?? 'unknown')
      if (seen && AT_REST.includes(seen.status)) moving.delete(entry.id)
    })
    if (moving.size) await sleep(ROUND_MS)
  }
  return new Map([...moving.keys()].map((id) => [id, last.get(id) ?? 'unknown']))
}

/**
 * Waits until no object owes anything any more.
 * @param purges also the purges that are due only 16 minutes after a claim
 */
export async function settled(folder: string, purges: boolean): Promise<void> {
  let end = Date.now() + DEBTS_MS
  while (Date.now() < end) {
    const now = Date.now()
    const { jobs } = readState(folder)
    const lastPurge = Math.max(0, ...jobs.flatMap(({ outbox }) => outbox.purge.filter(isOfClaim).map(({ at }) => at)))
    if (purges && lastPurge > now) end = lastPurge + DEBTS_MS
    else if (!jobs.some((job) => debts(job, now).length)) return
    await sleep(purges && lastPurge > now ? Math.min(lastPurge - now, 60_000) : PAUSE_MS)
  }
}

/** A failed job's upload is kept for a week: that debt stands. */
export const isOfClaim = ({ key }: { key: string }) => key.startsWith('jobs/')

/** What downloading a completed job gave. */
export interface Download {
  status: number
  /** Without quotes; `null` for none. */
  etag: string | null
  /** Of the bytes, in hexadecimal. */
  md5: string
}

/** Downloads the README of every completed job. */
export async function downloads(jobs: readonly { id: string }[], client: Client): Promise<Map<string, Download>> {
  const got = new Map<string, Download>()
  await inWaves(jobs, async ({ id }) => {
    const answer = await client.ask('GET', `/jobs/${id}/download/`)
    const etag = answer?.response.headers.get('etag')?.replace(/^(?:W\/)?"(.*)"$/, '$1') ?? null
    const md5 = createHash('md5')
      .update(answer?.body ?? '')
      .digest('hex')
    got.set(id, { status: answer?.response.status ?? 0, etag, md5 })
  })
  return got
}

/** Has the hourly sweep run, as if it were `aheadMs` later. @throws when it fails */
export async function sweep(forge: Forge, aheadMs: number): Promise<void> {
  const response = await fetch(`${forge.origin}/cdn-cgi/handler/scheduled?time=${Date.now() + aheadMs}`)
  const answer = await response.text()
  if (!response.ok) throw new Error(`the sweep answered ${response.status}: ${answer}`)
}
