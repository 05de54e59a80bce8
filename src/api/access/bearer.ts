import type { Context } from 'hono'
import { timingSafeEqual } from 'hono/utils/buffer'
import { secretsIn } from '../../job/secrets'
import type { ApiEnvironment } from '../environment'
import { Problem } from '../problems'

/** What a request's `Authorization: Bearer` carries (RFC 6750); `null` without such a header. Problem: unauthorized, for any other. */
export function bearer(c: Context): string | null {
  const header = c.req.header('authorization')
  if (header === undefined) return null
  const token = /^bearer +(\S+)$/i.exec(header)?.[1]
  if (token === undefined) throw unauthorized('Send `Authorization: Bearer` and the key.')
  return token
}

export const unauthorized = (detail: string) =>
  new Problem('unauthorized', { detail, headers: { 'WWW-Authenticate': 'Bearer' } })

/**
 * Lets the operator through alone, who knows one of the tokens in this variable; an empty one lets everybody through.
 * Problems: not_found where the deployment has no such variable, unauthorized.
 */
export async function forOperator(c: Context<ApiEnvironment>, variable: string | undefined): Promise<void> {
  if (variable === undefined) throw new Problem('not_found')
  if (variable !== '' && !(await isOneOf(variable, bearer(c) ?? '')))
    throw unauthorized('This is for the operator, who knows the token.')
  c.set('isOperator', true)
}

/** Is the token one of those in the variable? In a time that does not tell how much of it is right. */
async function isOneOf(variable: string, token: string): Promise<boolean> {
  const matches = await Promise.all(secretsIn(variable).map((secret) => timingSafeEqual(secret, token)))
  return matches.includes(true)
}
