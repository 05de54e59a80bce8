import { nameToEmoji } from 'gemoji'

/** Signs for the characters that join others: variation selector 16 and the zero-width joiner. */
const JOINS = new Map([
  [0xfe0f, '!'],
  [0x200d, '~'],
])

/**
 * The module of emoji by their names, as Git hosts write them between colons. Code points stand as differences to the one
 * before, in base 36: as characters they hardly compress, and the module is in both bundles.
 */
export const emojiModule = () => {
  let before = 0
  const code = (point) => {
    const join = JOINS.get(point)
    if (join) return join
    const step = (point - before).toString(36)
    before = point
    return step
  }
  const names = Object.keys(nameToEmoji).join(' ')
  const codes = Object.values(nameToEmoji).map((emoji) =>
    Array.from(emoji, (sign) => code(sign.codePointAt(0))).join('+'),
  )
  return `/** Names, with spaces between them. */
export const NAMES = ${JSON.stringify(names)}
/**
 * The emoji of each: code points with + between them, each as the difference to the one before it in the whole list, in base 36;
 * \`!\` is variation selector 16, \`~\` the zero-width joiner.
 */
export const CODES = ${JSON.stringify(codes.join(' '))}
`
}
