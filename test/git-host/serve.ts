// Serves a folder of bare repositories, laid out as <owner>+<name>/repo or <owner>/<name>.git, as a Git host on loopback:
//   node test/git-host/serve.ts <folder> <port>
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startGitHost } from './git-host.ts'

const [folder, port] = process.argv.slice(2)
if (folder === undefined || !/^\d{1,5}$/.test(port ?? '')) {
  console.error('usage: node test/git-host/serve.ts <folder> <port>')
  process.exit(2)
}

const SEGMENT = /^[A-Za-z0-9_.-]+$/
function find(owner: string, name: string): string | null {
  if (![owner, name].every((part) => SEGMENT.test(part) && part !== '.' && part !== '..')) return null
  const places = [`${owner}+${name}/repo`, `${owner}+${name}/repo/.git`, `${owner}/${name}.git`]
  return places.map((place) => join(folder as string, place)).find((place) => existsSync(join(place, 'HEAD'))) ?? null
}

const host = await startGitHost({ find, port: Number(port) })
console.log(`${host.origin} serves ${folder}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void host.close())
