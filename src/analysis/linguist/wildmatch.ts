/**
 * Does `path` match `pattern` by the rules of Git's wildmatch with slashes kept apart (gitignore(5), "PATTERN FORMAT")?
 * `*` and `?` stay within a segment, a segment `**` spans any number of them, `[…]` is a class, `\` quotes.
 * Time grows with the product of both lengths at most, whatever the pattern.
 */
export function wildmatch(pattern: string, path: string): boolean {
  return segmentsMatch(pattern.split('/'), path.split('/'))
}

function segmentsMatch(pattern: string[], path: string[]): boolean {
  // reached[j]: the pattern's segments so far match the path's first j segments.
  let reached: boolean[] = [true, ...path.map(() => false)]
  pattern.forEach((segment, index) => {
    const next = reached.map(() => false)
    if (segment === '**') {
      const from = reached.indexOf(true)
      // At the end `**` stands for something: `a/**` does not match `a` itself.
      const least = index === pattern.length - 1 ? 1 : 0
      if (from !== -1) next.fill(true, from + least)
    } else {
      path.forEach((name, j) => {
        if (reached[j] && segmentMatches(segment, name)) next[j + 1] = true
      })
    }
    reached = next
  })
  return reached[path.length]!
}

/** One segment, with a single point to come back to: the last `*`. */
function segmentMatches(pattern: string, name: string): boolean {
  let p = 0
  let n = 0
  let star = -1
  let resume = 0
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++
      resume = n
      continue
    }
    const step = p < pattern.length ? matchOne(pattern, p, name[n]!) : 0
    if (step > 0) {
      p += step
      n++
    } else if (star !== -1) {
      p = star + 1
      n = ++resume
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

/** Length of the pattern's part at `p` when it matches the character, else 0. */
function matchOne(pattern: string, p: number, character: string): number {
  const c = pattern[p]!
  if (c === '?') return 1
  if (c === '\\' && p + 1 < pattern.length) return pattern[p + 1] === character ? 2 : 0
  if (c !== '[') return c === character ? 1 : 0
  let at = p + 1
  const negated = pattern[at] === '!' || pattern[at] === '^'
  if (negated) at++
  let found = false
  for (let first = true; first || pattern[at] !== ']'; first = false) {
    if (at >= pattern.length) return 0
    if (pattern[at] === '\\') at++
    const low = pattern[at++] ?? ''
    if (pattern[at] === '-' && at + 1 < pattern.length && pattern[at + 1] !== ']') {
      at++
      if (pattern[at] === '\\') at++
      const high = pattern[at++] ?? ''
      if (low <= character && character <= high) found = true
    } else if (low === character) found = true
  }
  return found !== negated ? at + 1 - p : 0
}
