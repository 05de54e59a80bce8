import { invalid } from './archive-faults'

/** What records before a header say of its member; `null` where they say nothing. */
export interface Extension {
  path: Uint8Array | null
  link: Uint8Array | null
  size: number | null
  comment: string | null
  /** Is the content a map and the parts of a file between holes? */
  sparse: boolean
}

export const NO_EXTENSION: Extension = { path: null, link: null, size: null, comment: null, sparse: false }

const SPACE = 0x20
const EQUALS = 0x3d
const NEWLINE = 0x0a
/** Digits of a record's length or a size: more is beyond all bounds. */
const DIGITS = 15

const latin1 = new TextDecoder('windows-1252')
const damaged = () => invalid('an extended header is damaged')

/** The whole number that stands between `from` and `end`, and nothing else. */
function decimal(b: Uint8Array, from: number, end: number): number {
  if (end <= from || end - from > DIGITS) throw damaged()
  let value = 0
  for (let at = from; at < end; at++) {
    const digit = b[at]! - 0x30
    if (digit < 0 || digit > 9) throw damaged()
    value = value * 10 + digit
  }
  return value
}

/** An empty value takes back what was said. */
const orNull = (value: Uint8Array): Uint8Array | null => (value.length === 0 ? null : value)

/** What each keyword changes; others are of no use here. */
const KEYWORDS = new Map<string, (value: Uint8Array) => Partial<Extension>>([
  ['path', (value) => ({ path: orNull(value) })],
  ['linkpath', (value) => ({ link: orNull(value) })],
  ['size', (value) => ({ size: value.length === 0 ? null : decimal(value, 0, value.length) })],
  ['comment', (value) => ({ comment: latin1.decode(value) })],
])

/**
 * Reads the records of a pax header: `length keyword=value` and a newline, the length counting all of it.
 * @param b a copy that nobody changes: paths are views of it
 * @throws SourceFault `archive_invalid` unless the records fill it exactly
 * Source: POSIX.1-2017, pax, "pax Header Block"; sparse keywords: GNU tar manual, "Sparse Formats"
 */
export function readPax(b: Uint8Array): Partial<Extension> {
  const said: Partial<Extension> = {}
  for (let at = 0; at < b.length; ) {
    const space = b.indexOf(SPACE, at)
    if (space < 0) throw damaged()
    const end = at + decimal(b, at, space)
    const equals = b.indexOf(EQUALS, space)
    if (end > b.length || equals < 0 || equals >= end - 1 || b[end - 1] !== NEWLINE) throw damaged()
    const keyword = latin1.decode(b.subarray(space + 1, equals))
    if (keyword.startsWith('GNU.sparse.')) said.sparse = true
    Object.assign(said, KEYWORDS.get(keyword)?.(b.subarray(equals + 1, end - 1)))
    at = end
  }
  return said
}

/** The name in a GNU long name record, which ends with a NUL. Source: GNU tar manual, "Standard". */
export function readLongName(b: Uint8Array): Uint8Array {
  const nul = b.indexOf(0)
  return nul < 0 ? b : b.subarray(0, nul)
}
