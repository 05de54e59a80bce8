import type { Context } from 'hono'
import * as z from 'zod'
import type { Allowance, Grant, Refusal } from '../../job/allowance/quota'
import { Misconfigured } from '../../source/origins'
import type { ApiEnvironment } from '../environment'
import { Problem } from '../problems'
import type { Creator } from './requester'
import { addressOf } from './visitor'

/** What each may have done in a day and at once, unless the operator's `QUOTAS` says otherwise. */
export const QUOTAS = {
  /** The owner of an API key. */
  key: { day: 1_000, at_once: 20 },
  /** A browser without one, known by its cookie. */
  visitor: { day: 30, at_once: 3 },
  /** All visitors behind one address: a lost cookie is no new quota. */
  address: { day: 100, at_once: 10 },
  /** All visitors together, whatever number of addresses they have. */
  visitors: { day: 5_000, at_once: 200 },
}

const QuotaSchema = z.strictObject({ day: z.int().min(0), at_once: z.int().min(1) })
const QuotasSchema = z.strictObject({
  key: QuotaSchema.default(QUOTAS.key),
  visitor: QuotaSchema.default(QUOTAS.visitor),
  address: QuotaSchema.default(QUOTAS.address),
  visitors: QuotaSchema.default(QUOTAS.visitors),
})
type Quotas = z.infer<typeof QuotasSchema>

/** The deployment's quotas. @throws Misconfigured */
export function quotasIn(variable: string | undefined): Quotas {
  try {
    return QuotasSchema.parse(JSON.parse(variable || '{}'))
  } catch {
    throw new Misconfigured('QUOTAS is not as .dev.vars.example says.')
  }
}

/** What a run of this requester counts against: nothing where access is open. Problem: key_required, where visitors have no quota. */
export async function allowancesFor(c: Context<ApiEnvironment>, { kind, owner }: Creator): Promise<Allowance[]> {
  if (kind === 'everybody') return []
  const quotas = quotasIn(c.env.QUOTAS)
  if (kind === 'key') return [{ name: owner, quota: quotas.key }]
  if (quotas.visitor.day === 0) throw new Problem('key_required', { headers: { 'WWW-Authenticate': 'Bearer' } })
  return [
    { name: owner, quota: quotas.visitor },
    { name: `address:${await addressOf(c)}`, quota: quotas.address },
    { name: 'visitors', quota: quotas.visitors },
  ]
}

const seconds = (ms: number) => String(Math.max(1, Math.ceil(ms / 1000)))

/** The problem for a run that an allowance refuses. */
export function refused(refusal: Refusal): Problem {
  if (refusal.why === 'unanswered') return new Problem('unavailable', { headers: { 'Retry-After': '5' } })
  const { why, quota, retryMs } = refusal
  const headers = { 'Retry-After': seconds(retryMs), 'RateLimit-Policy': `"daily";q=${quota.day};w=86400` }
  if (why === 'day')
    return new Problem('quota_exceeded', { detail: `In any 24 hours, ${quota.day} jobs may begin.`, headers })
  return new Problem('too_many_running', { detail: `At most ${quota.at_once} jobs may run at the same time.`, headers })
}

/** What stays of the day's quota, as draft-ietf-httpapi-ratelimit-headers-10 says it. */
export const quotaHeaders = (left: Grant | null): Record<string, string> =>
  left ? { RateLimit: `"daily";r=${left.left};t=${seconds(left.resetMs)}` } : {}
