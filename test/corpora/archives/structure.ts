import { type ArchiveCase, at, cases, INVALID, reads, refused, TRUNCATED, told } from '../archive-case'
import { endRecords, localHeader, type Part, zip } from '../zip-parts'

const A = at('a', 'aaaa')
const B = at('b', 'content of b '.repeat(40), { method: 8 })
const B_TOLD = told('b', 'content of b '.repeat(40))
const BOTH = reads([told('a', 'aaaa'), B_TOLD])
const SOUND = () => zip([A, B])
const SOUND64 = () => zip([A, B], { zip64: {}, comment: 'x' })
const EMPTY_END = Buffer.from(zip([]))

/** Where each record and each of its parts begins or ends in an archive of these members. */
function borders(members: Part[]): number[] {
  const whole = zip(members, { zip64: {}, comment: 'comment' })
  const found = new Set<number>([1, 2, 3])
  for (let i = 0; i + 4 <= whole.length; i++)
    if (whole[i] === 0x50 && whole[i + 1] === 0x4b)
      for (const step of [0, 1, 4, 12, 20, 22, 26, 30, 32, 37, 46, 56]) found.add(i + step)
  return [...found].filter((border) => border < whole.length).sort((a, b) => a - b)
}

const STRUCTURE_MEMBERS = [A, B, at('c/', '')]

/** The archive as a whole: where its records are, and what they say of each other. */
export const STRUCTURE: ArchiveCase[] = [
  ...borders(STRUCTURE_MEMBERS).map((border) => ({
    name: `broken off at byte ${border}`,
    bytes: () => zip(STRUCTURE_MEMBERS, { zip64: {}, comment: 'comment' }).subarray(0, border),
    outcome: TRUNCATED,
  })),
  ...cases(
    ['sound', SOUND, BOTH],
    ['sound, 64-bit end records', SOUND64, BOTH],
    ['sound, 64-bit end record with a data sector', () => zip([A, B], { zip64: { sector: Buffer.alloc(100) } }), BOTH],
    ['bytes before', () => zip([A, B], { before: Buffer.from('garbage') }), INVALID],
    ['bytes before that nobody counted', () => Buffer.concat([Buffer.from('garbage'), SOUND()]), INVALID],
    ['a spanning marker', () => Buffer.concat([Buffer.from('PK\x07\x08'), SOUND()]), INVALID],
    ['a spanning marker that is counted', () => zip([A], { before: Buffer.from('PK00') }), INVALID],
    ['one byte behind', () => zip([A, B], { after: Buffer.alloc(1) }), INVALID],
    ['much behind', () => zip([A, B], { after: Buffer.alloc(300_000) }), INVALID],
    ['a second archive behind', () => Buffer.concat([SOUND(), SOUND()]), INVALID],
    ['two end records', () => Buffer.concat([SOUND(), EMPTY_END]), INVALID],
    ['two end records, the same', () => Buffer.concat([SOUND(), SOUND().subarray(-22)]), INVALID],
    ['an end record as comment', () => zip([A, B], { comment: EMPTY_END }), BOTH],
    ['an archive as comment', () => zip([A, B], { comment: zip([at('evil')]) }), BOTH],
    [
      'signatures in the comment',
      () => zip([A, B], { comment: 'PK\x01\x02PK\x03\x04PK\x05\x06PK\x06\x06PK\x06\x07' }),
      BOTH,
    ],
    ['a comment of 65,535 bytes', () => zip([A, B], { comment: 'c'.repeat(65_535) }), BOTH],
    ['a comment longer than it is', () => zip([A, B], { comment: 'c', end: { commentBytes: 2 } }), TRUNCATED],
    ['a comment shorter than it is', () => zip([A, B], { comment: 'cc', end: { commentBytes: 1 } }), INVALID],
    ['a comment of another commit', () => zip([A, B], { comment: 'f'.repeat(40) }), INVALID],
    ['a comment of 40 other characters', () => zip([A, B], { comment: 'g'.repeat(40) }), BOTH],
    [
      'comments of 65,535 bytes on members',
      () => zip([A, B].map((part) => ({ ...part, listed: { comment: Buffer.alloc(65_535, 0x50) } }))),
      BOTH,
    ],
    ['a member only in the directory', () => zip([A, B, at('c', '', { only: 'listed' })]), INVALID],
    ['a member not in the directory', () => zip([A, B, at('c', '', { only: 'walked' })]), INVALID],
    ['no directory', () => Buffer.concat([localHeader(A), Buffer.from('aaaa')]), TRUNCATED],
    ['only an end record', () => EMPTY_END, reads([])],
    ['only an end record that claims members', () => zip([], { end: { members: 1, here: 1 } }), INVALID],
    ['only 64-bit end records', () => zip([], { zip64: {} }), reads([])],
    ['the directory first', () => zip([{ ...A, only: 'listed' }]), INVALID],
    ['the directory twice', () => Buffer.concat([zip([A]).subarray(0, -22), zip([A]).subarray(-22 - 53)]), INVALID],
    ['bytes between members and directory', () => zip([A, B], { between: Buffer.alloc(9) }), INVALID],
    [
      'a signature between members and directory',
      () => zip([A, B], { between: Buffer.from('PK\x05\x05\x00\x00') }),
      INVALID,
    ],
    [
      'an archive-extra-data record',
      () => zip([A, B], { between: Buffer.from('PK\x06\x08\x00\x00\x00\x00') }),
      INVALID,
    ],
    ['bytes between members', () => zip([{ ...A, behind: Buffer.alloc(3) }, B]), INVALID],
    [
      'a descriptor that nobody announced',
      () => zip([{ ...A, behind: Buffer.from('PK\x07\x08aaaabbbbcccc') }, B]),
      INVALID,
    ],
    ['a directory in another place', () => zip([A, B], { end: { directoryAt: 0 } }), INVALID],
    ['a directory one byte off', () => zip([A, B], { end: { directoryAt: zip([A, B]).length - 21 } }), INVALID],
    ['a directory in the last gigabyte', () => zip([A, B], { end: { directoryAt: 0xfffffffe } }), INVALID],
    ['a directory of another size', () => zip([A, B], { end: { directoryBytes: 1 } }), INVALID],
    ['fewer members than there are', () => zip([A, B], { end: { members: 1, here: 1 } }), INVALID],
    ['more members than there are', () => zip([A, B], { end: { members: 3, here: 3 } }), INVALID],
    ['no members here', () => zip([A, B], { end: { here: 0 } }), INVALID],
    ['full fields without 64-bit records', () => zip([A, B], { end: { members: 0xffff, here: 0xffff } }), INVALID],
    ['another disk', () => zip([A, B], { end: { disk: 1 } }), INVALID],
    ['a directory on another disk', () => zip([A, B], { end: { directoryDisk: 1 } }), INVALID],
    ['a member on another disk', () => zip([A, { ...B, listed: { disk: 1 } }]), INVALID],
    ['64 bits: other members', () => zip([A, B], { zip64: { members: 3 } }), INVALID],
    ['64 bits: other members here', () => zip([A, B], { zip64: { here: 1 } }), INVALID],
    ['64 bits: another place', () => zip([A, B], { zip64: { directoryAt: 1 } }), INVALID],
    ['64 bits: another size', () => zip([A, B], { zip64: { directoryBytes: 1 } }), INVALID],
    ['64 bits: another disk', () => zip([A, B], { zip64: { disk: 1 } }), INVALID],
    ['64 bits: several disks', () => zip([A, B], { zip64: { disks: 2 } }), INVALID],
    ['64 bits: the locator points elsewhere', () => zip([A, B], { zip64: { locatorAt: 0 } }), INVALID],
    ['64 bits: a record too short', () => zip([A, B], { zip64: { size: 43 } }), INVALID],
    ['64 bits: a record that swallows the rest', () => zip([A, B], { zip64: { size: 2 ** 40 } }), TRUNCATED],
    [
      '64 bits: numbers beyond all bounds',
      () => zip([A, B], { zip64: { members: Number.MAX_SAFE_INTEGER + 1 } }),
      INVALID,
    ],
    ['64 bits: the short record contradicts', () => zip([A, B], { zip64: {}, end: { members: 1 } }), INVALID],
    ['half 64 bits: record without locator', () => withoutLocator(), INVALID],
    ['half 64 bits: locator without record', () => locatorOnly(), INVALID],
    ['a member listed twice', () => zip([A, B, { ...A, only: 'listed', listed: { offset: 0 } }]), INVALID],
    ['a member listed at another place', () => zip([A, { ...B, listed: { offset: 5 } }]), INVALID],
    ['a member at a place beyond 4 GB', () => zip([A, { ...B, listed: { offset: 0xffffffff } }]), INVALID],
    ['two members listed at one place', () => zip([A, { ...B, listed: { offset: 0 } }]), INVALID],
    [
      'two members with places swapped',
      () =>
        zip(
          [at('a', 'same'), at('b', 'same')].map((part, i, both) => ({
            ...part,
            listed: { offset: i === 0 ? localHeader(both[0] as Part).length + 4 : 0 },
          })),
        ),
      INVALID,
    ],
    [
      'the claimed bytes of the archive exceed the limit',
      () => zip([{ ...A, packed: 2 ** 30, size: 2 ** 30 }]),
      refused('archive_too_large'),
    ],
  ),
]

function withoutLocator(): Buffer {
  const whole = Buffer.from(SOUND64())
  const at = whole.indexOf('PK\x06\x07')
  return Buffer.concat([whole.subarray(0, at), whole.subarray(at + 20)])
}

function locatorOnly(): Buffer {
  const whole = Buffer.from(SOUND64())
  const at = whole.indexOf('PK\x06\x06')
  return Buffer.concat([whole.subarray(0, at), whole.subarray(at + 56)])
}

/** The end records of an archive without members, which polyglots carry. */
export const EMPTY = endRecords(
  { disk: 0, directoryDisk: 0, here: 0, members: 0, directoryBytes: 0, directoryAt: 0 },
  {},
)
