import { startForge } from '../e2e/forge.ts'
import { Client, Gate } from './client.ts'
import type { Evidence } from './evidence.ts'
import { Fates } from './fates.ts'
import { type Burned, burn } from './fire.ts'
import { startHarness } from './harness.ts'
import { Ledger } from './ledger.ts'
import { orders } from './orders.ts'
import { random } from './random.ts'
import { downloads, rested, settled, sweep } from './rest.ts'
import { readState } from './state.ts'

/** What is to be fought. */
export interface Campaign {
  seed: number
  jobs: number
  /** Least time of fire. */
  minutes: number
  /** Least number of kills. */
  kills: number
  /** Does not wait the quarter of an hour after which what dead claims left is purged. */
  short: boolean
  /** Told of each step. */
  say(step: string): void
}

/** A page that needs none of the parts that fail here. */
const READY = '/openapi.json'
/** Enough ahead that the sweep takes every upload without a job for a stray. */
const SWEEP_AHEAD_MS = 2 * 60 * 60_000

/** What came of it. */
export interface Fought {
  evidence: Evidence
  burned: Burned
  fates: Fates
  /** What the product logged. */
  logs: Record<string, unknown>[]
  seconds: number
}

/**
 * Starts the product and its world, burns, puts the fire out, waits for rest, and reads what is left.
 * The jobs, the kills and the outages follow from the seed alone; the fates too, but for the order in which a live runtime
 * asks for them, which is another each time. @throws when the product cannot be run at all
 */
export async function fight({ seed, jobs, minutes, kills, short, say }: Campaign): Promise<Fought> {
  const began = Date.now()
  const fates = new Fates(random(seed, 'fates'))
  const ledger = new Ledger(orders(random(seed, 'orders'), jobs))
  const gate = new Gate()
  const harness = await startHarness(fates)
  const forge = await startForge({ 'github.com': harness.origin }, { ENTRIES: 'test/chaos' }, READY)
  try {
    fates.deliver = (job) => fetch(`${forge.origin}/chaos/deliver?job=${job}`).catch(() => undefined)
    gate.open()
    const [client, meddler] = [new Client(forge.origin, gate, ledger), new Client(forge.origin, gate, ledger)]
    say('it burns')
    const burned = await burn({ seed, forge, gate, fates, ledger, client, meddler, lengthMs: minutes * 60_000, kills })
    say(`the fire is out after ${burned.kills.length} kills; waiting for rest`)
    const unrested = await rested(ledger, client)
    say(`${unrested.size} jobs are not at rest; waiting until nothing is owed`)
    await settled(forge.state, !short)
    await sweep(forge, SWEEP_AHEAD_MS)
    const completed = readState(forge.state).jobs.filter(({ status }) => status === 'completed')
    say(`downloading ${completed.length} READMEs`)
    const got = await downloads(completed, client)
    await forge.end()
    const { injuries, hostInjuries } = fates
    const seen = { unrested, downloads: got, state: readState(forge.state), now: Date.now(), purged: !short }
    const evidence = { ledger, injuries, hostInjuries, kills: burned.kills, ...seen }
    return { evidence, burned, fates, logs: forge.logs(), seconds: Math.round((Date.now() - began) / 1_000) }
  } finally {
    await forge.stop()
    await harness.close()
  }
}
