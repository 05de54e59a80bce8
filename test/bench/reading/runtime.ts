import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get as httpGet, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { buildSync } from 'esbuild'

/** The bench's Worker in a workerd of its own, where nothing else runs, so that all that the process costs is ours. */
export interface Runtime {
  get(path: string): Promise<string>
  /** CPU seconds of the process so far, all threads, in and out of the kernel. */
  cpu(): number
  /** From here on `peak` counts anew. */
  resetPeak(): void
  /** Resident bytes of the process now, and the most since `resetPeak`. */
  memory(): { now: number; peak: number }
  stop(): void
}

/** The installed package replaces its launcher by the program itself. */
const WORKERD = join(import.meta.dirname, '../../../node_modules/.bin/workerd')
const TICKS_PER_SECOND = 100

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Linux only: figures come from /proc. `flags` go to V8. */
export async function startRuntime(flags: string[], inspector?: number): Promise<Runtime> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  buildSync({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    outfile: join(folder, 'worker.js'),
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*'],
    logLevel: 'error',
  })
  const port = await freePort()
  const v8 = flags.map((flag) => JSON.stringify(flag)).join(', ')
  writeFileSync(
    join(folder, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "bench", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "2026-08-11",
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "bench")],
  v8Flags = [${v8}],
);`,
  )
  const inspect = inspector === undefined ? [] : [`-i127.0.0.1:${inspector}`]
  const child = spawn(WORKERD, ['serve', join(folder, 'config.capnp'), ...inspect], { stdio: 'inherit' })
  const proc = `/proc/${child.pid}`
  // A connection for each request: workerd may end a kept one while the next request is on its way.
  const get = async (path: string) => {
    const request = httpGet({ host: '127.0.0.1', port, path, agent: false })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    const body = await text(response)
    if (response.statusCode !== 200) throw new Error(`${path} gave ${response.statusCode}: ${body}`)
    return body
  }
  for (let tries = 100; ; tries--) {
    const up = await fetch(`http://127.0.0.1:${port}/`).catch(() => null)
    if (up) break
    if (tries === 0 || child.exitCode !== null) throw new Error('workerd did not start')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const kilobytes = (status: string, field: string) =>
    1024 * Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1])
  return {
    get,
    cpu() {
      // The fields of a thread's `schedstat` are nanoseconds; those of `stat` are ticks, and count ended threads too.
      const stat = readFileSync(`${proc}/stat`, 'utf8').split(') ')[1]!.split(' ')
      const ticks = (Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND
      const nanoseconds = readdirSync(`${proc}/task`).map((task) =>
        Number(readFileSync(`${proc}/task/${task}/schedstat`, 'utf8').split(' ')[0]),
      )
      return Math.max(ticks, nanoseconds.reduce((sum, one) => sum + one, 0) / 1e9)
    },
    resetPeak: () => writeFileSync(`${proc}/clear_refs`, '5'),
    memory() {
      const status = readFileSync(`${proc}/status`, 'utf8')
      return { now: kilobytes(status, 'VmRSS'), peak: kilobytes(status, 'VmHWM') }
    },
    stop() {
      child.kill()
      rmSync(folder, { recursive: true })
    },
  }
}
