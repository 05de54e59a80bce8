import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job } from '../client'
import { type Actor, type Place, startPlace } from './actors'
import { type Route, routesOf } from './routes'

/*
 * Every route that is served, called by everybody who may come, on jobs of a key's owner and of a visitor, public and
 * private. What each is answered is held against the one word that the route says of itself, and printed.
 */

const OUTPUT = join(import.meta.dirname, '../../../test-output')
const MATRIX = join(import.meta.dirname, '../../../src/api/access/matrix.md')
const OWNERS = ['key', 'visitor'] as const
const JSON_TYPE = { 'Content-Type': 'application/json' }

/** A job that is called upon, and whose it is. */
interface Subject {
  owner: (typeof OWNERS)[number]
  isPrivate: boolean
  completed: Job
  failed: Job
}

let place: Place
let subjects: Subject[]
let routes: Route[]
const printed = new Map<string, string[]>()

beforeAll(async () => {
  place = await startPlace()
  subjects = []
  for (const owner of OWNERS)
    for (const isPrivate of [false, true])
      subjects.push({
        owner,
        isPrivate,
        completed: await place.made(place.actor(owner), { url: 'acme/lamp', private: isPrivate }),
        failed: await place.made(place.actor(owner), { url: 'acme/nothing', private: isPrivate }),
      })
  routes = routesOf(await (await fetch(`${place.forge.origin}/openapi.json`)).json())
})
afterAll(() => place.close())

const owns = (actor: Actor, { owner }: Subject) => actor.owns !== null && actor.owns === place.actor(owner).owns

/** What the route's rule promises this actor: 200 stands for anything but a refusal. */
function promised({ rule }: Route, actor: Actor, subject: Subject): number {
  if (rule === 'anybody') return 200
  if (rule === 'operator') return actor.name === 'operator' ? 200 : 401
  if (actor.isInvalid) return 401
  if (rule === 'creator' || rule === 'list') return 200
  return owns(actor, subject) || (rule === 'reader' && !subject.isPrivate) ? 200 : 404
}

/** The request that calls a route, on a job as the route wants it. */
async function call({ method, path }: Route, actor: Actor, { completed, failed }: Subject): Promise<number> {
  const id = path.startsWith('/keys/')
    ? (await place.key('to revoke')).id
    : (path.includes('retry') ? failed : completed).id
  const requests: Record<string, RequestInit> = {
    'POST /generate/': { headers: JSON_TYPE, body: '{"url":"acme/lamp"}' },
    'PATCH /jobs/:id/': { headers: JSON_TYPE, body: '{"private":true}' },
    'POST /r/:id/share/': { body: new URLSearchParams({ private: 'true' }) },
    'POST /keys/': { headers: JSON_TYPE, body: '{"name":"one more"}' },
    'POST /preview/': { headers: { 'Content-Type': 'text/markdown' }, body: '# Lamp' },
    'POST /r/:id/edit/': { body: new URLSearchParams({ markdown: '# Lamp' }) },
    'POST /r/:id/edit/download/': { body: new URLSearchParams({ markdown: '# Lamp' }) },
  }
  const query = path === '/preview/' ? `?job=${id}` : ''
  const asked = path.replace(':id', id).replace(/^\/:host.*/, '/github.com/acme/lamp')
  const answer = await place.ask(actor, method, asked + query, requests[`${method} ${path}`] ?? {})
  await answer.body?.cancel()
  return answer.status
}

const refusal = (status: number) => ([401, 403, 404].includes(status) ? status : 200)

/** In a word: what the owner's jobs, then the private ones gave. */
function cell(ends: { subject: Subject; actor: Actor; status: number }[]): string {
  const word = (status: number) => (status === 200 ? 'yes' : String(status))
  const groups = [
    ends.filter(({ subject, actor }) => owns(actor, subject)),
    ends.filter(({ subject, actor }) => !owns(actor, subject) && !subject.isPrivate),
    ends.filter(({ subject, actor }) => !owns(actor, subject) && subject.isPrivate),
  ].map((group) => [...new Set(group.map(({ status }) => word(status)))].join(' or ') || '–')
  return new Set(groups.filter((one) => one !== '–')).size === 1
    ? groups.find((one) => one !== '–')!
    : groups.join(' / ')
}

/** What is called last ends what it is called on. */
const isLast = ({ method, path }: Route) => Number(method === 'DELETE' || path === '/r/:id/delete/')

describe('who may call what', () => {
  it('every route keeps to the word that it says of itself, whoever calls it', async () => {
    const wrong: string[] = []
    for (const route of [...routes].sort((a, b) => isLast(a) - isLast(b))) {
      const cells: string[] = []
      for (const actor of place.actors) {
        const ends: Parameters<typeof cell>[0] = []
        for (const subject of subjects) {
          // Whoever may change a job does it once, at the end of this test.
          const isGranted = promised(route, actor, subject) === 200
          if (route.rule === 'owner' && isGranted && route.method !== 'GET') {
            ends.push({ subject, actor, status: 200 })
            continue
          }
          const status = refusal(await call(route, actor, subject))
          ends.push({ subject, actor, status })
          if (status !== promised(route, actor, subject))
            wrong.push(`${route.method} ${route.path} by ${actor.name}: ${status} (private: ${subject.isPrivate})`)
        }
        cells.push(cell(ends))
      }
      printed.set(`${route.method} ${route.path}`, [route.rule, ...cells])
    }
    expect(wrong).toEqual([])
  }, 300_000)

  it('its owner, and nobody else, retries and deletes a job', async () => {
    for (const { owner, failed, completed } of subjects) {
      const actor = place.actor(owner)
      expect((await place.ask(actor, 'GET', `/jobs/${completed.id}/`)).status).toBe(200)
      expect((await place.ask(actor, 'POST', `/jobs/${failed.id}/retry/`)).status).toBe(202)
      expect((await place.ask(actor, 'DELETE', `/jobs/${completed.id}/`)).status).toBe(204)
      expect((await place.ask(actor, 'GET', `/jobs/${completed.id}/`)).status).toBe(410)
    }
    // Of a private job there is no tombstone to see either.
    for (const { owner, isPrivate, completed } of subjects) {
      const stranger = place.actor(owner === 'key' ? 'visitor' : 'key')
      expect((await place.ask(stranger, 'GET', `/jobs/${completed.id}/`)).status).toBe(isPrivate ? 404 : 410)
    }
  })

  it('each lists their own jobs', async () => {
    const ids = async (name: string) => {
      const answer = await place.ask(place.actor(name), 'GET', '/jobs/?limit=100')
      return ((await answer.json()) as { jobs: Job[] }).jobs.map(({ id }) => id)
    }
    const of = (owner: string) => subjects.filter((one) => one.owner === owner).map(({ failed }) => failed.id)
    const [mine, theirs] = [await ids('key'), await ids('visitor')]
    expect(mine).toEqual(expect.arrayContaining(of('key')))
    expect(theirs).toEqual(expect.arrayContaining(of('visitor')))
    expect(mine.filter((id) => theirs.includes(id))).toEqual([])
    expect(await ids('second key of its owner')).toEqual(mine)
    expect(await ids('nobody')).toEqual([])
    expect(await ids('forged cookie')).toEqual([])
  })

  it('the matrix in the documentation is the one that was found', () => {
    const row = (cells: string[]) => `| ${cells.join(' | ')} |`
    const head = ['route', 'rule', ...place.actors.map(({ name }) => name)]
    const rows = routes.map(({ method, path }) => {
      const [rule = '', ...cells] = printed.get(`${method} ${path}`) ?? []
      return row([`\`${method} ${path.replaceAll('|', '\\|')}\``, rule, ...cells])
    })
    const matrix = [row(head), row(head.map(() => '---')), ...rows, ''].join('\n')
    mkdirSync(OUTPUT, { recursive: true })
    writeFileSync(join(OUTPUT, 'access-matrix.md'), matrix)
    expect(readFileSync(MATRIX, 'utf8').split('\n\n').at(-1)).toBe(matrix)
  })
})
