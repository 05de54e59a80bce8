/** Lines, and characters of one line, that are read; longer lines are data. */
const MOST_LINES = 20_000
const LONGEST_LINE = 8_000

/** A fence of a block of code, in a list too. */
export const FENCE = /^\s*(?:(?:[-*+]|\d{1,3}[.)])\s+)?(`{3,}|~{3,})\s*(?:\{?\.?([\w+#-]*))[^`]*$/
/** A line without the marks of a quotation. */
export const quoteless = (line: string) => line.replace(/^\s{0,3}(?:>\s?){1,5}/, '')

/** The document's lines with front matter and HTML comments blanked outside of code, so that lines still count. */
export function visibleLines(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n', MOST_LINES)
  let fence: string | null = null
  let comment = false
  let made = false
  let front = lines[0]?.trim() === '---'
  return lines.map((raw, index) => {
    const line = raw.length > LONGEST_LINE ? '' : raw.replace(/\r$/, '')
    if (front) {
      if (index > 0 && line.trim() === '---') front = false
      if (index > 60) front = false
      return ''
    }
    const mark = comment ? null : quoteless(line).match(FENCE)?.[1]
    if (fence !== null) {
      if (mark?.startsWith(fence) && quoteless(line).trim().replaceAll(fence[0]!, '') === '') fence = null
      return line
    }
    if (mark) {
      fence = mark
      return line
    }
    // The table that the all-contributors tool writes links each person's kinds of work to anchors that nothing has.
    if (line.includes('ALL-CONTRIBUTORS-LIST:')) made = line.includes('ALL-CONTRIBUTORS-LIST:START')
    if (made) return ''
    let shown = ''
    for (let at = 0; ; ) {
      const from = comment ? at : line.indexOf('<!--', at)
      if (from < 0) return shown + line.slice(at)
      shown += line.slice(at, from)
      const to = line.indexOf('-->', comment ? from : from + 4)
      comment = to < 0
      if (comment) return shown
      at = to + 3
    }
  })
}
