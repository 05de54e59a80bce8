import * as z from 'zod'

/** Characters of one passage that are looked at. */
const MOST = 4_000

/** The passages by their keys; what a model left out is as if it had said nothing. */
export const AnswerSchema = z.record(z.string(), z.string())
export type Answer = z.infer<typeof AnswerSchema>

/** The object alone, where a model has put it in a fence or words around it. */
function objectIn(text: string): string {
  const first = text.indexOf('{')
  const last = text.lastIndexOf('}')
  return first >= 0 && last > first ? text.slice(first, last + 1) : text
}

/**
 * What a model has written, by the schema it was given: an object with texts for these keys and no other; `null` for
 * anything else.
 */
export function readAnswer(text: string, keys: readonly string[]): Answer | null {
  try {
    const shape = Object.fromEntries(keys.map((key) => [key, z.string().max(MOST).default('')]))
    return z.strictObject(shape).safeParse(JSON.parse(objectIn(text))).data ?? null
  } catch {
    return null
  }
}
