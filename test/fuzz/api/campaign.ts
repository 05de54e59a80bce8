import fc from 'fast-check'
import type { Document } from '../../e2e/document.ts'
import { type Broken, brokenBy } from './check.ts'
import type { Sent } from './exchange.ts'
import type { FuzzRequest, Kind } from './requests.ts'
import type { Sender } from './send.ts'

/** A broken promise, with the smallest request that was seen to break it. */
export interface Violation extends Broken {
  kind: string
  sent: Sent
  /** Where fast-check finds it again. */
  seed: number
  path: string
}

/** What came of a kind of requests. */
export interface Tally {
  kind: string
  requests: number
  /** Answers by their status; `-` for none. */
  statuses: Map<string, number>
}

export interface Campaign {
  document: Document
  sender: Pick<Sender, 'send' | 'isOver'>
  kinds: readonly Kind[]
  requests: number
  seed: number
  /** One request alone: where fast-check found it. */
  path?: string | undefined
}

/** Requests that are under way at the same time, and how many of a kind one after the other. */
const LANES = { many: 8, length: 150 }
/** Requests to make a broken promise smaller, and promises that a kind of requests may break before it is left. */
const MOST = { smaller: 600, broken: 25 }

/** What breaks in the same words is the same, whatever the values are; of several faults the first counts. */
const nameOf = ({ rule, says }: Broken) => `${rule}: ${says.split(/,|: (?=[{<])|["']/, 1)[0]}`

/** What is known of a kind, for all lanes that send it. */
interface Known {
  kind: Kind
  tally: Tally
  violations: Violation[]
  names: Set<string>
}

/** Sends one request, and counts it. */
async function tried({ document, sender }: Campaign, { tally }: Known, request: FuzzRequest) {
  const outcome = await sender.send(request)
  const status = 'answer' in outcome ? String(outcome.answer.status) : '-'
  tally.requests++
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1)
  return { sent: outcome.sent, broken: brokenBy(document, request, outcome) }
}

/** Asks until something new breaks, which is then made smaller, or all are sent. @returns how many were */
async function hunt(campaign: Campaign, known: Known, from: { seed: number; numRuns: number }): Promise<number> {
  const found: { broken: Broken; sent: Sent }[] = []
  let tries = 0
  const property = fc.asyncProperty(known.kind.requests, async (request) => {
    if (campaign.sender.isOver() || (found.length && ++tries > MOST.smaller)) return
    const { sent, broken } = await tried(campaign, known, request)
    const [first] = found
    if (!broken || (first ? nameOf(first.broken) !== nameOf(broken) : known.names.has(nameOf(broken)))) return
    known.names.add(nameOf(broken))
    found.push({ broken, sent })
    throw new Error(broken.says)
  })
  const { path } = campaign
  const { numRuns, counterexamplePath } = await fc.check(property, { ...from, ...(path ? { path } : {}) })
  const smallest = found.at(-1)
  if (smallest)
    known.violations.push({
      ...{ kind: known.kind.name, ...smallest.broken, sent: smallest.sent },
      ...{ seed: from.seed, path: counterexamplePath ?? '' },
    })
  return numRuns
}

/** The whole of what one lane sends of a kind, past what breaks. */
async function huntOn(campaign: Campaign, known: Known, runs: number, firstSeed: number): Promise<void> {
  for (let left = runs, seed = firstSeed; left > 0 && known.violations.length < MOST.broken; seed += 1_000_000)
    left -= Math.max(await hunt(campaign, known, { seed, numRuns: left }), 1)
}

/** Sends all kinds of requests, so many in all, and gives what was answered and what was broken by it. */
export async function fuzz(campaign: Campaign): Promise<{ tallies: Tally[]; violations: Violation[] }> {
  const { kinds, requests, seed, path } = campaign
  const whole = kinds.reduce((sum, { weight }) => sum + weight, 0)
  const all = kinds.map((kind): Known => {
    const tally = { kind: kind.name, requests: 0, statuses: new Map() }
    return { kind, tally, violations: [], names: new Set() }
  })
  const pieces = all.flatMap((known) => {
    const runs = path ? 1 : Math.ceil((requests * known.kind.weight) / whole)
    return Array.from({ length: Math.ceil(runs / LANES.length) }, (_, turn) => ({ known, runs, turn }))
  })
  // By turns, so that no kind has its time alone.
  const waiting = pieces.toSorted((a, b) => a.turn - b.turn)
  const lane = async () => {
    for (let piece = waiting.shift(); piece; piece = waiting.shift()) {
      const { known, runs, turn } = piece
      const left = runs - turn * LANES.length
      await huntOn(campaign, known, Math.min(left, LANES.length), seed + 1000 * turn)
    }
  }
  await Promise.all(Array.from({ length: LANES.many }, lane))
  return { tallies: all.map(({ tally }) => tally), violations: all.flatMap(({ violations }) => violations) }
}
