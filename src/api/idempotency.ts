import { hex, sha256 } from '../job/digest'
import { Problem } from './problems'

/** Tells two requests apart: SHA-256 of the validated request, in hexadecimal. */
export const fingerprint = async (request: object) => hex(await sha256(JSON.stringify(request)))

/**
 * The job's id. With an `Idempotency-Key` it follows from owner and key (UUID version 8, RFC 9562), so that the same
 * request meets the same object; without one it is random. Problem: invalid_idempotency_key.
 */
export async function jobIdFor(owner: string, key: string | undefined): Promise<string> {
  if (key === undefined) return crypto.randomUUID()
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new Problem('invalid_idempotency_key')
  const bytes = (await sha256(`${owner}\n${key}`)).subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
