import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atRest, connect, type Job } from './client'
import { type Forge, startForge } from './forge'
import { type Repositories, startRepositories } from './repositories'

const MANIFEST = {
  name: 'left-tree',
  version: '1.2.3',
  description: 'Walks a tree from the left.',
  license: 'MIT',
  main: 'src/index.js',
  scripts: { test: 'node --test' },
  engines: { node: '>=20' },
}
const OWN = [
  '# Left Tree',
  '',
  '> [!WARNING]',
  '> Trees with circles are not walked to their end.',
  '',
  '## Why we wrote it',
  '',
  'Everybody else begins on the right, which makes parsers of our grammar twice as slow.',
  '',
  '## Development',
  '',
  'Run `npm run chceck`, and read [the guide](docs/gide.md).',
  '',
].join('\n')
const TREE = {
  'package.json': JSON.stringify({ ...MANIFEST, scripts: { ...MANIFEST.scripts, check: 'node --check src/index.js' } }),
  'src/index.js': 'export function walk(tree) {\n  return [tree]\n}\n',
  'test/walk.test.js': "import { walk } from '../src/index.js'\nwalk({})\n",
  'docs/guide.md': '# Guide\n',
  'legacy/go.mod': 'module example.org/legacy\n\ngo 1.22\n',
  'README.md': OWN,
}

let forge: Forge
let hosted: Repositories
let api: Awaited<ReturnType<typeof connect>>

beforeAll(async () => {
  hosted = await startRepositories()
  await hosted.make('acme', 'left-tree', { branches: { main: TREE } })
  await hosted.make('acme', 'restructured', {
    branches: { main: { ...TREE, 'README.md': '', 'README.rst': 'Left\n====\n' } },
  })
  forge = await startForge({ 'github.com': hosted.host.origin })
  api = await connect(forge.origin)
})
afterAll(async () => {
  await forge.stop()
  await hosted.close()
})

const done = async (options?: object, name = 'left-tree'): Promise<Job> => {
  const { id } = await api.generate({ url: `acme/${name}`, ...(options && { options }) })
  return api.until(id, atRest)
}
const text = async ({ id }: Job, what: string) => (await api.get(`/jobs/${id}/${what}`)).text()
const json = async <T>({ id }: Job, what: string): Promise<T> =>
  (await api.get(`/jobs/${id}/${what}`)).json() as Promise<T>

interface Report {
  drift: { kind: string; line: number; claim: string }[]
  kept: { what: string }[]
  regions: { id: string; outcome: string }[]
  offered: { id: string; markdown: string }[]
}

describe('a fresh README', () => {
  it('keeps what a person wrote and no file can know, and leaves what no longer holds', async () => {
    const job = await done()
    const markdown = await text(job, 'download/')
    expect(markdown).toContain('> [!WARNING]\n> Trees with circles are not walked to their end.')
    expect(markdown).toContain('Everybody else begins on the right')
    expect(markdown).not.toContain('chceck')
    expect(markdown).toContain('npm install left-tree')
    const report = await json<Report>(job, 'report/')
    expect(report.kept.map(({ what }) => what)).toContain('notice')
  })
  it('says for every line what it rests on, with links at the commit', async () => {
    const job = await done()
    const lines = (await text(job, 'download/')).split('\n')
    const { lines: evidence } = await json<{
      lines: { line: number; by: string; facts: string[]; sources: { path: string; url: string }[] }[]
    }>(job, 'evidence/')
    expect(evidence.map(({ line }) => line)).toEqual(lines.flatMap((line, index) => (line.trim() ? [index + 1] : [])))
    const install = evidence.find(({ line }) => lines[line - 1] === 'npm install left-tree')
    expect(install).toMatchObject({ by: 'facts', facts: ['/commands/install/0'] })
    expect(install?.sources[0]?.url).toMatch(
      new RegExp(`^https://github\\.com/acme/left-tree/blob/${job.result?.commit}/package\\.json#L\\d+$`),
    )
    const warning = evidence.find(({ line }) => lines[line - 1] === '> [!WARNING]')
    expect(warning).toMatchObject({ by: 'readme', sources: [{ path: 'README.md', line: 3 }] })
    expect(await text(job, 'preview/')).toContain('package.json')
  })
  it('is as it was asked for, and the job remembers how', async () => {
    const options = {
      template: { text: '# {{name}}\n\n{{> installation}}\n\n{{^docker}}No containers.{{/docker}}\n' },
      exclude: ['legacy/'],
    }
    const job = await done(options)
    const markdown = (await text(job, 'download/')).replace(/^<!--.*-->\n/gm, '')
    expect(markdown).toMatch(/^# Left Tree\n\n## Installation\n[^#]*No containers\.\n/)
    expect(await text(job, 'analysis/')).not.toContain('legacy/go.mod')
    expect(await api.job(job.id)).toMatchObject({ options: { ...options, mode: 'fresh' } })
  })
  it('gives the same bytes for the same commit and options', async () => {
    const [first, second] = [await done({ emoji: true }), await done({ emoji: true })]
    expect(second.result?.etag).toBe(first.result?.etag)
  })
})

describe('an update', () => {
  it('leaves every byte of a README without regions, and offers what it lacks', async () => {
    const job = await done({ mode: 'update' })
    expect(await text(job, 'download/')).toBe(OWN)
    const { offered } = await json<Report>(job, 'report/')
    expect(offered.map(({ id }) => id)).toContain('installation')
    expect(offered.find(({ id }) => id === 'installation')?.markdown).toContain('npm install left-tree')
  })
  it('puts what it lacks in on request, and then changes what is its own and nobody edited', async () => {
    const adopted = await text(await done({ mode: 'update', missing: 'insert' }), 'download/')
    expect(adopted).toContain('npm install left-tree')
    for (const line of OWN.split('\n')) expect(adopted.split('\n')).toContain(line)

    const edited = adopted.replace('MIT', 'The MIT licence, which is short')
    const renamed = {
      ...TREE,
      'package.json': JSON.stringify({ ...MANIFEST, name: 'left-forest' }),
      'README.md': edited,
    }
    await hosted.make('acme', 'next-month', { branches: { main: renamed } })
    const job = await done({ mode: 'update' }, 'next-month')
    const { regions } = await json<Report>(job, 'report/')
    const outcome = Object.fromEntries(regions.map((region) => [region.id, region.outcome]))
    expect(outcome).toMatchObject({ installation: 'updated', license: 'edited' })
    const updated = await text(job, 'download/')
    expect(updated).toContain('npm install left-forest')
    expect(updated).toContain('The MIT licence, which is short')
    expect(updated).toContain('Everybody else begins on the right')

    await hosted.make('acme', 'once-more', { branches: { main: { ...renamed, 'README.md': updated } } })
    expect(await text(await done({ mode: 'update' }, 'once-more'), 'download/')).toBe(updated)
  })
  it('of another format than Markdown is refused with a reason', async () => {
    expect(await done({ mode: 'update' }, 'restructured')).toMatchObject({
      status: 'failed',
      error: { code: 'readme_not_markdown', retryable: false },
    })
  })
})

describe('a check', () => {
  it('writes nothing and says what no longer holds, in each format', async () => {
    const job = await done({ mode: 'check' })
    expect(job).toMatchObject({ status: 'completed', result: { mode: 'check' } })
    const { drift } = await json<Report>(job, 'report/')
    expect(drift.map(({ kind, line }) => [kind, line])).toEqual([
      ['command', 12],
      ['link', 12],
    ])
    const sarif = await json<{ version: string; runs: { results: { ruleId: string }[] }[] }>(
      job,
      'report/?format=sarif',
    )
    expect(sarif.version).toBe('2.1.0')
    expect(sarif.runs[0]?.results).toHaveLength(2)
    const markdown = await api.get(`/jobs/${job.id}/report/`, { headers: { Accept: 'text/markdown' } })
    expect(markdown.headers.get('content-type')).toContain('text/markdown')
    expect(await markdown.text()).toContain('npm run chceck')
    for (const what of ['download', 'preview', 'evidence']) {
      const refused = await api.get(`/jobs/${job.id}/${what}/`)
      expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'no_readme' }])
    }
    expect((await api.get(`/jobs/${job.id}/report/?format=pdf`)).status).toBe(406)
  })
  it('of options that cannot be used there is no job', async () => {
    const response = await api.ask('POST', '/generate/', {
      body: JSON.stringify({ url: 'acme/left-tree', options: { template: { text: '{{> nowhere}}' } } }),
      headers: { 'Content-Type': 'application/json' },
    })
    expect(response.status).toBe(422)
    const { errors } = (await response.json()) as { errors: { pointer: string; message: string }[] }
    expect(errors[0]).toMatchObject({ pointer: '/options/template/text' })
    expect(errors[0]?.message).toContain('nowhere')
  })
})
