import fc from 'fast-check'

/** Lines that mean something to a reader of Markdown, marks of ours among them. */
const LINES = [
  '# Title',
  '## Usage',
  'Installation',
  '---',
  '```',
  '~~~~',
  '````sh',
  '<!--',
  '-->',
  '<!-- note -->',
  '<div align="center">',
  '</div>',
  '> quoted',
  '- item',
  '  - item below',
  '\tcode',
  '    <!-- readme-forge:begin usage hash=cbf29ce484222325 -->',
  '<!-- readme-forge:begin usage hash=cbf29ce484222325 -->',
  '<!-- readme-forge:end usage -->',
  '<!-- readme-forge:begin license hash=0000000000000000 -->',
  '<!-- readme-forge:end license -->',
  '| a | b |',
  '|---|---|',
  '[label]: https://example.org',
  'Grüße, 世界 👋🏽',
  'two spaces  ',
  '',
  '',
]
const line = fc.oneof(
  fc.constantFrom(...LINES),
  fc.string({ maxLength: 20 }).map((one) => one.replace(/[\r\n]/g, ' ')),
)
const end = fc.constantFrom('\n', '\r\n')

/** Documents as people and accidents write them: fences that do not close, marks out of place, any line end or none. */
export const documents: fc.Arbitrary<string> = fc
  .tuple(fc.array(fc.tuple(line, end), { maxLength: 40 }), fc.boolean(), fc.constantFrom('', '\uFEFF'))
  .map(([lines, isEnded, mark]) => {
    const text = lines.map(([one, ended]) => one + ended).join('')
    return mark + (isEnded ? text : text.replace(/\r?\n$/, ''))
  })
