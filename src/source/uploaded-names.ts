const SLASH = 0x2f
const DOT = 0x2e
const BACKSLASH = 0x5c

/** Where macOS puts what other systems do not keep of a file. */
const MAC_FOLDER = new TextEncoder().encode('__MACOSX/')

/** Finds out whether the names of an archive have backslashes between folders, as old Windows programs write them. */
export class Separators {
  private slashes = false
  private backslashes = false

  see(name: Uint8Array): void {
    this.slashes ||= name.includes(SLASH)
    this.backslashes ||= name.includes(BACKSLASH)
  }

  /** Where any name has a slash, a backslash is part of a name. */
  get areBackslashes(): boolean {
    return this.backslashes && !this.slashes
  }
}

/**
 * Makes the name `b[from..end)` one as Git writes it.
 * @param backslashes are they what is between folders? Then they become slashes, in place.
 * @returns where it begins, behind the `./` that `bsdtar .` writes; `end` for the folder itself
 */
export function plainName(b: Uint8Array, from: number, end: number, backslashes: boolean): number {
  if (backslashes) for (let i = from; i < end; i++) if (b[i] === BACKSLASH) b[i] = SLASH
  let at = from
  while (at + 1 < end && b[at] === DOT && b[at + 1] === SLASH) at += 2
  return at
}

/** Is the name at `at` one of what macOS adds? */
export const isMacExtra = (b: Uint8Array, at: number): boolean => MAC_FOLDER.every((byte, i) => b[at + i] === byte)
