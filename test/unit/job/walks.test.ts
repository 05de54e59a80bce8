import fc from 'fast-check'
import { it } from 'vitest'
import { CORE } from './core'
import { walk, walks } from './model/walk'

/*
 * Random walks of the core in a hostile world, each then left in peace until it has come to rest. A failure prints its
 * seed, the promise that was broken, and the shortest list of steps that breaks it: `WALKS_SEED=… vitest run --project
 * unit walks` walks the same again.
 */

const WALKS = 20_000

it(`${WALKS} random walks keep every promise, and come to rest`, () => {
  const seed = Number(process.env.WALKS_SEED ?? Date.now() % 2 ** 31)
  const property = fc.property(walks, (told) => walk(CORE, told))
  const { failed, counterexample, errorInstance } = fc.check(property, { numRuns: WALKS, seed })
  if (!failed || !counterexample) return
  const [[{ upload, keepMs }, steps]] = counterexample
  const beginning = `${upload ? 'with' : 'without'} an upload, kept ${keepMs === null ? 'for ever' : `for ${keepMs} ms`}`
  throw new Error([`WALKS_SEED=${seed}: ${beginning}`, ...steps].join('\n  '), { cause: errorInstance })
}, 120_000)
