// `npm run deploy`: applies the D1 migrations at Cloudflare and deploys both Workers, the API Worker first. Before it changes
// anything there it asks whether everything is in place: wrangler finds a missing secret only when it uploads the Worker,
// and the migrations are applied by then. `--check` asks and deploys nothing.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'smol-toml'

const root = resolve(import.meta.dirname, '..')
/** The environment that is deployed: the one with Workers AI. */
const PRODUCTION = ['--env', 'production']
const options = process.argv.slice(2)
const { env } = parse(readFileSync(join(root, 'wrangler.toml'), 'utf8'))
const { name, d1_databases = [], secrets } = env.production

function refuse(reason) {
  process.stderr.write(`${reason}\nNothing was deployed, and nothing at Cloudflare was changed.\n`)
  process.exit(1)
}

function wrangler(args, how) {
  const bin = join(root, 'node_modules/wrangler/bin/wrangler.js')
  return spawnSync(process.execPath, [bin, ...args], { cwd: root, ...how })
}

/** The names of the secrets that the API Worker has at Cloudflare. */
function secretsThere() {
  const { status, stdout, stderr } = wrangler(
    ['secret', 'list', '--format', 'json', '-c', 'wrangler.toml', ...PRODUCTION],
    {
      // The list is a line of its log: neither more nor less than that.
      env: { ...process.env, WRANGLER_LOG: 'log' },
      encoding: 'utf8',
    },
  )
  if (status === 0) return JSON.parse(stdout).map((secret) => secret.name)
  // Before the first deployment there is no Worker; `wrangler secret put` makes it.
  if (stderr.includes(`Worker "${name}" (env: production) not found`)) return []
  refuse(`wrangler could not tell which secrets ${name} has:\n${stdout}${stderr}`)
}

const unknown = options.filter((option) => option !== '--check')
if (unknown.length > 0) refuse(`Unknown: ${unknown.join(' ')}. The only option is --check.`)

const placeholder = d1_databases.find(({ database_id }) => /^[0-]*$/.test(database_id))
if (placeholder) {
  refuse(`wrangler.toml has no database yet: put the id that this prints where its [env.production] has all zeros.
  npx wrangler d1 create ${placeholder.database_name}`)
}

const required = secrets?.required ?? []
const there = required.length > 0 ? secretsThere() : []
const missing = required.filter((secret) => !there.includes(secret))
if (missing.length > 0) {
  // `tee` shows the value, once: Cloudflare never does, and an operator's token is no use to an operator without it.
  const put = (secret) =>
    `  openssl rand -base64 32 | tee /dev/stderr | npx wrangler secret put ${secret} --env production\n`
  refuse(`${name} lacks secrets: ${missing.join(', ')}. Each line sets one and shows its value, to be kept:
${missing.map(put).join('')}`)
}

if (options.includes('--check')) {
  process.stdout.write('Everything that a deployment needs is in place. Nothing was deployed.\n')
  process.exit(0)
}

await import('./build-web.mjs')
await import('./build-engine.mjs')
for (const step of [
  ['d1', 'migrations', 'apply', 'DB', '--remote', '-c', 'wrangler.toml', ...PRODUCTION],
  ['deploy', '-c', 'wrangler.toml', ...PRODUCTION],
  ['deploy', '-c', 'wrangler.consumer.toml', ...PRODUCTION],
]) {
  const { status } = wrangler(step, { stdio: 'inherit' })
  if (status !== 0) process.exit(status || 1)
}
