import { constants, crc32, deflateRawSync } from 'node:zlib'
import { type ArchiveCase, at, cases, INVALID, reads, refused, TOP, TRUNCATED, told } from '../archive-case'
import { directoryRecord, endRecords, fields, localHeader, type Part, wide, zip } from '../zip-parts'

const MB = 2 ** 20
const FULL = 0xffffffff
const CUT = 4 * MB
const LAST = at('last', 'fine')
const LAST_TOLD = told('last', 'fine')
const TOO_LARGE = refused('archive_too_large')

/** A raw deflate stream without its last block, so that others can follow. */
const open = (bytes: Uint8Array): Buffer => deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH })
const END_BLOCK = Buffer.from([3, 0])

const ZEROS = open(Buffer.alloc(16 * MB))

/** A deflate stream of so many zeros, multiples of 16 MB, as small as can be. */
function zeros(bytes: number): Buffer {
  return Buffer.concat([...Array.from({ length: bytes / (16 * MB) }, () => ZEROS), END_BLOCK])
}

/** Bytes that do not compress, always the same. */
export function noise(length: number): Buffer {
  const out = Buffer.alloc(length)
  let state = 1
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    out[i] = state >>> 24
  }
  return out
}

/** A stored block of deflate that is not the last one. */
const stored = (bytes: Uint8Array): Buffer =>
  Buffer.concat([fields([0, 1], [bytes.length, 2], [~bytes.length & 0xffff, 2]), bytes])

const KERNEL_CONTENT = Buffer.alloc(5 * MB)
const kernel = (): Buffer => deflateRawSync(KERNEL_CONTENT, { level: 9 })

/** An archive from bytes and directory records that somebody laid out. */
function laidOut(body: Buffer, records: Buffer[]): Buffer {
  const directory = Buffer.concat(records)
  const count = { here: records.length, members: records.length, disk: 0, directoryDisk: 0 }
  return Buffer.concat([
    body,
    directory,
    endRecords({ ...count, directoryBytes: directory.length, directoryAt: body.length }, {}),
  ])
}

/** All members share one body. */
function fullOverlap(count: number): Buffer {
  const part: Part = { name: `${TOP}0`, content: KERNEL_CONTENT, data: kernel(), method: 8 }
  const body = Buffer.concat([localHeader(part), kernel()])
  return laidOut(
    body,
    Array.from({ length: count }, () => directoryRecord(part, 0)),
  )
}

/** Each member quotes the headers of all that follow in stored blocks, before the one body that all share. Source: D. Fifield, "A better zip bomb", 2019. */
function quotedByDeflate(count: number): Buffer {
  let data = kernel()
  let content: Buffer = KERNEL_CONTENT
  const parts: { part: Part; length: number }[] = []
  for (let i = count - 1; i >= 0; i--) {
    const part: Part = {
      name: `${TOP}${String(i).padStart(4, '0')}`,
      data,
      method: 8,
      crc: crc32(content),
      size: content.length,
    }
    const header = localHeader(part)
    parts.unshift({ part, length: header.length + 5 })
    data = Buffer.concat([stored(header), data])
    content = Buffer.concat([header, content])
  }
  // The first header is quoted by nobody.
  const body = data.subarray(5)
  let offset = 0
  const records = parts.map(({ part, length }) => {
    const record = directoryRecord(part, offset)
    offset += length
    return record
  })
  return laidOut(body, records)
}

/** Each member hides the headers of all that follow in its extra field. */
function quotedByExtra(count: number): Buffer {
  const data = kernel()
  let tail = Buffer.alloc(0)
  const records: { part: Part; header: number }[] = []
  for (let i = count - 1; i >= 0; i--) {
    const extra = Buffer.concat([fields([0x4a4a, 2], [tail.length, 2]), tail])
    const part: Part = {
      name: `${TOP}${String(i).padStart(4, '0')}`,
      content: KERNEL_CONTENT,
      data,
      method: 8,
      local: { extra },
    }
    const header = localHeader(part)
    records.unshift({ part, header: header.length - tail.length })
    tail = header
  }
  let offset = 0
  const listed = records.map(({ part, header }) => {
    const record = directoryRecord(part, offset)
    offset += header
    return record
  })
  return laidOut(Buffer.concat([tail, data]), listed)
}

/** Deflate blocks, each with trees of its own and nothing in it: all work, no output. Two fill 23 bytes. */
function emptyBlocks(bytes: number): Buffer {
  const bits: number[] = []
  const put = (value: number, width: number) => {
    for (let i = 0; i < width; i++) bits.push((value >> i) & 1)
  }
  for (let i = 0; i < 2; i++) {
    put(0b100, 3)
    put(0, 5)
    put(0, 5)
    put(14, 4)
    for (const symbol of [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1])
      put(symbol === 18 ? 1 : symbol < 2 ? 2 : 0, 3)
    put(0, 1)
    put(138 - 11, 7)
    put(0, 1)
    put(118 - 11, 7)
    put(0b11, 2)
    put(0b01, 2)
    put(0, 1)
  }
  const pair = Buffer.alloc(23)
  for (const [i, bit] of bits.entries()) pair[i >> 3]! |= bit << (i & 7)
  return Buffer.concat([Buffer.alloc(Math.floor(bytes / 23) * 23, pair), END_BLOCK])
}

const nest = (depth: number): Uint8Array =>
  depth === 0
    ? Buffer.alloc(MB)
    : zip(Array.from({ length: 4 }, (_, i) => at(`${i}.zip`, nest(depth - 1), { method: 8 })))

const zeroBytes = (bytes: number, size = bytes) => at('bomb', '', { method: 8, data: zeros(bytes), crc: 0, size })
const cut = (bytes: number) => told('bomb', Buffer.alloc(CUT), { bytes })
const NOISE = noise(6 * MB)
const dense = () => Buffer.concat([open(Buffer.alloc(96 * MB)), deflateRawSync(NOISE)])
const nested = nest(4)

/** Archives that are made to cost memory or time. */
export const BOMBS: ArchiveCase[] = [
  {
    name: 'ten members of 96 MB each, of which little is wanted',
    wanted: 100_000,
    bytes: () => zip(Array.from({ length: 10 }, (_, i) => ({ ...zeroBytes(96 * MB), name: `${TOP}${i}` }))),
    outcome: reads(Array.from({ length: 10 }, (_, i) => told(`${i}`, Buffer.alloc(100_000), { bytes: 96 * MB }))),
  },
  ...cases(
    [
      '10 MB that inflate to 10 GB, honestly said',
      () =>
        zip([
          {
            ...zeroBytes(640 * 16 * MB),
            local: { packed: FULL, size: FULL, extra: wide(10_240 * MB, zeros(10_240 * MB).length) },
            listed: { packed: FULL, size: FULL, extra: wide(10_240 * MB, zeros(10_240 * MB).length) },
          },
        ]),
      TOO_LARGE,
    ],
    [
      '10 MB that inflate to 10 GB, and claim 1,000 bytes',
      () => zip([zeroBytes(10_240 * MB, 1000), LAST]),
      reads([told('bomb', null, { bytes: 1000 }), LAST_TOLD], 'member_corrupt'),
    ],
    [
      '10 MB that inflate to 10 GB, and claim as many',
      () => zip([zeroBytes(10_240 * MB, zeros(10_240 * MB).length), LAST]),
      reads([told('bomb', Buffer.alloc(CUT), { bytes: zeros(10_240 * MB).length }), LAST_TOLD], 'file_cut'),
    ],
    [
      '4 MB that inflate to 4 GB less 16 MB',
      () => zip([zeroBytes(4080 * MB), LAST]),
      reads([cut(4080 * MB), LAST_TOLD], 'file_cut'),
    ],
    [
      'one file of 4 GB claimed and not there',
      () => zip([at('bomb', '', { method: 8, data: Buffer.from([3, 0]), size: 0xfff00000, crc: 0 }), LAST]),
      reads([told('bomb', null, { bytes: 0xfff00000 }), LAST_TOLD], 'member_corrupt'),
    ],
    [
      'a stored file of 500 MB claimed and not there',
      () => zip([at('bomb', 'x', { packed: 500 * MB, size: 500 * MB }), LAST]),
      TRUNCATED,
    ],
    [
      '500 MB packed for ten bytes, claimed and not there',
      () => zip([at('bomb', '', { method: 8, data: Buffer.from([3, 0]), packed: 500 * MB, size: 10 }), LAST]),
      TRUNCATED,
    ],
    [
      '40 MB packed for ten bytes',
      () => zip([at('bomb', '', { method: 8, data: Buffer.alloc(40 * MB), size: 10 }), LAST]),
      reads([told('bomb', null, { bytes: 10 }), LAST_TOLD], 'member_corrupt'),
    ],
    [
      'a file that begins with 96 MB of zeros, then noise',
      () => zip([at('bomb', '', { method: 8, data: dense(), size: 102 * MB, crc: 0 }), LAST]),
      reads([cut(102 * MB), LAST_TOLD], 'file_cut'),
    ],
    [
      'forty times 4 MB of empty blocks',
      () =>
        zip([
          ...Array.from({ length: 40 }, (_, i) =>
            at(`${i}`, '', { method: 8, data: emptyBlocks(4 * MB), size: CUT, crc: 0 }),
          ),
          LAST,
        ]),
      reads(
        [...Array.from({ length: 40 }, (_, i) => told(`${i}`, null, { bytes: CUT })), LAST_TOLD],
        'member_corrupt',
        'read_limit',
      ),
    ],
    [
      '4 MB of empty blocks',
      () => zip([at('bomb', '', { method: 8, data: emptyBlocks(4 * MB), size: CUT, crc: 0 }), LAST]),
      reads([told('bomb', null, { bytes: CUT }), LAST_TOLD], 'member_corrupt'),
    ],
    ['all members share one body', () => fullOverlap(100), INVALID],
    ['members quoted by deflate', () => quotedByDeflate(250), INVALID],
    ['members quoted by extra fields', () => quotedByExtra(250), INVALID],
    [
      'archives in archives in archives',
      () => zip([at('0.zip', nested), LAST]),
      reads([told('0.zip', nested), LAST_TOLD]),
    ],
    [
      'claims that exceed the limit together',
      () => zip(Array.from({ length: 5 }, (_, i) => ({ ...zeroBytes(1024 * MB), name: `${TOP}${i}` }))),
      TOO_LARGE,
    ],
  ),
]
