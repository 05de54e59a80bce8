import type { Forge } from '../e2e/forge.ts'
import { type Client, type Gate, sleep } from './client.ts'
import type { Fates } from './fates.ts'
import type { Ledger } from './ledger.ts'
import { PARTS } from './odds.ts'
import { type Random, random } from './random.ts'

/** What goes on while it burns. */
export interface Fire {
  seed: number
  forge: Forge
  gate: Gate
  fates: Fates
  ledger: Ledger
  /** Files. */
  client: Client
  /** Retries and deletes. */
  meddler: Client
  /** Least time of fire, in milliseconds. */
  lengthMs: number
  /** Least number of kills. */
  kills: number
}

/** What it did. */
export interface Burned {
  /** When the whole runtime was killed; milliseconds since the epoch. */
  kills: number[]
  outages: number
  /** Status before to how many were deleted in it. */
  deletedIn: Map<string, number>
}

/** Up between two kills: mostly a moment, now and then long enough for a lease to lapse. */
const UP_MS = { least: 1_000, most: 12_000, long: 85_000, longOneIn: 10 }
/** One kill in so many ends `npm start` too; it would not start a runtime again that ends three times so soon. */
const WHOLE_ONE_IN = 2
const OUTAGE_MS = { least: 1_000, most: 12_000, pause: 8_000 }
const MEDDLE_MS = 250
const MEDDLERS = 4
const DELETE_ODDS = 0.1
const RETRY_ODDS = 0.5
const AGAIN_ODDS = 0.1

/** Lengths of the times between kills, so that as many as wanted fall into the fire. */
function upTimes(chance: Random, kills: number): number[] {
  return Array.from({ length: kills }, (_, kill) =>
    kill % UP_MS.longOneIn === UP_MS.longOneIn - 1 ? UP_MS.long : chance.between(UP_MS.least, UP_MS.most),
  )
}

async function kill({ seed, forge, gate, fates, kills }: Fire, burned: Burned): Promise<void> {
  for (const up of upTimes(random(seed, 'kills'), kills)) {
    await sleep(up)
    gate.shut()
    fates.down.clear()
    burned.kills.push(Date.now())
    if (burned.kills.length % WHOLE_ONE_IN) await forge.crash()
    else await forge.kill().then(forge.restart)
    gate.open()
  }
}

/** Files each order at its time; some a second time, as a client does that lost the answer. */
async function file({ seed, lengthMs, ledger, client }: Fire): Promise<void> {
  const chance = random(seed, 'filing')
  await Promise.all(
    ledger.entries.map(async (entry) => {
      const isAskedAgain = chance.chance(AGAIN_ODDS)
      await sleep(entry.order.when * lengthMs)
      await client.file(entry)
      if (isAskedAgain) await client.file(entry)
    }),
  )
}

/** Retries and deletes jobs at random, until told to end. */
async function meddle({ ledger, meddler }: Fire, burned: Burned, chance: Random, ended: () => boolean): Promise<void> {
  const deletions: Promise<void>[] = []
  while (!ended()) {
    await sleep(MEDDLE_MS)
    const open = ledger.accepted().filter(({ deletion }) => deletion === 'none')
    if (!open.length) continue
    const entry = chance.pick(open)
    const seen = await meddler.status(entry)
    if (!seen || entry.deletion !== 'none') continue
    if (seen.status === 'failed' && chance.chance(RETRY_ODDS)) await meddler.retry(entry)
    else if (chance.chance(DELETE_ODDS)) {
      burned.deletedIn.set(seen.status, (burned.deletedIn.get(seen.status) ?? 0) + 1)
      deletions.push(meddler.remove(entry))
    }
  }
  await Promise.all(deletions)
}

/** Takes a part of the world away altogether, now and then. */
async function fail({ seed, fates }: Fire, burned: Burned, ended: () => boolean): Promise<void> {
  const chance = random(seed, 'outages')
  while (!ended()) {
    await sleep(chance.between(0, OUTAGE_MS.pause))
    const part = chance.pick(PARTS)
    fates.down.add(part)
    burned.outages++
    await sleep(chance.between(OUTAGE_MS.least, OUTAGE_MS.most))
    fates.down.delete(part)
  }
}

/** Burns until the time is over, the kills are done and every order has been promised. */
export async function burn(fire: Fire): Promise<Burned> {
  const { seed, fates, lengthMs } = fire
  const burned: Burned = { kills: [], outages: 0, deletedIn: new Map() }
  let over = false
  fates.burning = true
  const ended = () => over
  const meddlers = Array.from({ length: MEDDLERS }, (_, number) => random(seed, `meddler ${number}`))
  const beside = [fail(fire, burned, ended), ...meddlers.map((chance) => meddle(fire, burned, chance, ended))]
  try {
    await Promise.all([sleep(lengthMs), kill(fire, burned), file(fire)])
  } finally {
    over = true
    fates.burning = false
    fates.down.clear()
  }
  await Promise.all(beside)
  return burned
}
