import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { gitBytes } from '../git-host/repository'
import { atRest, connect, type Job } from './client'
import { type Forge, startForge } from './forge'
import { type Repositories, startRepositories } from './repositories'

const TREE = {
  'package.json': JSON.stringify({
    name: 'right-tree',
    version: '2.0.0',
    description: 'Walks a tree from the right.',
    license: 'MIT',
    scripts: { test: 'node --test' },
  }),
  'src/index.js': 'export const walk = (tree) => [tree]\n',
}
const OWN = 'git.example.com'
const PLAIN = 'plain.example.com'
const PRIVATE = 'nobody/secret'
const TOKEN = 'glpat_Only-For-Friends'

let forge: Forge
let hosted: Repositories
let api: Awaited<ReturnType<typeof connect>>
let commit: string

beforeAll(async () => {
  hosted = await startRepositories()
  for (const owner of ['acme', 'group/inner', '~acme', 'nobody'])
    commit = (await hosted.make(owner, owner === 'nobody' ? 'secret' : 'right-tree', { branches: { main: TREE } }))
      .commits.main!
  const names = ['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org', 'git.sr.ht', OWN, PLAIN]
  forge = await startForge(Object.fromEntries(names.map((name) => [name, hosted.host.origin])), {
    SOURCE_HOSTS: JSON.stringify({ [PLAIN]: 'git' }),
  })
  api = await connect(forge.origin)
})
afterAll(async () => {
  await forge.stop()
  await hosted.close()
})
afterEach(() => {
  hosted.fault.current = null
})

const done = async (body: object): Promise<Job> => api.until((await api.generate(body)).id, atRest)
const download = async ({ id }: Job) => (await api.get(`/jobs/${id}/download/`)).text()
const analysis = async ({ id }: Job) =>
  (await (await api.get(`/jobs/${id}/analysis/`)).json()) as {
    repository: { url: string | null; commit: string | null; subdirectory?: string }
    name: { value: string }
  }
/** What the Git host was asked for during the work. */
async function asked(work: () => Promise<unknown>): Promise<string[]> {
  const before = hosted.host.asked.length
  await work()
  return hosted.host.asked.slice(before).map(({ kind }) => kind)
}

describe('a host of every kind', () => {
  it.each([
    ['GitHub', 'https://github.com/acme/right-tree', 'archive'],
    ['GitLab, with a group in a group', 'https://gitlab.com/group/inner/right-tree', 'archive'],
    ['Bitbucket', 'git@bitbucket.org:acme/right-tree.git', 'archive'],
    ['Forgejo', 'https://codeberg.org/acme/right-tree/src/branch/main', 'archive'],
    ['sourcehut, which has tar.gz only', 'https://git.sr.ht/~acme/right-tree', 'archive'],
    ['a GitHub Enterprise of the operator', `https://${OWN}/acme/right-tree`, 'archive'],
    ['any Git server of the operator, by a clone', `https://${PLAIN}/acme/right-tree.git`, 'clone'],
  ])('%s', async (_, url, way) => {
    let job: Job | undefined
    const kinds = await asked(async () => {
      job = await done({ url, refresh: true })
    })
    expect(job).toMatchObject({ status: 'completed', result: { commit } })
    expect(await download(job!)).toMatch(/^<!-- .* -->\n# right-tree\n[\s\S]*Walks a tree from the right\./)
    expect(kinds.includes('archive')).toBe(way === 'archive')
  })

  it('a host of the operator that has no archives after all is cloned', async () => {
    hosted.fault.current = ({ kind }) => (kind === 'archive' ? { status: 404 } : undefined)
    expect(await done({ url: `https://${OWN}/acme/right-tree`, refresh: true })).toMatchObject({ status: 'completed' })
  })

  it('a clone address in the README is one that the host knows', async () => {
    const job = await done({ url: `https://${PLAIN}/acme/right-tree.git` })
    expect(await download(job)).not.toContain(hosted.host.origin)
    expect((await analysis(job)).repository).toMatchObject({ clone_url: `https://${PLAIN}/acme/right-tree.git` })
  })
})

describe('the facts of a commit are shared', () => {
  const url = 'https://github.com/acme/right-tree'

  it('a second job on an unchanged commit downloads nothing and has a README of its own', async () => {
    const first = await done({ url })
    let second: Job | undefined
    const kinds = await asked(async () => {
      second = await done({ url })
    })
    expect(kinds.includes('refs')).toBe(true)
    expect(kinds.includes('archive')).toBe(false)
    expect(await download(second!)).toBe(await download(first))
    expect(await analysis(second!)).toEqual(await analysis(first))
    await api.ask('DELETE', `/jobs/${first.id}/`)
    expect(await download(second!)).toMatch(/^<!-- .* -->\n# right-tree/)
  })

  it('unless it asks for a refresh, or the folder or the commit is another', async () => {
    await done({ url })
    expect(await asked(() => done({ url, refresh: true }))).toContain('archive')
    expect(await asked(() => done({ url, subdirectory: 'src' }))).toContain('archive')
    expect(await asked(() => done({ url, subdirectory: 'src' }))).not.toContain('archive')
  })

  it('a commit by its id is asked for on the host: one that is gone or private now is not answered from memory', async () => {
    const at = `${url}/tree/${commit}`
    expect(await done({ url: at })).toMatchObject({ status: 'completed' })
    expect(await asked(() => done({ url: at }))).not.toContain('archive')
    hosted.fault.current = () => ({ status: 404 })
    expect(await done({ url: at })).toMatchObject({ status: 'failed', error: { code: 'repository_not_found' } })
  })
})

describe('a private repository', () => {
  const url = `https://github.com/${PRIVATE}`
  const opens = (headers: Record<string, string | undefined>) =>
    atob(headers.authorization?.replace(/^Basic /, '') ?? '').endsWith(`:${TOKEN}`)
  const closed = () => {
    hosted.fault.current = ({ path, headers }) =>
      path.includes(PRIVATE) && !opens(headers) ? { status: 401, headers: { 'www-authenticate': 'Basic' } } : undefined
  }

  it('opens with its token, for that job alone; without one it is as if it were not there', async () => {
    closed()
    const job = await done({ url, token: TOKEN })
    expect(job).toMatchObject({ status: 'completed', result: { commit } })
    const stranger = await done({ url })
    expect(stranger).toMatchObject({ status: 'failed', error: { code: 'repository_not_found', retryable: false } })
    const missing = await done({ url: 'https://github.com/nobody/nothing' })
    expect(missing.error).toEqual(stranger.error)
  })

  it('a wrong token is the same error, and says nothing of the token', async () => {
    closed()
    const job = await done({ url, token: 'glpat_Wrong' })
    expect(job).toMatchObject({ status: 'failed', error: { code: 'repository_not_found' } })
    expect(JSON.stringify(job)).not.toContain('glpat')
  })

  it('a retry takes a token, since the job that failed has none any more', async () => {
    closed()
    const { id } = await done({ url })
    const body = JSON.stringify({ token: TOKEN })
    const again = await api.ask('POST', `/jobs/${id}/retry/`, { body, headers: { 'Content-Type': 'application/json' } })
    expect(again.status).toBe(202)
    expect(await api.until(id, atRest)).toMatchObject({ status: 'completed', run: 2 })
  })

  it('the token is in no log line and in no file of the service’s state', async () => {
    closed()
    await done({ url, token: TOKEN })
    expect(forge.output()).not.toContain(TOKEN)
    expect(await forge.stores(TOKEN)).toEqual([])
  })
})

describe('an archive that is sent', () => {
  const archive = (format: string, ...more: string[]) =>
    gitBytes(['-C', hosted.find('acme', 'right-tree'), 'archive', `--format=${format}`, ...more, 'main'])
  const send = (body: Uint8Array<ArrayBuffer>, type: string, query = '') =>
    api.ask('POST', `/generate/${query}`, { body, headers: { 'Content-Type': type } })
  const rested = async (response: Response) => api.until(((await response.json()) as Job).id, atRest)

  it.each([
    ['zip', 'application/zip', []],
    ['zip', 'application/zip', ['--prefix=right-tree-2/']],
    ['tar.gz', 'application/gzip', []],
    ['tar.gz', 'application/octet-stream', ['--prefix=x/']],
  ])('%s as %s with %j becomes a README; its commit is the one that Git wrote into it', async (format, type, more) => {
    const response = await send(await archive(format, ...more), type)
    expect(response.status).toBe(202)
    const job = await rested(response)
    expect(job).toMatchObject({ status: 'completed', repository: { host: null, url: null }, result: { commit } })
    const markdown = await download(job)
    expect(markdown).toMatch(/^<!-- .* -->\n# right-tree\n/)
    expect(markdown).not.toContain('git clone')
    expect(await analysis(job)).toMatchObject({ repository: { url: null }, name: { value: 'right-tree' } })
  })

  it('as a form, with an address and a folder', async () => {
    const form = new FormData()
    form.append('url', 'https://github.com/acme/elsewhere')
    form.append('archive', new Blob([await archive('zip')]), 'elsewhere.zip')
    form.append('subdirectory', 'src')
    const response = await api.ask('POST', '/generate/', { body: form })
    expect(response.status).toBe(202)
    const job = await rested(response)
    expect(job).toMatchObject({ status: 'completed', repository: { owner: 'acme', name: 'elsewhere' } })
    expect((await analysis(job)).repository).toMatchObject({
      subdirectory: 'src',
      url: 'https://github.com/acme/elsewhere',
    })
  })

  it('what is no archive is refused at once; what turns out broken fails and is not tried again', async () => {
    expect((await send(Buffer.from('hello'), 'application/zip')).status).toBe(422)
    expect((await send(new Uint8Array(), 'application/zip')).status).toBe(422)
    const broken = new Uint8Array((await archive('zip')).subarray(0, 300))
    const job = await rested(await send(broken, 'application/zip'))
    expect(job).toMatchObject({ status: 'failed', attempt: 1, error: { code: 'archive_invalid', retryable: false } })
  })

  it('a form with an address and no archive is a request like any other', async () => {
    const form = new FormData()
    form.append('url', 'https://github.com/acme/right-tree')
    const response = await api.ask('POST', '/generate/', { body: form })
    expect(response.status).toBe(202)
    expect(await rested(response)).toMatchObject({ status: 'completed', repository: { owner: 'acme' } })
  })
})
