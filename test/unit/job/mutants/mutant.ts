import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { Core } from '../core'
import { OF_CLAIMS } from './claims'
import { OF_ENDS } from './ends'
import { OF_OUTBOX } from './outbox'
import { OF_TIME } from './time'

/** What is broken, in words; the text that is replaced, which must occur exactly once; and what stands there instead. */
export type Mutant = readonly [broken: string, text: string, instead: string]

export const MUTANTS = { transitions: [...OF_CLAIMS, ...OF_ENDS, ...OF_TIME], outbox: OF_OUTBOX } as const
export type Part = keyof typeof MUTANTS

const sourceOf = (part: Part) => readFileSync(join(import.meta.dirname, `../../../../src/job/${part}.ts`), 'utf8')
const moduleOf = (source: string) => `data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(source))}`

function mutated(part: Part, [, text, instead]: Mutant): string {
  const pieces = sourceOf(part).split(text)
  if (pieces.length !== 2) throw new Error(`${part}.ts has this ${pieces.length - 1} times, not once: ${text}`)
  return pieces.join(instead)
}

/** The core with that mutant in it. @throws Error when its text does not occur exactly once */
export async function coreWith(part: Part, mutant: Mutant): Promise<Core> {
  const transitions = moduleOf(part === 'transitions' ? mutated(part, mutant) : sourceOf('transitions'))
  const outbox = (part === 'outbox' ? mutated(part, mutant) : sourceOf('outbox')).replace(
    "'./transitions'",
    `'${transitions.replaceAll("'", '%27')}'`,
  )
  return { ...(await import(/* @vite-ignore */ transitions)), ...(await import(/* @vite-ignore */ moduleOf(outbox))) }
}
