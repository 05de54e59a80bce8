import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { versionOf } from './peers/install.ts'
import { PEERS } from './peers/peers.ts'

const ROOT = join(import.meta.dirname, '../..')

const firstLine = (program: string, ...args: string[]): string | null =>
  spawnSync(program, args, { cwd: ROOT, encoding: 'utf8' }).stdout?.split('\n')[0]?.trim() || null

const packageVersion = (folder: string): string =>
  (JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as { version: string }).version

/** What figures depend on beside the code. */
export function circumstances() {
  const [cpu] = cpus()
  return {
    date: new Date().toISOString(),
    commit: firstLine('git', 'rev-parse', 'HEAD'),
    /** Is something of the product itself not as committed? */
    changed: firstLine('git', 'status', '--porcelain', '--', 'src', 'scripts') !== null,
    machine: {
      cpu: cpu?.model ?? null,
      cores: cpus().length,
      memoryBytes: totalmem(),
      system: `${type()} ${release()}`,
      load: loadavg(),
    },
    versions: {
      'readme-forge': packageVersion('.'),
      node: process.versions.node,
      workerd: packageVersion('node_modules/workerd'),
      wrangler: packageVersion('node_modules/wrangler'),
      git: firstLine('git', '--version'),
      unzip: firstLine('unzip', '-v'),
      ...Object.fromEntries(PEERS.map((peer) => [peer.name, versionOf(peer)])),
    },
  }
}
