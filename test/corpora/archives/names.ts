import { type ArchiveCase, at, cases, INVALID, type Outcome, reads, TOP, told } from '../archive-case'
import { extra, fields, type Part, zip } from '../zip-parts'

const FIRST = at('first', 'fine')
const LAST = at('last', 'fine')
const FIRST_TOLD = told('first', 'fine')
const LAST_TOLD = told('last', 'fine')
const NEIGHBOURS = [FIRST_TOLD, LAST_TOLD]

/** An archive with this member between two good ones. */
const amid = (...parts: Part[]) => zip([FIRST, ...parts, LAST])
const leftOut = reads(NEIGHBOURS, 'member_name')
const kept = (path: string): Outcome => reads([FIRST_TOLD, told(path, 'x'), LAST_TOLD])

/** Names behind the top folder that lead astray: the member is left out. */
const ASTRAY: Record<string, string> = {
  'a parent folder': '../x',
  'parent folders up to the root': '../../../../../../etc/passwd',
  'a parent folder inside': 'a/../../x',
  'a parent folder at the end': 'a/..',
  'an absolute name': '/etc/passwd',
  'a name with three slashes': '///x',
  'a dot segment': './x',
  'a dot alone': '.',
  'an empty segment': 'a//x',
  'a backslash': 'a\\x',
  'parent folders with backslashes': '..\\..\\x',
  'a UNC name': '\\\\host\\share\\x',
  'a device name of Windows': '\\\\.\\C:\\x',
  'a NUL before the ending': 'x.txt\0.exe',
  'a NUL alone': '\0',
  'a line feed': 'x\ny',
  'an escape sequence': '\u001b[31mx',
  'a delete character': 'x\u007f',
  'a C1 control character': 'x\u009b31m',
  'a name of 1,025 bytes': 'n'.repeat(1025),
  'a name of 65,000 bytes': 'n'.repeat(65_000),
  '41 folders deep': `${'d/'.repeat(41)}x`,
  '30,000 folders deep': `${'d/'.repeat(30_000)}x`,
}

/** Names that look odd and are names all the same. */
const ODD = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '__proto__/__proto__',
  'toString/valueOf',
  '...',
  '..x',
  'a/...',
  'C:/x',
  'con',
  'aux.txt',
  'x.',
  ' ',
  'x?*<>|"',
  '$(touch x)',
  '-rf',
  '%2e%2e/x',
  'n'.repeat(1000),
  `${'d/'.repeat(39)}x`,
]

const latin1 = (name: string) => Buffer.from(TOP + name, 'latin1')
const unicodePath = (name: string) => extra(0x7075, fields([1, 1], [0, 4]), Buffer.from(TOP + name))
const NFC = 'caf\u00e9'
const NFD = 'cafe\u0301'
const UTF8 = 0x800

/** What a reader may be told by names. */
export const NAMES: ArchiveCase[] = [
  ...Object.entries(ASTRAY).map(([what, name]) => ({
    name: `name: ${what}`,
    bytes: () => amid(at(name, 'x')),
    outcome: leftOut,
  })),
  ...ODD.map((name) => ({
    name: `odd name: ${name.slice(0, 20)}`,
    bytes: () => amid(at(name, 'x')),
    outcome: kept(name),
  })),
  ...cases(
    [
      'case twins are two files',
      () => zip([at('Readme', 'x'), at('README', 'y')]),
      reads([told('Readme', 'x'), told('README', 'y')]),
    ],
    [
      'Latin-1, then the same in UTF-8',
      () => amid({ name: latin1(NFC), content: 'x' }, at(NFC, 'y')),
      reads([FIRST_TOLD, told(NFC, 'x'), LAST_TOLD], 'member_twin'),
    ],
    [
      'UTF-8, then the same in Latin-1',
      () => amid(at(NFC, 'x'), { name: latin1(NFC), content: 'y' }),
      reads([FIRST_TOLD, told(NFC, 'x'), LAST_TOLD], 'member_twin'),
    ],
    [
      'NFD, then the same in Latin-1',
      () => amid(at(NFD, 'x'), { name: latin1(NFC), content: 'y' }),
      reads([FIRST_TOLD, told(NFD, 'x'), LAST_TOLD], 'member_twin'),
    ],
    [
      'the top folder named shorter in the directory',
      () => zip([{ name: TOP, listed: { name: 'name', extra: Buffer.from('-1/') } }, FIRST]),
      INVALID,
    ],
    [
      'NFC, then NFD',
      () => amid(at(NFC, 'x'), at(NFD, 'y')),
      reads([FIRST_TOLD, told(NFC, 'x'), LAST_TOLD], 'member_twin'),
    ],
    [
      'NFD, then NFC',
      () => amid(at(NFD, 'x'), at(NFC, 'y')),
      reads([FIRST_TOLD, told(NFD, 'x'), LAST_TOLD], 'member_twin'),
    ],
    ['invalid UTF-8 is Latin-1', () => amid({ name: latin1('x\xff\xfey'), content: 'x' }), kept('x\xff\xfey')],
    ['the flag for UTF-8 over Latin-1', () => amid({ name: latin1(NFC), content: 'x', flags: UTF8 }), kept(NFC)],
    [
      'UTF-8 that spells a slash in two bytes',
      () => amid({ name: latin1('..\xc0\xafx'), content: 'x' }),
      kept('..Ã€¯x'.replace('Ã€', 'À')),
    ],
    [
      'UTF-8 of a lone surrogate is Latin-1',
      () => amid({ name: latin1('x\xed\xa0\xb0'), content: 'x' }),
      kept('xí\u00a0°'),
    ],
    ['a byte order mark stays in the name', () => amid(at('\ufeffx', 'x')), kept('\ufeffx')],
    ['another name in the Unicode path field', () => amid(at('x', 'x', { extra: unicodePath('../evil') })), kept('x')],
    [
      'another name in the directory only by the Unicode path field',
      () => amid(at('x', 'x', { listed: { extra: unicodePath('y') } })),
      kept('x'),
    ],
    [
      'a bad name that the directory calls good',
      () => zip([FIRST, at('../x', 'x', { listed: { name: `${TOP}../y` } })]),
      reads([FIRST_TOLD], 'member_name'),
    ],
    ['a good name that the directory calls bad', () => amid(at('x', 'x', { listed: { name: `${TOP}../x` } })), INVALID],
    ['a name that the directory cuts at a NUL', () => amid(at('x\0y', 'x', { listed: { name: `${TOP}x` } })), leftOut],
    [
      'a name that differs in case in the directory',
      () => amid(at('x', 'x', { listed: { name: `${TOP}X` } })),
      INVALID,
    ],
    [
      'a name shorter than the top folder in the directory',
      () => amid(at('x', 'x', { listed: { name: 'na', extra: Buffer.from('me-1/x') } })),
      INVALID,
    ],
    ['an empty name', () => amid({ name: '' }), INVALID],
    ['an empty name first', () => zip([{ name: '' }, FIRST]), INVALID],
    ['a slash alone', () => zip([{ name: '/' }, FIRST]), INVALID],
    ['a file and a folder', () => amid(at('x'), at('x/y')), INVALID],
    ['a folder and a file', () => amid(at('x/', ''), at('x')), INVALID],
    ['a folder by its files only, and a file', () => amid(at('x/y/z'), at('x/y')), INVALID],
    ['a file twice', () => amid(at('x', 'a'), at('x', 'b')), INVALID],
    ['a file three times, far apart', () => zip([at('x'), FIRST, at('x'), LAST, at('x')]), INVALID],
    ['a folder twice', () => amid(at('d/', ''), at('d/', ''), at('d/x', 'x')), kept('d/x')],
    ['a folder with content', () => amid(at('d/', 'content')), INVALID],
    ['two top folders', () => zip([FIRST, { name: 'other/x' }]), INVALID],
    ['two top folders, one a prefix of the other', () => zip([FIRST, { name: 'name-1x/x' }]), INVALID],
    ['a parent folder for a top folder', () => zip([{ name: '../x' }]), INVALID],
    ['an absolute name for a top folder', () => zip([{ name: '/etc/passwd' }]), INVALID],
    ['a drive for a top folder', () => zip([{ name: 'C:/x' }]), INVALID],
    ['a control character in the top folder', () => zip([{ name: 'a\x01/x' }]), INVALID],
    ['a name without an end in the header', () => zip([{ name: 'x'.repeat(65_535) }]), INVALID],
  ),
]
