import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { chmod, link, mkdir, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LIMITS } from '../../../src/source/limits'
import { readTar, readUploadedTar } from '../../../src/source/read-tar'
import { GIT_ENVIRONMENT, type MadeRepository, makeRepository, type Tree } from '../../git-host/repository'
import { everything, streamOf, UNWATCHED } from './reading'

/* What Git and the tar program of this machine really write. */

const DEEP = `${'a folder with a long name/'.repeat(9)}naïve ✓.md`
const TREE: Tree = {
  'README.md': '# Name\n',
  [DEEP]: 'deep\n',
  link: { symlink: DEEP },
  'run.sh': { executable: '#!/bin/sh\n' },
  'src/large.txt': 'all work and no play\n'.repeat(50_000),
}
const FILES = [
  ['README.md', 'file', '# Name\n'],
  [DEEP, 'file', 'deep\n'],
  ['link', 'symlink', DEEP],
  ['run.sh', 'executable', '#!/bin/sh\n'],
  ['src/large.txt', 'file', TREE['src/large.txt']],
]

let folder: string
let repository: MadeRepository
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'read-tar-'))
  repository = await makeRepository(join(folder, 'bare'), { branches: { main: TREE } })
  for (const [path, entry] of Object.entries(TREE)) {
    const to = join(folder, 'name', path)
    await mkdir(join(to, '..'), { recursive: true })
    if (typeof entry === 'string') await writeFile(to, entry)
    else if ('symlink' in entry) await symlink(entry.symlink, to)
    else if ('executable' in entry) {
      await writeFile(to, entry.executable)
      await chmod(to, 0o755)
    }
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (program: string, args: string[]) =>
  new Uint8Array(
    execFileSync(program, args, { env: GIT_ENVIRONMENT, maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'ignore'] }),
  )
const archive = (...args: string[]) =>
  run('git', ['-C', repository.gitDir, 'archive', '--format=tar.gz', ...args, 'main'])
const options = {
  commit: null,
  wants: everything,
  limits: LIMITS,
  signal: new AbortController().signal,
  ...UNWATCHED,
}
const uploaded = (bytes: Uint8Array) => readUploadedTar(async () => streamOf(bytes), options)
async function listed(result: ReturnType<typeof readTar>) {
  const read = await result
  if (!read.ok) throw new Error(read.message)
  expect(read.value.warnings).toEqual([])
  const files = [...read.value.files].map(([path, { mode, content }]) => [
    path,
    mode,
    new TextDecoder().decode(content ?? new Uint8Array()),
  ])
  return { commit: read.value.commit, files: files.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)) }
}

test('an archive by Git is read as the commit that it names', async () => {
  const expected = { commit: repository.commits.main, files: FILES }
  expect(await listed(readTar(streamOf(archive('--prefix=name-1/')), options))).toEqual(expected)
  expect(await listed(uploaded(archive()))).toEqual(expected)
  const asked = { ...options, commit: 'f'.repeat(40) }
  expect(await readTar(streamOf(archive('--prefix=name-1/')), asked)).toMatchObject({ code: 'archive_invalid' })
})

test.each(['gnu', 'pax', 'posix', 'oldgnu'])('a folder packed by tar in format %s is read', async (format) => {
  for (const what of [
    ['-C', folder, 'name'],
    ['-C', join(folder, 'name'), '.'],
  ])
    expect(await listed(uploaded(run('tar', ['-czf', '-', `--format=${format}`, ...what])))).toEqual({
      commit: null,
      files: FILES,
    })
})

test('a hard link that tar wrote has the content of the file', async () => {
  const linked = join(folder, 'linked')
  await mkdir(linked)
  await writeFile(join(linked, 'a'), 'content')
  await link(join(linked, 'a'), join(linked, 'b'))
  const { files } = await listed(uploaded(run('tar', ['-czf', '-', '-C', folder, 'linked'])))
  expect(files).toEqual([
    ['a', 'file', 'content'],
    ['b', 'file', 'content'],
  ])
})
