import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { api } from '../../src/api/api'

/** A deployment whose jobs have owners, and a few may be had. */
export const OWNED = {
  ACCESS: 'owned',
  QUOTAS: JSON.stringify({
    key: { day: 5, at_once: 2 },
    visitor: { day: 3, at_once: 2 },
    address: { day: 6, at_once: 4 },
    visitors: { day: 8, at_once: 8 },
  }),
}
type Bindings = Partial<typeof env> | Record<string, unknown>

/** The answer of a deployment with these bindings. */
export async function ask(path: string, init: RequestInit = {}, bindings: Bindings = OWNED): Promise<Response> {
  const context = createExecutionContext()
  const request = new Request(`https://forge.example${path}`, { redirect: 'manual', ...init })
  const response = await api.fetch(request, { ...env, ...bindings }, context)
  await waitOnExecutionContext(context)
  return response
}

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
export const OPERATOR = bearer('operator-token-of-the-tests')

export const file = (
  headers: Record<string, string> = {},
  body: object = { url: 'acme/lamp' },
  bindings: Bindings = OWNED,
) =>
  ask(
    '/generate/',
    { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) },
    bindings,
  )
export const idOf = async (response: Response) => (await response.json<{ id: string }>()).id

/** The problem that an answer is. */
export async function problemIn(response: Response) {
  const { status, code } = await response.json<{ status: number; code: string }>()
  expect(response.status).toBe(status)
  return code
}

/** A new API key. */
export async function newKey(body: object = { name: 'test' }) {
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...OPERATOR },
    body: JSON.stringify(body),
  }
  const response = await ask('/keys/', init)
  expect(response.status).toBe(201)
  return response.json<{ id: string; key: string; owner: string; prefix: string }>()
}

/** The cookie that an answer gives, as a browser sends it back. */
export const cookieOf = (response: Response) => ({ Cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' })
