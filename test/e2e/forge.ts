import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const START = join(import.meta.dirname, '../../scripts/start.mjs')
const PATIENCE_MS = 90_000

/** The product as `npm start` runs it: both Workers, local D1, Queues, R2 and Durable Objects, on a free port. */
export interface Forge {
  origin: string
  /** Folder of the service's state. */
  state: string
  /** Structured log lines so far, of both Workers. */
  logs(): Record<string, unknown>[]
  /** Files of the service's state that contain this text. */
  stores(text: string): Promise<string[]>
  /** Everything it has printed. */
  output(): string
  /** Ends the whole runtime at once, as a crash would. The state stays. */
  kill(): Promise<void>
  /** Starts it again on the same state. */
  restart(): Promise<void>
  /** Ends the runtime alone, as a crash would; resolves when `npm start` has it up again. */
  crash(): Promise<void>
  /** Ends it as whoever runs it would. The state stays. */
  end(): Promise<void>
  /** Ends it and removes its state. */
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return address.port
}

/** A structured log line; nothing where a kill cut it short and the next ran into it. */
function logged(line: string): Record<string, unknown>[] {
  try {
    return [JSON.parse(line) as Record<string, unknown>]
  } catch {
    return []
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

/**
 * @param sourceOrigins `SOURCE_ORIGINS`
 * @param variables others of the product's variables
 * @param ready path that answers 200 when it is up
 */
export async function startForge(
  sourceOrigins: Record<string, string>,
  variables: Record<string, string> = {},
  ready = '/health/',
): Promise<Forge> {
  const state = await mkdtemp(join(tmpdir(), 'forge-'))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  let output = ''
  let child: ReturnType<typeof spawn> | undefined
  let exited: Promise<unknown> = Promise.resolve()

  async function start() {
    const started = spawn(process.execPath, [START], {
      env: {
        ...process.env,
        ...variables,
        PORT: String(port),
        STATE: state,
        SOURCE_ORIGINS: JSON.stringify(sourceOrigins),
      },
      // A process group of its own, so that it ends with everything it started.
      detached: true,
    })
    child = started
    exited = new Promise((resolve) => started.once('exit', resolve))
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk
      })
    await up()
  }
  async function up() {
    for (const until = Date.now() + PATIENCE_MS; !(await answers(origin + ready)); ) {
      if (child?.exitCode !== null || Date.now() > until) throw new Error(`npm start did not come up:\n${output}`)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  /** `npm start` gives the runtime a process group of its own. */
  const runtimes = (parent: number) =>
    spawnSync('pgrep', ['-P', String(parent)], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter(Boolean)
      .map(Number)
  function strike(leader: number) {
    try {
      process.kill(-leader, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
  async function kill() {
    if (child?.pid && child.exitCode === null) for (const leader of [child.pid, ...runtimes(child.pid)]) strike(leader)
    await exited
  }

  await start()
  return {
    origin,
    state,
    output: () => output,
    async stores(text) {
      const entries = await readdir(state, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
      // A file may go while it is looked for.
      const holds = async (file: string) => (await readFile(file).catch(() => Buffer.of())).includes(text)
      const held = await Promise.all(files.map(holds))
      return files.filter((_, index) => held[index])
    },
    logs: () => [...output.matchAll(/\{"event":.*\}/g)].flatMap(([line]) => logged(line)),
    kill,
    restart: start,
    async crash() {
      if (child?.pid) for (const leader of runtimes(child.pid)) strike(leader)
      await up()
    },
    async end() {
      child?.kill('SIGTERM')
      await exited
    },
    async stop() {
      await kill()
      await rm(state, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
