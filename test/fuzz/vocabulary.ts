/** Numbers at which readers err. */
export const NUMBERS = [
  0, 1, 2, 7, 8, 0x14, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe,
  0xffffffff,
]
/** Names behind the top folder. */
export const NAMES = [
  'a',
  'b',
  'a/b',
  'a/',
  'c/d/e/f/g',
  'e\u0301',
  '\u00e9',
  '..',
  '../x',
  '/x',
  'x\\y',
  'x\0',
  '\x85',
  '.gitmodules',
  '.gitattributes',
  'c/.gitattributes',
  '__proto__',
  '',
  'n'.repeat(299),
]
/** Contents of files, of which some mean something to the reader. */
export const CONTENTS = [
  '',
  'x',
  'target',
  'y'.repeat(300),
  'z'.repeat(20_000),
  '* filter=lfs export-ignore\n',
  '[submodule "a"]\npath = a\n',
  `version https://git-lfs.github.com/spec/v1\noid sha256:${'0a'.repeat(32)}\nsize 12\n`,
]
