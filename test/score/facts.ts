// Writes what the analyser says of a local Git repository, for shared/tools/score-facts.mjs and for reading.
//   npx tsx test/score/facts.ts GIT_DIR REVISION OUT_DIR [SUBDIRECTORY]      writes OUT_DIR/<owner>+<name>.facts.json
// tsx comes with drizzle-kit. Owner and name are taken from the folder: …/<owner>+<name>/repo. One line of figures goes to stdout.
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { analyse, interestIn } from '../../src/analysis/analyse'
import { FactsSchema } from '../../src/analysis/facts'
import { snapshotFromGit } from './snapshot-from-git'

const [gitDir, revision, outDir, subdirectory] = process.argv.slice(2)
if (!gitDir || !revision || !outDir) throw new Error('usage: facts.ts GIT_DIR REVISION OUT_DIR [SUBDIRECTORY]')
const folder = resolve(gitDir)
const [owner = 'local', name = basename(folder)] = basename(
  basename(folder) === 'repo' ? dirname(folder) : folder,
).split('+')

const snapshot = snapshotFromGit(folder, revision, interestIn(subdirectory ?? null))
let read = 0
let readFiles = 0
for (const { content } of snapshot.files.values()) {
  read += content?.length ?? 0
  readFiles += content ? 1 : 0
}
const began = process.cpuUsage()
const facts = analyse(snapshot, {
  host: 'github.com',
  owner,
  name,
  url: `https://github.com/${owner}/${name}`,
  clone_url: `https://github.com/${owner}/${name}.git`,
  ref: null,
  ...(subdirectory && { subdirectory }),
})
const used = process.cpuUsage(began)
FactsSchema.parse(facts)
mkdirSync(outDir, { recursive: true })
writeFileSync(join(outDir, `${owner}+${name}.facts.json`), `${JSON.stringify(facts, null, 1)}\n`)
console.log(
  `${owner}/${name}: ${snapshot.files.size} files, ${readFiles} read (${(read / 1e6).toFixed(2)} MB), ${((used.user + used.system) / 1000).toFixed(0)} ms CPU, ${facts.warnings.length} warnings`,
)
