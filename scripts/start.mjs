// `npm start`: applies the D1 migrations and runs both Workers on this machine, with local D1, Queues, R2 and Durable Objects.
// Environment: PORT (8787), HOST (127.0.0.1), STATE (folder of the local state, .wrangler/state), and any variable of
// .dev.vars.example, which then wins over .dev.vars.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { parse } from 'smol-toml'
import './build-engine.mjs'

const root = resolve(import.meta.dirname, '..')
const { PORT = '8787', HOST = '127.0.0.1', LOG_LEVEL = 'log' } = process.env
const state = resolve(root, process.env.STATE ?? '.wrangler/state')

/** Where no secret is set, one of this machine's own, kept beside the state that it seals. */
function secretOfThisMachine() {
  const file = join(state, 'token-secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 })
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
 * @param defaults secrets that this Worker has and that nobody need set
 */
function configuration(file, defaults) {
  const config = parse(readFileSync(join(root, file), 'utf8'))
  const devVars = join(root, '.dev.vars')
  const given = existsSync(devVars) ? parseEnv(readFileSync(devVars, 'utf8')) : {}
  const set = { ...defaults }
  for (const name of [...Object.keys(config.vars), ...Object.keys(defaults)]) {
    const value = process.env[name] ?? given[name]
    if (value !== undefined) set[name] = value
  }
  config.main = join(root, config.main)
  if (config.assets) config.assets.directory = join(root, config.assets.directory)
  for (const database of config.d1_databases ?? []) database.migrations_dir = join(root, database.migrations_dir)
  const folder = join(state, 'config', config.name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '.dev.vars'), Object.entries(set).map(variable).join(''), { mode: 0o600 })
  writeFileSync(join(folder, 'wrangler.json'), JSON.stringify(config))
  return join(folder, 'wrangler.json')
}

mkdirSync(state, { recursive: true })
const api = configuration('wrangler.toml', { TOKEN_SECRET: secretOfThisMachine() })
const consumer = configuration('wrangler.consumer.toml', {})
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

const dev = spawn(
  process.execPath,
  [
    ...[wrangler, 'dev', '-c', api, '-c', consumer],
    ...['--ip', HOST, '--port', PORT, '--inspector-port', '0', '--persist-to', state],
    ...['--show-interactive-dev-session=false', '--log-level', LOG_LEVEL],
  ],
  { cwd: root, env, stdio: 'inherit' },
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => dev.kill(signal))
// npm starts us through a shell that does not pass signals on: when it is gone, so are we.
const parent = process.ppid
setInterval(() => process.ppid !== parent && dev.kill('SIGTERM'), 500).unref()
dev.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
