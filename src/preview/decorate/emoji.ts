import type { Element, Root } from 'hast'
import { CODES, NAMES } from '../data/emoji'

const JOINS: Readonly<Record<string, number>> = { '!': 0xfe0f, '~': 0x200d }

/** Emoji by their names. */
function read(): Map<string, string> {
  let point = 0
  const sign = (code: string): number => {
    const join = JOINS[code]
    if (join === undefined) point += Number.parseInt(code, 36)
    return join ?? point
  }
  const emoji = CODES.split(' ').map((codes) => String.fromCodePoint(...codes.split('+').map(sign)))
  return new Map(NAMES.split(' ').map((name, index) => [name, emoji[index] ?? '']))
}
let named: Map<string, string> | undefined
/** Text in which names between colons are left as they are. */
const LITERAL = new Set(['pre', 'code', 'tt'])

/** Writes `:rocket:` as the emoji that GitHub shows for it, everywhere but in code. */
export function markEmoji(root: Root): void {
  const open: (Root | Element)[] = [root]
  for (let parent = open.pop(); parent; parent = open.pop())
    for (const child of parent.children) {
      if (child.type === 'element' && !LITERAL.has(child.tagName)) open.push(child)
      else if (child.type === 'text')
        child.value = child.value.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => {
          named ??= read()
          return named.get(name) ?? whole
        })
    }
}
