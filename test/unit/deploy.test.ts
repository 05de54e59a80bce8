import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parse, stringify, type TomlTable } from 'smol-toml'
import { afterEach, describe, expect, it } from 'vitest'

/*
 * scripts/deploy.mjs with the wrangler of this project, against a stand-in of Cloudflare's API on loopback: it answers what
 * wrangler asks in these cases in the shapes of the API's documentation, keeps nothing, and is not Cloudflare.
 */

const ROOT = resolve(import.meta.dirname, '../..')
const ZEROS = '00000000-0000-0000-0000-000000000000'
const DATABASE = '11111111-2222-3333-4444-555555555555'
const VERSION = '99999999-8888-7777-6666-555555555555'
/** What the configuration requires here: not what it does today, for the script has no list of its own. */
const REQUIRED = ['SESSION_SECRET', 'ADDED_LATER']
const API = 'readme-forge-api'
const CONSUMER = 'readme-forge-consumer'

interface Cloudflare {
  /** Secrets that the API Worker has; undefined: there is no such Worker yet. */
  secrets?: string[]
  /** The status of the answer that lists them. */
  listed?: number
  /** The status of the answer to a statement for the database. */
  database?: number
}

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** What the stand-in answers: a status and a result. */
function answer(
  path: string,
  method: string,
  { secrets, listed = 200, database = 200 }: Cloudflare,
): [number, unknown] {
  if (path.endsWith('/secrets') || path.startsWith('workers/services/')) {
    if (!secrets || path.includes(CONSUMER)) return [404, null]
    if (path.endsWith('/secrets')) return [listed, secrets.map((name) => ({ name, type: 'secret_text' }))]
    return [200, { default_environment: { environment: 'production', script: { tag: 'a', tags: null } } }]
  }
  if (path.endsWith('/query')) return [database, [{ results: [], success: true, meta: {} }]]
  if (path === 'workers/subdomain') return [200, { subdomain: 'forge' }]
  if (path.endsWith('/deployments')) return [200, { deployments: [] }]
  if (path.endsWith('/settings')) return [200, { bindings: [] }]
  if (path === 'workers/scripts') return [200, []]
  if (path.endsWith('/versions')) return [200, { id: VERSION, resources: { script: { etag: 'e' } } }]
  if (method === 'PUT') return [200, { deployment_id: VERSION }]
  return [200, {}]
}

async function standIn(cloudflare: Cloudflare) {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request
    const path = new URL(url, 'http://stand-in').pathname.replace('/accounts/account/', '')
    requests.push(`${method} ${path}`)
    const [status, result] = answer(path, method, cloudflare)
    // 10007 is what the API says of a Worker that it does not know.
    const errors = status === 200 ? [] : [{ code: status === 404 ? 10007 : 7500, message: 'refused by the stand-in' }]
    request.resume().on('end', () => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ success: status === 200, errors, messages: [], result }))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  ends.push(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return { origin: `http://127.0.0.1:${address.port}`, requests }
}

/**
 * What the script and its steps read of a configuration: the other resources would only be asked for at the stand-in. Outside
 * the environment that is deployed stands another name, at which nothing may be changed.
 */
async function configuration(file: string, more: (config: TomlTable) => TomlTable = () => ({})) {
  const { main, compatibility_date, env } = parse(await readFile(join(ROOT, file), 'utf8'))
  const production = (env as TomlTable).production as TomlTable
  const deployed = { name: production.name!, ...more(production) }
  return stringify({ name: 'not-deployed', main, compatibility_date, env: { production: deployed } } as TomlTable)
}

/** A folder with the script, configurations after this project's, a migration, and Workers and builds that do nothing. */
async function project(databaseId: string) {
  const folder = await mkdtemp(join(tmpdir(), 'readme-forge-deploy-'))
  ends.push(() => rm(folder, { recursive: true }))
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  await cp(join(ROOT, 'scripts/deploy.mjs'), join(folder, 'scripts/deploy.mjs'))
  const api = await configuration('wrangler.toml', ({ d1_databases }) => ({
    d1_databases: (d1_databases as TomlTable[]).map((database) => ({ ...database, database_id: databaseId })),
    secrets: { required: REQUIRED },
  }))
  const files = {
    'scripts/build-web.mjs': '',
    'scripts/build-engine.mjs': '',
    'src/api-worker.ts': 'export default { fetch() {} }\n',
    'src/consumer-worker.ts': 'export default { fetch() {} }\n',
    'migrations/0000_first.sql': 'CREATE TABLE first (id TEXT);\n',
    'wrangler.toml': api,
    'wrangler.consumer.toml': await configuration('wrangler.consumer.toml'),
  }
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  return folder
}

/** Runs the script; what it printed, how it ended, and what the stand-in was asked. */
async function deploy(cloudflare: Cloudflare, { options = [] as string[], databaseId = DATABASE } = {}) {
  const folder = await project(databaseId)
  const { origin, requests } = await standIn(cloudflare)
  const child = spawn(process.execPath, [join(folder, 'scripts/deploy.mjs'), ...options], {
    cwd: folder,
    env: {
      ...process.env,
      // No account, cache or log of whoever runs the tests.
      HOME: folder,
      // wrangler is started a dozen times here, and compiling it is most of its start.
      NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/node'),
      CI: '1',
      CLOUDFLARE_API_BASE_URL: origin,
      CLOUDFLARE_API_TOKEN: 'token',
      CLOUDFLARE_ACCOUNT_ID: 'account',
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_HIDE_BANNER: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  ends.push(() => child.kill())
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
  const code = await new Promise((closed) => child.on('close', closed))
  return { code, printed, requests, writes: requests.filter((request) => !request.startsWith('GET ')) }
}

/** Of the requests, the steps of a deployment: statements for the database, versions of a Worker, new Workers. */
const steps = (requests: string[]) => [
  ...new Set(
    requests.filter((request) => /^(?:POST d1\/.*|POST .*\/versions|PUT workers\/scripts\/[^/]+)$/.test(request)),
  ),
]
const MIGRATIONS = `POST d1/database/${DATABASE}/query`

describe('a deployment', { timeout: 60_000 }, () => {
  it('is stopped by a missing secret before anything is changed, and says which one and how to set it', async () => {
    const { code, printed, requests, writes } = await deploy({ secrets: ['SESSION_SECRET'] })
    expect(code, printed).toBe(1)
    expect(requests).toContain(`GET workers/scripts/${API}/secrets`)
    expect(writes).toEqual([])
    expect(printed).toContain(`${API} lacks secrets: ADDED_LATER.`)
    expect(printed).toMatch(/openssl rand .*\| npx wrangler secret put ADDED_LATER --env production$/m)
    expect(printed).not.toContain('SESSION_SECRET')
  })

  it('lacks every secret as long as there is no such Worker', async () => {
    const { code, printed, writes } = await deploy({})
    expect(code, printed).toBe(1)
    for (const secret of REQUIRED) expect(printed).toContain(`npx wrangler secret put ${secret}`)
    expect(writes).toEqual([])
  })

  it('is stopped when nobody can say which secrets are set', async () => {
    const { code, printed, writes } = await deploy({ secrets: REQUIRED, listed: 403 })
    expect(code, printed).toBe(1)
    expect(printed).toContain('refused by the stand-in')
    expect(writes).toEqual([])
  })

  it('is stopped by the placeholder of the database', async () => {
    const { code, printed, writes } = await deploy({ secrets: REQUIRED }, { databaseId: ZEROS })
    expect(code, printed).toBe(1)
    expect(printed).toContain('npx wrangler d1 create readme-forge')
    expect(writes).toEqual([])
  })

  it('is stopped by an option that it does not know', async () => {
    const { code, printed, writes } = await deploy({ secrets: REQUIRED }, { options: ['--dry-run'] })
    expect(code, printed).toBe(1)
    expect(printed).toContain('--dry-run')
    expect(writes).toEqual([])
  })

  it('is only asked about under --check, which passes when everything is in place', async () => {
    const { code, printed, writes } = await deploy({ secrets: [...REQUIRED, 'TOKEN_SECRET'] }, { options: ['--check'] })
    expect(code, printed).toBe(0)
    expect(writes).toEqual([])
  })

  it('applies the migrations, then uploads the API Worker, then the consumer', async () => {
    const { code, printed, requests } = await deploy({ secrets: REQUIRED })
    expect(code, printed).toBe(0)
    expect(steps(requests)).toEqual([
      MIGRATIONS,
      `POST workers/scripts/${API}/versions`,
      `PUT workers/scripts/${CONSUMER}`,
    ])
  })

  it('uploads no Worker when the migrations fail', async () => {
    const { code, printed, requests } = await deploy({ secrets: REQUIRED, database: 400 })
    expect(code, printed).toBe(1)
    expect(steps(requests)).toEqual([MIGRATIONS])
  })
})
