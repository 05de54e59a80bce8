import { median, short } from '../load/figures.ts'

export { median, short, table } from '../load/figures.ts'

export const MB = 1e6

/** Figure below which so many (0 to 1) of the others lie, between two of them where it must. */
export function quantile(figures: readonly number[], q: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  return below === undefined || above === undefined ? Number.NaN : below + (above - below) * (at % 1)
}

/** Where the middle half of the figures lies. */
export const middleHalf = (figures: readonly number[]): [number, number] => [
  quantile(figures, 0.25),
  quantile(figures, 0.75),
]

/** Median, and the middle half in brackets. */
export function spread(figures: readonly number[]): string {
  const [low, high] = middleHalf(figures)
  return figures.length ? `${short(median(figures))} (${short(low)}–${short(high)})` : ''
}

/** Each figure over the one of the same round. */
export const paired = (figures: readonly number[], bases: readonly number[]): number[] =>
  figures.slice(0, bases.length).map((figure, round) => figure / bases[round]!)

/** Megabytes (of a million) with three digits. */
export const megabytes = (bytes: number): string => short(bytes / MB)
