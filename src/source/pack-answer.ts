import { truncated } from './archive-faults'
import { AHEAD, ByteWindow } from './byte-window'
import type { SourceAccess } from './guarded-fetch'
import { invalidPack, megabytes, tooLargeToClone } from './pack-faults'
import type { Watch } from './read-options'
import { SourceFault } from './result'

/** What the first byte of a pkt-line says that the rest is, once the pack begins. */
const BAND = { pack: 1, progress: 2, error: 3 } as const
const LENGTH_DIGITS = 4
const REFUSAL = 'ERR '
/** How Git, JGit and others say that a commit is not theirs to give. */
const NOT_GIVEN = /not our ref|not valid|unadvertised|no such object/i

const text = new TextDecoder()

/** Bytes that arrive one after another, in one buffer that grows to as many as there may be and no further. */
class Gathered {
  bytes = new Uint8Array(256 * 1024)
  length = 0

  /** @param most bytes in all */
  constructor(private readonly most: number) {}

  /** @throws SourceFault when there are more than may be */
  add(part: Uint8Array): void {
    const needed = this.length + part.length
    if (needed > this.most) throw tooLargeToClone(`it is larger than ${megabytes(this.most)}`)
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, Math.min(2 * this.bytes.length, this.most)))
      larger.set(this.bytes.subarray(0, this.length))
      this.bytes = larger
    }
    this.bytes.set(part, this.length)
    this.length = needed
  }
}

/** A pack as a host sent it. */
export interface Received {
  pack: Uint8Array<ArrayBuffer>
  /** Bytes of the whole answer. */
  received: number
}

export interface PackRequest {
  host: string
  access: SourceAccess
  /** The host does not give the commit. */
  notGiven: SourceFault
  watch: Watch
}

/**
 * The pack in a host's answer to `git-upload-pack`: pkt-lines in bands, ended by a flush.
 * Source: gitprotocol-pack(5), "Packfile Data"; gitprotocol-common(5), "pkt-line Format".
 * @throws SourceFault for every other answer
 */
export async function receivePack(body: ReadableStream<Uint8Array>, request: PackRequest): Promise<Received> {
  const { access, watch } = request
  const { packBytes, referenceBytes } = access.limits
  const window = new ByteWindow(body, packBytes.most + referenceBytes.most, access.signal, watch.onBytes)
  const gathered = new Gathered(packBytes.most)
  window.room = () => watch.memory.hold(AHEAD + gathered.bytes.length, access.signal)
  try {
    if (!(await readLines(window, (line) => takeLine(line, gathered, request)))) throw truncated()
  } finally {
    await window.close()
  }
  if (gathered.length === 0) throw invalidPack('there is no pack in the answer')
  return { pack: gathered.bytes.subarray(0, gathered.length), received: window.received }
}

/** Hands on each pkt-line; false when the stream ends anywhere but behind a flush. */
async function readLines(window: ByteWindow, take: (line: Uint8Array) => void): Promise<boolean> {
  let flushed = false
  while (await window.need(LENGTH_DIGITS)) {
    const digits = text.decode(await window.take(LENGTH_DIGITS))
    const length = /^[0-9a-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : 1
    flushed = length === 0
    if (flushed) continue
    if (length < LENGTH_DIGITS) throw invalidPack('it is not in the lines of Git')
    take(await window.take(length - LENGTH_DIGITS))
  }
  return flushed && window.at === window.end
}

function takeLine(line: Uint8Array, gathered: Gathered, { host, notGiven }: PackRequest): void {
  const [band] = line
  if (band === BAND.pack) gathered.add(line.subarray(1))
  else if (band === BAND.error) {
    throw new SourceFault('host_unavailable', `${host} could not make a clone of the repository.`)
  } else if (band !== BAND.progress) {
    const said = text.decode(line)
    if (!said.startsWith(REFUSAL)) return
    throw NOT_GIVEN.test(said) ? notGiven : new SourceFault('host_answer_invalid', `${host} refuses to be cloned from.`)
  }
}
