import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** CPU milliseconds so far, in and out of the kernel. */
export interface Cpu {
  /** The workerd that runs both Workers and the local D1, R2, Queues and Durable Objects. */
  runtime: number
  /** The workerd of `wrangler dev` that takes the connections and passes requests on. */
  proxy: number
}

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The process has ended since it was listed.
    return null
  }
}

interface Process {
  pid: number
  command: string
  group: number
  cpuMs: number
}

function processes(): Process[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return []
    const command = read(`/proc/${pid}/cmdline`)
    // Fields after the name, which may hold spaces: state, parent, group, …, 11 user and 12 system ticks.
    const fields = read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ')
    if (!command || !fields) return []
    const cpuMs = ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1_000
    return [{ pid: Number(pid), command, group: Number(fields[2]), cpuMs }]
  })
}

/** The CPU time of the product that answers at `origin`, and the process that took it; `null` while none answers. Linux only: figures come from /proc. */
function runtimeOf(origin: string): (Cpu & { pid: number }) | null {
  const all = processes().filter(({ command }) => command.includes('workerd'))
  const proxy = all.find(({ command }) => command.includes(`--socket-addr=entry=127.0.0.1:${new URL(origin).port}`))
  const runtime = all.find(({ pid, group }) => group === proxy?.group && pid !== proxy.pid)
  return proxy && runtime ? { pid: runtime.pid, runtime: runtime.cpuMs, proxy: proxy.cpuMs } : null
}

const LISTEN = '0A'

/** Ports on which a process listens. Sources: proc_pid_net(5), proc_pid_fd(5). */
function portsOf(pid: number): number[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? []
      } catch {
        // Closed since it was listed.
        return []
      }
    }),
  )
  return (read(`/proc/${pid}/net/tcp`) ?? '').split('\n').flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/)
    return state === LISTEN && inode && inodes.has(inode) ? Number.parseInt(local?.split(':')[1] ?? '', 16) : []
  })
}

const gives = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  )

/**
 * Where the runtime itself takes requests. `wrangler dev` stands before it with a proxy, which costs half as much again as
 * the bare route and ends the whole runtime when a client breaks off, as wrk does with everything at the end of a run.
 */
export async function directOrigin(origin: string): Promise<string> {
  const pid = runtimeOf(origin)?.pid
  for (const port of pid ? portsOf(pid) : []) {
    const direct = `http://127.0.0.1:${port}`
    if (await gives(`${direct}/health/`)) return direct
  }
  throw new Error(`no runtime behind ${origin}`)
}

const QUIET_MS = 200
/** Of those, a runtime at rest takes this much. */
const IDLE_MS = 30
const PATIENCE_MS = 10_000
const START_MS = 60_000

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Waits until the runtime answers and has nothing more to do: it goes on with requests whose client has left. Where jobs
 * that wait ring again it never rests, so that is waited for only so long. Throws when it does not answer.
 */
async function quiet(origin: string): Promise<Cpu & { pid: number }> {
  const began = Date.now()
  for (let before = runtimeOf(origin); Date.now() < began + START_MS; ) {
    await pause(QUIET_MS)
    const now = runtimeOf(origin)
    const resting = now && before?.pid === now.pid && now.runtime - before.runtime <= IDLE_MS
    if (now && (resting || Date.now() > began + PATIENCE_MS) && (await gives(`${origin}/health/`))) return now
    before = now
  }
  throw new Error(`${origin} does not answer`)
}

/** CPU time of some work, from rest to rest; `null` when the runtime ended meanwhile and was started again. */
export async function cpuDuring<T>(origin: string, work: () => Promise<T>): Promise<{ value: T; cpu: Cpu | null }> {
  const before = await quiet(origin)
  const value = await work()
  const after = await quiet(origin)
  if (before.pid !== after.pid) return { value, cpu: null }
  return { value, cpu: { runtime: after.runtime - before.runtime, proxy: after.proxy - before.proxy } }
}
