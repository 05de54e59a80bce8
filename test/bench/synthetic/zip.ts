import { Readable } from 'node:stream'
import { crc32, deflateRawSync } from 'node:zlib'
import { endRecords } from '../../corpora/zip-parts.ts'
import type { Served } from '../reading/archive-server.ts'

/** What stands in a member: `bytes`, so many times over. One body may stand in many members. */
export interface Body {
  method: 0 | 8
  crc: number
  size: number
  bytes: Buffer
  times: number
}

/** A member; paths are ASCII. */
export interface Member {
  path: string
  body: Body
}

export function deflated(content: Uint8Array): Body {
  return { method: 8, crc: crc32(content), size: content.length, bytes: deflateRawSync(content), times: 1 }
}

export function stored(bytes: Buffer, times = 1): Body {
  let crc = 0
  for (let i = 0; i < times; i++) crc = crc32(bytes, crc)
  return { method: 0, crc, size: bytes.length * times, bytes, times }
}

const CHUNK = 256 * 1024
const LOCAL = 30
const LISTED = 46
/** More members need the 64-bit end record. */
const MOST_NARROW = 0xfffe
/** A regular file that its owner may write, as Git says it. */
const ATTRIBUTES = 0o100644 * 0x10000
const BY_UNIX = 0x0314

const packed = ({ bytes, times }: Body) => bytes.length * times

/** Version to the length of the name: what both records of a member say. */
function writeShared(b: Buffer, at: number, { path, body }: Member): void {
  b.writeUInt16LE(20, at)
  b.writeUInt16LE(body.method, at + 4)
  b.writeUInt32LE(body.crc, at + 10)
  b.writeUInt32LE(packed(body), at + 14)
  b.writeUInt32LE(body.size, at + 18)
  b.writeUInt16LE(path.length, at + 22)
}

function writeLocal(b: Buffer, at: number, member: Member): number {
  b.fill(0, at, at + LOCAL)
  b.writeUInt32LE(0x04034b50, at)
  writeShared(b, at + 4, member)
  return LOCAL + b.write(member.path, at + LOCAL, 'latin1')
}

function writeListed(b: Buffer, at: number, member: Member, offset: number): number {
  b.fill(0, at, at + LISTED)
  b.writeUInt32LE(0x02014b50, at)
  b.writeUInt16LE(BY_UNIX, at + 4)
  writeShared(b, at + 6, member)
  b.writeUInt32LE(ATTRIBUTES, at + 38)
  b.writeUInt32LE(offset, at + 42)
  return LISTED + b.write(member.path, at + LISTED, 'latin1')
}

/** Records and small contents go into chunks of a quarter of a megabyte; repeated contents as they are. */
function* chunks(members: () => Iterable<Member>, end: Buffer): Generator<Buffer> {
  let b = Buffer.allocUnsafe(CHUNK)
  let at = 0
  const flush = () => {
    const full = b.subarray(0, at)
    b = Buffer.allocUnsafe(CHUNK)
    at = 0
    return full
  }
  for (const member of members()) {
    const { body, path } = member
    const inline = body.times === 1 && body.bytes.length < CHUNK / 2
    const room = LOCAL + path.length + (inline ? body.bytes.length : 0)
    if (at + room > CHUNK) yield flush()
    at += writeLocal(b, at, member)
    if (inline) at += body.bytes.copy(b, at)
    else {
      yield flush()
      for (let i = 0; i < body.times; i++) yield body.bytes
    }
  }
  let offset = 0
  for (const member of members()) {
    if (at + LISTED + member.path.length > CHUNK) yield flush()
    at += writeListed(b, at, member, offset)
    offset += LOCAL + member.path.length + packed(member.body)
  }
  yield flush()
  yield end
}

/**
 * An archive that is written while it is read, the same at every time, of up to 4 GB.
 * @param members gone through once for its length, and twice whenever it is opened
 */
export function synthetic(members: () => Iterable<Member>): Served & { files: number } {
  let files = 0
  let directoryAt = 0
  let directoryBytes = 0
  for (const { path, body } of members()) {
    files++
    directoryAt += LOCAL + path.length + packed(body)
    directoryBytes += LISTED + path.length
  }
  const real = { disk: 0, directoryDisk: 0, here: files, members: files, directoryBytes, directoryAt }
  const end = endRecords(real, files > MOST_NARROW ? { zip64: {} } : {})
  return {
    files,
    bytes: directoryAt + directoryBytes + end.length,
    open: () => Readable.from(chunks(members, end), { objectMode: false }),
  }
}
