// CPU time that counting languages takes, against other tools on the same trees, in one run.
//   tsx test/score/languages-speed.ts [--rounds N] [--against COMMAND]... GIT_DIR...
// Each COMMAND (`github-linguist`, or `node FOLDER/linguist-js/bin/index.js --analyse`) runs in a checkout; its figure is its whole process.
// Ours: the whole process with git's reading of the tree; counting alone in a fresh process; and counting once more when compiled.
// Milliseconds of user and system time, median of the rounds; ratios are of whole processes. esbuild comes with wrangler.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { countedFiles, countLanguages, languageGlance } from '../../src/analysis/languages'
import { openProject } from '../../src/analysis/project'
import { snapshotFromGit } from './snapshot-from-git'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    against: { type: 'string', multiple: true, default: ['github-linguist'] },
    one: { type: 'boolean', default: false },
  },
})

const cpu = (work: () => void): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** What a fresh process does: reads a repository, then counts it again and again. */
function countHere(gitDir: string): void {
  const snapshot = snapshotFromGit(gitDir, 'HEAD', { wants: languageGlance.wants })
  const count = () => {
    for (const [path, { bytes }] of snapshot.files) languageGlance.wants(path, bytes)
    countLanguages(countedFiles(openProject(snapshot, 'measured').project))
  }
  const first = cpu(count)
  const later = values.one ? Array.from({ length: Number(values.rounds) }, () => cpu(count)) : []
  console.log(JSON.stringify({ first, later: Math.min(...later) }))
}

/** User and system time of a command and all that it starts, in milliseconds, and what it printed. */
function timed(command: string, cwd: string): { spent: number; printed: string } {
  const { stdout, stderr, status } = spawnSync('bash', ['-c', `TIMEFORMAT='%U %S'; time ${command}`], {
    cwd,
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
  const [user, system] = stderr.toString().trim().split('\n').at(-1)!.split(' ')
  return { spent: (Number(user) + Number(system)) * 1000, printed: stdout.toString() }
}

const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
const ms = (value: number) => value.toFixed(0).padStart(8)

function compareAll(): void {
  const scratch = mkdtempSync(join(tmpdir(), 'languages-speed-'))
  const bundle = join(scratch, 'ours.cjs')
  const self = fileURLToPath(import.meta.url)
  execFileSync('esbuild', [
    self,
    '--bundle',
    '--platform=node',
    '--format=cjs',
    `--outfile=${bundle}`,
    '--main-fields=module,main',
    '--log-level=error',
  ])
  const ratios = values.against.map((): number[] => [])
  console.log(`${'whole, counting, again; then'.padEnd(60)} ${values.against.join(', ')}`)
  for (const gitDir of positionals) {
    const folder = join(scratch, 'tree')
    execFileSync('git', ['clone', '--quiet', '--shared', resolve(gitDir), folder])
    const ours: number[] = []
    const counting: number[] = []
    const again: number[] = []
    const theirs = values.against.map((): number[] => [])
    for (let round = 0; round < Number(values.rounds); round++) {
      const { spent, printed } = timed(`${process.execPath} ${bundle} --one --rounds 5 ${folder}`, scratch)
      const { first, later }: { first: number; later: number } = JSON.parse(printed)
      // The repetitions belong to no one-off process.
      ours.push(spent - 5 * later)
      counting.push(first)
      again.push(later)
      for (const [index, command] of values.against.entries()) theirs[index]!.push(timed(command, folder).spent)
    }
    for (const [index, spent] of theirs.entries()) ratios[index]!.push(median(spent) / median(ours))
    const path = resolve(gitDir)
    const name = basename(path) === 'repo' ? basename(dirname(path)).replace('+', '/') : basename(path)
    console.log(`${name.padEnd(34)}${[ours, counting, again, ...theirs].map((all) => ms(median(all))).join('')}`)
    rmSync(folder, { recursive: true })
  }
  for (const [index, command] of values.against.entries()) {
    const sorted = ratios[index]!.sort((a, b) => a - b).map((ratio) => ratio.toFixed(1))
    console.log(
      `${command}: ${sorted[0]} to ${sorted.at(-1)} times ours, median ${sorted[Math.floor(sorted.length / 2)]}`,
    )
  }
  rmSync(scratch, { recursive: true })
}

if (!positionals.length) throw new Error('usage: languages-speed.ts [--rounds N] [--against COMMAND]... GIT_DIR...')
if (values.one) countHere(positionals[0]!)
else compareAll()
