import { invalid } from './archive-faults'
import { SIZE, u16, u32, u64 } from './zip-records'

/** Values of fields whose truth stands in the 64-bit record. */
const FULL16 = 0xffff
const FULL32 = 0xffffffff

/** What really was: the end records must say the same. */
export interface Extent {
  members: number
  directoryAt: number
  directoryBytes: number
}

/** Checks a 64-bit end record against what was walked and gives its whole length. */
export function checkZip64End(b: Uint8Array, at: number, real: Extent): number {
  const length = 12 + u64(b, at + 4)
  const right =
    length >= SIZE.zip64End &&
    u32(b, at + 16) === 0 &&
    u32(b, at + 20) === 0 &&
    u64(b, at + 24) === real.members &&
    u64(b, at + 32) === real.members &&
    u64(b, at + 40) === real.directoryBytes &&
    u64(b, at + 48) === real.directoryAt
  if (!right) throw invalid('its directory does not say what it holds')
  return length
}

/** Checks the record that says where the 64-bit end record is. */
export function checkZip64Locator(b: Uint8Array, at: number, zip64EndAt: number): void {
  if (u32(b, at + 4) !== 0 || u64(b, at + 8) !== zip64EndAt || u32(b, at + 16) !== 1)
    throw invalid('its directory does not say what it holds')
}

/** Checks the end record; with a 64-bit one before it, full fields stand for that one's values. */
export function checkEnd(b: Uint8Array, at: number, real: Extent, zip64: boolean): void {
  const says = (value: number, full: number, truth: number) => value === truth || (zip64 && value === full)
  const right =
    says(u16(b, at + 4), FULL16, 0) &&
    says(u16(b, at + 6), FULL16, 0) &&
    says(u16(b, at + 8), FULL16, real.members) &&
    says(u16(b, at + 10), FULL16, real.members) &&
    says(u32(b, at + 12), FULL32, real.directoryBytes) &&
    says(u32(b, at + 16), FULL32, real.directoryAt)
  if (!right) throw invalid('its directory does not say what it holds')
}
