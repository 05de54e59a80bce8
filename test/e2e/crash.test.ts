import { connect as connectTo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { atRest, connect } from './client'
import { type Forge, startForge } from './forge'
import { type Repositories, startRepositories } from './repositories'

let forge: Forge
let hosted: Repositories

beforeAll(async () => {
  hosted = await startRepositories()
  await hosted.make('acme', 'plain', { branches: { main: { 'README.md': '# Plain\n\nA plain thing.\n' } } })
  forge = await startForge({ 'github.com': hosted.host.origin })
})
afterAll(async () => {
  await forge.stop()
  await hosted.close()
})

it('jobs accepted before the whole runtime is killed, waiting or being worked on, are completed after it is back', async () => {
  const api = await connect(forge.origin)
  // The first stalls in its download; the others wait behind it in a queue that lives in memory and dies with the runtime.
  hosted.fault.current = (asked) => (asked.kind === 'archive' ? { stall: true } : undefined)
  const ids = (await Promise.all([0, 1, 2].map(() => api.generate({ url: 'acme/plain' })))).map((job) => job.id)
  await expect
    .poll(async () => (await Promise.all(ids.map(api.job))).filter((job) => job.progress.stage === 'download').length, {
      timeout: 20_000,
    })
    .toBe(1)
  await forge.kill()
  hosted.fault.current = null
  await forge.restart()
  for (const id of ids) {
    const job = await api.until(id, atRest, 150_000)
    expect(job.status).toBe('completed')
    expect(await (await api.get(`/jobs/${id}/download/`)).text()).toMatch(/^<!-- .* -->\n# Plain\n/)
  }
}, 240_000)

it('npm start outlives its runtime: an upload that breaks off may end that, and it is started again', async () => {
  const { hostname, port } = new URL(forge.origin)
  const socket = connectTo({ host: hostname, port: Number(port) })
  const head =
    'POST /generate/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/zip\r\nContent-Length: 300000\r\n\r\nPK\x03\x04'
  await new Promise<void>((resolve) =>
    socket.write(Buffer.concat([Buffer.from(head), Buffer.alloc(100_000)]), () => resolve()),
  )
  socket.destroy()
  /** Asks as long as nobody answers. */
  const asked = async (path: string, init?: RequestInit): Promise<{ id?: string; status?: string }> => {
    try {
      const response = await fetch(forge.origin + path, init)
      return response.ok ? ((await response.json()) as { id?: string; status?: string }) : {}
    } catch {
      return {}
    }
  }
  const request = { method: 'POST', body: new URLSearchParams({ url: 'acme/plain', refresh: 'true' }) }
  let id: string | undefined
  await expect.poll(async () => (id = (await asked('/generate/', request)).id), { timeout: 60_000 }).toBeDefined()
  await expect.poll(async () => (await asked(`/jobs/${id}/`)).status, { timeout: 60_000 }).toBe('completed')
}, 180_000)
