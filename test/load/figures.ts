/** The middle of some figures; 0 of none. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** Three significant digits, as people write them. */
export const short = (figure: number) =>
  figure >= 100 ? String(Math.round(figure)) : String(Number(figure.toPrecision(3)))

/** Median and, in brackets, the least and the most. */
export const spread = (figures: readonly number[]) =>
  `${short(median(figures))} (${short(Math.min(...figures))}–${short(Math.max(...figures))})`

/** A Markdown table; the keys of the first row head it. */
export function table(rows: readonly Record<string, string | number>[]): string {
  const heads = Object.keys(rows[0] ?? {})
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  const align = heads.map((_, column) => (column === 0 ? '---' : '---:'))
  return [line(heads), line(align), ...rows.map((row) => line(heads.map((head) => row[head] ?? '')))].join('\n')
}
