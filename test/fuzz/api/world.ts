import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentOf } from '../../e2e/document.ts'
import { type Repositories, startRepositories } from '../../e2e/repositories.ts'
import { gitBytes } from '../../git-host/repository.ts'
import { type Campaign, fuzz } from './campaign.ts'
import { culpritAmong } from './culprits.ts'
import { makeJobs } from './jobs.ts'
import { ANY_JOB } from './paths.ts'
import { type Access, type Product, startProduct } from './product.ts'
import { kindsOf } from './requests.ts'
import { sender } from './send.ts'
import type { Credential } from './who.ts'

const FILES = {
  'package.json': JSON.stringify({ name: 'plain', version: '1.2.3', license: 'MIT', bin: 'index.js' }),
  'README.md': '# Plain\n\nCounts words. Run `npm run nothing`, see [the guide](docs/none.md).\n',
  'index.js': 'console.log(process.argv.length)\n',
  'docs/guide.md': '# Guide\n',
}

/** A Git host with a repository, one without a commit, and one whose archive is not to be had, so that its jobs wait. */
async function hostRepositories(): Promise<Repositories> {
  const hosted = await startRepositories()
  await hosted.make('acme', 'plain', { branches: { main: FILES }, tags: { 'v1.2.3': 'main' } })
  await hosted.make('acme', 'slow', { branches: { main: FILES } })
  await hosted.make('acme', 'empty', { branches: {} })
  hosted.fault.current = ({ kind, path }) =>
    kind === 'archive' && path.includes('/slow/') ? { status: 503 } : undefined
  return hosted
}

const NAMED = {
  url: [
    ...['acme/plain', 'https://github.com/acme/plain', 'https://github.com/acme/plain/tree/main/docs', 'acme/missing'],
    ...[
      'git@github.com:acme/plain.git',
      'acme/empty',
      'https://github.com/acme/plain?ref=v1.2.3',
      'https://example.org/a/b',
    ],
  ],
  ref: ['main', 'v1.2.3', 'no-such-branch', 'a..b'],
  subdirectory: ['docs', '/docs/', 'no/such', '.', '../..'],
  token: ['ghp_abc'],
  refresh: ['true', 'on', '1', 'false', '0'],
  private: ['false', '0'],
  format: ['json', 'sarif', 'markdown', 'JSON'],
  name: ['kettle', 'Küche', 'a/b'],
  text: ['# {{name}}\n\n{{> usage}}\n', '{{#x}}', '{{=<% %>=}}'],
  'text/markdown': [
    ...[
      '# A\n\n- [ ] b\n\n| a |\n|---|\n| b |\n',
      '<script>x</script>',
      '```mermaid\ngraph LR\na-->b\n```',
      '[^1]\n\n[^1]: x',
    ],
    readFileSync(join(import.meta.dirname, '../../e2e/everything.md'), 'utf8'),
  ],
}

/** Where the requests go, and how many. */
export interface Orders extends Pick<Campaign, 'requests' | 'seed' | 'path'> {
  /** A service that runs already, which reads `github.com/acme/plain` from wherever it does; else the product is started. */
  running?: Omit<Product, 'stop'> | undefined
  /** How the product is started. */
  access: Access
  /** Kinds whose names contain this. */
  only?: string | undefined
}

/** Where the second page of the list begins. */
async function cursorOf(origin: string, who: Credential): Promise<string> {
  const { next } = (await (await fetch(`${origin}/jobs/?limit=1`, { headers: who })).json()) as { next: string | null }
  return next ?? ''
}

/** Bytes of archives, by the text that stands for them. */
async function archivesOf(hosted: Repositories): Promise<Map<string, Buffer>> {
  const archive = (format: string) =>
    gitBytes(['-C', hosted.find('acme', 'plain'), 'archive', `--format=${format}`, 'main'])
  return new Map([
    ['zip', await archive('zip')],
    ['tar.gz', await archive('tar.gz')],
    ['nothing', Buffer.of()],
  ])
}

export type Fuzzed = Awaited<ReturnType<typeof fuzzApi>>

/** Fuzzes the API by its own document. */
export async function fuzzApi({ running, access, only = '', ...campaign }: Orders) {
  const hosted = await hostRepositories()
  const product: Product = running ? { ...running, stop: async () => undefined } : await startProduct(access, hosted)
  const { origin, credentials, stop } = product
  const owner = credentials.key?.[0] ?? {}
  const [document, jobs, files] = await Promise.all([documentOf(origin), makeJobs(origin, owner), archivesOf(hosted)])
  try {
    const named = { ...NAMED, cursor: [await cursorOf(origin, owner)] }
    const hints = { named, formats: { uuid: ANY_JOB, binary: [...files.keys()] } }
    const kinds = kindsOf({ document, hints, files }, credentials).filter(
      ({ name }) => name === only || (campaign.path === undefined && name.includes(only)),
    )
    const through = sender(origin, jobs)
    const found = await fuzz({ document, sender: through, kinds, ...campaign })
    return { ...found, ends: through.ends(), culprit: await culpritAmong(origin, through.suspects()) }
  } finally {
    await jobs.close()
    await stop()
    await hosted.close()
  }
}
