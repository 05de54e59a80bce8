import { nameToEmoji } from 'gemoji'
import { expect, test } from 'vitest'
import { rendered } from './rendered'

test('every name that gemoji knows is its emoji', () => {
  const names = Object.keys(nameToEmoji)
  expect(names.length).toBeGreaterThan(1_500)
  const page = rendered(names.map((name) => `:${name}:`).join('\n\n'))
  for (const name of names) expect(page).toContain(`<p>${nameToEmoji[name]}</p>`)
})
