// `npm start`: applies the D1 migrations and runs both Workers on this machine, with local D1, Queues, R2 and Durable Objects.
// Environment: PORT (8787), HOST (127.0.0.1), STATE (folder of the local state, .wrangler/state), ENTRIES (folder of the
// Workers' entries, src: what measures and breaks the product has its own), and any variable of .dev.vars.example, which
// then wins over .dev.vars.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { parse } from 'smol-toml'
import './build-engine.mjs'
import './build-web.mjs'

const root = resolve(import.meta.dirname, '..')
const { PORT = '8787', HOST = '127.0.0.1', ENTRIES = 'src', LOG_LEVEL = 'log' } = process.env
const state = resolve(root, process.env.STATE ?? '.wrangler/state')

const devVars = join(root, '.dev.vars')
const written = existsSync(devVars) ? parseEnv(readFileSync(devVars, 'utf8')) : {}
/** A variable as whoever runs it has set it: the environment, then the project's own .dev.vars. */
const given = (name) => process.env[name] ?? written[name]

/** Where no secret is set, one of this machine's own, kept beside the state that it belongs to. */
function secretOfThisMachine(name) {
  const file = join(state, name)
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** A line of a .dev.vars file: the value in the quotes that it does not have. */
const variable = ([name, value]) => {
  const quote = ["'", '"', '`'].find((one) => !value.includes(one)) ?? "'"
  return `${name}=${quote}${value}${quote}\n`
}

/**
 * The configuration to run: a copy in a folder of its own, beside a .dev.vars with the variables that are set, in the
 * environment or the project's own .dev.vars. wrangler takes variables from the command line for the first Worker alone.
 * @param defaults variables and secrets of this Worker that nobody need set
 */
function configuration(file, defaults) {
  const config = parse(readFileSync(join(root, file), 'utf8'))
  const set = { ...defaults }
  for (const name of [...Object.keys(config.vars), ...Object.keys(defaults)]) {
    const value = given(name)
    if (value !== undefined) set[name] = value
  }
  // With a list of required secrets wrangler gives a Worker no others.
  delete config.secrets
  // Workers AI would ask for an account.
  delete config.env
  config.main = join(root, ENTRIES, basename(config.main))
  for (const [part, module] of Object.entries(config.alias ?? {})) config.alias[part] = join(root, module)
  if (config.assets) config.assets.directory = join(root, config.assets.directory)
  for (const database of config.d1_databases ?? []) database.migrations_dir = join(root, database.migrations_dir)
  const folder = join(state, 'config', config.name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '.dev.vars'), Object.entries(set).map(variable).join(''), { mode: 0o600 })
  writeFileSync(join(folder, 'wrangler.json'), JSON.stringify(config))
  return join(folder, 'wrangler.json')
}

mkdirSync(state, { recursive: true })
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const api = configuration('wrangler.toml', {
  ACCESS: 'open',
  HOSTS: [...LOOPBACK, '::1'].includes(HOST) ? LOOPBACK.join() : '',
  TOKEN_SECRET: secretOfThisMachine('token-secret'),
  SESSION_SECRET: secretOfThisMachine('session-secret'),
  OPERATOR_TOKEN: secretOfThisMachine('operator-token'),
  LLM_API_KEY: '',
  // Whoever may do everything else may see the figures.
  METRICS_TOKEN: (given('ACCESS') ?? 'open') === 'open' ? '' : secretOfThisMachine('operator-token'),
})
const consumer = configuration('wrangler.consumer.toml', { LLM_API_KEY: '' })
const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')
const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', CI: '1' }

const migrated = spawnSync(
  process.execPath,
  [wrangler, 'd1', 'migrations', 'apply', 'DB', '--local', '-c', api, '--persist-to', state],
  { cwd: root, env, encoding: 'utf8' },
)
if (migrated.status !== 0) {
  process.stderr.write(`${migrated.stdout}\n${migrated.stderr}\nThe D1 migrations could not be applied.\n`)
  process.exit(1)
}

const args = [
  ...[wrangler, 'dev', '-c', api, '-c', consumer],
  ...['--ip', HOST, '--port', PORT, '--inspector-port', '0', '--persist-to', state],
  ...['--show-interactive-dev-session=false', '--log-level', LOG_LEVEL],
]
/** A runtime that ends so often so soon after its start will not get better. */
const SOON_MS = 20_000
const TRIES = 3

let dev
let ending = false
let soon = 0

/** Ends the runtime with everything it started: a group of processes of its own. */
function signal(name) {
  try {
    process.kill(-dev.pid, name)
  } catch {
    // It is gone already.
  }
}

/**
 * Starts the runtime, and again when it ends by itself: `wrangler dev` does whenever a client breaks off an upload or a
 * connection between its own parts is lost. State is on disk and every job's object rings again, so nothing is lost by it.
 */
function run() {
  const began = Date.now()
  dev = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit', detached: true })
  dev.on('exit', (code) => {
    // Nothing may hold the state when the next one opens it.
    signal('SIGKILL')
    soon = Date.now() - began < SOON_MS ? soon + 1 : 0
    if (ending) process.exit(0)
    if (soon === TRIES) process.exit(code || 1)
    process.stderr.write('The local runtime ended; it is started again.\n')
    run()
  })
}

function end(name) {
  ending = true
  signal(name)
}

run()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => end(name))
// npm starts us through a shell that does not pass signals on: when it is gone, so are we.
const parent = process.ppid
setInterval(() => process.ppid !== parent && end('SIGTERM'), 500).unref()
