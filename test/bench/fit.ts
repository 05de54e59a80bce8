/** A line through points, and how much of what varies it explains (0 to 1). */
export interface Line {
  slope: number
  intercept: number
  r2: number
}

export type Point = readonly [x: number, y: number]

/** Least squares. Needs two different x. */
export function line(points: readonly Point[]): Line {
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [mx, my] = [mean(([x]) => x), mean(([, y]) => y)]
  const together = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0)
  const ofX = points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0)
  const ofY = points.reduce((sum, [, y]) => sum + (y - my) ** 2, 0)
  const slope = together / ofX
  return { slope, intercept: my - slope * mx, r2: together ** 2 / (ofX * ofY) }
}

/** The power of x that y grows with: 1 is linear, 0 is flat. */
export const power = (points: readonly Point[]): Line =>
  line(points.map(([x, y]) => [Math.log10(x), Math.log10(Math.max(y, Number.MIN_VALUE))]))
