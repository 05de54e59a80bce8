import { beforeAll, describe, expect, it } from 'vitest'
import { type Campaign, type Fought, fight } from '../chaos/campaign'
import { PROMISES } from '../chaos/promises'
import { reportOf, textOf } from '../chaos/report'
import { WRONGS } from '../chaos/wrongs'

/*
 * The short form of `npm run chaos`: the same fire with fewer jobs and kills, and the same promises held against what it
 * leaves. Each promise is also held against the same evidence with one thing wrong, which it must see.
 */

const MINUTES = 60_000
const campaign: Campaign = {
  seed: 2026,
  jobs: 60,
  minutes: 1.5,
  kills: 4,
  short: true,
  say: (step) => console.log(step),
}
let fought: Fought

beforeAll(async () => {
  fought = await fight(campaign)
}, 15 * MINUTES)

it.each(PROMISES)('under fire: $promise', ({ broken }) => {
  expect(broken(fought.evidence), `seed ${campaign.seed}\n${textOf(reportOf(campaign, fought))}`).toEqual([])
})

it('the fire burned: kills, lost and doubled messages, calls that failed before and after', () => {
  const { kills, fates } = reportOf(campaign, fought)
  const suffered = new Set(Object.values(fates).flatMap((counts) => Object.keys(counts)))
  expect(kills).toBe(campaign.kills)
  expect([...suffered]).toEqual(
    expect.arrayContaining(['ok', 'fail_before', 'fail_after', 'stall', 'double', 'beside']),
  )
})

describe('each promise can be broken', () => {
  it.each(WRONGS)('$wrong is seen', ({ seenBy, tamper }) => {
    const { ledger, ...rest } = fought.evidence
    const evidence = { ...structuredClone(rest), ledger: ledger.copy() }
    tamper(evidence)
    const seeing = PROMISES.filter(({ broken }) => broken(evidence).length).map(({ promise }) => promise)
    expect(seeing).toContainEqual(expect.stringContaining(seenBy))
  })
  it('by one of these wrongs at least', () => {
    const unseen = PROMISES.filter(({ promise }) => !WRONGS.some(({ seenBy }) => promise.includes(seenBy)))
    expect(unseen).toEqual([])
  })
})
