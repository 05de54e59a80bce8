import { nameToEmoji } from 'gemoji'

/** The module of emoji by their names, as Git hosts write them between colons. */
export const emojiModule = () => {
  const rows = Object.entries(nameToEmoji).map(([name, emoji]) => `${name} ${emoji}`)
  return `/** A line for each name: the name, a space, the emoji. */\nexport const EMOJI = ${JSON.stringify(rows.join('\n'))}\n`
}
