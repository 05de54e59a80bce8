import { STATES, type State } from './paths.ts'
import type { Credential } from './who.ts'

/** Jobs in each state, of which there is always one while requests change and delete them. */
export interface Jobs {
  /** The id of a job in this state, as far as is known; of one that may be spared, where the request deletes it. */
  idIn(state: State, method: string): string
  /** Tells what was done to a job. */
  done(method: string, id: string, status: number): void
  /** Waits for the jobs that are being made. */
  close(): Promise<void>
}

/** What a job is made of that ends in a state. */
const WANTED: Record<State, object> = {
  completed: { url: 'acme/plain' },
  check: { url: 'acme/plain', options: { mode: 'check' } },
  failed: { url: 'acme/missing' },
  moving: { url: 'acme/slow' },
  deleted: { url: 'acme/missing' },
}
/** Jobs in a state at most, and those of them that nothing deletes. */
const ENOUGH = { most: 4, kept: 2 }
const PATIENCE_MS = 60_000
/** A job whose archive is not to be had is tried three times, for so long at least. */
const MOVING_MS = 12_000

/** @param who headers that say whose jobs they are */
export async function makeJobs(origin: string, who: Credential): Promise<Jobs> {
  const known = Object.fromEntries(STATES.map((state) => [state, [] as string[]])) as Record<State, string[]>
  const making = new Map<State, Promise<void>>()
  let turn = 0

  async function statusOf(id: string): Promise<string> {
    const response = await fetch(`${origin}/jobs/${id}/`, { headers: who })
    return ((await response.json()) as { status: string }).status
  }
  async function make(state: State): Promise<void> {
    const headers = { ...who, 'Content-Type': 'application/json', 'cf-connecting-ip': '192.0.2.200' }
    const response = await fetch(`${origin}/generate/`, {
      method: 'POST',
      headers,
      body: JSON.stringify(WANTED[state]),
    })
    if (response.status !== 202) throw new Error(`no job: ${response.status} ${await response.text()}`)
    const { id } = (await response.json()) as { id: string }
    const goes = async () => ['pending', 'processing'].includes(await statusOf(id))
    if (state === 'deleted') await fetch(`${origin}/jobs/${id}/`, { method: 'DELETE', headers: who })
    else if (state !== 'moving')
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end && (await goes()); )
        await new Promise((resolve) => setTimeout(resolve, 100))
    known[state] = [...known[state], id].slice(-ENOUGH.most)
  }
  /** Makes one in the background, and no other meanwhile. What cannot be made is made when the next one goes. */
  function refill(state: State): void {
    if (making.has(state)) return
    const made = make(state)
      .catch(() => undefined)
      .finally(() => making.delete(state))
    making.set(state, made)
  }

  await Promise.all(STATES.flatMap((state) => [make(state), make(state), make(state)]))
  const again = setInterval(refill, MOVING_MS, 'moving')
  return {
    idIn(state, method) {
      const enough = method === 'DELETE' ? ENOUGH.kept : 0
      const given = known[state].length > enough ? known[state] : known.deleted
      return given[turn++ % given.length] ?? ''
    },
    done(method, id, status) {
      const state = STATES.find((one) => known[one].includes(id))
      if (method !== 'DELETE' || status !== 204 || state === undefined || state === 'deleted') return
      known.deleted = [...known.deleted, id].slice(-ENOUGH.most)
      known[state] = known[state].filter((one) => one !== id)
      refill(state)
    },
    async close() {
      clearInterval(again)
      await Promise.all(making.values())
    },
  }
}
