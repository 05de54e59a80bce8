import type { Limits } from './limits'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const latin1 = new TextDecoder('windows-1252')

const SLASH = 0x2f
const DOT = 0x2e
const BACKSLASH = 0x5c
const DELETE = 0x7f
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/

/** UTF-8, or else Latin-1 as browsers read it. */
function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return latin1.decode(bytes)
  }
}

/** Is the segment `from..to` empty, `.` or `..`? */
const leadsAstray = (b: Uint8Array, from: number, to: number): boolean =>
  to === from || (b[from] === DOT && (to === from + 1 || (to === from + 2 && b[from + 1] === DOT)))

/**
 * Reads a member's name as a path of the repository: relative, with `/`, no empty, `.` or `..` segment, no control
 * character, no backslash, of bounded length and depth. A folder's name keeps its closing slash.
 * @param from where the part behind the archive's top folder begins
 * @returns `null` for a name that no reader should follow
 */
export function readName(b: Uint8Array, from: number, end: number, limits: Limits): string | null {
  if (end === from) return ''
  if (end - from > limits.memberNameBytes.most) return null
  const stop = b[end - 1] === SLASH ? end - 1 : end
  let ascii = true
  let depth = 0
  let segment = from
  for (let i = from; i <= stop; i++) {
    const byte = i === stop ? SLASH : b[i]!
    if (byte === SLASH) {
      if (leadsAstray(b, segment, i)) return null
      segment = i + 1
      depth++
    } else if (byte >= 0x80) ascii = false
    else if (byte < 0x20 || byte === DELETE || byte === BACKSLASH) return null
  }
  if (depth > limits.memberDepth.most) return null
  const bytes = b.subarray(from, end)
  if (ascii) return latin1.decode(bytes)
  const path = decode(bytes)
  return CONTROL.test(path) ? null : path
}

/** Do these bytes spell this path? Compared without making a string where it is ASCII. */
export function spells(b: Uint8Array, from: number, end: number, path: string): boolean {
  const { length } = path
  if (end - from === length) {
    let i = 0
    while (i < length && b[from + i]! < 0x80 && b[from + i] === path.charCodeAt(i)) i++
    if (i === length) return true
  }
  return decode(b.subarray(from, end)) === path
}
