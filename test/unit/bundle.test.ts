import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
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

/** Compressed size in KiB of what would be uploaded, by the bundler's own word. */
async function sizeOf(config: string): Promise<number> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run', '--env', 'production'],
      ...['-c', config, '--outdir', join(folder, config)],
    ],
    { cwd: ROOT, env: { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false', HOME: folder } },
  )
  const [, size] = stdout.match(/gzip: ([\d.]+) KiB/) ?? []
  if (size === undefined) throw new Error(`wrangler told no size:\n${stdout}`)
  return Number(size)
}

it.each([
  ['wrangler.toml', 300],
  ['wrangler.consumer.toml', 1000],
])('what is uploaded of %s has at most %i KiB, compressed', { timeout: 120_000 }, async (config, most) => {
  const size = await sizeOf(config)
  expect(size).toBeGreaterThan(100)
  expect(size).toBeLessThanOrEqual(most)
})
