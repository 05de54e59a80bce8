import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Glance, Snapshot } from '../../../src/source/files'
import { type Asked, type Fault, type GitHost, startGitHost } from '../../git-host/git-host'
import { git, type MadeRepository, makeRepository, type Tree } from '../../git-host/repository'
import { type Cloning, cloned, snapshotOfClone } from './cloning'
import { everything, snapshot, tightened } from './reading'

// Git starts a process for each answer, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

const LFS = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`
const lines = (count: number, changed: number) =>
  Array.from({ length: count }, (_, i) => `line ${i}${i === changed ? ' is another' : ''}\n`).join('')

const TREE: Tree = {
  'README.md': '# Name\n',
  'src/index.ts': 'export {}\n',
  'src/empty.ts': '',
  'src-more/index.ts': 'sorts between src and src/\n',
  'bin/run': { executable: '#!/bin/sh\n' },
  'docs/link.md': { symlink: '../README.md' },
  'docs/long-link': { symlink: 'x/'.repeat(2200) },
  '.gitmodules': '[submodule "lib"]\n\tpath = vendor/lib\n\turl = https://example.invalid/lib\n',
  'vendor/lib': { submodule: '1'.repeat(40) },
  'vendor/unnamed': { submodule: '2'.repeat(40) },
  '.gitattributes': '*.bin filter=lfs\n',
  'media/film.bin': LFS,
  'media/as-long.txt': `${'x'.repeat(LFS.length - 1)}\n`,
  'with space/naïve.txt': 'é\n',
  'twin/e\u0301.txt': 'decomposed\n',
  'twin/\u00e9.txt': 'composed\n',
  [`deep/${'d/'.repeat(45)}file.txt`]: 'too deep\n',
  'control\u0001.txt': 'no name to show\n',
  'a/b/c/d/e/f.ts': 'deep\n',
  'noise.dat': Uint8Array.from({ length: 300_000 }, (_, i) => (Math.imul(i ^ (i >>> 7), 2654435761) >>> 13) & 255),
  // Alike, so that Git stores deltas of deltas.
  ...Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`lang/${i}.txt`, lines(400 + i, i * 3)])),
}

let folder: string
let made: MadeRepository
let host: GitHost
let fault: ((asked: Asked) => Fault | undefined) | undefined
/** Commits of one repository's history: the first, the second on the branch, and one that no branch has any more. */
let history: { first: string; second: string; lost: string }

const ENVIRONMENT = ['-c', 'user.name=test', '-c', 'user.email=test@example.invalid']
const here = (gitDir: string, ...args: string[]) =>
  git(['-C', gitDir, ...ENVIRONMENT, ...args]).then((out) => out.trim())

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clone-'))
  const at = (name: string) => join(folder, `${name}.git`)
  made = await makeRepository(at('name'), {
    branches: { main: TREE, other: { 'other.txt': 'other\n' } },
    annotatedTags: { v1: 'other' },
  })
  await here(at('name'), 'repack', '-adfq', '--depth=50')
  await makeRepository(at('headless'), { branches: { main: { a: 'a\n' } }, head: 'gone' })
  await makeRepository(at('empty'), { branches: {}, head: 'main' })
  const past = await makeRepository(at('past'), { branches: { main: { a: 'a\n' }, next: { b: 'b\n' } } })
  const { main: first = '', next = '' } = past.commits
  const second = await here(at('past'), 'commit-tree', `${next}^{tree}`, '-p', first, '-m', 'second')
  const lost = await here(at('past'), 'commit-tree', `${next}^{tree}`, '-p', first, '-m', 'lost')
  await here(at('past'), 'update-ref', 'refs/heads/main', second)
  history = { first, second, lost }
  host = await startGitHost({
    find: (_, name) => (['name', 'headless', 'empty', 'past'].includes(name) ? at(name) : null),
    fault: (asked) => fault?.(asked),
  })
})
afterAll(async () => {
  await host.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  fault = undefined
})

const main = () => made.commits.main ?? ''
const from = (options: Cloning = {}): Cloning => ({ origin: host.origin, ...options })
const paths = ({ files }: Snapshot) => [...files.keys()]

/** A snapshot in a form that a failed comparison shows well. */
const shown = ({ files, warnings, commit }: Snapshot) => ({
  commit,
  warnings: warnings.toSorted((a, b) => a.code.localeCompare(b.code)),
  files: [...files].map(([path, { mode, bytes, content }]) => [
    path,
    mode,
    bytes,
    content && Buffer.from(content).toString('base64').slice(0, 400),
    content?.length,
  ]),
})

async function archiveOf(commit: string, options: Parameters<typeof snapshot>[1] = {}): Promise<Snapshot> {
  const response = await fetch(`${host.origin}/owner/name/archive/${commit}.zip`)
  return snapshot(new Uint8Array(await response.arrayBuffer()), { commit, ...options })
}

describe('a clone is what the archive of the same commit is', () => {
  test('paths, order, modes, sizes, contents and warnings', async () => {
    const clone = await snapshotOfClone(main(), from())
    expect(shown(clone)).toEqual(shown(await archiveOf(main())))
    expect(clone.warnings.map(({ code }) => code).sort()).toEqual([
      'lfs_pointer',
      'member_name',
      'member_twin',
      'submodule_absent',
      'symlink_unread',
    ])
    expect(clone.files.get('vendor/lib')?.mode).toBe('submodule')
    expect(clone.files.get('vendor/unnamed')).toBeUndefined()
  })

  test.each<[string, (path: string) => number]>([
    ['nothing is wanted', () => 0],
    ['little is wanted of some', (path) => (path.endsWith('.txt') ? 10 : 0)],
  ])('where %s', async (_, wants) => {
    const clone = await snapshotOfClone(main(), from({ wants }))
    expect(shown(clone)).toEqual(shown(await archiveOf(main(), { wants })))
  })

  test('where some are only looked at', async () => {
    const glance: Glance = {
      wants: (path) => (/\.(?:ts|txt|dat)$/.test(path) ? 30 : 0),
      at: (path, content, bytes) => ({ path, content: Buffer.from(content).toString('latin1'), bytes }),
      holds: (path) => path === 'src/index.ts',
    }
    const wants = (path: string) => (path.startsWith('lang/1') ? 10 : 0)
    const clone = await snapshotOfClone(main(), from({ wants, glance }))
    const archive = await archiveOf(main(), { wants, glance })
    const seen = ({ files }: Snapshot) => [...files].map(([path, file]) => [path, file.seen])
    expect(shown(clone)).toEqual(shown(archive))
    expect(seen(clone)).toEqual(seen(archive))
    expect(seen(clone).filter(([, one]) => one !== undefined).length).toBeGreaterThan(10)
    expect(clone.files.get('src/index.ts')?.content).toHaveLength(10)
    const limits = tightened({ glancedBytes: 100 })
    const bounded = await snapshotOfClone(main(), from({ wants, glance, access: { limits } }))
    expect(seen(bounded).filter(([, one]) => one !== undefined)).toHaveLength(6)
    expect(bounded.warnings.map(({ code }) => code)).toContain('glance_limit')
  })

  test('where a file is longer than may be read', async () => {
    const limits = tightened({ fileBytes: 5000 })
    const clone = await snapshotOfClone(main(), from({ access: { limits } }))
    expect(shown(clone)).toEqual(shown(await archiveOf(main(), { limits })))
    expect(clone.files.get('noise.dat')?.content).toHaveLength(5000)
    expect(clone.warnings.map(({ code }) => code)).toContain('file_cut')
  })

  test('and what an archive leaves out is there, without a warning of it', async () => {
    const plan = { branches: { main: { '.gitattributes': '/kept export-ignore\n', 'kept/a': 'a\n' } } }
    const { gitDir, commits } = await makeRepository(join(folder, 'ignoring.git'), plan)
    const other = await startGitHost({ find: () => gitDir })
    const clone = await snapshotOfClone(commits.main ?? '', { origin: other.origin }).finally(() => other.close())
    expect({ paths: paths(clone), warnings: clone.warnings }).toEqual({
      paths: ['.gitattributes', 'kept/a'],
      warnings: [],
    })
  })
})

test('what is held of contents ends with its limit, deep files first', async () => {
  const limits = tightened({ heldBytes: 310_000, deepHeldBytes: 1 })
  const { files, warnings } = await snapshotOfClone(main(), from({ access: { limits } }))
  expect(warnings.find(({ code }) => code === 'read_limit')).toBeDefined()
  expect(files.get('a/b/c/d/e/f.ts')?.content).toBeNull()
  expect(files.get('README.md')?.content).not.toBeNull()
  const held = [...files.values()].reduce(
    (sum, { content, mode }) => sum + (mode === 'symlink' ? 0 : (content?.length ?? 0)),
    0,
  )
  expect(held).toBeLessThanOrEqual(310_000)
})

test('progress is told, and the bytes that came are counted', async () => {
  const told: number[] = []
  const { archiveBytes } = await snapshotOfClone(main(), from({ onBytes: (received) => told.push(received) }))
  expect(told.at(-1)).toBe(archiveBytes)
  expect(told).toEqual([...told].sort((a, b) => a - b))
  expect(archiveBytes).toBeGreaterThan(100_000)
})

describe('any commit that the host gives is cloned', () => {
  test('the tip of a branch that is not the default one, and of a tag', async () => {
    const { other = '' } = made.commits
    expect(paths(await snapshotOfClone(other, from({ ref: 'v1' })))).toEqual(['other.txt'])
  })
  test('a commit in the past of a branch, by its id', async () => {
    const options = from({ name: 'past' })
    expect(paths(await snapshotOfClone(history.first, options))).toEqual(['a'])
    expect(paths(await snapshotOfClone(history.second, options))).toEqual(['b'])
  })
  test('exactly the commit that was resolved, though its branch has moved since', async () => {
    const read = await snapshotOfClone(history.first, from({ name: 'past', ref: 'main' }))
    expect({ commit: read.commit, paths: paths(read) }).toEqual({ commit: history.first, paths: ['a'] })
  })
  test('a commit of a host without a default branch', async () => {
    const head = await here(join(folder, 'headless.git'), 'rev-parse', 'main')
    expect(paths(await snapshotOfClone(head, from({ name: 'headless' })))).toEqual(['a'])
  })
})

describe('a commit that the host does not give', () => {
  test('is not found when it was named by its id', async () => {
    const expected = { ok: false, code: 'ref_not_found', retryable: false }
    expect(await cloned(history.lost, from({ name: 'past' }))).toMatchObject(expected)
    expect(await cloned('d'.repeat(40), from())).toMatchObject(expected)
    expect(await cloned('d'.repeat(40), from({ name: 'empty' }))).toMatchObject(expected)
  })
  test('is looked up anew when a branch or tag had it', async () => {
    const result = await cloned(history.lost, from({ name: 'past', ref: 'main' }))
    expect(result).toMatchObject({ ok: false, code: 'host_unavailable', retryable: true })
  })
})

describe('answers of a host become the right failure', () => {
  const answers: [string, Fault, string, boolean][] = [
    ['missing', { status: 404 }, 'repository_not_found', false],
    ['private', { status: 401 }, 'repository_not_found', false],
    ['too many requests', { status: 429, headers: { 'retry-after': '7' } }, 'host_rate_limited', true],
    ['down', { status: 503 }, 'host_unavailable', true],
    ['a page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' }, 'host_answer_invalid', false],
    ['a redirect elsewhere', { status: 302, headers: { location: 'https://example.org/' } }, 'redirect_refused', false],
    ['broken off at once', { cutAfter: 1 }, 'archive_truncated', true],
    ['broken off in the pack', { cutAfter: 100_000 }, 'archive_truncated', true],
  ]
  test.each(answers)('%s', async (_, wrong, code, retryable) => {
    fault = ({ method }) => (method === 'POST' ? wrong : undefined)
    expect(await cloned(main(), from())).toMatchObject({ ok: false, code, retryable })
  })

  test('a repository that is not there', async () => {
    expect(await cloned(main(), from({ name: 'nothing' }))).toMatchObject({ ok: false, code: 'repository_not_found' })
  })

  test('an answer that stands still ends with the signal', async () => {
    const headers = { 'content-type': 'application/x-git-upload-pack-result' }
    fault = ({ method }) => (method === 'POST' ? { stall: true, after: Buffer.from('0008NAK\n'), headers } : undefined)
    const access = { signal: AbortSignal.timeout(300) }
    expect(await cloned(main(), from({ access }))).toMatchObject({ code: 'source_timeout', retryable: true })
    const gone = new AbortController()
    const onBytes = () => gone.abort()
    const stopped = cloned(main(), from({ access: { signal: gone.signal }, onBytes }))
    expect(await stopped).toMatchObject({ code: 'cancelled', retryable: false })
  })

  test('more than may be transferred is refused', async () => {
    const limits = tightened({ packBytes: 100_000 })
    expect(await cloned(main(), from({ access: { limits } }))).toMatchObject({
      code: 'archive_too_large',
      retryable: false,
    })
  })

  test('more files than may be read are refused', async () => {
    const limits = tightened({ members: 20 })
    expect(await cloned(main(), from({ access: { limits } }))).toMatchObject({ code: 'too_many_files' })
    expect(await cloned(main(), from({ wants: everything }))).toMatchObject({ ok: true })
  })
})
