import { hex, sha256 } from '../../job/digest'

/*
 * API keys: 32 random bytes in base64url after a prefix that secret scanners can look for. What is kept is the SHA-256:
 * of a random key, unlike of a password, that is enough.
 */

const PREFIX = 'rforge_'
/** Characters of a key that tell it from others in a list. */
const SHOWN = PREFIX.length + 6

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (character) => ({ '+': '-', '/': '_' })[character] ?? '')

/** A new key. */
export const newKey = (): string => PREFIX + base64url(crypto.getRandomValues(new Uint8Array(32)))

/** Could this be a key of ours? */
export const looksLikeKey = (text: string) => /^rforge_[\w-]{43}$/.test(text)

/** The beginning of a key, which is kept to tell it from others. */
export const shownOf = (key: string) => key.slice(0, SHOWN)

/** SHA-256 of a key in hexadecimal. */
export const hashOf = async (key: string): Promise<string> => hex(await sha256(key))
