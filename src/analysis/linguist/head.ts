/** The beginning of a file, made ready for Linguist's rules. */
export interface Head {
  /** One character per byte. */
  text: string
  /** Is this all of the file? */
  whole: boolean
}

/** Linguist looks at no more than this of any file. */
export const MOST_BYTES = 128 * 1024
/** Heuristics look at no more than this. */
const HEURISTIC_BYTES = 50 * 1024
/** Longer lines are cut before heuristics run, so that no pattern meets input it goes quadratic on. */
const LINE = 1000
/** Blanks in a row that stay. */
const BLANKS = 40
const SPACE = 0x20

const latin1 = new TextDecoder('latin1')
const utf16 = { le: new TextDecoder('utf-16le'), be: new TextDecoder('utf-16be') }

/** `null` for binary content: a zero byte, unless a byte-order mark says UTF-16. */
export function headOf(content: Uint8Array, bytes: number): Head | null {
  const most = content.subarray(0, MOST_BYTES)
  const whole = most.length >= bytes
  if (most[0] === 0xff && most[1] === 0xfe) return { text: utf16.le.decode(most), whole }
  if (most[0] === 0xfe && most[1] === 0xff) return { text: utf16.be.decode(most), whole }
  if (most.includes(0)) return null
  return { text: latin1.decode(most), whole }
}

/**
 * What heuristics see: at most 50 KiB, lines ended by `\n` or `\r\n` and no longer than 1,000 characters, no more than
 * 40 blanks or blank lines in a row. On such text none of the patterns goes far beyond linear time.
 */
export function forHeuristics({ text }: Head): string {
  const start = text.slice(0, HEURISTIC_BYTES)
  if (isPlain(start)) return start
  return cutLines(start.replace(/\r(?!\n)/g, '\n'))
    .replace(/[ \t]{41,}/g, ' '.repeat(BLANKS))
    .replace(/[\n\r\f\v][ \t\n\r\f\v]{40,}\n/g, '\n'.repeat(BLANKS))
}

/** Is there nothing in it to change, as in most texts? Found out without looking at every character. */
function isPlain(text: string): boolean {
  if (text.includes('\r')) return false
  for (let start = 0; text.length - start > LINE; ) {
    const end = text.lastIndexOf('\n', start + LINE)
    if (end < start) return false
    start = end + 1
  }
  // Whatever is longer than these steps has one of them in it.
  for (let at = BLANKS; at < text.length; at += BLANKS + 1) if (isInBlanks(text, at)) return false
  return true
}

/** Do as many blanks as stay, or more, stand around a place? */
function isInBlanks(text: string, at: number): boolean {
  let [start, end] = [at, at]
  while (start > 0 && end - start <= BLANKS && text.charCodeAt(start) <= SPACE) start--
  while (end < text.length && end - start <= BLANKS + 1 && text.charCodeAt(end) <= SPACE) end++
  return end - start > BLANKS
}

function cutLines(text: string): string {
  let long = false
  for (let start = 0; start < text.length && !long; ) {
    const end = text.indexOf('\n', start)
    const next = end === -1 ? text.length : end
    long = next - start > LINE
    start = next + 1
  }
  if (!long) return text
  return text
    .split('\n')
    .map((line) => line.slice(0, LINE))
    .join('\n')
}
