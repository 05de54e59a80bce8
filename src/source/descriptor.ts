import { invalid } from './archive-faults'
import { type Member, SIGNATURE, u32 } from './zip-records'

/** The record behind a member's content that says what was not known before it, in four forms. Source: APPNOTE 4.3.9. */
const FORMS = [
  { signed: true, wide: false },
  { signed: true, wide: true },
  { signed: false, wide: false },
  { signed: false, wide: true },
] as const
/** Bytes that must be there to tell the forms apart: the longest, and the signature of the record that follows it. */
export const DESCRIPTOR_MOST = 28

const FOLLOWERS: ReadonlySet<number> = new Set([SIGNATURE.local, SIGNATURE.directory])

/**
 * Bytes of the descriptor at `at`, which says of `member` what is known of it and is followed by another record.
 * @throws SourceFault `archive_invalid` when there is none
 */
export function checkDescriptor(b: Uint8Array, at: number, { crc, packed, size }: Member): number {
  for (const { signed, wide } of FORMS) {
    const crcAt = at + (signed ? 4 : 0)
    const sizeAt = crcAt + (wide ? 12 : 8)
    const end = sizeAt + (wide ? 8 : 4)
    const right =
      (!signed || u32(b, at) === SIGNATURE.descriptor) &&
      u32(b, crcAt) === crc &&
      u32(b, crcAt + 4) === packed &&
      u32(b, sizeAt) === size &&
      (!wide || (u32(b, crcAt + 8) === 0 && u32(b, sizeAt + 4) === 0)) &&
      FOLLOWERS.has(u32(b, end))
    if (right) return end - at
  }
  throw invalid('what follows a file is not what its directory says of it')
}
