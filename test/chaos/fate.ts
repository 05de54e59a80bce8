/** What can happen to one operation. Harness and Workers tell each other by these names. */
export const FATES = [
  /** As it should be. */
  'ok',
  /** It fails, and was never made. */
  'fail_before',
  /** It was made; its reply is lost. */
  'fail_after',
  /** It is made late. */
  'stall',
  /** A message that never arrives. */
  'drop',
  /** A message that arrives twice, or is worked on by two consumers at once. */
  'double',
  /** A message that arrives late. */
  'delay',
  /** A consumer that dies at its work. */
  'die',
] as const
/** Name of one of them. */
export type FateName = (typeof FATES)[number]

/** A fate; `ms` for those that take a time. */
export interface Fate {
  is: FateName
  ms: number
}

/** For the wire; the inverse of `readFate`. */
export const fateText = ({ is, ms }: Fate) => `${is} ${Math.round(ms)}`

/** What nobody understands is no harm done. */
export function readFate(text: string): Fate {
  const [name, ms] = text.split(' ')
  return { is: FATES.find((fate) => fate === name) ?? 'ok', ms: Number(ms) || 0 }
}
