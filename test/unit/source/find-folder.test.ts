import { expect, test } from 'vitest'
import type { RepositoryFile } from '../../../src/source/files'
import { findFolder } from '../../../src/source/find-folder'
import { LIMITS } from '../../../src/source/limits'

const file: RepositoryFile = { mode: 'file', bytes: 1, content: null }
const link = (target: string): RepositoryFile => ({
  mode: 'symlink',
  bytes: target.length,
  content: new TextEncoder().encode(target),
})
const snapshot = {
  commit: null,
  archiveBytes: 0,
  warnings: [],
  files: new Map<string, RepositoryFile>([
    ['README.md', file],
    ['packages/foo/index.js', file],
    ['packages/foobar.md', file],
    ['vendor/lib', { ...file, mode: 'submodule' }],
    ['latest', link('packages/foo')],
    ['docs/latest', link('.././packages//foo/')],
    ['docs/self', link('self')],
    ['docs/below', link('./below/more')],
    ['docs/root', link('..')],
    ['docs/outside', link('../../packages')],
    ['docs/absolute', link('/packages')],
    ['docs/control', link('a\nb')],
    ['docs/unread', { ...file, mode: 'symlink' }],
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
  ['docs/latest', 'docs/latest is a symbolic link to packages/foo: ask for that folder.'],
  ...['self', 'below', 'root', 'outside', 'absolute', 'control', 'unread'].map((name) => [
    `docs/${name}/x`,
    `docs/${name} is a symbolic link, behind which nothing is read.`,
  ]),
  ['a/'.repeat(LIMITS.memberDepth.most).concat('a'), `down to ${LIMITS.memberDepth.most} levels`],
  ['a/'.repeat(LIMITS.memberDepth.most - 1).concat('a'), 'no folder'],
])('%s is not found, and the sentence says why', (asked, why) => {
  expect(findFolder(snapshot, asked)).toMatchObject({
    ok: false,
    code: 'subdirectory_not_found',
    retryable: false,
    message: expect.stringContaining(why),
  })
})
