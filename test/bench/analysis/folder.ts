// Analyses a folder and writes its facts to stdout: what `compare.ts` bundles and measures as a whole process.
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { analyse, wants } from '../../../src/analysis/analyse'
import type { Snapshot } from '../../../src/source/files'

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
    const wanted = wants(path, size)
    const content = wanted > 0 ? readFileSync(full).subarray(0, wanted) : null
    files.set(path, { mode: mode & 0o100 ? 'executable' : 'file', bytes: size, content })
  }
}
const facts = analyse(
  { commit: null, files, archiveBytes: 0, warnings: [] },
  { host: null, owner: null, name: basename(root), url: null, clone_url: null, ref: null },
)
console.log(JSON.stringify(facts))
