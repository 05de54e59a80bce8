import type { Snapshot, Wants } from '../source/files'
import { DETECTORS } from './detectors'
import type { Facts } from './facts'
import { wantsForLanguages } from './languages'
import { wantsForLicense } from './license'

/** Where the repository comes from: what the address said, resolved. */
export type Origin = Omit<Facts['repository'], 'commit' | 'files' | 'bytes'>

/** Bytes of each file that the analysis reads. */
export const wants: Wants = (path, bytes) => {
  let most = Math.max(wantsForLanguages(path, bytes), wantsForLicense(path, bytes))
  for (const detector of DETECTORS) most = Math.max(most, detector.wants(path, bytes))
  return most
}

export function analyse(_snapshot: Snapshot, _origin: Origin): Facts {
  throw new Error('not yet')
}
