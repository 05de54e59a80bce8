/**
 * Gives the 1-based lines of character offsets in a text, as Git and its hosts count them: by `\n`. Offsets that rise
 * cost one walk over the text together; a smaller one than before begins anew.
 */
export function lineCounter(text: string): (offset: number) => number {
  let line = 1
  let reached = 0
  let next = text.indexOf('\n')
  return (offset) => {
    if (offset < reached) {
      line = 1
      next = text.indexOf('\n')
    }
    for (; next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) line++
    reached = offset
    return line
  }
}

/** 1-based line of one character offset; for many in one text take `lineCounter`. */
export const lineAt = (text: string, offset: number): number => lineCounter(text)(offset)
