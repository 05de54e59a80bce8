import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseAddress } from '../../../src/source/address'
import { fetchRepository, resolveRepository } from '../../../src/source/fetch-repository'
import type { SourceAccess } from '../../../src/source/guarded-fetch'
import { LIMITS, type Limits } from '../../../src/source/limits'
import { configuredHosts } from '../../../src/source/origins'
import { type Asked, type Fault, type GitHost, startGitHost } from '../../git-host/git-host'
import { type MadeRepository, makeRepository } from '../../git-host/repository'
import { everything, tightened, UNWATCHED } from './reading'

// Git starts a process for each answer, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

const SUBMODULE = '1111111111111111111111111111111111111111'
let folder: string
let made: MadeRepository
let host: GitHost
let fault: ((asked: Asked) => Fault | undefined) | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'source-'))
  made = await makeRepository(join(folder, 'name.git'), {
    branches: {
      trunk: {
        'README.md': '# Name\n',
        'src/index.ts': 'export {}\n',
        'bin/run': { executable: '#!/bin/sh\n' },
        'docs/link.md': { symlink: '../README.md' },
        '.gitmodules': '[submodule "lib"]\n\tpath = vendor/lib\n\turl = https://example.invalid/lib\n',
        'vendor/lib': { submodule: SUBMODULE },
        '.gitattributes': '/internal export-ignore\n',
        'internal/secret.txt': 'left out\n',
        'with space/naïve.txt': 'é\n',
        'app/[id]/page.tsx': 'x\n',
      },
      'feature/x': { 'packages/a/package.json': '{}\n' },
      v1: { 'branch.txt': 'branch\n' },
      tagged: { 'tag.txt': 'tag\n' },
      abcdef1: { 'hex.txt': 'a branch like a commit\n' },
    },
    tags: { v1: 'tagged', feature: 'tagged', 'release/1.0': 'tagged' },
    annotatedTags: { v2: 'tagged' },
  })
  await makeRepository(join(folder, 'empty.git'), { branches: {}, head: 'main' })
  host = await startGitHost({
    find: (owner, name) =>
      owner.startsWith('owner') && ['name', 'empty'].includes(name) ? join(folder, `${name}.git`) : null,
    fault: (asked) => fault?.(asked),
  })
})
afterAll(async () => {
  await host.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  fault = undefined
  host.asked.length = 0
})

/** Hosts of each kind, all of them answered for by one origin. */
const hostsAt = (origin: string) =>
  configuredHosts(
    JSON.stringify(
      Object.fromEntries(
        ['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org', 'git.example.com'].map((name) => [name, origin]),
      ),
    ),
    '{}',
  )

const access = (more: Partial<SourceAccess> = {}): SourceAccess => ({
  fetch: (url, init) => fetch(url, init),
  token: null,
  hosts: hostsAt(host.origin),
  signal: new AbortController().signal,
  limits: LIMITS,
  ...more,
})

function addressOf(text: string) {
  const parsed = parseAddress(text, hostsAt(host.origin))
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.value
}
const resolve = (text: string, more?: Partial<SourceAccess>) => resolveRepository(addressOf(text), access(more))

async function fetched(text: string, more?: Partial<SourceAccess>) {
  const resolved = await resolve(text, more)
  if (!resolved.ok) return resolved
  return fetchRepository(addressOf(text), resolved.value, { wants: everything }, access(more), UNWATCHED)
}

describe('an address becomes the commit that the host has for it', () => {
  const cases: [address: string, branch: string, ref: string | null, subdirectory: string | null][] = [
    ['owner/name', 'trunk', 'trunk', null],
    ['https://github.com/owner/name/issues', 'trunk', 'trunk', null],
    ['https://git.example.com/owner/name', 'trunk', 'trunk', null],
    ['https://gitlab.com/owner/sub/name', 'trunk', 'trunk', null],
    ['owner/name#HEAD', 'trunk', 'trunk', null],
    ['https://github.com/owner/name/tree/HEAD/src', 'trunk', 'trunk', 'src'],
    ['owner/name#feature/x', 'feature/x', 'feature/x', null],
    ['https://github.com/owner/name/tree/trunk', 'trunk', 'trunk', null],
    ['https://github.com/owner/name/tree/trunk/src', 'trunk', 'trunk', 'src'],
    ['https://github.com/owner/name/tree/trunk/with%20space', 'trunk', 'trunk', 'with space'],
    ['https://github.com/owner/name/tree/trunk/app/[id]', 'trunk', 'trunk', 'app/[id]'],
    ['https://github.com/owner/name/tree/feature/x', 'feature/x', 'feature/x', null],
    ['https://github.com/owner/name/tree/feature/x/packages/a', 'feature/x', 'feature/x', 'packages/a'],
    ['https://github.com/owner/name/blob/feature/x/packages/a/package.json', 'feature/x', 'feature/x', 'packages/a'],
    ['https://github.com/owner/name/tree/release/1.0', 'tagged', 'release/1.0', null],
    ['https://github.com/owner/name/tree/v1', 'v1', 'v1', null],
    ['https://github.com/owner/name/releases/tag/v1', 'tagged', 'v1', null],
    ['https://github.com/owner/name/tree/feature/y', 'tagged', 'feature', 'y'],
    ['owner/name#v2', 'tagged', 'v2', null],
    ['https://github.com/owner/name?ref=v2', 'tagged', 'v2', null],
    ['https://github.com/owner/name/tree/abcdef1', 'abcdef1', 'abcdef1', null],
    ['https://codeberg.org/owner/name/src/branch/feature/x/packages', 'feature/x', 'feature/x', 'packages'],
    ['https://bitbucket.org/owner/name/src/feature/x/packages', 'feature/x', 'feature/x', 'packages'],
  ]
  test.each(cases)('%s', async (address, branch, ref, subdirectory) => {
    expect(await resolve(address)).toEqual({ ok: true, value: { commit: made.commits[branch], ref, subdirectory } })
  })

  test('a commit by its full id asks the host nothing', async () => {
    const commit = made.commits.trunk!
    expect(await resolve(`https://github.com/owner/name/tree/${commit}/src`)).toEqual({
      ok: true,
      value: { commit, ref: null, subdirectory: 'src' },
    })
    expect(await resolve(`https://github.com/owner/name/commit/${commit.toUpperCase()}`)).toMatchObject({
      value: { commit },
    })
    expect(host.asked).toEqual([])
  })

  test('an abbreviated commit is found where a branch or tag points at it, annotated or not', async () => {
    for (const branch of ['feature/x', 'tagged'])
      expect(await resolve(`owner/name#${made.commits[branch]!.slice(0, 8)}`)).toMatchObject({
        value: { commit: made.commits[branch], ref: null },
      })
    expect(await resolve('owner/name#0000000')).toMatchObject({
      ok: false,
      code: 'ref_not_found',
      message: expect.stringContaining('40 digits'),
    })
  })

  test('the default branch costs two requests, a branch or tag one more', async () => {
    await resolve('owner/name')
    expect(host.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /owner/name.git/info/refs?service=git-upload-pack',
      'POST /owner/name.git/git-upload-pack',
    ])
    expect(host.asked[0]?.headers['git-protocol']).toBe('version=2')
    host.asked.length = 0
    await resolve('https://github.com/owner/name/tree/feature/x/packages')
    expect(host.asked).toHaveLength(3)
  })

  test.each([
    ['owner/missing', 'repository_not_found'],
    ['owner/empty', 'ref_not_found'],
    ['owner/name#nothing', 'ref_not_found'],
    ['owner/name#featur', 'ref_not_found'],
    ['owner/name#refs/pull/1/head', 'ref_not_found'],
    ['https://github.com/owner/name/releases/tag/trunk', 'ref_not_found'],
    ['https://github.com/owner/name/tree/nothing/here', 'ref_not_found'],
  ])('%s is %s', async (address, code) => {
    expect(await resolve(address)).toMatchObject({ ok: false, code, retryable: false })
  })
})

describe('a commit becomes its files', () => {
  test('contents, modes, links, submodules; what the archive leaves out is told', async () => {
    const result = await fetched('owner/name')
    if (!result.ok) throw new Error(result.message)
    const { snapshot, subdirectory } = result.value
    const shown = [...snapshot.files].map(([path, { mode, content }]) => [
      path,
      mode,
      content && new TextDecoder().decode(content),
    ])
    expect(shown.sort()).toEqual(
      [
        ['.gitattributes', 'file', '/internal export-ignore\n'],
        ['.gitmodules', 'file', '[submodule "lib"]\n\tpath = vendor/lib\n\turl = https://example.invalid/lib\n'],
        ['README.md', 'file', '# Name\n'],
        ['app/[id]/page.tsx', 'file', 'x\n'],
        ['bin/run', 'executable', '#!/bin/sh\n'],
        ['docs/link.md', 'symlink', '../README.md'],
        ['src/index.ts', 'file', 'export {}\n'],
        ['vendor/lib', 'submodule', null],
        ['with space/naïve.txt', 'file', 'é\n'],
      ].sort(),
    )
    expect(snapshot.commit).toBe(made.commits.trunk)
    expect(snapshot.warnings.map(({ code }) => code)).toEqual(['submodule_absent', 'export_ignore'])
    expect(subdirectory).toBeNull()
  })

  test.each([
    ['https://gitlab.com/owner/sub/name', '/owner/sub/name/-/archive/COMMIT/name-COMMIT.zip'],
    ['https://bitbucket.org/owner/name', '/owner/name/get/COMMIT.zip'],
    ['https://codeberg.org/owner/name', '/owner/name/archive/COMMIT.zip'],
    ['https://git.example.com/owner/name', '/owner/name/archive/COMMIT.zip'],
  ])('%s gives its archive at its own path', async (address, path) => {
    expect(await fetched(address)).toMatchObject({ ok: true })
    expect(host.asked.at(-1)?.path).toBe(path.replaceAll('COMMIT', made.commits.trunk!))
  })

  test('a folder of the address is one of the tree, a file stands for its folder', async () => {
    expect(await fetched('https://github.com/owner/name/tree/trunk/src')).toMatchObject({
      value: { subdirectory: 'src' },
    })
    expect(await fetched('https://bitbucket.org/owner/name/src/trunk/src/index.ts')).toMatchObject({
      value: { subdirectory: 'src' },
    })
    expect(await fetched('https://bitbucket.org/owner/name/src/trunk/README.md')).toMatchObject({
      value: { subdirectory: null },
    })
    expect(await fetched('https://github.com/owner/name/tree/trunk/sr')).toMatchObject({
      code: 'subdirectory_not_found',
    })
  })

  test('a commit that is not there is told apart from a repository that is not there', async () => {
    const gone = 'f'.repeat(40)
    expect(await fetched(`owner/name#${gone}`)).toMatchObject({ code: 'ref_not_found' })
    expect(await fetched(`owner/missing#${gone}`)).toMatchObject({ code: 'repository_not_found' })
  })
})

describe('what a host answers instead becomes the right failure, at references and archives alike', () => {
  const html = { 'content-type': 'text/html' }
  const date = 'Sun, 22 Nov 2026 10:00:00 GMT'
  const later = 'Sun, 22 Nov 2026 10:01:30 GMT'
  const cases: [what: string, fault: Fault, failure: Record<string, unknown>][] = [
    ['401', { status: 401 }, { code: 'repository_not_found', retryable: false }],
    ['403', { status: 403 }, { code: 'repository_not_found', retryable: false }],
    ['404', { status: 404 }, { code: 'repository_not_found', retryable: false }],
    ['429', { status: 429 }, { code: 'host_rate_limited', retryable: true }],
    [
      '429 with seconds',
      { status: 429, headers: { 'retry-after': '17' } },
      { code: 'host_rate_limited', retryAfter: 17 },
    ],
    [
      '429 with a date',
      { status: 429, headers: { 'retry-after': later, date } },
      { code: 'host_rate_limited', retryAfter: 90 },
    ],
    ['429 with nonsense', { status: 429, headers: { 'retry-after': 'soon' } }, { code: 'host_rate_limited' }],
    [
      '403 with a wait',
      { status: 403, headers: { 'retry-after': '60' } },
      { code: 'host_rate_limited', retryAfter: 60 },
    ],
    [
      '403 with nothing left',
      { status: 403, headers: { 'x-ratelimit-remaining': '0' } },
      { code: 'host_rate_limited' },
    ],
    ['500', { status: 500 }, { code: 'host_unavailable', retryable: true }],
    ['503 with a wait', { status: 503, headers: { 'retry-after': '5' } }, { code: 'host_unavailable', retryAfter: 5 }],
    ['418', { status: 418 }, { code: 'host_answer_invalid', retryable: false }],
    ['204', { status: 204 }, { code: 'host_answer_invalid' }],
    ['a page', { status: 200, headers: html, body: '<html>' }, { code: 'host_answer_invalid', retryable: false }],
    [
      'a redirect elsewhere',
      { status: 302, headers: { location: 'https://evil.example/x' } },
      { code: 'redirect_refused', retryable: false },
    ],
    [
      'a redirect to an address',
      { status: 302, headers: { location: 'http://169.254.169.254/' } },
      { code: 'redirect_refused' },
    ],
    [
      'a redirect to another port',
      { status: 302, headers: { location: 'http://127.0.0.1:1/x' } },
      { code: 'redirect_refused' },
    ],
    [
      'a redirect with a user',
      { status: 302, headers: { location: 'https://a:b@github.com/x' } },
      { code: 'redirect_refused' },
    ],
    [
      'a redirect without encryption',
      { status: 302, headers: { location: 'http://github.com/x' } },
      { code: 'redirect_refused' },
    ],
    [
      'a redirect to a file',
      { status: 301, headers: { location: 'file:///etc/passwd' } },
      { code: 'redirect_refused' },
    ],
    ['a redirect to nowhere', { status: 307 }, { code: 'redirect_refused' }],
    ['a redirect to itself', { status: 302, headers: { location: '?again' } }, { code: 'redirect_refused' }],
    ['no answer', { stall: true }, { code: 'source_timeout', retryable: true }],
  ]
  const limits = tightened({ resolveTime: 400, stallTime: 400 })
  test.each(cases)('%s', async (_what, given, failure) => {
    const more = 'stall' in given ? { limits } : {}
    fault = ({ kind }) => (kind === 'archive' ? undefined : given)
    expect(await fetched('owner/name', more)).toMatchObject({ ok: false, ...failure })
    fault = ({ kind }) => (kind === 'refs' ? undefined : given)
    const expected = failure.code === 'repository_not_found' ? { code: 'ref_not_found' } : failure
    expect(await fetched('owner/name', more)).toMatchObject({ ok: false, ...expected })
  })

  test.each(['refs', 'archive'])('451: taken down, as the host says of %s', async (kind) => {
    fault = (asked) => (asked.kind === kind ? { status: 451 } : undefined)
    const taken = { code: 'repository_not_found', message: expect.stringContaining('legal reasons'), retryable: false }
    expect(await fetched('owner/name')).toMatchObject(taken)
    expect(await fetched('owner/name', { token: 'only-for-friends' })).toMatchObject(taken)
  })

  const advertisement = { 'content-type': 'application/x-git-upload-pack-advertisement' }
  test.each([
    ['no Git at all', 'hello'],
    ['nothing', ''],
    ['a broken-off line', '001e# service=git-upl'],
    ['no end', '001e# service=git-upload-pack\n'],
    ['a length that is none', 'zzzz0000'],
  ])('references: %s', async (_what, body) => {
    fault = () => ({ status: 200, headers: advertisement, body })
    expect(await resolve('owner/name')).toMatchObject({ ok: false, code: 'host_answer_invalid' })
  })

  const line = (text: string) => (text.length + 4).toString(16).padStart(4, '0') + text
  const service = `${line('# service=git-upload-pack\n')}0000`
  const wide = 'a'.repeat(64)
  test.each([
    ['not found', line('ERR Repository not found.'), 'repository_not_found', 'no such public repository'],
    [
      'not exported, behind the service',
      `${service}${line('ERR access denied or repository not exported: /x')}`,
      'repository_not_found',
      'no such public repository',
    ],
    ['anything else', `${line('ERR <b>sorry</b>')}0000`, 'host_answer_invalid', 'refuses to give'],
    [
      'SHA-256 of protocol 2',
      `${service}${line('version 2\n')}${line('object-format=sha256\n')}0000`,
      'host_answer_invalid',
      'SHA-256',
    ],
    ['SHA-256 of protocol 0', `${service}${line(`${wide} HEAD\0multi_ack\n`)}0000`, 'host_answer_invalid', 'SHA-256'],
  ])('references: %s', async (_what, body, code, said) => {
    fault = () => ({ status: 200, headers: advertisement, body })
    const result = await resolve('owner/name')
    expect(result).toMatchObject({ ok: false, code, message: expect.stringContaining(said), retryable: false })
    expect(JSON.stringify(result)).not.toContain('sorry')
  })

  test('references: a refusal in the list itself', async () => {
    const headers = { 'content-type': 'application/x-git-upload-pack-result' }
    fault = ({ method }) =>
      method === 'POST' ? { status: 200, headers, body: line('ERR Repository not found') } : undefined
    expect(await resolve('owner/name')).toMatchObject({ ok: false, code: 'repository_not_found' })
  })

  test('references: a list with an id that is none', async () => {
    fault = ({ method }) =>
      method === 'POST'
        ? { status: 200, headers: { 'content-type': 'application/x-git-upload-pack-result' }, body: '000ex HEAD\n0000' }
        : undefined
    expect(await resolve('owner/name')).toMatchObject({ ok: false, code: 'host_answer_invalid' })
  })

  test('references: a list that lacks its end is not taken for a short one', async () => {
    const body = `0032${made.commits.trunk} HEAD\n`
    const headers = { 'content-type': 'application/x-git-upload-pack-result' }
    fault = ({ method }) => (method === 'POST' ? { status: 200, headers, body: `${body}0000` } : undefined)
    expect(await resolve('owner/name')).toMatchObject({ ok: true })
    fault = ({ method }) => (method === 'POST' ? { status: 200, headers, body } : undefined)
    expect(await resolve('owner/name')).toMatchObject({ ok: false, code: 'host_answer_invalid' })
  })

  test('references: more than may be held, also when it was compressed', async () => {
    const bomb = (await import('node:zlib')).gzipSync(new Uint8Array(5_000_000))
    fault = () => ({ status: 200, headers: { ...advertisement, 'content-encoding': 'gzip' }, body: bomb })
    const result = await resolve('owner/name', { limits: tightened({ referenceBytes: 1_000_000 }) })
    expect(result).toMatchObject({ code: 'host_answer_invalid', message: expect.stringContaining('more than it may') })
  })

  test('references: broken off or stalled in the middle', async () => {
    fault = () => ({ cutAfter: 40 })
    expect(await resolve('owner/name')).toMatchObject({
      code: expect.stringMatching(/host_unavailable|host_answer_invalid/),
    })
    fault = () => ({ stall: true, after: Buffer.from('001e'), headers: advertisement })
    expect(await resolve('owner/name', { limits })).toMatchObject({ code: 'source_timeout' })
  })

  const onArchive = (given: Fault) => {
    fault = ({ kind }) => (kind === 'archive' ? given : undefined)
  }
  const zip = { 'content-type': 'application/zip' }
  test('archive: broken off', async () => {
    onArchive({ cutAfter: 300 })
    expect(await fetched('owner/name')).toMatchObject({ code: 'archive_truncated', retryable: true })
  })
  test('archive: stalled after its beginning', async () => {
    onArchive({ stall: true, after: Buffer.from('PK\x03\x04'), headers: zip })
    expect(await fetched('owner/name', { limits })).toMatchObject({ code: 'source_timeout', retryable: true })
  })
  test('archive: too large by its own word, before anything is read', async () => {
    onArchive({ stall: true, after: Buffer.from('PK'), headers: { ...zip, 'content-length': '1000000000' } })
    expect(await fetched('owner/name')).toMatchObject({ code: 'archive_too_large', retryable: false })
  })
  test('archive: no ZIP', async () => {
    onArchive({ status: 200, headers: zip, body: 'nothing of the kind' })
    expect(await fetched('owner/name')).toMatchObject({ code: 'archive_invalid', retryable: false })
  })
  test('a whole stage that takes too long, though bytes trickle', async () => {
    onArchive({ stall: true, after: Buffer.from('PK\x03\x04'), headers: zip })
    const slow: Limits = tightened({ downloadTime: 200 })
    expect(await fetched('owner/name', { limits: slow })).toMatchObject({ code: 'source_timeout' })
  })
  test('nobody listens', async () => {
    const hosts = hostsAt('http://127.0.0.1:1')
    expect(await resolve('owner/name', { hosts })).toMatchObject({ code: 'host_unavailable', retryable: true })
  })
})

describe('redirects that a host may make are followed', () => {
  test('a renamed repository, for references and archive', async () => {
    fault = ({ path }) => {
      const moved = path.replace(/^\/old\/thing/, '/owner/name')
      return moved === path ? undefined : { status: 301, headers: { location: moved } }
    }
    expect(await fetched('old/thing')).toMatchObject({ ok: true })
  })
  test('the archive host of the row, over https only; no other host sees the request', async () => {
    const reached: string[] = []
    const fetchNowhere = async (url: string) => {
      reached.push(url)
      return url.startsWith('https://codeload.github.com/')
        ? new Response('x', { headers: { 'content-type': 'application/zip' } })
        : new Response(null, {
            status: 302,
            headers: { location: `https://codeload.github.com/owner/name/zip/${made.commits.trunk}` },
          })
    }
    const more = { fetch: fetchNowhere, hosts: configuredHosts('{}', '{}') }
    expect(await fetched(`owner/name#${made.commits.trunk}`, more)).toMatchObject({ code: 'archive_truncated' })
    expect(reached).toEqual([
      `https://github.com/owner/name/archive/${made.commits.trunk}.zip`,
      `https://codeload.github.com/owner/name/zip/${made.commits.trunk}`,
    ])
  })
  test('never more than five', async () => {
    let hops = 0
    fault = ({ kind }) => (kind === 'archive' ? { status: 302, headers: { location: `?${hops++}` } } : undefined)
    expect(await fetched('owner/name')).toMatchObject({ code: 'redirect_refused' })
    expect(hops).toBe(6)
  })
})

describe('a person’s wish to stop is not a time-out', () => {
  test.each(['refs', 'archive'])('while waiting for %s', async (kind) => {
    const controller = new AbortController()
    fault = (asked) => {
      if (asked.kind !== kind) return undefined
      setTimeout(() => controller.abort(), 20)
      return { stall: true }
    }
    expect(await fetched('owner/name', { signal: controller.signal })).toMatchObject({
      code: 'cancelled',
      retryable: false,
    })
  })
  test('before anything began', async () => {
    expect(await resolve('owner/name', { signal: AbortSignal.abort() })).toMatchObject({ code: 'cancelled' })
    expect(host.asked).toEqual([])
  })
})
