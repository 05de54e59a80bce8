/*
 * What analysing a checkout costs, against the detectors that npm and Debian ship, each as a process of its own.
 *
 *   npm run bench:analysis -- FOLDER…          5 rounds each; `--rounds N` for another number
 *
 * The peers from npm are installed into a folder of the bench's own, in the versions that `peers/peers.ts` pins; `github-linguist` is measured where it is on the PATH (Debian:
 * ruby-github-linguist; it reads the commit of a checkout, the others its files). Each round runs every way once, so that noise of the
 * machine falls on all alike. Printed: seconds of CPU (user and system) of the process and its children, median and spread, the ratio
 * to ours, and how many values stand in the answer of the two that say more than languages.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildSync } from 'esbuild'
import { installed } from '../peers/install.ts'
import { PEERS } from '../peers/peers.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' } },
})
const rounds = Number(values.rounds)
const place = mkdtempSync(join(tmpdir(), 'bench-analysis-'))
const ours = join(place, 'ours.mjs')
buildSync({
  entryPoints: [join(import.meta.dirname, 'folder.ts')],
  outfile: ours,
  bundle: true,
  format: 'esm',
  target: 'es2024',
  conditions: ['workerd', 'worker', 'browser'],
  external: ['node:*'],
  logLevel: 'error',
})
const compared = ['@specfy/stack-analyser', 'linguist-js', 'github-linguist']
const peers = PEERS.filter(({ name }) => compared.includes(name))
const modules = installed(PEERS)

/** Counts what a JSON answer says: every value that is not an object or a list. */
const leaves = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>((sum, one) => sum + leaves(one), 0)
    : 1

interface Way {
  name: string
  command: (at: { folder: string; gitDir: string }) => string[]
  /** Where the answer is, if it is not only languages. */
  answer?: (out: string) => string
}
const WAYS: Way[] = [
  { name: 'readme-forge', command: ({ folder }) => [process.execPath, ours, folder], answer: (out) => out },
  ...peers.map(({ name, command }) => ({
    name,
    command: (repository: { folder: string; gitDir: string }) =>
      command({ modules, out: join(place, 'answer'), repository }),
    ...(name === '@specfy/stack-analyser' ? { answer: () => readFileSync(join(place, 'stack.json'), 'utf8') } : {}),
  })),
]

/** CPU seconds of one run and what it printed; `null` where the program is not there. */
function run(command: string[]): { cpu: number; out: string } | null {
  const { stdout, stderr, status } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="cpu %U %S"; time "$@"', 'bash', ...command],
    { encoding: 'utf8', maxBuffer: 2 ** 30, cwd: place },
  )
  const [, user, system] = stderr.match(/cpu (\S+) (\S+)\s*$/) ?? []
  return status === 0 && user && system ? { cpu: Number(user) + Number(system), out: stdout } : null
}

const quantile = (sorted: readonly number[], q: number) => sorted[Math.round((sorted.length - 1) * q)]!

for (const given of positionals) {
  // A copy without history, so that nothing but the files can be read; what reads commits gets the checkout itself.
  const folder = join(place, basename(resolve(given)))
  cpSync(resolve(given), folder, {
    recursive: true,
    filter: (path) => !/\/\.git(?:\/|$)/.test(path),
    verbatimSymlinks: true,
  })
  const costs = new Map<string, number[]>()
  const said = new Map<string, number>()
  for (let round = 0; round < rounds; round++)
    for (const { name, command, answer } of WAYS) {
      const done = run(command({ folder, gitDir: resolve(given) }))
      if (!done) continue
      costs.set(
        name,
        [...(costs.get(name) ?? []), done.cpu].sort((a, b) => a - b),
      )
      if (answer) said.set(name, leaves(JSON.parse(answer(done.out))))
    }
  const own = quantile(costs.get('readme-forge') ?? [], 0.5)
  console.log(`\n${basename(folder)}`)
  console.table(
    WAYS.map(({ name }) => {
      const each = costs.get(name)
      if (!each) return { way: name, 'CPU s': 'could not be run' }
      const cpu = quantile(each, 0.5)
      return {
        way: name,
        'CPU s': cpu.toFixed(2),
        spread: `${each[0]!.toFixed(2)}–${each.at(-1)!.toFixed(2)}`,
        'to ours': (cpu / own).toFixed(2),
        'values said': said.get(name) ?? '',
      }
    }),
  )
  rmSync(folder, { recursive: true })
}
rmSync(place, { recursive: true })
