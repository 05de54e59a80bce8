import { crc32, deflateRawSync } from 'node:zlib'
import { type ArchiveCase, at, cases, INVALID, type Outcome, reads, refused, TRUNCATED, told } from '../archive-case'
import { descriptor, extra, fields, type Part, wide, zip } from '../zip-parts'

const TEXT = 'all work and no play '.repeat(60)
const LAST = at('last', 'fine')
const LAST_TOLD = told('last', 'fine')
const bad = (more: Partial<Part>): Uint8Array => zip([at('bad', TEXT, { method: 8, ...more }), LAST])
const unread = (warning: string, bytes = TEXT.length): Outcome =>
  reads([told('bad', null, { bytes }), LAST_TOLD], warning)
const good = reads([told('bad', TEXT), LAST_TOLD])

const PACKED = deflateRawSync(TEXT)
const CRC = crc32(TEXT)
const MISSING = { crc: 0, packed: 0, size: 0 }
const described = (flags: number, behind: Uint8Array, local: Part['local'] = MISSING) =>
  bad({ flags, behind, local: { flags, ...local } })

const FULL = 0xffffffff
const sizes64 = (local: Uint8Array, listed: Uint8Array) =>
  bad({ local: { packed: FULL, size: FULL, extra: local }, listed: { packed: FULL, size: FULL, extra: listed } })
const right64 = wide(TEXT.length, PACKED.length)

/** Methods of APPNOTE 4.4.5 that no archive of a host has, and numbers that nobody gave away. */
const METHODS = [1, 2, 6, 9, 10, 12, 14, 16, 20, 93, 94, 95, 96, 97, 98, 7, 99, 255, 65_535]

/** Kinds of a Unix mode that are no file. */
const SPECIAL: Record<string, number> = {
  'a pipe': 0o010644,
  'a character device': 0o020666,
  'a block device': 0o060660,
  'a socket': 0o140755,
  'a folder by its mode only': 0o040755,
  'a kind that nobody knows': 0o150644,
}

const link = (name: string, target: string, more: Partial<Part> = {}): Part =>
  at(name, target, { mode: 0o120777, ...more })
const linkTold = (name: string, target: string) => told(name, target, { mode: 'symlink' })

/** Single members: sizes, checksums, ways of compressing, encryption, links and devices. */
export const MEMBERS: ArchiveCase[] = [
  ...cases(
    ['a wrong checksum in both places', () => bad({ crc: 1 }), unread('member_corrupt')],
    ['a checksum of nothing', () => bad({ crc: 0 }), unread('member_corrupt')],
    ['no bytes claimed, yet some there', () => bad({ size: 0 }), unread('member_corrupt', 0)],
    ['no bytes claimed, and a checksum', () => zip([at('bad', '', { crc: 1 }), LAST]), unread('member_corrupt', 0)],
    ['another checksum in the directory', () => bad({ listed: { crc: 1 } }), INVALID],
    ['fewer bytes than claimed', () => bad({ size: TEXT.length + 1 }), unread('member_corrupt', TEXT.length + 1)],
    ['more bytes than claimed', () => bad({ size: 10 }), unread('member_corrupt', 10)],
    ['packed bytes cut short in both places', () => bad({ packed: 10 }), INVALID],
    [
      'packed bytes that swallow the next member',
      () => bad({ packed: PACKED.length + 30, listed: { packed: PACKED.length } }),
      INVALID,
    ],
    ['packed bytes that swallow the directory', () => bad({ packed: 5000, size: 5000 }), TRUNCATED],
    ['other packed bytes in the directory', () => bad({ listed: { packed: 1 } }), INVALID],
    ['other bytes in the directory', () => bad({ listed: { size: 1 } }), INVALID],
    ['another method in the directory', () => bad({ listed: { method: 0 } }), INVALID],
    ['other flags in the directory', () => bad({ listed: { flags: 1 } }), INVALID],
    ['stored with two sizes', () => bad({ method: 0, size: 10 }), unread('member_corrupt', 10)],
    ['a deflate stream that breaks off', () => bad({ data: PACKED.subarray(0, -3) }), unread('member_corrupt')],
    ['a deflate stream with a reserved block', () => bad({ data: Buffer.alloc(60, 0xff) }), unread('member_corrupt')],
    [
      'a deflate stream that reaches back too far',
      () => bad({ data: Buffer.from('4b04a2000000', 'hex') }),
      unread('member_corrupt'),
    ],
    ['no deflate stream', () => bad({ data: Buffer.alloc(0) }), unread('member_corrupt')],
    ['bytes behind the deflate stream', () => bad({ data: Buffer.concat([PACKED, Buffer.from('hidden')]) }), good],
    [
      'a ratio that deflate cannot have',
      () => bad({ size: PACKED.length * 1041 }),
      unread('member_corrupt', PACKED.length * 1041),
    ],
    [
      'stored in many empty blocks first',
      () =>
        bad({ data: Buffer.concat([...Array.from({ length: 20 }, () => Buffer.from('000000ffff', 'hex')), PACKED]) }),
      good,
    ],
    [
      'a file of nothing, deflated',
      () => zip([at('bad', '', { method: 8 }), LAST]),
      reads([told('bad', ''), LAST_TOLD]),
    ],
    ['a folder, deflated', () => zip([at('d/', '', { method: 8 }), LAST]), reads([LAST_TOLD])],
    // Sizes that stand behind the data cannot be walked without inflating everything; no archive of a host has them.
    ['a descriptor', () => described(8, descriptor(CRC, PACKED.length, TEXT.length)), INVALID],
    ['a descriptor without signature', () => described(8, descriptor(CRC, PACKED.length, TEXT.length, false)), INVALID],
    ['a descriptor of 64 bits', () => described(8, descriptor(CRC, PACKED.length, TEXT.length, true, 8)), INVALID],
    [
      'a descriptor of 64 bits without signature',
      () => described(8, descriptor(CRC, PACKED.length, TEXT.length, false, 8)),
      INVALID,
    ],
    [
      'a descriptor, and sizes in the header',
      () => described(8, descriptor(CRC, PACKED.length, TEXT.length), {}),
      INVALID,
    ],
    ['a descriptor that lies', () => described(8, descriptor(1, 1, 1)), INVALID],
    ['a descriptor announced and missing', () => described(8, Buffer.alloc(0)), INVALID],
    ['missing sizes without a descriptor', () => bad({ local: MISSING }), INVALID],
    ['64-bit sizes', () => sizes64(right64, right64), good],
    [
      '64-bit sizes behind other fields',
      () => sizes64(Buffer.concat([extra(0x5455, Buffer.alloc(5)), right64]), right64),
      good,
    ],
    ['64-bit sizes that contradict', () => sizes64(right64, wide(1, PACKED.length)), INVALID],
    [
      '64-bit sizes that lie in both places',
      () => sizes64(wide(2 ** 33, PACKED.length), wide(2 ** 33, PACKED.length)),
      refused('archive_too_large'),
    ],
    [
      '64-bit sizes beyond all bounds',
      () => sizes64(Buffer.concat([fields([1, 2], [16, 2]), Buffer.alloc(16, 0xff)]), right64),
      INVALID,
    ],
    ['64-bit sizes missing', () => sizes64(Buffer.alloc(0), right64), INVALID],
    ['64-bit sizes cut short', () => sizes64(wide(TEXT.length), right64), INVALID],
    [
      '64-bit sizes longer than their field',
      () => sizes64(Buffer.concat([fields([1, 2], [99, 2]), right64.subarray(4)]), right64),
      good,
    ],
    ['64-bit sizes where none are announced', () => bad({ extra: wide(1, 1) }), good],
    ['an extra field that runs out of its record', () => bad({ extra: fields([0x5455, 2], [500, 2]) }), good],
    ['an extra field of 65,535 bytes', () => bad({ extra: Buffer.alloc(65_535) }), good],
    ['ZipCrypto', () => bad({ flags: 1, data: Buffer.concat([Buffer.alloc(12), PACKED]) }), unread('member_encrypted')],
    ['ZipCrypto, stored', () => zip([at('bad', TEXT, { flags: 1 }), LAST]), unread('member_encrypted')],
    [
      'AES',
      () =>
        bad({
          flags: 1,
          method: 99,
          data: PACKED,
          extra: extra(0x9901, Buffer.from('0200414503080 0'.replace(' ', ''), 'hex')),
        }),
      unread('member_encrypted'),
    ],
    ['strong encryption', () => bad({ flags: 65 }), unread('member_encrypted')],
    ['masked headers', () => bad({ flags: 0x2000 }), unread('member_encrypted')],
    ['patched data', () => bad({ flags: 32 }), good],
  ),
  ...METHODS.map((method) => ({
    name: `method ${method}`,
    bytes: () => bad({ method, data: PACKED }),
    outcome: unread('member_method'),
  })),
  ...Object.entries(SPECIAL).map(([what, mode]) => ({
    name: `special: ${what}`,
    bytes: () => zip([at('bad', '', { mode }), LAST]),
    outcome: reads([LAST_TOLD], 'member_special'),
  })),
  ...cases(
    ['a link to itself', () => zip([link('x', 'x')]), reads([linkTold('x', 'x')])],
    ['links in a circle', () => zip([link('x', 'y'), link('y', 'x')]), reads([linkTold('x', 'y'), linkTold('y', 'x')])],
    ['a link out of the repository', () => zip([link('x', '../../x')]), reads([linkTold('x', '../../x')])],
    [
      'a link to a password file',
      () => zip([link('README.md', '/etc/passwd'), LAST]),
      reads([linkTold('README.md', '/etc/passwd'), LAST_TOLD]),
    ],
    ['a link through which a file is written', () => zip([link('x', '/etc'), at('x/passwd', 'evil')]), INVALID],
    ['a link to nothing', () => zip([link('x', '')]), reads([linkTold('x', '')])],
    ['a link with a NUL', () => zip([link('x', 'a\0b')]), reads([linkTold('x', 'a\0b')])],
    ['a link of 4,096 bytes', () => zip([link('x', 't'.repeat(4096))]), reads([linkTold('x', 't'.repeat(4096))])],
    [
      'a link of 4,097 bytes',
      () => zip([link('x', 't'.repeat(4097)), LAST]),
      reads([told('x', null, { mode: 'symlink', bytes: 4097 }), LAST_TOLD], 'symlink_unread'),
    ],
    [
      'a link that is damaged',
      () => zip([link('x', 'target', { crc: 1 }), LAST]),
      reads([told('x', null, { mode: 'symlink', bytes: 6 }), LAST_TOLD], 'member_corrupt', 'symlink_unread'),
    ],
    ['a link that is a folder as well', () => zip([link('x/', ''), LAST]), reads([LAST_TOLD])],
    ['a file that no Unix calls a link', () => zip([at('x', 'target')]), reads([told('x', 'target')])],
    ['an executable', () => zip([at('x', '#!', { mode: 0o100755 })]), reads([told('x', '#!', { mode: 'executable' })])],
    [
      'a file that runs as its owner',
      () => zip([at('x', '#!', { mode: 0o104755 })]),
      reads([told('x', '#!', { mode: 'executable' })]),
    ],
  ),
]
