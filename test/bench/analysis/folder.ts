// Analyses a folder and writes its facts to stdout: what `compare.ts` bundles and measures as a whole process.
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { analyse, interestIn } from '../../../src/analysis/analyse'
import type { Snapshot } from '../../../src/source/files'
import { fileRead } from '../../unit/snapshot'

const root = resolve(process.argv[2] ?? '.')
const files: Snapshot['files'] = new Map()
for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
  const full = join(entry.parentPath, entry.name)
  const path = full.slice(root.length + 1)
  if (path.startsWith('.git/')) continue
  if (entry.isSymbolicLink()) {
    const content = new TextEncoder().encode(readlinkSync(full))
    files.set(path, { mode: 'symlink', bytes: content.length, content })
  } else if (entry.isFile()) {
    const { size, mode } = statSync(full)
    const read = (count: number) => readFileSync(full).subarray(0, count)
    files.set(path, fileRead(path, mode & 0o100 ? 'executable' : 'file', size, interestIn(null), read))
  }
}
const facts = analyse(
  { commit: null, files, archiveBytes: 0, warnings: [] },
  { host: null, owner: null, name: basename(root), url: null, clone_url: null, ref: null },
)
console.log(JSON.stringify(facts))
