import { gzipSync } from 'node:zlib'
import { type ArchiveCase, at, cases, INVALID, reads, TRUNCATED, told } from '../archive-case'
import { descriptor, zip } from '../zip-parts'

const SOUND = zip([at('a', 'aaaa')])
const behind = (head: string | Uint8Array) => Buffer.concat([Buffer.from(head), SOUND])
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0a'.repeat(32)}\nsize 12345\n`

/** Other things in place of an archive, and archives that are something else as well. */
const HEADS: Record<string, string | Uint8Array> = {
  PDF: '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n',
  PNG: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  GIF: 'GIF89a\x01\x00\x01\x00',
  ELF: '\x7fELF\x02\x01\x01',
  'a program of Windows': `MZ${'\0'.repeat(58)}`,
  'a shell script': '#!/bin/sh\nexit 0\n',
  HTML: '<!doctype html><title>Sign in</title>',
}

const nested = zip([at('inner', 'x'), at('inner2', 'y')])
const described = Buffer.concat([zip([at('evil', 'x', { flags: 8, behind: descriptor(0x8cdc1683, 1, 1) })])])

/** What comes instead of an archive, or hides another in it. */
export const STRANGERS: ArchiveCase[] = [
  ...Object.entries(HEADS).flatMap(([what, head]) =>
    cases(
      [`${what} instead`, () => Buffer.from(head), INVALID],
      [`${what} that is an archive as well`, () => behind(head), INVALID],
    ),
  ),
  ...cases(
    ['nothing', () => Buffer.alloc(0), TRUNCATED],
    ['three bytes', () => Buffer.from('PK\x03'), TRUNCATED],
    ['a signature alone', () => Buffer.from('PK\x03\x04'), TRUNCATED],
    ['zeros', () => Buffer.alloc(100_000), INVALID],
    ['gzip', () => gzipSync('x'.repeat(1000)), INVALID],
    ['an archive in gzip', () => gzipSync(SOUND), INVALID],
    [
      'tar',
      () => Buffer.concat([Buffer.from('name-1/a'.padEnd(257, '\0')), Buffer.from('ustar'), Buffer.alloc(1000)]),
      INVALID,
    ],
    ['JSON', () => Buffer.from('{"message":"Not Found"}'), INVALID],
    ['a pointer of Git LFS', () => Buffer.from(POINTER), INVALID],
    ['a pack of Git', () => Buffer.from('PACK\0\0\0\x02\0\0\0\0'), INVALID],
    ['RAR', () => Buffer.from('Rar!\x1a\x07\x01\x00'), INVALID],
    ['7z', () => Buffer.from('377abcaf271c0004', 'hex'), INVALID],
    [
      'an archive in an archive, stored',
      () => zip([at('in.zip', nested), at('z', 'z')]),
      reads([told('in.zip', nested), told('z', 'z')]),
    ],
    [
      'an archive with descriptors in an archive, stored',
      () => zip([at('in.zip', described), at('z', 'z')]),
      reads([told('in.zip', described), told('z', 'z')]),
    ],
    [
      'an archive in an archive that the directory calls its own',
      () =>
        zip([
          at('in.zip', nested),
          at('inner', 'x', { only: 'listed', listed: { offset: 30 + 'name-1/in.zip'.length } }),
        ]),
      INVALID,
    ],
    [
      'an archive whose members are half directory records',
      () => zip([at('x', zip([at('a')]).subarray(-80)), at('z', 'z')]),
      reads([told('x', zip([at('a')]).subarray(-80)), told('z', 'z')]),
    ],
    [
      'pointers of Git LFS',
      () =>
        zip([at('.gitattributes', '*.bin filter=lfs\n'), at('a.bin', POINTER), at('b.bin', POINTER, { method: 8 })]),
      reads(
        [
          told('.gitattributes', '*.bin filter=lfs\n'),
          told('a.bin', null, { bytes: POINTER.length }),
          told('b.bin', null, { bytes: POINTER.length }),
        ],
        'lfs_pointer',
      ),
    ],
  ),
]
