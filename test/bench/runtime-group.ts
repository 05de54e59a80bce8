import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { cpuSeconds } from './reading/process.ts'

/** A process of the product's runtime. */
export interface Member {
  pid: number
  /** `runtime`: both Workers and the local D1, R2, Queues and objects; `proxy`: takes connections; `wrangler`: what starts these. */
  role: 'runtime' | 'proxy' | 'wrangler'
}

function seen(pid: string): { pid: number; group: number; command: string } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    return { pid: Number(pid), group: Number(fields[2]), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }
  } catch {
    // It has ended since it was listed.
    return null
  }
}

/** All processes of the runtime that `npm start` has started with this folder of state and this port. */
export function membersOf(state: string, port: string): Member[] {
  const all = readdirSync('/proc').flatMap((pid) => (/^\d+$/.test(pid) ? (seen(pid) ?? []) : []))
  const group = all.find(({ command }) => command.includes(`--persist-to\0${state}`))?.group
  const role = (command: string): Member['role'] => {
    if (!command.includes('--socket-addr=')) return 'wrangler'
    return command.includes(`--socket-addr=entry=127.0.0.1:${port}\0`) ? 'proxy' : 'runtime'
  }
  const members = all.filter((one) => one.group === group).map(({ pid, command }) => ({ pid, role: role(command) }))
  if (members.filter((one) => one.role === 'runtime').length !== 1) throw new Error(`no one runtime with ${state}`)
  return members
}

/** CPU milliseconds so far, by role. Throws when a process has ended. */
export function cpuOf(members: readonly Member[]): Record<Member['role'], number> {
  const cpu = { runtime: 0, proxy: 0, wrangler: 0 }
  for (const { pid, role } of members) cpu[role] += 1000 * cpuSeconds(pid)
  return cpu
}

const LISTEN = '0A'

function socketOf(pid: number, fd: string): string | null {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? null
  } catch {
    // Closed since it was listed.
    return null
  }
}

/** Ports on which a process listens. Sources: proc_pid_net(5), proc_pid_fd(5). */
export function portsOf(pid: number): number[] {
  const sockets = new Set(readdirSync(`/proc/${pid}/fd`).map((fd) => socketOf(pid, fd)))
  const lines = readFileSync(`/proc/${pid}/net/tcp`, 'utf8').split('\n')
  return lines.flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
    return state === LISTEN && sockets.has(inode) ? Number.parseInt(local.split(':')[1] ?? '', 16) : []
  })
}
