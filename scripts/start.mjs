// `npm start`: applies the D1 migrations and runs both Workers on this machine, with local D1, Queues, R2 and Durable Objects.
// Environment: PORT (8787), HOST (127.0.0.1), STATE (folder of the local state, .wrangler/state), and any variable of
// .dev.vars.example, which then wins over .dev.vars.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { parse } from 'smol-toml'

const root = resolve(import.meta.dirname, '..')
const { PORT = '8787', HOST = '127.0.0.1', LOG_LEVEL = 'log' } = process.env
const state = resolve(root, process.env.STATE ?? '.wrangler/state')

/**
 * The configuration to run. Where the environment sets one of its variables it is a copy: wrangler takes variables from
 * the command line for the first Worker alone.
 */
function configuration(file) {
  const config = parse(readFileSync(join(root, file), 'utf8'))
  const set = Object.keys(config.vars).filter((name) => process.env[name] !== undefined)
  if (!set.length) return join(root, file)
  const devVars = join(root, '.dev.vars')
  const vars = existsSync(devVars) ? parseEnv(readFileSync(devVars, 'utf8')) : {}
  config.vars = { ...config.vars, ...vars, ...Object.fromEntries(set.map((name) => [name, process.env[name]])) }
  config.main = join(root, config.main)
  if (config.assets) config.assets.directory = join(root, config.assets.directory)
  for (const database of config.d1_databases ?? []) database.migrations_dir = join(root, database.migrations_dir)
  const copy = join(state, 'config', `${config.name}.json`)
  mkdirSync(join(state, 'config'), { recursive: true })
  writeFileSync(copy, JSON.stringify(config))
  return copy
}

const api = configuration('wrangler.toml')
const consumer = configuration('wrangler.consumer.toml')
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
