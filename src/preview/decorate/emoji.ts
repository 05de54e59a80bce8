import type { Element, Root } from 'hast'
import { EMOJI } from '../data/emoji'

const NAMED = new Map(
  EMOJI.split('\n').map((row) => {
    const space = row.indexOf(' ')
    return [row.slice(0, space), row.slice(space + 1)] as const
  }),
)
/** Text in which names between colons are left as they are. */
const LITERAL = new Set(['pre', 'code', 'tt'])

/** Writes `:rocket:` as the emoji that GitHub shows for it, everywhere but in code. */
export function markEmoji(root: Root): void {
  const open: (Root | Element)[] = [root]
  for (let parent = open.pop(); parent; parent = open.pop())
    for (const child of parent.children) {
      if (child.type === 'element' && !LITERAL.has(child.tagName)) open.push(child)
      else if (child.type === 'text')
        child.value = child.value.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => NAMED.get(name) ?? whole)
    }
}
