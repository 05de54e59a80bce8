import { checksum } from './inflate'
import { FLAG, type Member, type MemberName, u16, u32 } from './zip-records'

/** The characters of the bytes from 128 on, by which DOS wrote names. Source: APPNOTE 6.3.10, appendix D; Unicode's CP437.TXT. */
const CP437 = Uint16Array.from(
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ' +
    'áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
    '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
    'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  (character) => character.charCodeAt(0),
)
const BACKSLASH = 0x5c
/** Stands for a backslash that may be half of a character, and so parts no folders. */
const WIDE_BACKSLASH = 0xff3c

const UNICODE_PATH = 0x7075
const UNICODE_VERSION = 1
/** Version and checksum, before the name. */
const UNICODE_HEAD = 5

const utf16 = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true })
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes)
    return true
  } catch {
    return false
  }
}

/** The name that stands beside one of another encoding, if it is of this very one. Source: APPNOTE 4.6.9. */
function unicodePath({ bytes, nameAt, nameEnd, extraEnd }: Member): MemberName | null {
  for (let at = nameEnd; at + 4 <= extraEnd; at += 4 + u16(bytes, at + 2)) {
    if (u16(bytes, at) !== UNICODE_PATH) continue
    const from = at + 4 + UNICODE_HEAD
    const end = at + 4 + u16(bytes, at + 2)
    const right =
      from < end &&
      end <= extraEnd &&
      bytes[at + 4] === UNICODE_VERSION &&
      u32(bytes, at + 5) === checksum(bytes.subarray(nameAt, nameEnd)) &&
      isUtf8(bytes.subarray(from, end))
    return right ? { bytes, nameAt: from, nameEnd: end } : null
  }
  return null
}

/** Programs of Asia write names as their system has them, where the second byte of a character may be that of a backslash. */
function fromCp437(name: Uint8Array): Uint8Array {
  const characters = new Uint16Array(name.length)
  for (let i = 0; i < name.length; i++) {
    const byte = name[i]!
    const half = byte === BACKSLASH && i > 0 && name[i - 1]! >= 0x80
    characters[i] = byte >= 0x80 ? CP437[byte - 0x80]! : half ? WIDE_BACKSLASH : byte
  }
  return new TextEncoder().encode(utf16.decode(characters))
}

/**
 * The name of a member, in UTF-8 where it is in DOS's encoding or a field beside it gives it so. Nothing says which other
 * encoding a name may be in: its letters are wrong then, and it is a name all the same. Source: APPNOTE 4.4.4, bit 11.
 */
export function utf8Name(member: Member): MemberName {
  if (member.flags & FLAG.utf8) return member
  const beside = unicodePath(member)
  if (beside) return beside
  const { bytes, nameAt, nameEnd } = member
  const name = bytes.subarray(nameAt, nameEnd)
  if (isUtf8(name)) return member
  const made = fromCp437(name)
  return { bytes: made, nameAt: 0, nameEnd: made.length }
}
