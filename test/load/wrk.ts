import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const SCRIPTS = join(import.meta.dirname, 'wrk')
/** An answer that takes longer is late. */
const TIMEOUT_S = 15

/** One run of wrk. Times in milliseconds. */
export interface Sample {
  /** Answered requests, whatever their status. */
  requests: number
  seconds: number
  p50: number
  p90: number
  p99: number
  /** Answers of status 400 and more. */
  refused: number
  /** Connections that could not be opened, read or written. */
  socketErrors: number
  /** Answers that took longer than fifteen seconds, which wrk calls time-outs; their times are in no percentile. */
  late: number
}

export interface Load {
  connections: number
  seconds: number
  headers?: Record<string, string>
  /** Lua script of the folder `wrk`, and what it reads from the environment. */
  script?: 'report' | 'create' | 'create-noted' | 'paths'
  environment?: Record<string, string>
}

/** Asks `url` as fast as it answers, each connection one request at a time. Throws when wrk is not installed. */
export async function press(url: string, load: Load): Promise<Sample> {
  const { connections, seconds, headers = {}, script = 'report', environment = {} } = load
  const args = [
    // One thread asks for more than this runtime answers, and leaves it the other core.
    ...['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '--timeout', `${TIMEOUT_S}s`],
    ...['-s', join(SCRIPTS, `${script}.lua`)],
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    url,
  ]
  const env = { ...process.env, LUA_PATH: join(SCRIPTS, '?.lua'), ...environment }
  try {
    const { stdout } = await run('wrk', args, { env })
    return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Sample
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Error('This needs wrk, an HTTP load generator: apt-get install wrk, or brew install wrk.')
    throw error
  }
}
