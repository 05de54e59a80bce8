import { readFileSync } from 'node:fs'
import { type Forge, startForge } from '../e2e/forge.ts'
import { type GitHost, startGitHost } from '../git-host/git-host.ts'
import { type HeapWatch, watchHeap } from './reading/heap.ts'
import { resetPeak, residentOf } from './reading/process.ts'
import type { Repository } from './repository.ts'
import { cpuOf, type Member, membersOf, portsOf } from './runtime-group.ts'
import type { Memory, Sample, Way } from './sample.ts'

/** What is written after a job is completed belongs to it. */
const SETTLE_MS = 200
/** Runs until the runtime is warm for the smallest things. */
const FIRST_JOBS = 2
/** Measurements of one job, where the runtime is started again in the midst of them, and how long that may take. */
const TRIES = 3
const RESTART_MS = 5_000
const CONSUMER = 'core:user:readme-forge-consumer'

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Git's own references; the archive as it lies on disk, since a host that has it ready makes none while it answers. */
function hostOf(repositories: readonly Repository[]): Promise<GitHost> {
  const find = (owner: string, name: string) => repositories.find((one) => one.owner === owner && one.name === name)
  const archives = new Map<string, Buffer>()
  return startGitHost({
    find: (owner, name) => find(owner, name)?.gitDir ?? null,
    fault({ kind, path }) {
      const [, owner, name] = path.split('/')
      const repository = kind === 'archive' && owner && name ? find(owner, name) : undefined
      if (!repository) return undefined
      const body = archives.get(repository.archive) ?? readFileSync(repository.archive)
      archives.set(repository.archive, body)
      return { status: 200, headers: { 'content-type': 'application/zip', 'content-length': `${body.length}` }, body }
    },
  })
}

/** Files a job and follows its events to the end. */
async function completed({ origin }: Forge, { owner, name }: Repository): Promise<void> {
  const response = await fetch(`${origin}/generate/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ url: `https://github.com/${owner}/${name}`, refresh: true }),
  })
  if (response.status !== 202) throw new Error(`POST /generate/ answered ${response.status}: ${await response.text()}`)
  const { id } = (await response.json()) as { id: string }
  // The stream of events ends when the job is at rest, and after a minute.
  for (;;) {
    const events = await (await fetch(`${origin}/jobs/${id}/events/`)).text()
    const last = events.match(/^data: (\{.*\})$/gm)?.at(-1)
    const job = last && (JSON.parse(last.slice('data: '.length)) as { status: string; error: { code: string } | null })
    if (job && job.status === 'completed') return
    if (job && job.status === 'failed') throw new Error(`the job failed: ${job.error?.code}`)
  }
}

/** The inspector of the process; wrangler lets the runtime choose its port. */
async function inspectorOf(pid: number): Promise<HeapWatch | null> {
  for (const port of portsOf(pid)) {
    const watch = await watchHeap(`http://127.0.0.1:${port}`, CONSUMER).catch(() => null)
    if (watch) return watch
  }
  return null
}

const runtimeIn = (members: readonly Member[]) => members.find(({ role }) => role === 'runtime')!.pid

/** The processes of the runtime now: `wrangler dev` starts it anew when a source file of the product changes. */
const processesOf = ({ state, origin }: Forge) => membersOf(state, new URL(origin).port)

/** A measurement during which the runtime stayed the same; made again when it did not. */
async function onOneRuntime<T>(forge: Forge, work: (members: Member[]) => Promise<T>): Promise<T> {
  for (let tries = TRIES; ; tries--) {
    const before = processesOf(forge)
    const result = await work(before).catch((error: unknown) => error as Error)
    const same = runtimeIn(processesOf(forge)) === runtimeIn(before)
    if (same && result instanceof Error) throw result
    if (same) return result as T
    if (tries === 1) throw new Error('the runtime was started again and again: is somebody editing src/?')
    await pause(RESTART_MS)
  }
}

async function timedJob(forge: Forge, members: readonly Member[], repository: Repository): Promise<Sample> {
  const before = cpuOf(members)
  const began = performance.now()
  await completed(forge, repository)
  const wallMs = performance.now() - began
  await pause(SETTLE_MS)
  const after = cpuOf(members)
  const roles = ['runtime', 'proxy', 'wrangler'] as const
  const parts = Object.fromEntries(roles.map((role) => [role, after[role] - before[role]]))
  return { cpuMs: Object.values(parts).reduce((sum, one) => sum + one, 0), wallMs, parts }
}

/** What the job adds to the process that runs both Workers; the heap is the consumer's, and `null` where its inspector was lost. */
async function memoryOfJob(forge: Forge, pid: number, repository: Repository): Promise<Memory> {
  const watch = await inspectorOf(pid)
  const look = async () => (await watch?.peak().catch(() => null)) ?? null
  await pause(SETTLE_MS)
  const [idle, heapIdle] = [residentOf(pid).now, await look()]
  resetPeak(pid)
  await completed(forge, repository)
  const heapPeak = await look()
  watch?.stop()
  const heap = heapIdle === null || heapPeak === null ? null : { idle: heapIdle, peak: heapPeak }
  return { resident: residentOf(pid).peak - idle, heap }
}

/**
 * The product as `npm start` runs it, and the way of a whole job through it: from the request to the README that is stored.
 * @param small repository whose jobs run first, so that memory of the first job on `repository` is not that of code just loaded
 */
export async function startJobs(
  repository: Repository,
  small: Repository,
): Promise<{ way: Way; stop(): Promise<void> }> {
  const host = await hostOf([repository, small])
  const forge = await startForge({ 'github.com': host.origin }, { LOG_LEVEL: 'warn' })
  const stop = async () => {
    await forge.stop()
    await host.close()
  }
  try {
    for (let i = 0; i < FIRST_JOBS; i++) await completed(forge, small)
    const way: Way = {
      name: 'job',
      group: 'ours',
      once: () => onOneRuntime(forge, (members) => timedJob(forge, members, repository)),
      memory: () => onOneRuntime(forge, (members) => memoryOfJob(forge, runtimeIn(members), repository)),
    }
    return { way, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
