import { utf8Name } from './name-encoding'
import { isAppleDouble } from './tar-names'
import type { Member, MemberName } from './zip-records'

const SLASH = 0x2f
const DOT = 0x2e
const BACKSLASH = 0x5c

/** Where macOS puts what other systems do not keep of a file. */
const MAC_FOLDER = new TextEncoder().encode('__MACOSX/')

/** Finds out whether the names of an archive have backslashes between folders, as old Windows programs write them. */
export class Separators {
  private slashes = false
  private backslashes = false

  see(member: Member): void {
    const { bytes, nameAt, nameEnd } = utf8Name(member)
    const name = bytes.subarray(nameAt, nameEnd)
    this.slashes ||= name.includes(SLASH)
    this.backslashes ||= name.includes(BACKSLASH)
  }

  /** Where any name has a slash, a backslash is part of a name. */
  get areBackslashes(): boolean {
    return this.backslashes && !this.slashes
  }
}

/**
 * Makes a member's name one as Git writes it: in UTF-8, with slashes, without the `./` that `bsdtar .` writes.
 * @param backslashes are they what is between folders? Then they become slashes, in place.
 * @returns an empty name for the folder itself
 */
export function plainName(member: Member, backslashes: boolean): MemberName {
  const { bytes, nameAt, nameEnd } = utf8Name(member)
  if (backslashes) for (let i = nameAt; i < nameEnd; i++) if (bytes[i] === BACKSLASH) bytes[i] = SLASH
  let at = nameAt
  while (at + 1 < nameEnd && bytes[at] === DOT && bytes[at + 1] === SLASH) at += 2
  return { bytes, nameAt: at, nameEnd }
}

/** Is a name one of what macOS adds? */
export function isMacExtra({ bytes, nameAt, nameEnd }: MemberName): boolean {
  const name = bytes.subarray(nameAt, nameEnd)
  return MAC_FOLDER.every((byte, i) => name[i] === byte) || isAppleDouble(name)
}
