/** Lines without what nobody sees: white space at their ends, empty lines around the whole. */
function folded(lines: readonly string[]): string {
  const trimmed = lines.map((line) => line.trimEnd())
  const isText = (line: string) => line !== ''
  return trimmed.slice(Math.max(0, trimmed.findIndex(isText)), trimmed.findLastIndex(isText) + 1).join('\n')
}

/**
 * What tells whether somebody has changed these lines: 64 bit FNV-1a over their UTF-8 bytes, as 16 hexadecimal digits. It
 * guards against mistakes, not against forgers: who can write the README can write the hash.
 */
export function fingerprint(lines: readonly string[]): string {
  let high = 0xcbf29ce4
  let low = 0x84222325
  for (const byte of new TextEncoder().encode(folded(lines))) {
    low = (low ^ byte) >>> 0
    // Times 2^40 + 435, in two halves that no product takes out of the exact numbers.
    const product = low * 435
    high = (high * 435 + Math.floor(product / 2 ** 32) + low * 256) % 2 ** 32
    low = product >>> 0
  }
  return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('')
}
