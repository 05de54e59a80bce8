/** Gives numbers from 0 to 1. */
export type Chance = () => number

/** Numbers from 0 to 1, always the same for a seed. Source: mulberry32, T. Ettinger, public domain. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number below some. */
export const below = (random: Chance, most: number) => Math.floor(random() * most)
/** One of these. */
export const pick = <T>(random: Chance, from: readonly T[]): T => from[below(random, from.length)] as T
