import type { Context } from 'hono'
import { getSignedCookie, setSignedCookie } from 'hono/cookie'
import { hex } from '../../job/digest'
import { secretsIn } from '../../job/secrets'
import { Misconfigured } from '../../source/origins'
import type { ApiEnvironment } from '../environment'

/*
 * A browser is known by a random number in a signed cookie, and by nothing else. It is given one with its first job:
 * whoever only reads has none.
 */

type Client = Context<ApiEnvironment>

const NAME = 'visitor'
/** What browsers keep a cookie for at most. */
const KEPT_SECONDS = 400 * 24 * 60 * 60

/** `__Host-` ties the cookie to this very host over https; over http, on one's own machine, browsers refuse such a name. */
const prefixFor = (c: Client) => (new URL(c.req.url).protocol === 'https:' ? ('host' as const) : undefined)

function secrets({ env }: Client): [string, ...string[]] {
  const [first, ...others] = secretsIn(env.SESSION_SECRET)
  if (first === undefined) throw new Misconfigured('SESSION_SECRET is not set.')
  return [first, ...others]
}

/** The visitor that the request's cookie names; `null` without one that a secret of the deployment has signed. */
export async function visitorOf(c: Client): Promise<string | null> {
  if (!c.req.header('cookie')?.includes(`${NAME}=`)) return null
  for (const secret of secrets(c)) {
    const visitor = await getSignedCookie(c, secret, NAME, prefixFor(c))
    if (visitor) return visitor
  }
  return null
}

/** Gives the browser its cookie, or the same for another while, signed with the newest secret. */
export async function rememberVisitor(c: Client, visitor: string): Promise<void> {
  const prefix = prefixFor(c)
  await setSignedCookie(c, NAME, visitor, secrets(c)[0], {
    ...(prefix ? { prefix } : {}),
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'Lax',
    maxAge: KEPT_SECONDS,
  })
}

/** The address that a request comes from, as Cloudflare says it; of IPv6, its network. */
export const clientOf = (c: Client) => networkOf(c.req.header('cf-connecting-ip') ?? 'local')

/** A name for the client's address that tells nobody the address: an HMAC with the deployment's secret. Of IPv6, its network's. */
export async function addressOf(c: Client): Promise<string> {
  const encode = (text: string) => new TextEncoder().encode(text)
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encode(secrets(c)[0]), algorithm, false, ['sign'])
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, encode(`address ${clientOf(c)}`)))
  return hex(mac.subarray(0, 16))
}

/** One customer has a /64 of IPv6, and so as many addresses as they please. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head ? head.split(':') : []
  const rest = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0')
  const all = tail === undefined ? groups : [...groups, ...zeros, ...rest]
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
