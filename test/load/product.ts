import { type Forge, startForge } from '../e2e/forge.ts'
import { type Repositories, startRepositories } from '../e2e/repositories.ts'
import { directOrigin } from './runtime-process.ts'

/** A job, as far as measuring looks at it. */
export interface Job {
  id: string
  status: 'pending' | 'processing' | 'completed' | 'failed'
  created_at: string
  updated_at: string
}

/** The product under `npm start`, a Git host on loopback with the repository `acme/plain`, and a client of both. */
export interface Product {
  forge: Forge
  /** Where wrk asks: the runtime without the proxy of `wrangler dev`. Another one after each start. */
  direct(): Promise<string>
  hosted: Repositories
  /** Files a job and gives its id. */
  file(body?: object): Promise<string>
  job(id: string): Promise<Job>
  /** Waits until all these jobs are at rest and gives them so. Throws when one is not within `patienceMs` of no progress. */
  atRest(ids: readonly string[], patienceMs?: number): Promise<Job[]>
  stop(): Promise<void>
}

export const REPOSITORY = { url: 'https://github.com/acme/plain' }
const FILES = {
  'package.json': JSON.stringify({
    name: 'plain',
    version: '1.2.3',
    description: 'Counts the words of a text.',
    license: 'MIT',
    bin: { plain: 'bin/plain.js' },
    scripts: { test: 'node --test', build: 'tsc' },
    devDependencies: { typescript: '^5.9.0' },
  }),
  'bin/plain.js': "#!/usr/bin/env node\nimport { words } from '../src/words.js'\nconsole.log(words(process.argv[2]))\n",
  'src/words.ts': 'export const words = (text: string) => text.split(/\\s+/).length\n',
  'test/words.test.ts': "import { words } from '../src/words.ts'\n",
  LICENSE: 'MIT License\n\nCopyright (c) 2026 Acme\n',
  '.gitignore': 'node_modules\n',
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const RESTART_MS = 60_000

/** An answer, asked for as long as nobody listens: `npm start` starts a runtime again that ended. */
async function answered(url: string): Promise<Response> {
  for (const end = Date.now() + RESTART_MS; ; await pause(250)) {
    try {
      return await fetch(url)
    } catch (error) {
      if (Date.now() > end) throw error
    }
  }
}

const moves = ({ status }: Job) => status === 'pending' || status === 'processing'

/**
 * @param entries folder of the Workers' entries: `src` is the product itself
 * @param logs also print the structured lines of both Workers, which `forge.logs` reads; costs the runtime something
 * @param variables of the product
 */
export async function startProduct(
  entries: 'src' | 'test/load/plain' | 'test/load/counted',
  { logs = false, variables = {} }: { logs?: boolean; variables?: Record<string, string> } = {},
): Promise<Product> {
  const hosted = await startRepositories()
  await hosted.make('acme', 'plain', { branches: { main: FILES } })
  const forge = await startForge(
    { 'github.com': hosted.host.origin },
    { ENTRIES: entries, LOG_LEVEL: logs ? 'log' : 'warn', ...variables },
  )
  const job = async (id: string) => {
    const response = await answered(`${forge.origin}/jobs/${id}/`)
    if (!response.ok) throw new Error(`job ${id} answered ${response.status}`)
    return (await response.json()) as Job
  }
  return {
    forge,
    direct: () => directOrigin(forge.origin),
    hosted,
    job,
    async file(body = REPOSITORY) {
      const response = await fetch(`${forge.origin}/generate/`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (response.status !== 202) throw new Error(`POST /generate/ answered ${response.status}`)
      return ((await response.json()) as Job).id
    },
    async atRest(ids, patienceMs = 120_000) {
      const ended: Job[] = []
      let moving = [...ids]
      for (let last = Date.now(); moving.length; ) {
        // Oldest first, and no further than the first that still moves: waiting is not to be a load of its own.
        const first = await job(moving[0]!)
        if (moves(first)) {
          if (Date.now() - last > patienceMs) throw new Error(`${moving.length} of ${ids.length} jobs are not at rest`)
          await pause(250)
          continue
        }
        ended.push(first)
        moving = moving.slice(1)
        last = Date.now()
      }
      return ended
    },
    async stop() {
      await forge.stop()
      await hosted.close()
    },
  }
}
