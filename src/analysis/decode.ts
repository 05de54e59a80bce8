const LFS_POINTER = 'version https://git-lfs.github.com/spec/v1\n'
/** Bytes that tell text from binary content, and which of the two bytes of UTF-16 is the empty one. */
const LOOKED_AT = 8000
/** Share of a text's characters that are below U+0100 where UTF-16 is told without a byte-order mark. */
const MOSTLY = 0.6

/** UTF-16 without a byte-order mark: text of mostly Latin letters has every other byte zero, and none at the others. */
function utf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0]
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]!++
  })
  const [even, odd] = zeros as [number, number]
  const least = (head.length / 2) * MOSTLY
  return even === 0 && odd > least ? 'utf-16le' : odd === 0 && even > least ? 'utf-16be' : null
}

/** One for all files that were read whole, which are many. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

function encodingOf(content: Uint8Array): string | null {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le'
  if (content[0] === 0xfe && content[1] === 0xff) return 'utf-16be'
  const head = content.subarray(0, LOOKED_AT)
  return head.includes(0) ? utf16(head) : 'utf-8'
}

/** A file that was read whole as UTF-8, as nearly all are; `null` for one that is none, or may be binary. */
function inUtf8(content: Uint8Array): string | null {
  try {
    const text = utf8.decode(content)
    // An empty character within the first bytes is one of the first characters.
    const zero = text.indexOf('\0')
    return zero === -1 || zero >= LOOKED_AT ? text : null
  } catch {
    return null
  }
}

function charactersOf(content: Uint8Array, whole: boolean): string | null {
  const usual = whole ? inUtf8(content) : null
  if (usual !== null) return usual
  const encoding = encodingOf(content)
  if (encoding === null) return null
  try {
    return new TextDecoder(encoding, { fatal: encoding === 'utf-8', ignoreBOM: false }).decode(content, {
      stream: !whole,
    })
  } catch {
    return new TextDecoder('windows-1252').decode(content)
  }
}

/**
 * The text of a file: UTF-8, UTF-16 with or without a byte-order mark, or else Windows-1252. The mark goes. Lines end by
 * `\n` alone, so that they count as Git, GitHub and editors count them: CRLF is one end; a lone CR is white space, but ends
 * the lines of a file that has no other line ends. `null` for binary content and for a pointer of Git LFS.
 * @param whole `false` where only the beginning was read: a character that is cut at its end is left out
 */
export function decode(content: Uint8Array, whole: boolean): string | null {
  const text = charactersOf(content, whole)
  if (text === null || text.startsWith(LFS_POINTER)) return null
  const marked = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (!marked.includes('\r')) return marked
  return marked.includes('\n') ? marked.replaceAll('\r\n', '\n').replaceAll('\r', ' ') : marked.replaceAll('\r', '\n')
}
