const DOT = 0x2e
const SLASH = 0x2f
const UNDERSCORE = 0x5f

/** A name without the `./` that `tar .` writes before each; empty for the folder itself. */
export function withoutDots(name: Uint8Array): Uint8Array {
  let at = 0
  while (name[at] === DOT && (name[at + 1] === SLASH || at + 1 === name.length)) at += 2
  return name.subarray(at)
}

/** Does macOS keep a file's attributes here, beside the file? Source: AppleSingle/AppleDouble Formats, appendix B. */
export function isAppleDouble(name: Uint8Array): boolean {
  const base = name.lastIndexOf(SLASH) + 1
  return name[base] === DOT && name[base + 1] === UNDERSCORE
}
