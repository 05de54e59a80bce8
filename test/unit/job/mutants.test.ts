import { mkdirSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Core } from './core'
import { walk, walks } from './model/walk'
import { coreWith, MUTANTS, type Part } from './mutants/mutant'
import { PROMISES } from './promises'

/*
 * The promises are worth what they catch: each mutant of the core must break one of them, or a walk. Which one it was is
 * written to test-output/mutants.md.
 */

const WALKS = 20_000
const CHECKS = Object.values(PROMISES).flatMap((promises) => Object.entries(promises))

/** The promise that this core breaks first, or `null` when it keeps them all. */
function broken(core: Core): string | null {
  for (const [promise, check] of CHECKS) {
    try {
      check(core)
    } catch {
      return promise
    }
  }
  return brokenByWalk(core)
}

function brokenByWalk(core: Core): string | null {
  const property = fc.property(walks, (told) => walk(core, told))
  const { failed, errorInstance, numRuns } = fc.check(property, { numRuns: WALKS, seed: 1, endOnFailure: true })
  if (!failed) return null
  return `walk ${numRuns}: ${errorInstance instanceof Error ? errorInstance.message : errorInstance}`
}

const caught: string[] = []
afterAll(() => {
  mkdirSync('test-output', { recursive: true })
  writeFileSync('test-output/mutants.md', ['| mutant | caught by |', '| --- | --- |', ...caught, ''].join('\n'))
})

describe.each(Object.keys(MUTANTS) as Part[])('a mutant of %s is caught', (part) => {
  it.each(MUTANTS[part].map((mutant) => [mutant[0], mutant] as const))(
    '%s',
    async (name, mutant) => {
      const promise = broken(await coreWith(part, mutant))
      caught.push(`| ${name} | ${promise ?? '**nothing**'} |`)
      expect(promise).not.toBe(null)
    },
    60_000,
  )
})
