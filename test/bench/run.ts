/*
 * What the product costs on repositories, against the least that can be done with them and against what others ship (Linux only).
 *
 *   npm run bench -- FOLDER_OR_GIT…
 *     --rounds 7         rounds that count, each going every way once
 *     --warm-up 30       runs of each of our ways before, or five seconds of each
 *     --out DIR          where bench.json and bench.svg go; test-output/bench
 *     --peers a,b        only these peers; `--peers ''` for none
 *     --only job,read    only these ways, peers among them
 *
 * README.md beside this says what each way and column is. Nothing here fails for being slow.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makeRepository } from '../git-host/repository.ts'
import { startStages } from './in-workerd.ts'
import { circumstances } from './machine.ts'
import { installed } from './peers/install.ts'
import { PEERS } from './peers/peers.ts'
import { plot } from './plot.ts'
import { text } from './print.ts'
import { layOut, type Repository } from './repository.ts'
import type { Result } from './result.ts'
import { measureAll } from './rounds.ts'
import type { Way } from './sample.ts'
import { verdictsOf } from './verdicts.ts'
import { startJobs } from './whole-job.ts'
import { peakMemory, timed } from './whole-process.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '7' },
    'warm-up': { type: 'string', default: '30' },
    out: { type: 'string', default: join(import.meta.dirname, '../../test-output/bench') },
    peers: { type: 'string' },
    only: { type: 'string' },
  },
})
if (!positionals.length) {
  console.error('usage: npm run bench -- FOLDER_OR_GIT…')
  process.exit(2)
}

const listed = (names: string | undefined) => names?.split(',').filter(Boolean)
const [peerNames, only] = [listed(values.peers), listed(values.only)]
const chosen = (name: string) => only?.includes(name) ?? true
const peers = PEERS.filter(({ name }) => (peerNames?.includes(name) ?? true) && chosen(name))
for (const name of peerNames ?? []) if (!PEERS.some((peer) => peer.name === name)) throw new Error(`no peer ${name}`)

const place = mkdtempSync(join(tmpdir(), 'bench-'))
const modules = installed(peers.length ? PEERS : [])

const program = (name: string, group: Way['group'], command: readonly string[]): Way => ({
  name,
  group,
  once: () => timed(command, place),
  memory: () => peakMemory(command, place),
})

/** A repository so small that a job on it is all overhead. */
async function small(): Promise<Repository> {
  const { gitDir } = await makeRepository(join(place, 'bench+small.git'), {
    branches: { main: { 'package.json': '{"name":"small","version":"1.0.0"}', 'index.js': 'console.log(1)\n' } },
  })
  return layOut(gitDir, place)
}

async function measure(repository: Repository, first: Repository): Promise<Result> {
  const stages = await startStages(repository.archive, repository.archiveBytes)
  let jobs: Awaited<ReturnType<typeof startJobs>> | null = null
  try {
    if (chosen('job')) jobs = await startJobs(repository, first)
    const ways = [
      ...stages.ways,
      ...(jobs ? [jobs.way] : []),
      program('unzip -t', 'floor', ['unzip', '-t', repository.archive]),
      ...peers.map((peer) =>
        program(peer.name, 'peer', peer.command({ modules, out: join(place, 'answer'), repository })),
      ),
    ].filter(({ name }) => chosen(name))
    const { owner, name, commit, files, archiveBytes } = repository
    return {
      repository: { owner, name, commit, files, archiveBytes },
      ways: await measureAll(ways, Number(values.rounds), Number(values['warm-up'])),
    }
  } finally {
    stages.stop()
    await jobs?.stop()
  }
}

const out = resolve(values.out)
mkdirSync(out, { recursive: true })
const results: Result[] = []
try {
  const first = await small()
  for (const given of positionals) {
    const result = await measure(await layOut(given, place), first)
    results.push(result)
    console.log(text(result))
    // After each, so that a run that is broken off leaves what it has.
    const all = results.map((one) => ({ ...one, verdicts: verdictsOf(one) }))
    writeFileSync(join(out, 'bench.json'), `${JSON.stringify({ ...circumstances(), results: all }, null, 2)}\n`)
    writeFileSync(join(out, 'bench.svg'), plot(results))
  }
} finally {
  rmSync(place, { recursive: true, force: true })
}
console.log(`\n${join(out, 'bench.json')}, ${join(out, 'bench.svg')}`)
