import { crc32, deflateRawSync } from 'node:zlib'

/** One member as a test wants it written; every field may lie. */
export interface Written {
  name: string | Uint8Array
  content?: string | Uint8Array
  /** 0 stored, 8 deflated. */
  method?: number
  flags?: number
  crc?: number
  packed?: number
  size?: number
  /** Unix mode; without it the writer is no Unix, as with Git's plain files. */
  mode?: number
  /** What only the directory says instead. */
  listed?: {
    name?: string
    offset?: number
    packed?: number
    size?: number
    crc?: number
    method?: number
    disk?: number
  }
  /** Sizes in 64-bit extra fields. */
  zip64?: boolean
  /** Checksum and sizes stand behind the content only, in one of the forms that writers give this record. */
  descriptor?: 'signed' | 'bare' | 'signed wide' | 'bare wide' | 'lying' | 'missing'
  /** Bytes of data instead of the compressed content. */
  data?: Uint8Array
  /** Written in the archive but not in the directory, or the other way round. */
  only?: 'walked' | 'listed'
}

export interface WrittenArchive {
  comment?: string
  /** 64-bit end records. */
  zip64?: boolean
  /** Bytes between the last member and the directory, before the first member, and behind the end. */
  between?: Uint8Array
  before?: Uint8Array
  after?: Uint8Array
  /** What the end records say instead. */
  end?: { members?: number; directoryBytes?: number; directoryAt?: number; disk?: number }
  /** Order of the directory. */
  reversed?: boolean
}

const FULL = 0xffffffff

/** Little-endian fields: each is a value and its width in bytes. */
function fields(...pairs: [value: number, width: 2 | 4 | 8][]): Buffer {
  const out = Buffer.alloc(pairs.reduce((sum, [, width]) => sum + width, 0))
  let at = 0
  for (const [value, width] of pairs) {
    if (width === 8) out.writeBigUInt64LE(BigInt(value), at)
    else if (width === 4) out.writeUInt32LE(value >>> 0, at)
    else out.writeUInt16LE(value, at)
    at += width
  }
  return out
}

function measured({ content = '', method = 8, data, ...given }: Written) {
  const bytes = Buffer.from(content)
  const body = data ?? (method === 8 ? deflateRawSync(bytes) : bytes)
  const { crc = crc32(bytes), packed = body.length, size = bytes.length, flags = given.descriptor ? 8 : 0 } = given
  return { body, method, crc, packed, size, flags }
}

const wide = (...values: number[]) => fields([1, 2], [8 * values.length, 2], ...values.map((v): [number, 8] => [v, 8]))

/** What stands behind the content of a member whose header gives no sizes. */
function behind({ descriptor }: Written, crc: number, packed: number, size: number): Buffer {
  if (!descriptor || descriptor === 'missing') return Buffer.alloc(0)
  const width = descriptor.endsWith('wide') ? 8 : 4
  const said = fields([crc, 4], [packed, width], [descriptor === 'lying' ? size + 1 : size, width])
  return descriptor.startsWith('bare') ? said : Buffer.concat([fields([0x08074b50, 4]), said])
}

function local(member: Written): Buffer {
  const real = measured(member)
  const { body, method, flags } = real
  const { crc, packed, size } = member.descriptor ? { crc: 0, packed: 0, size: 0 } : real
  const name = Buffer.from(member.name)
  const extra = member.zip64 ? wide(size, packed) : Buffer.alloc(0)
  const [p, s] = member.zip64 ? [FULL, FULL] : [packed, size]
  const head = fields(
    [0x04034b50, 4],
    [20, 2],
    [flags, 2],
    [method, 2],
    [0, 4],
    [crc, 4],
    [p, 4],
    [s, 4],
    [name.length, 2],
    [extra.length, 2],
  )
  return Buffer.concat([head, name, extra, body, behind(member, real.crc, real.packed, real.size)])
}

function listed(member: Written, offset: number): Buffer {
  const real = measured(member)
  const { disk = 0, ...says } = { ...real, offset, ...member.listed }
  const name = Buffer.from(member.listed?.name ?? member.name)
  const extra = member.zip64 ? wide(says.size, says.packed, says.offset) : Buffer.alloc(0)
  const [p, s, o] = member.zip64 ? [FULL, FULL, FULL] : [says.packed, says.size, says.offset]
  const madeBy = member.mode === undefined ? 0 : 0x0317
  const head = fields(
    [0x02014b50, 4],
    [madeBy, 2],
    [20, 2],
    [real.flags, 2],
    [says.method, 2],
    [0, 4],
    [says.crc, 4],
    [p, 4],
    [s, 4],
  )
  const tail = fields(
    [name.length, 2],
    [extra.length, 2],
    [0, 2],
    [disk, 2],
    [0, 2],
    [((member.mode ?? 0) << 16) >>> 0, 4],
    [o, 4],
  )
  return Buffer.concat([head, tail, name, extra])
}

/** Writes an archive in which anything may be wrong that the members and options say. */
export function writeZip(members: Written[], options: WrittenArchive = {}): Uint8Array {
  const { comment = '', zip64 = false, end = {}, before = new Uint8Array(), between = new Uint8Array() } = options
  const parts: Uint8Array[] = [before]
  let at = before.length
  const directory: Buffer[] = []
  for (const member of members) {
    directory.push(...(member.only === 'walked' ? [] : [listed(member, at)]))
    if (member.only === 'listed') continue
    const bytes = local(member)
    parts.push(bytes)
    at += bytes.length
  }
  parts.push(between)
  const bytes = Buffer.concat(options.reversed ? directory.reverse() : directory)
  const real = {
    members: directory.length,
    directoryBytes: bytes.length,
    directoryAt: at + between.length,
    disk: 0,
    ...end,
  }
  parts.push(bytes)
  if (zip64) {
    const { members: n, directoryBytes: size, directoryAt: from, disk } = real
    parts.push(
      fields([0x06064b50, 4], [44, 8], [45, 2], [45, 2], [disk, 4], [disk, 4], [n, 8], [n, 8], [size, 8], [from, 8]),
    )
    parts.push(fields([0x07064b50, 4], [0, 4], [from + size, 8], [1, 4]))
  }
  const [n, size, from] = zip64 ? [0xffff, FULL, FULL] : [real.members, real.directoryBytes, real.directoryAt]
  parts.push(fields([0x06054b50, 4], [real.disk, 2], [0, 2], [n, 2], [n, 2], [size, 4], [from, 4], [comment.length, 2]))
  parts.push(Buffer.from(comment), options.after ?? new Uint8Array())
  return new Uint8Array(Buffer.concat(parts))
}
