import { type PartHead, readPartHead } from './multipart-header'

/** A form is not written as its content type says. */
export class MalformedForm extends Error {
  override name = 'MalformedForm'
}

/** What comes out of a form: a part's head, then its content in pieces, which are views until the next is asked for. */
export type FormPiece = { head: PartHead } | { data: Uint8Array }

/** Bytes of a part's header lines. */
const HEADER = 4096
const [CR, LF, DASH] = [0x0d, 0x0a, 0x2d]
const HEADER_END = Uint8Array.of(CR, LF, CR, LF)

/** Where `wanted` begins in `bytes`, whole or, at their end, in part; the length of `bytes` when nowhere. */
function find(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) {
    const length = Math.min(wanted.length, bytes.length - at)
    let same = 1
    while (same < length && bytes[at + same] === wanted[same]) same++
    if (same === length) return at
  }
  return bytes.length
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length)
  whole.set(a)
  whole.set(b, a.length)
  return whole
}

/**
 * Reads a `multipart/form-data` body as it comes; of it only the last chunk and a header's or boundary's length are held.
 * Strict: nothing before the first boundary, nothing but a line's end behind the last.
 * @throws MalformedForm
 * Source: RFC 7578; RFC 2046, 5.1
 */
export async function* readForm(chunks: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<FormPiece> {
  const source = chunks[Symbol.asyncIterator]()
  try {
    yield* piecesOf(source, boundary)
  } finally {
    await source.return?.()
  }
}

async function* piecesOf(source: AsyncIterator<Uint8Array>, boundary: string): AsyncGenerator<FormPiece> {
  const delimiter = new TextEncoder().encode(`\r\n--${boundary}`)
  // The first boundary has no line before it, which is added here.
  let held: Uint8Array = Uint8Array.of(CR, LF)
  const more = async () => {
    const rest = held.slice()
    const next = await source.next()
    if (next.done) throw new MalformedForm('The form ends before its last boundary.')
    held = rest.length === 0 ? next.value : joined(rest, next.value)
  }

  while (held.length < delimiter.length) await more()
  if (find(held, delimiter) !== 0) throw new MalformedForm('The form does not begin with its boundary.')
  for (;;) {
    held = held.subarray(delimiter.length)
    while (held.length < 2) await more()
    const [first, second] = held
    held = held.subarray(2)
    if (first === DASH && second === DASH) break
    if (first !== CR || second !== LF) throw new MalformedForm('Something follows a boundary in its line.')

    let end = find(held, HEADER_END)
    while (end + HEADER_END.length > held.length) {
      if (held.length > HEADER) throw new MalformedForm('The header of a part is too long.')
      await more()
      end = find(held, HEADER_END)
    }
    const head = end > HEADER ? null : readPartHead(held.subarray(0, end))
    if (head === null) throw new MalformedForm('The header of a part is not one of a form.')
    yield { head }
    held = held.subarray(end + HEADER_END.length)

    for (;;) {
      const at = find(held, delimiter)
      if (at > 0) yield { data: held.subarray(0, at) }
      held = held.subarray(at)
      if (held.length >= delimiter.length) break
      await more()
    }
  }
  let after = new TextDecoder().decode(held)
  for (let next = await source.next(); !next.done && after.length <= 2; next = await source.next())
    after += new TextDecoder().decode(next.value.subarray(0, 3))
  if (after !== '' && after !== '\r\n') throw new MalformedForm('Something follows the last boundary.')
}
