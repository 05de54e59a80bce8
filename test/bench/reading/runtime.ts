import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get as httpGet, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { buildSync } from 'esbuild'
import { cpuSeconds, type Resident, resetPeak, residentOf } from './process.ts'

/** The bench's Worker in a workerd of its own, where nothing else runs, so that all that the process costs is ours. */
export interface Runtime {
  get(path: string): Promise<string>
  /** CPU seconds of the process so far, all threads, in and out of the kernel. */
  cpu(): number
  /** From here on `peak` counts anew. */
  resetPeak(): void
  /** Resident bytes of the process now, and the most since `resetPeak`. */
  memory(): Resident
  /** Address of the inspector, where it was asked for. */
  inspector: string | null
  stop(): void
}

/** The installed package replaces its launcher by the program itself. */
const WORKERD = join(import.meta.dirname, '../../../node_modules/.bin/workerd')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/**
 * Linux only: figures come from /proc.
 * @param flags of V8
 * @param inspected with an inspector, which tells what the heap has
 */
export async function startRuntime(flags: string[], inspected = false): Promise<Runtime> {
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
  const inspector = inspected ? `127.0.0.1:${await freePort()}` : null
  const inspect = inspector ? [`-i${inspector}`] : []
  const child = spawn(WORKERD, ['serve', join(folder, 'config.capnp'), ...inspect], { stdio: 'inherit' })
  const pid = child.pid!
  const end = () => void child.kill()
  process.once('exit', end)
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
  return {
    get,
    inspector: inspector && `http://${inspector}`,
    cpu: () => cpuSeconds(pid),
    resetPeak: () => resetPeak(pid),
    memory: () => residentOf(pid),
    stop() {
      end()
      process.off('exit', end)
      rmSync(folder, { recursive: true })
    },
  }
}
