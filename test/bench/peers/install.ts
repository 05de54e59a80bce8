import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Peer } from './peers.ts'

/** Written when npm has done all. */
const DONE = 'installed'

/**
 * Installs the peers from npm, in a folder of this bench alone, unless they are there from an earlier run.
 * @returns their `node_modules`
 */
export function installed(peers: readonly Peer[]): string {
  const wanted = peers.flatMap(({ from }) => ('npm' in from ? [`${from.npm}@${from.version}`] : []))
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  const key = createHash('sha256').update(wanted.join()).digest('hex').slice(0, 12)
  const folder = join(cache, 'readme-forge-bench', `peers-${key}`)
  if (wanted.length && !existsSync(join(folder, DONE))) {
    mkdirSync(folder, { recursive: true })
    console.error(`npm installs ${wanted.join(', ')} to ${folder}`)
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, ...wanted], { stdio: 'ignore' })
    writeFileSync(join(folder, DONE), '')
  }
  return join(folder, 'node_modules')
}

const said = (program: string, ...args: string[]) =>
  spawnSync(program, args, { encoding: 'utf8' }).stdout?.trim() || null

/** The version that is measured; `null` where it is not installed. */
export const versionOf = ({ from }: Peer): string | null =>
  'npm' in from ? from.version : said('dpkg-query', '-W', '-f', '${Version}', from.debian)
