import { strToU8, zipSync } from 'fflate'
import { REPOSITORY_NAMES } from './harness.ts'
import type { Random } from './random.ts'

/** A job that is going to be asked for. */
export interface Order {
  /** Idempotency-Key. */
  key: string
  /** When it is filed: 0 is the start of the fire, 1 the end of its least length. */
  when: number
  path: string
  headers: Record<string, string>
  body: string | Uint8Array<ArrayBuffer>
  /** The failure that it must end with when nothing else goes wrong. */
  bound: 'repository_not_found' | 'archive_invalid' | null
}

const SHARE = { upload: 0.1, brokenUpload: 0.1, missing: 0.04, refresh: 0.4 }

const ofAddress = (body: object): Pick<Order, 'path' | 'headers' | 'body'> => ({
  path: '/generate/',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

function ofUpload(number: number, broken: boolean): Pick<Order, 'path' | 'headers' | 'body'> {
  const zip = zipSync({
    'README.md': strToU8(`# Bell ${number}\n\nA bell that rings.\n`),
    'bell.txt': strToU8('ding\n'),
  })
  return {
    path: '/generate/',
    headers: { 'content-type': 'application/zip' },
    body: new Uint8Array(broken ? zip.subarray(0, 60) : zip),
  }
}

/** The jobs of a run, in the order of their time. */
export function orders(chance: Random, count: number): Order[] {
  return Array.from({ length: count }, (_, number) => {
    const order = { key: `chaos-${number}`, when: (number + chance.next()) / count }
    if (chance.chance(SHARE.upload)) {
      const broken = chance.chance(SHARE.brokenUpload)
      return { ...order, ...ofUpload(number, broken), bound: broken ? 'archive_invalid' : null }
    }
    if (chance.chance(SHARE.missing))
      return { ...order, ...ofAddress({ url: 'acme/nothing' }), bound: 'repository_not_found' }
    const refresh = chance.chance(SHARE.refresh)
    return { ...order, ...ofAddress({ url: `acme/${chance.pick(REPOSITORY_NAMES)}`, refresh }), bound: null }
  })
}
