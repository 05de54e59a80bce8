import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Forge, startForge } from '../forge'

const KEYS = join(import.meta.dirname, '../../../scripts/keys.mjs')
const run = promisify(execFile)

let forge: Forge
beforeAll(async () => {
  forge = await startForge({}, { ACCESS: 'owned' })
})
afterAll(() => forge.stop())

/** The command as the operator of this machine runs it. */
const keys = (args: string[], env: Record<string, string> = {}) =>
  run(process.execPath, [KEYS, ...args], {
    env: { ...process.env, STATE: forge.state, FORGE_URL: forge.origin, ...env },
  })
const list = (key: string) => fetch(`${forge.origin}/jobs/`, { headers: { Authorization: `Bearer ${key}` } })

describe('npm run keys', () => {
  it('makes a key that opens, lists it without showing it, and revokes it, with the token that npm start made', async () => {
    const key = (await keys(['create', 'CI of acme'])).stdout.trim()
    expect((await list(key)).status).toBe(200)
    const [id = '', prefix = ''] = (await keys(['list'])).stdout.split(/\s+/)
    expect(key.startsWith(prefix.replace('…', ''))).toBe(true)
    await keys(['revoke', id])
    expect((await list(key)).status).toBe(401)
    const listed = (await keys(['list'])).stdout
    expect(listed).toContain('revoked')
    expect(listed).not.toContain(key)
    // Neither is it anywhere in what the service keeps or prints.
    expect(await forge.stores(key)).toEqual([])
    expect(forge.output()).not.toContain(key)
  })
  it('makes one more for an owner, to take the first one’s place', async () => {
    const { stderr } = await keys(['create', 'first'])
    const owner = /owner (key:[0-9a-f-]+)/.exec(stderr)?.[1] ?? ''
    expect((await keys(['create', 'second', owner])).stderr).toContain(owner)
  })
  it('says in a sentence what is wrong', async () => {
    const wrong = async (args: string[], env: Record<string, string> = {}) =>
      keys(args, env).then(
        () => 'nothing',
        ({ stderr }: { stderr: string }) => stderr,
      )
    const empty = await mkdtemp(join(tmpdir(), 'no-state-'))
    expect(await wrong(['create'])).toContain('Usage:')
    expect(await wrong(['list', 'more'])).toContain('Usage:')
    expect(await wrong(['revoke', 'nothing'])).toBe('There is no such key.\n')
    expect(await wrong(['create', 'a', 'somebody'])).toContain('/owner')
    expect(await wrong(['list'], { OPERATOR_TOKEN: 'wrong' })).toContain('The key or token is not valid.')
    expect(await wrong(['list'], { STATE: empty })).toContain('OPERATOR_TOKEN is not set')
    expect(await wrong(['list'], { FORGE_URL: 'http://127.0.0.1:1' })).toContain('does not answer')
    await rm(empty, { recursive: true })
  })
})
