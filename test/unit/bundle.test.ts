import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readme-forge-bundle-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** What the bundler says it did: https://esbuild.github.io/api/#metafile */
interface Metafile {
  inputs: Record<string, { imports: { path: string; kind: string }[] }>
  outputs: Record<string, { entryPoint?: string; inputs: Record<string, { bytesInOutput: number }> }>
}

/** KiB of the output that run before the first event: all that the entry reaches without an `import()`. */
function startingSize({ inputs, outputs }: Metafile): number {
  const output = Object.values(outputs).find(({ entryPoint }) => entryPoint !== undefined)
  if (!output?.entryPoint) throw new Error('the bundler names no entry')
  const reached = new Set([output.entryPoint])
  for (const path of reached)
    for (const { path: next, kind } of inputs[path]?.imports ?? [])
      if (kind !== 'dynamic-import' && inputs[next]) reached.add(next)
  const bytes = [...reached].reduce((sum, path) => sum + (output.inputs[path]?.bytesInOutput ?? 0), 0)
  return bytes / 1024
}

/** In KiB, by the bundler's own word: what would be uploaded, compressed, and what of it runs at the start of an isolate. */
async function sizesOf(config: string): Promise<{ uploaded: number; starting: number }> {
  const metafile = join(folder, `${config}.json`)
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run', '--env', 'production'],
      ...['-c', config, '--outdir', join(folder, config), '--metafile', metafile],
    ],
    { cwd: ROOT, env: { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false', HOME: folder } },
  )
  const [, size] = stdout.match(/gzip: ([\d.]+) KiB/) ?? []
  if (size === undefined) throw new Error(`wrangler told no size:\n${stdout}`)
  const graph: Metafile = JSON.parse(await readFile(metafile, 'utf8'))
  return { uploaded: Number(size), starting: startingSize(graph) }
}

it.each([
  ['wrangler.toml', 300, 1000],
  ['wrangler.consumer.toml', 1000, 100],
])(
  'what is uploaded of %s has at most %i KiB, compressed; %i KiB of it run at the start',
  {
    timeout: 120_000,
  },
  async (config, most, atStart) => {
    const { uploaded, starting } = await sizesOf(config)
    expect(uploaded).toBeGreaterThan(100)
    expect(uploaded).toBeLessThanOrEqual(most)
    expect(starting).toBeGreaterThan(5)
    expect(starting).toBeLessThanOrEqual(atStart)
  },
)
