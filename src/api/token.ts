import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { seal } from '../job/credential'
import { secretsIn } from '../job/secrets'
import type { ApiEnvironment } from './environment'
import { Problem } from './problems'

/** A token for a private repository: anything that a header can carry. */
export const TokenSchema = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,2048}$/, 'A token has only visible ASCII characters.')
  .meta({
    description:
      'Opens a private repository on its host. Used for this run alone, sealed while it waits, erased when the job is at rest.',
  })

/** The token as the job's object may keep it. Problem: token_not_accepted, where the deployment has no secret to seal with. */
export async function sealedToken(
  c: Context<ApiEnvironment>,
  job: string,
  token: string | undefined,
): Promise<string | null> {
  if (token === undefined) return null
  const [secret] = secretsIn(c.env.TOKEN_SECRET)
  if (secret === undefined) throw new Problem('token_not_accepted')
  return seal(secret, job, token)
}
