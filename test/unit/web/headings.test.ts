import { expect, it } from 'vitest'
import { headingBefore } from '../../../src/web/script/headings'

/* The preview scrolls to the heading below which somebody types. */

const README = '# Lamp\n\n## Usage\n\n```sh\n# no heading\n```\n\n## The `lamp` [docs](a.md)\n\n## Usage\n\nlast'

it.each([
  ['', ''],
  ['# Lamp', 'user-content-lamp'],
  ['# no heading', 'user-content-usage'],
  ['[docs](a.md)', 'user-content-the-lamp-docs'],
  ['last', 'user-content-usage-1'],
])('up to %j it is %j', (words, id) => {
  expect(headingBefore(README, README.indexOf(words) + words.length)).toBe(id)
})
