import * as z from 'zod'
import type { Completion, Usage } from '../model'
import { ProviderFault } from './fault'

/** Bytes of an answer that comes as one piece of JSON, and characters of the text of any, at most. */
export const MOST_OF_AN_ANSWER = 65_536
/** Bytes of a list of models: a provider of many has hundreds of kilobytes. */
export const MOST_OF_A_LIST = 1_048_576

/**
 * Bytes of a stream, at most: 256 KiB, and 512 for each token that was asked for, since each comes in an event of its
 * own of some 350 bytes.
 */
export const mostOfAStream = (mostTokens: number): number => 262_144 + 512 * mostTokens

/** A count of tokens. One that cannot be read is one that is not told: no answer fails by it. */
export const Count = z.int().nonnegative().nullable().catch(null)

/** What a provider said, in either protocol, before it is judged. */
export interface Answer {
  text: string
  usage: Usage
  /** Why the model stopped; `null`: the answer ended before it said so. */
  stop: 'done' | 'length' | 'refused' | null
}

export const nothingYet = (): Answer => ({ text: '', usage: { input: null, output: null }, stop: null })

/** @throws ProviderFault for an answer that is none: `refused`, `broken_off`, `too_long`, `invalid` */
export function judged({ text, usage, stop }: Answer, host: string): Completion {
  if (stop === 'refused') throw new ProviderFault('refused', `The model of ${host} or its filter refused to answer.`)
  if (stop === 'length') throw new ProviderFault('broken_off', `The model of ${host} stopped at its limit of tokens.`)
  if (stop === null) throw new ProviderFault('broken_off', `${host} broke off its answer.`)
  if (text.length > MOST_OF_AN_ANSWER)
    throw new ProviderFault('too_long', `${host} answered with more than an answer may have.`)
  if (text.trim() === '') throw new ProviderFault('invalid', `The model of ${host} answered with nothing.`)
  return { ok: true, text, usage }
}

/** @throws ProviderFault `invalid` */
export function shaped<Shape extends z.ZodType>(shape: Shape, value: unknown, host: string): z.infer<Shape> {
  const read = shape.safeParse(value)
  if (!read.success) throw new ProviderFault('invalid', `${host} answered in a shape that its protocol does not have.`)
  return read.data
}
