/*
 * A token for a private repository, sealed so that storage never holds it in the clear: AES-256-GCM with a key derived from
 * the deployment's secret, bound to the job's id. Source: NIST SP 800-38D, RFC 5869.
 */

const ALGORITHM = 'AES-GCM'
/** Bytes of the nonce before the ciphertext. */
const NONCE = 12
const encode = (text: string) => new TextEncoder().encode(text)

async function keyFrom(secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encode(secret), 'HKDF', false, ['deriveKey'])
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode('readme-forge token') }
  return crypto.subtle.deriveKey(derivation, material, { name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt'])
}

/** @returns nonce and ciphertext in Base64, which only `unseal` with the same secret and job opens */
export async function seal(secret: string, job: string, token: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE))
  const additionalData = encode(job)
  const sealed = await crypto.subtle.encrypt(
    { name: ALGORITHM, iv, additionalData },
    await keyFrom(secret),
    encode(token),
  )
  return btoa(String.fromCharCode(...iv, ...new Uint8Array(sealed)))
}

/** @returns the token; `null` when it was sealed with none of the secrets */
export async function unseal(secrets: readonly string[], job: string, sealed: string): Promise<string | null> {
  for (const secret of secrets) {
    const token = await unsealWith(secret, job, sealed)
    if (token !== null) return token
  }
  return null
}

async function unsealWith(secret: string, job: string, sealed: string): Promise<string | null> {
  const bytes = Uint8Array.from(atob(sealed), (character) => character.charCodeAt(0))
  const algorithm = { name: ALGORITHM, iv: bytes.subarray(0, NONCE), additionalData: encode(job) }
  try {
    const token = await crypto.subtle.decrypt(algorithm, await keyFrom(secret), bytes.subarray(NONCE))
    return new TextDecoder().decode(token)
  } catch {
    return null
  }
}
