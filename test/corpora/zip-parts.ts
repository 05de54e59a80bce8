import { crc32, deflateRawSync } from 'node:zlib'

/** What a record says of a member; every field may lie. */
export interface Said {
  name: string | Uint8Array
  flags: number
  method: number
  crc: number
  packed: number
  size: number
  extra: Uint8Array
}

/** A member to be written: what is true, and what each record says instead. */
export interface Part extends Partial<Omit<Said, 'name'>> {
  name: string | Uint8Array
  content?: string | Uint8Array
  /** The compressed bytes, where they are not the content's. */
  data?: Uint8Array
  /** Bytes behind the data: a data descriptor, or what should not be there. */
  behind?: Uint8Array
  /** Unix mode; without it the writer is no Unix. */
  mode?: number
  local?: Partial<Said>
  listed?: Partial<Said> & { offset?: number; disk?: number; comment?: Uint8Array }
  /** Written in one place only. */
  only?: 'walked' | 'listed'
}

/** What stands around the members, and what the end records say instead of the truth. */
export interface Around {
  before?: Uint8Array
  between?: Uint8Array
  after?: Uint8Array
  comment?: string | Uint8Array
  end?: Partial<EndRecord>
  /** 64-bit end records, and what they say instead. */
  zip64?: Partial<EndRecord> & { locatorAt?: number; disks?: number; size?: number; sector?: Uint8Array }
}

interface EndRecord {
  disk: number
  directoryDisk: number
  here: number
  members: number
  directoryBytes: number
  directoryAt: number
  commentBytes: number
}

/** Little-endian fields: each is a value and its width in bytes; a value that is too large loses its upper bits. */
export function fields(...pairs: [value: number, width: 1 | 2 | 4 | 8][]): Buffer {
  const out = Buffer.alloc(pairs.reduce((sum, [, width]) => sum + width, 0))
  let at = 0
  for (const [value, width] of pairs) {
    if (width === 8) out.writeBigUInt64LE(BigInt(value), at)
    else out.writeUIntLE(value % 2 ** (8 * width), at, width)
    at += width
  }
  return out
}

/** One extra field. */
export const extra = (id: number, ...body: Uint8Array[]): Buffer => {
  const bytes = Buffer.concat(body)
  return Buffer.concat([fields([id, 2], [bytes.length, 2]), bytes])
}

/** The extra field of 64-bit sizes. */
export const wide = (...values: number[]): Buffer => extra(1, ...values.map((value) => fields([value, 8])))

/** A data descriptor, with or without its signature, of 32 or 64 bits. */
export const descriptor = (crc: number, packed: number, size: number, signed = true, width: 4 | 8 = 4): Buffer =>
  Buffer.concat([signed ? fields([0x08074b50, 4]) : Buffer.alloc(0), fields([crc, 4], [packed, width], [size, width])])

function truth(part: Part): Said & { body: Uint8Array } {
  const content = Buffer.from(part.content ?? '')
  const method = part.method ?? 0
  const body = part.data ?? (method === 8 ? deflateRawSync(content) : content)
  const { flags = 0, crc = crc32(content), packed = body.length, size = content.length } = part
  return { name: part.name, flags, method, crc, packed, size, extra: part.extra ?? Buffer.alloc(0), body }
}

const sizes = ({ flags, method, crc, packed, size }: Said): [number, 2 | 4][] => [
  [flags, 2],
  [method, 2],
  [0, 4],
  [crc, 4],
  [packed, 4],
  [size, 4],
]

/** A local header, alone. */
export function localHeader(part: Part): Buffer {
  const says = { ...truth(part), ...part.local }
  const name = Buffer.from(says.name)
  const head = fields([0x04034b50, 4], [20, 2], ...sizes(says), [name.length, 2], [says.extra.length, 2])
  return Buffer.concat([head, name, says.extra])
}

/** A record of the directory. */
export function directoryRecord(part: Part, at: number): Buffer {
  const { offset = at, disk = 0, comment = Buffer.alloc(0), ...given } = part.listed ?? {}
  const says = { ...truth(part), ...given }
  const name = Buffer.from(says.name)
  const madeBy = part.mode === undefined ? 20 : 0x0314
  const head = fields([0x02014b50, 4], [madeBy, 2], [20, 2], ...sizes(says), [name.length, 2], [says.extra.length, 2])
  const attributes = ((part.mode ?? 0) << 16) >>> 0
  const tail = fields([comment.length, 2], [disk, 2], [0, 2], [attributes, 4], [offset, 4])
  return Buffer.concat([head, tail, name, says.extra, comment])
}

/** The end records. */
export function endRecords(real: Omit<EndRecord, 'commentBytes'>, { end, zip64, comment = '' }: Around): Buffer {
  const text = Buffer.from(comment)
  const parts: Uint8Array[] = []
  if (zip64) {
    const { sector = Buffer.alloc(0), ...says } = { ...real, ...zip64 }
    const { size = 44 + sector.length, locatorAt = real.directoryAt + real.directoryBytes, disks = 1 } = says
    parts.push(fields([0x06064b50, 4], [size, 8], [45, 2], [45, 2], [says.disk, 4], [says.directoryDisk, 4]))
    parts.push(fields([says.here, 8], [says.members, 8], [says.directoryBytes, 8], [says.directoryAt, 8]), sector)
    parts.push(fields([0x07064b50, 4], [0, 4], [locatorAt, 8], [disks, 4]))
  }
  const full = zip64 && { here: 0xffff, members: 0xffff, directoryBytes: 0xffffffff, directoryAt: 0xffffffff }
  const says = { ...real, commentBytes: text.length, ...full, ...end }
  parts.push(fields([0x06054b50, 4], [says.disk, 2], [says.directoryDisk, 2], [says.here, 2], [says.members, 2]))
  parts.push(fields([says.directoryBytes, 4], [says.directoryAt, 4], [says.commentBytes, 2]), text)
  return Buffer.concat(parts)
}

/** Writes an archive in which anything may be wrong that the parts and their surroundings say. */
export function zip(members: Iterable<Part>, around: Around = {}): Uint8Array {
  const { before = Buffer.alloc(0), between = Buffer.alloc(0), after = Buffer.alloc(0) } = around
  const walked: Uint8Array[] = [before]
  const records: Buffer[] = []
  let at = before.length
  for (const part of members) {
    if (part.only !== 'walked') records.push(directoryRecord(part, at))
    if (part.only === 'listed') continue
    const bytes = [localHeader(part), truth(part).body, part.behind ?? Buffer.alloc(0)]
    walked.push(...bytes)
    at += bytes.reduce((sum, { length }) => sum + length, 0)
  }
  const directory = Buffer.concat(records)
  const count = { here: records.length, members: records.length, disk: 0, directoryDisk: 0 }
  const real = { ...count, directoryBytes: directory.length, directoryAt: at + between.length }
  return Buffer.concat([...walked, between, directory, endRecords(real, around), after])
}
