// Compares our count of languages with the real github-linguist's, repository by repository.
//   tsx test/score/languages.ts [--linguist COMMAND] [--files] [--all-bytes] GIT_DIR[@REVISION]...
// COMMAND is `github-linguist` unless told: Debian's package ruby-github-linguist, or `ruby CHECKOUT/bin/github-linguist`.
// --files names the files that the two call differently; --all-bytes lets ours read whole files, not what the product reads.
// To tell data from code, build ours from that version's own data first: node scripts/build-data.mjs FOLDER.
// Exits with 1 when a language of 1 % or more is off by more than 0.1 points.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { interestIn } from '../../src/analysis/analyse'
import { countedFiles, countLanguages } from '../../src/analysis/languages'
import { languageByAlias } from '../../src/analysis/linguist/registry'
import { openProject } from '../../src/analysis/project'
import { snapshotFromGit } from './snapshot-from-git'

/** Points that a language may be off by, and percent from which it is looked at. */
const TOLERANCE = 0.1
const LEAST = 1

/** What `github-linguist --breakdown --json` prints; versions spell the numbers differently. */
type Breakdown = Record<string, { size: number; percentage: string; files: string[] }>

interface Comparison {
  rows: { name: string; ours: number; theirs: number; off: boolean }[]
  /** Files that only one counts, or that they call differently. */
  files: { path: string; ours: string; theirs: string; percent: number }[]
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    linguist: { type: 'string', default: 'github-linguist' },
    files: { type: 'boolean', default: false },
    'all-bytes': { type: 'boolean', default: false },
  },
})
if (!positionals.length)
  throw new Error('usage: languages.ts [--linguist COMMAND] [--files] [--all-bytes] GIT_DIR[@REVISION]...')

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-C', folder, ...args], { maxBuffer: 2 ** 31 - 1 })
    .toString()
    .trim()

/**
 * A clone to be thrown away, its HEAD at the revision; objects are shared with the original. Files whose content a partial
 * clone lacks are taken out of the tree, for both counts.
 */
function cloneAt(original: string, revision: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'languages-'))
  const commit = git(original, 'rev-parse', `${revision}^{commit}`)
  execFileSync('git', ['clone', '--quiet', '--shared', '--no-checkout', original, folder])
  git(folder, 'update-ref', '--no-deref', 'HEAD', commit)
  git(folder, 'read-tree', commit)
  const missing = new Set(
    git(original, 'rev-list', '--objects', '--missing=print', '--no-walk', commit)
      .split('\n')
      .filter((line) => line.startsWith('?'))
      .map((line) => line.slice(1)),
  )
  const lost = git(folder, 'ls-tree', '-r', '-z', commit)
    .split('\0')
    .filter((row) => missing.has(row.split(/\s/, 3)[2] ?? ''))
    .map((row) => row.slice(row.indexOf('\t') + 1))
  if (!lost.length) return folder
  console.log(`  without ${lost.join(', ')}: not in this clone`)
  git(folder, 'rm', '--cached', '--quiet', '--', ...lost)
  const as = ['-c', 'user.name=score', '-c', 'user.email=score@localhost']
  git(
    folder,
    'update-ref',
    '--no-deref',
    'HEAD',
    git(folder, ...as, 'commit-tree', '-m', '-', git(folder, 'write-tree')),
  )
  return folder
}

function compare(folder: string): Comparison {
  const [command = '', ...first] = values.linguist.split(' ')
  const printed: Breakdown = JSON.parse(
    execFileSync(command, [...first, '--breakdown', '--json'], { cwd: folder, maxBuffer: 2 ** 31 - 1 }).toString(),
  )
  // A language that was renamed between their version and ours is still the same.
  const theirs: Breakdown = Object.fromEntries(
    Object.entries(printed).map(([name, one]) => [languageByAlias(name.replaceAll(' ', '-'))?.name ?? name, one]),
  )
  const snapshot = snapshotFromGit(
    folder,
    'HEAD',
    values['all-bytes'] ? { wants: () => Number.POSITIVE_INFINITY } : interestIn(null),
  )
  const { project } = openProject(snapshot, 'compared')
  const ours = new Map(countLanguages(countedFiles(project)).map((language) => [language.name, language]))

  const total = Object.values(theirs).reduce((sum, { size }) => sum + size, 0)
  const percent = (size: number) => (total ? (size / total) * 100 : 0)
  const rows = [...new Set([...ours.keys(), ...Object.keys(theirs)])].map((name) => {
    const [a, b] = [ours.get(name)?.percent ?? 0, percent(theirs[name]?.size ?? 0)]
    return { name, ours: a, theirs: b, off: Math.max(a, b) >= LEAST && Math.abs(a - b) > TOLERANCE }
  })

  const said = new Map(countedFiles(project).map(({ path, language }) => [path, language.group]))
  const heard = new Map(
    Object.entries(theirs).flatMap(([name, { files }]) => files.map((path) => [path, name] as const)),
  )
  const files = [...new Set([...said.keys(), ...heard.keys()])].flatMap((path) => {
    const [a, b] = [said.get(path) ?? '-', heard.get(path) ?? '-']
    return a === b ? [] : [{ path, ours: a, theirs: b, percent: percent(project.files.get(path)?.bytes ?? 0) }]
  })
  return {
    rows: rows.sort((a, b) => b.theirs - a.theirs || b.ours - a.ours),
    files: files.sort((a, b) => b.percent - a.percent),
  }
}

let off = 0
for (const given of positionals) {
  const [, original = given, revision = 'HEAD'] = /^(.*?)(?:@([^@/]+))?$/.exec(given) ?? []
  const path = resolve(original)
  console.log(basename(path) === 'repo' ? basename(dirname(path)).replace('+', '/') : basename(path))
  const folder = cloneAt(path, revision)
  try {
    const { rows, files } = compare(folder)
    for (const { name, ours, theirs, off: isOff } of rows.filter(
      (row) => row.off || Math.max(row.ours, row.theirs) >= LEAST,
    ))
      console.log(
        `  ${name.padEnd(24)} ${ours.toFixed(2).padStart(6)} ${theirs.toFixed(2).padStart(6)}${isOff ? '  OFF' : ''}`,
      )
    console.log(`  ${files.length} files called differently`)
    if (values.files)
      for (const file of files)
        console.log(`    ${file.percent.toFixed(3)} % ${file.path}: ours ${file.ours}, Linguist ${file.theirs}`)
    off += rows.filter((row) => row.off).length
  } finally {
    rmSync(folder, { recursive: true })
  }
}
console.log(`${positionals.length} repositories, ${off} languages off`)
process.exitCode = off ? 1 : 0
