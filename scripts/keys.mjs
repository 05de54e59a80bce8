// `npm run keys -- create NAME [OWNER] | list | revoke ID`: API keys, for the operator, through the service's own endpoint.
// Environment: FORGE_URL (http://localhost:8787), OPERATOR_TOKEN (that of `npm start` on this machine), STATE as there.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'

const root = resolve(import.meta.dirname, '..')
const { FORGE_URL = 'http://localhost:8787' } = process.env
const USAGE = 'Usage: npm run keys -- create NAME [OWNER] | list | revoke ID'

function fail(reason) {
  process.stderr.write(`${reason}\n`)
  process.exit(1)
}

const readIfThere = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** The operator's token: the first, where one takes the other's place. */
function operatorToken() {
  const given = process.env.OPERATOR_TOKEN ?? parseEnv(readIfThere(join(root, '.dev.vars'))).OPERATOR_TOKEN
  const ofThisMachine = readIfThere(join(resolve(root, process.env.STATE ?? '.wrangler/state'), 'operator-token'))
  const token = (given ?? ofThisMachine).split(',')[0].trim()
  return token || fail('OPERATOR_TOKEN is not set, and no `npm start` has made one here.')
}

async function ask(method, path, body) {
  const headers = { Authorization: `Bearer ${operatorToken()}`, ...(body && { 'Content-Type': 'application/json' }) }
  const answer = await fetch(new URL(path, FORGE_URL), { method, headers, body: body && JSON.stringify(body) }).catch(
    () => fail(`${FORGE_URL} does not answer.`),
  )
  if (answer.status === 204) return null
  const said = await answer
    .json()
    .catch(() => fail(`${FORGE_URL} answers ${answer.status}, and no readme-forge is there.`))
  if (answer.ok) return said
  const why = said.errors?.map(({ pointer, message }) => `${pointer}: ${message}`) ?? []
  return fail([`${said.title}.`, said.detail, ...why].filter(Boolean).join(' '))
}

const line = ({ id, prefix, created_at, revoked_at, owner, name }) =>
  [id, `${prefix}…`, created_at, revoked_at ? `revoked ${revoked_at}` : 'opens', owner, name].join('  ')

const [command, subject, owner, ...rest] = process.argv.slice(2)
if (rest.length) fail(USAGE)
if (command === 'create' && subject) {
  const made = await ask('POST', '/keys/', { name: subject, ...(owner && { owner }) })
  process.stdout.write(`${made.key}\n`)
  process.stderr.write(`It is shown this once. Id ${made.id}, owner ${made.owner}.\n`)
} else if (command === 'list' && !subject) {
  for (let page = '/keys/?limit=100'; page; ) {
    const { keys, next } = await ask('GET', page)
    for (const key of keys) process.stdout.write(`${line(key)}\n`)
    page = next && `/keys/?limit=100&cursor=${next}`
  }
} else if (command === 'revoke' && subject && !owner) {
  await ask('DELETE', `/keys/${encodeURIComponent(subject)}/`)
  process.stderr.write('Revoked.\n')
} else fail(USAGE)
