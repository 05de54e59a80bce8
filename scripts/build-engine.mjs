// Names the engine by what it consists of: facts of a commit are shared between jobs only as long as nothing that makes
// them has changed. Run at install time and by `npm start`; the module is never committed.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const target = 'src/analysis/data/engine.ts'
const below = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((file) => join(folder, file))
    .filter((file) => file.endsWith('.ts') && file !== target)
const hash = createHash('sha256')
for (const file of ['package-lock.json', ...below('src/source'), ...below('src/analysis')].sort())
  hash.update(`${file}\n`).update(readFileSync(join(root, file)))

const module = `/** Changes with everything that facts depend on. */\nexport const BUILD = '${hash.digest('hex').slice(0, 12)}'\n`
mkdirSync(join(root, 'src/analysis/data'), { recursive: true })
writeFileSync(join(root, target), module)
