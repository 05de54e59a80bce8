import { expect, test } from 'vitest'
import type { RepositoryFile } from '../../../src/source/files'
import { findFolder } from '../../../src/source/find-folder'

const file: RepositoryFile = { mode: 'file', bytes: 1, content: null }
const snapshot = {
  commit: null,
  archiveBytes: 0,
  warnings: [],
  files: new Map<string, RepositoryFile>([
    ['README.md', file],
    ['packages/foo/index.js', file],
    ['packages/foobar.md', file],
    ['vendor/lib', { ...file, mode: 'submodule' }],
    ['latest', { mode: 'symlink', bytes: 4, content: new TextEncoder().encode('packages/foo') }],
  ]),
}

test.each([
  ['packages', 'packages'],
  ['packages/foo', 'packages/foo'],
  ['packages/foo/index.js', 'packages/foo'],
  ['README.md', null],
])('%s means the folder %s', (asked, folder) => {
  expect(findFolder(snapshot, asked)).toEqual({ ok: true, value: folder })
})

test.each([
  ['packages/fo', 'no folder packages/fo'],
  ['packages/foobar', 'no folder'],
  ['README.md/x', 'no folder'],
  ['vendor/lib', 'vendor/lib is a submodule'],
  ['vendor/lib/src', 'vendor/lib is a submodule'],
  ['latest', 'latest is a symbolic link to packages/foo'],
  ['latest/index.js', 'symbolic link to packages/foo'],
])('%s is not found, and the sentence says why', (asked, why) => {
  expect(findFolder(snapshot, asked)).toMatchObject({
    ok: false,
    code: 'subdirectory_not_found',
    retryable: false,
    message: expect.stringContaining(why),
  })
})
