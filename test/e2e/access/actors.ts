import { expect } from 'vitest'
import { connect, type Job } from '../client'
import { type Forge, startForge } from '../forge'
import { type Repositories, startRepositories } from '../repositories'

export const OPERATOR = 'operator-token-of-the-tests'

/** Somebody who asks: the headers that say who they are. */
export interface Actor {
  name: string
  headers: Record<string, string>
  /** Whose jobs are theirs, by the names below; `null` for none. */
  owns: 'holder' | 'stranger' | 'visitor' | 'other visitor' | null
  /** What they show is no key of this service, or is one no more. */
  isInvalid?: boolean
}

/** A service whose jobs have owners, a Git host with one repository, and everybody who may come. */
export interface Place {
  forge: Forge
  hosted: Repositories
  actors: Actor[]
  /** What the API answers this actor. */
  ask(actor: Actor, method: string, path: string, init?: RequestInit): Promise<Response>
  /** A job of this actor, at rest. */
  made(actor: Actor, body: object): Promise<Job>
  actor(name: string): Actor
  key(name: string, owner?: string): Promise<{ id: string; key: string; owner: string }>
  close(): Promise<void>
}

let asked = 0
/** From one address after the other: what is limited by address is not what these tests are about. */
const fromAnywhere = () => ({ 'cf-connecting-ip': `198.51.100.${asked++ % 250}` })

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })

/** @param variables of the service: `ACCESS`, quotas */
export async function startPlace(variables: Record<string, string> = {}): Promise<Place> {
  const hosted = await startRepositories()
  await hosted.make('acme', 'lamp', { branches: { main: { 'README.md': '# Lamp\n', 'go.mod': 'module lamp\n' } } })
  const forge = await startForge(
    { 'github.com': hosted.host.origin },
    { ACCESS: 'owned', OPERATOR_TOKEN: OPERATOR, METRICS_TOKEN: OPERATOR, ...variables },
  )
  const api = await connect(forge.origin)

  const ask: Place['ask'] = (actor, method, path, init = {}) =>
    fetch(forge.origin + path, {
      redirect: 'manual',
      ...init,
      method,
      headers: { ...fromAnywhere(), ...Object.fromEntries(new Headers(init.headers)), ...actor.headers },
    })
  const operator: Actor = { name: 'operator', headers: bearer(OPERATOR), owns: null, isInvalid: true }

  async function key(name: string, owner?: string) {
    const body = JSON.stringify({ name, ...(owner ? { owner } : {}) })
    const headers = { 'Content-Type': 'application/json', ...fromAnywhere(), ...operator.headers }
    const answer = await api.ask('POST', '/keys/', { body, headers })
    expect(answer.status).toBe(201)
    return (await answer.json()) as { id: string; key: string; owner: string }
  }
  /** A browser's cookie after its first job. */
  async function visit(): Promise<string> {
    const answer = await fetch(`${forge.origin}/generate/`, {
      method: 'POST',
      redirect: 'manual',
      headers: fromAnywhere(),
      body: new URLSearchParams({ url: 'acme/lamp' }),
    })
    return (answer.headers.get('set-cookie') ?? '').split(';')[0]!
  }

  const first = await key('first')
  const second = await key('second', first.owner)
  const strange = await key('stranger')
  const gone = await key('revoked', first.owner)
  await api.ask('DELETE', `/keys/${gone.id}/`, { headers: operator.headers })
  const [cookie, other] = [await visit(), await visit()]
  const forged = `${cookie.slice(0, cookie.indexOf('=') + 1)}${crypto.randomUUID()}${cookie.slice(cookie.indexOf('.'))}`
  const actors: Actor[] = [
    { name: 'key', headers: bearer(first.key), owns: 'holder' },
    { name: 'second key of its owner', headers: bearer(second.key), owns: 'holder' },
    { name: 'another’s key', headers: bearer(strange.key), owns: 'stranger' },
    { name: 'revoked key', headers: bearer(gone.key), owns: null, isInvalid: true },
    { name: 'made-up key', headers: bearer(`rforge_${'x'.repeat(43)}`), owns: null, isInvalid: true },
    { name: 'visitor', headers: { Cookie: cookie }, owns: 'visitor' },
    { name: 'other visitor', headers: { Cookie: other }, owns: 'other visitor' },
    { name: 'forged cookie', headers: { Cookie: forged }, owns: null },
    { name: 'nobody', headers: {}, owns: null },
    operator,
  ]
  return {
    forge,
    hosted,
    actors,
    ask,
    key,
    actor(name) {
      const found = actors.find((actor) => actor.name === name)
      if (!found) throw new Error(`nobody is called ${name}`)
      return found
    },
    async made(actor, body) {
      const headers = { 'Content-Type': 'application/json' }
      const answer = await ask(actor, 'POST', '/generate/', { headers, body: JSON.stringify(body) })
      expect(answer.status).toBe(202)
      const { id } = (await answer.json()) as Job
      for (const until = Date.now() + 45_000; Date.now() < until; await new Promise((go) => setTimeout(go, 100))) {
        const job = (await (await ask(actor, 'GET', `/jobs/${id}/`)).json()) as Job
        if (job.status === 'completed' || job.status === 'failed') return job
      }
      throw new Error('not at rest')
    },
    async close() {
      await forge.stop()
      await hosted.close()
    },
  }
}
