import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { residentOf } from './reading/process.ts'
import type { Memory, Sample } from './sample.ts'

/** What the shell says of a program that is not there. */
const NOT_FOUND = 127
const EVERY_MS = 5

/** Bash's `time` counts the children that were waited for, in milliseconds. */
function start(command: readonly string[], cwd: string) {
  return spawn('bash', ['-c', 'TIMEFORMAT="cpu %3U %3S %3R"; time "$@"', 'bash', ...command], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

async function ended(child: ReturnType<typeof start>): Promise<Sample> {
  const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number | null]>])
  if (status === NOT_FOUND) throw new Error('not installed')
  const [, user, system, real] = stderr.match(/cpu (\S+) (\S+) (\S+)\s*$/) ?? []
  if (status !== 0 || !user || !system || !real) throw new Error(`ended with ${status}: ${stderr.slice(0, 300)}`)
  return { cpuMs: 1000 * (Number(user) + Number(system)), wallMs: 1000 * Number(real) }
}

/** Time of a program as a whole process, with those that it starts. What it prints is thrown away. */
export const timed = (command: readonly string[], cwd: string): Promise<Sample> => ended(start(command, cwd))

/** Processes below one, in all generations. */
function below(pid: number): number[] {
  const parents = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
      return [[Number(name), Number(fields[1])] as const]
    } catch {
      return []
    }
  })
  const children = (of: number): number[] =>
    parents.flatMap(([child, parent]) => (parent === of ? [child, ...children(child)] : []))
  return children(pid)
}

function peakOf(pid: number): number {
  try {
    return residentOf(pid).peak
  } catch {
    // It has ended since it was listed.
    return 0
  }
}

/**
 * Most resident memory of the program's processes together, looked at every few milliseconds: the last ones may be missed, and a
 * program that is over at once is not seen at all (`null`).
 */
export async function peakMemory(command: readonly string[], cwd: string): Promise<Memory | null> {
  const child = start(command, cwd)
  let resident = 0
  const look = () => {
    const together = below(child.pid!).reduce((sum, pid) => sum + peakOf(pid), 0)
    resident = Math.max(resident, together)
  }
  const timer = setInterval(look, EVERY_MS)
  await ended(child).finally(() => clearInterval(timer))
  return resident ? { resident, heap: null } : null
}
