import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { atRest, connect } from './client'
import { type Forge, startForge } from './forge'
import { type Repositories, startRepositories } from './repositories'

const TREE = {
  'package.json': JSON.stringify({
    name: 'left-tree',
    version: '1.2.3',
    description: 'Walks a tree from the left.',
    license: 'MIT',
    main: 'src/index.js',
    scripts: { test: 'node --test' },
    engines: { node: '>=20' },
  }),
  'package-lock.json': '{"lockfileVersion":3}',
  'src/index.js': 'export function walk(tree) {\n  return [tree]\n}\n',
  'test/walk.test.js': "import { walk } from '../src/index.js'\nwalk({})\n",
  'docs/guide.md': '# Guide\n',
  'packages/inner/package.json': JSON.stringify({ name: 'inner', description: 'The inner part.', license: 'MIT' }),
  'packages/inner/index.js': 'export const inner = 1\n',
}

let forge: Forge
let hosted: Repositories
let api: Awaited<ReturnType<typeof connect>>
let commits: Record<string, string>

beforeAll(async () => {
  hosted = await startRepositories()
  ;({ commits } = await hosted.make('acme', 'left-tree', {
    branches: { main: TREE, 'feature/x': { ...TREE, 'CHANGELOG.md': '# 1.2.3\n' } },
    tags: { 'v1.2.3': 'main' },
  }))
  await hosted.make('acme', 'empty', { branches: {} })
  forge = await startForge({ 'github.com': hosted.host.origin })
  api = await connect(forge.origin)
})
afterAll(async () => {
  await forge.stop()
  await hosted.close()
})
afterEach(() => {
  hosted.fault.current = null
})

describe('one job through every part', () => {
  it('from the address to the README, its preview, its facts, and to nothing again', async () => {
    const { id, links, status } = await api.generate({ url: 'https://github.com/acme/left-tree' })
    expect(status).toBe('pending')
    const done = await api.until(id, atRest)
    expect(done).toMatchObject({
      status: 'completed',
      error: null,
      attempt: 1,
      run: 1,
      result: { commit: commits.main },
    })

    const download = await api.get(links.download!)
    const markdown = await download.text()
    expect(markdown).toMatch(/^<!-- .* -->\n# left-tree\n/)
    expect(markdown).toContain('Walks a tree from the left.')
    expect(markdown).toContain('npm install left-tree')
    expect(markdown).toContain('npm test')
    expect(download.headers.get('etag')).toBe(`"${done.result?.etag}"`)
    expect(new TextEncoder().encode(markdown).length).toBe(done.result?.bytes)

    const preview = await api.get(links.preview!)
    expect(preview.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await preview.text()).toMatch(/<h1[^>]*>left-tree<\/h1>/)

    const facts = (await (await api.get(links.analysis!)).json()) as {
      name: object
      license: object
      repository: object
    }
    expect(facts.name).toMatchObject({ value: 'left-tree', sources: [{ path: 'package.json', line: 1 }] })
    expect(facts.license).toMatchObject({ spdx: 'MIT' })
    expect(facts.repository).toMatchObject({ commit: commits.main, ref: 'main' })

    const again = await api.get(links.download!, { headers: { 'If-None-Match': download.headers.get('etag') ?? '' } })
    expect(again.status).toBe(304)
    expect((await api.ask('POST', links.retry!)).status).toBe(409)
    expect((await api.ask('DELETE', links.delete!)).status).toBe(204)
    expect((await api.ask('DELETE', links.delete!)).status).toBe(204)
    for (const path of [links.self!, links.download!, links.preview!, links.analysis!])
      expect((await api.get(path)).status).toBe(410)
  })

  it('every major step is a structured log line with job, attempt and duration', async () => {
    const { id } = await api.generate({ url: 'acme/left-tree' })
    await api.until(id, atRest)
    await api.ask('DELETE', `/jobs/${id}/`)
    const steps = () => forge.logs().filter((line) => line.job === id)
    await expect.poll(() => steps().some((line) => line.event === 'job.deleted'), { timeout: 5_000 }).toBe(true)
    const order = ['job.created', 'job.claimed', 'job.stage', 'job.completed', 'job.deleted']
    expect(new Set(steps().map((line) => line.event))).toEqual(new Set(order))
    const stages = steps().filter((line) => line.event === 'job.stage')
    expect(stages.map((line) => line.stage)).toEqual(['resolve', 'download', 'analyse', 'write', 'store'])
    for (const line of stages) expect(line).toMatchObject({ attempt: 1, run: 1, duration_ms: expect.any(Number) })
    expect(steps().find((line) => line.event === 'job.completed')).toMatchObject({
      attempt: 1,
      duration_ms: expect.any(Number),
    })
  })

  it('the same commit and options give the same bytes', async () => {
    const texts: string[] = []
    for (let i = 0; i < 2; i++) {
      const { id, links } = await api.generate({ url: 'acme/left-tree', refresh: true })
      await api.until(id, atRest)
      texts.push(await (await api.get(links.download!)).text())
    }
    expect(texts[0]).toBe(texts[1])
  })
})

describe('addresses', () => {
  it.each([
    ['git@github.com:acme/left-tree.git', 'main', null],
    ['https://www.github.com/acme/left-tree.git/', 'main', null],
    ['https://github.com/acme/left-tree/tree/v1.2.3', 'v1.2.3', null],
    ['https://github.com/acme/left-tree/tree/feature/x', 'feature/x', null],
    ['https://github.com/acme/left-tree/tree/feature/x/packages/inner', 'feature/x', 'packages/inner'],
    ['https://github.com/acme/left-tree/blob/main/packages/inner/index.js', 'main', 'packages/inner'],
    ['https://github.com/acme/left-tree?ref=feature/x', 'feature/x', null],
  ])('%s', async (url, ref, subdirectory) => {
    const { id, links } = await api.generate({ url })
    expect(await api.until(id, atRest)).toMatchObject({
      status: 'completed',
      result: { commit: commits[ref === 'feature/x' ? ref : 'main'] },
    })
    const { repository, name } = (await (await api.get(links.analysis!)).json()) as {
      repository: { ref: string; subdirectory?: string }
      name: { value: string }
    }
    expect([repository.ref, repository.subdirectory ?? null]).toEqual([ref, subdirectory])
    expect(name.value).toBe(subdirectory ? 'inner' : 'left-tree')
  })
  it('a commit by its id, and options beside the address', async () => {
    const { id } = await api.generate({
      url: 'acme/left-tree',
      ref: commits['feature/x'],
      subdirectory: '/packages/inner/',
    })
    expect(await api.until(id, atRest)).toMatchObject({ status: 'completed', result: { commit: commits['feature/x'] } })
  })
})

describe('what cannot be done is said', () => {
  it.each([
    ['acme/missing', {}, 'repository_not_found'],
    ['acme/left-tree', { ref: 'no-such-branch' }, 'ref_not_found'],
    ['acme/left-tree', { subdirectory: 'no/such/folder' }, 'subdirectory_not_found'],
    ['acme/empty', {}, 'ref_not_found'],
  ])('%s %j fails at once with %s', async (url, options, code) => {
    const { id, links } = await api.generate({ url, ...options })
    const job = await api.until(id, atRest)
    expect(job).toMatchObject({ status: 'failed', attempt: 1, error: { code, retryable: false }, result: null })
    expect((await api.get(links.download!)).status).toBe(409)
  })
  it('a failed job can be retried once its reason is gone', async () => {
    const { id, links } = await api.generate({ url: 'acme/late' })
    await api.until(id, atRest)
    await hosted.make('acme', 'late', { branches: { main: { 'README.md': '# Late\n\nComes late.\n' } } })
    expect((await api.ask('POST', links.retry!)).status).toBe(202)
    expect(await api.until(id, atRest)).toMatchObject({ status: 'completed', run: 2, attempt: 1, error: null })
  })
  it('a host that fails is tried again by itself, and the next attempt succeeds', async () => {
    hosted.fault.current = (asked) => (asked.kind === 'archive' ? { status: 503 } : undefined)
    const { id } = await api.generate({ url: 'acme/left-tree', refresh: true })
    const waiting = await api.until(id, (job) => job.status === 'pending' && job.attempt === 1)
    expect(waiting.error).toMatchObject({ code: 'host_unavailable', retryable: true })
    hosted.fault.current = null
    expect(await api.until(id, atRest)).toMatchObject({ status: 'completed', attempt: 2, error: null })
  })
  it('an archive that breaks off is not believed', async () => {
    hosted.fault.current = (asked) => (asked.kind === 'archive' ? { cutAfter: 700 } : undefined)
    const { id } = await api.generate({ url: 'acme/left-tree', refresh: true })
    const waiting = await api.until(id, (job) => job.attempt === 1 && job.status === 'pending')
    expect(waiting.error?.code).toBe('archive_truncated')
    await api.ask('DELETE', `/jobs/${id}/`)
  })
})

describe('a job that is deleted while it is worked on', () => {
  it('ends the fetch, and leaves nothing behind', async () => {
    let open = 0
    hosted.fault.current = (asked) => {
      if (asked.kind !== 'archive') return undefined
      open++
      return { stall: true, after: new Uint8Array([80, 75, 3, 4]), headers: { 'content-type': 'application/zip' } }
    }
    const { id } = await api.generate({ url: 'acme/left-tree', refresh: true })
    await api.until(id, (job) => job.progress.stage === 'download')
    await expect.poll(() => open, { timeout: 5_000 }).toBe(1)
    expect((await api.ask('DELETE', `/jobs/${id}/`)).status).toBe(204)
    await expect
      .poll(
        () => forge.logs().some((line) => line.job === id && line.event === 'job.claim_refused' && line.why === 'gone'),
        {
          timeout: 40_000,
        },
      )
      .toBe(true)
    expect((await api.get(`/jobs/${id}/`)).status).toBe(410)
  })
})
