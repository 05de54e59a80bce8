import { startForge } from '../../e2e/forge.ts'
import type { Repositories } from '../../e2e/repositories.ts'
import type { Credential, Credentials } from './who.ts'

/** A service to ask, and those it knows. */
export interface Product {
  origin: string
  credentials: Credentials
  stop(): Promise<void>
}

/** `open`: jobs are everybody's. `owned`: each is whose it is. */
export type Access = 'open' | 'owned'

const OPERATOR = 'operator-token-of-the-fuzzer-which-nobody-else-has'
/** Of a key so much that it is not what ends the run; the other quotas are as they are. */
const QUOTAS = JSON.stringify({ key: { day: 1_000_000, at_once: 100_000 } })

export const bearer = (token: string): Credential => ({ authorization: `Bearer ${token}` })

async function newKey(origin: string, name: string): Promise<Credential> {
  const headers = { ...bearer(OPERATOR), 'content-type': 'application/json' }
  const answer = await fetch(`${origin}/keys/`, { method: 'POST', headers, body: JSON.stringify({ name }) })
  if (answer.status !== 201) throw new Error(`no key: ${answer.status} ${await answer.text()}`)
  const { key } = (await answer.json()) as { key: string }
  return bearer(key)
}

/** What a browser is known by after its first job; nobody is known where all is everybody's. */
async function visitors(origin: string): Promise<Credential[]> {
  const body = new URLSearchParams({ url: 'acme/plain' })
  const answer = await fetch(`${origin}/generate/`, { method: 'POST', body, redirect: 'manual' })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  return cookie === undefined ? [] : [{ cookie }]
}

/** The product as `npm start` runs it, with two owners of keys, a visitor and its operator. */
export async function startProduct(access: Access, { host }: Repositories): Promise<Product> {
  const variables = { ACCESS: access, OPERATOR_TOKEN: OPERATOR, METRICS_TOKEN: OPERATOR, QUOTAS }
  const { origin, stop } = await startForge({ 'github.com': host.origin }, variables)
  const key = [await newKey(origin, 'one'), await newKey(origin, 'other')]
  return { origin, stop, credentials: { key, visitor: await visitors(origin), operator: [bearer(OPERATOR)] } }
}
