import { describe, expect, test } from 'vitest'
import type { Facts } from '../../../src/analysis/facts'
import { OptionsSchema } from '../../../src/readme/options'
import { BADGES, SECTION_IDS } from '../../../src/readme/vocabulary'
import { writeReadme } from '../../../src/readme/write-readme'
import { FIXTURES } from './fixtures'
import { lint } from './lint'

const { library, goCommand, djangoSite, monorepo, rustWorkspace } = FIXTURES
const written = (facts: Facts, asked: unknown) => writeReadme(facts, OptionsSchema.parse(asked)).markdown
const headings = (markdown: string) => [...markdown.matchAll(/^## (.*)$/gm)].map(([, words]) => words)

describe('sections', () => {
  test('those that are on stand alone, the title with them', () => {
    expect(headings(written(library, { sections: { on: ['installation', 'license'] } }))).toEqual([
      'Installation',
      'License',
    ])
    expect(written(library, { sections: { on: ['license'] } })).toMatch(/^(?:<!--.*-->\n)?# /)
  })
  test('those that are off are gone, the others stay as they stood', () => {
    const all = headings(written(library, {}))
    expect(headings(written(library, { sections: { off: ['usage'] } }))).toEqual(all.filter((one) => one !== 'Usage'))
  })
  test('an order puts its sections first and leaves the others in theirs', () => {
    const all = headings(written(library, {}))
    const ordered = headings(written(library, { sections: { order: ['license', 'installation'] } }))
    expect(ordered.slice(0, 2)).toEqual(['License', 'Installation'])
    expect(ordered.slice(2)).toEqual(all.filter((one) => one !== 'License' && one !== 'Installation'))
  })
  test('text of one’s own ends its section, and makes one where there is none', () => {
    const markdown = written(library, { text: { license: 'Ask **us** first.', deployment: 'By hand.' } })
    expect(markdown).toMatch(/## License\n\n[^#]*Ask \*\*us\*\* first\.\n/)
    expect(markdown).toMatch(/## Deployment\n\nBy hand\.\n/)
  })
  test.each([
    '# Title',
    '## Section',
    '```sh\nnever closed',
    '<!-- never closed',
    '<!-- readme-forge:end license -->',
    ' ',
  ])('text that would not stay in its section is refused: %j', (text) => {
    expect(OptionsSchema.safeParse({ text: { license: text } }).success).toBe(false)
  })
})

describe('templates', () => {
  test('minimal says what one needs to begin, and no more', () => {
    expect(headings(written(djangoSite, { template: 'minimal' }))).toEqual(
      headings(written(djangoSite, {})).filter((one) =>
        ['Quick start', 'Installation', 'Usage', 'Development', 'License'].includes(one ?? ''),
      ),
    )
  })
  test('monorepo begins with the packages', () => {
    expect(headings(written(monorepo, { template: 'monorepo', contents: 'off' }))[0]).toBe('Packages')
  })
  test('library and application order the same project as either is read', () => {
    const as = (template: string) => headings(written(goCommand, { template }))
    expect(as('library').indexOf('Packages')).toBe(-1)
    expect(as('application')).not.toEqual(as('library'))
  })
})

describe('badges', () => {
  test('none for an empty set', () => {
    expect(written(library, { badges: { set: [] } })).not.toContain('shields.io')
  })
  test('those of the set, in its order', () => {
    const line = (set: string[]) => written(library, { badges: { set } }).match(/^\[!.*$/m)?.[0] ?? ''
    const [license, runtime] = [line(['license']), line(['runtime'])]
    expect(line(['runtime', 'license'])).toBe(`${runtime} ${license}`)
    expect(line(['license', 'license'])).toBe(license)
  })
  test('a style is that of every badge', () => {
    const all = written(library, { badges: { style: 'for-the-badge' } }).match(
      /https:\/\/[^)\s]*(?:shields\.io|badge\.svg)[^)\s]*/g,
    )
    expect(all?.length).toBeGreaterThan(1)
    for (const one of all ?? []) expect(one).toMatch(/img\.shields\.io.*\?style=for-the-badge$/)
  })
  test('each by itself is clean', () => {
    for (const name of BADGES) expect(lint(written(library, { badges: { set: [name], style: 'plastic' } }))).toEqual([])
  })
})

describe('contents, tree and signs', () => {
  test('a list of contents on request, with the anchors of the headings below it', () => {
    const markdown = written(library, { contents: 'on', emoji: true })
    expect(markdown).toContain('## Contents')
    expect(lint(markdown)).toEqual([])
    const listed = [...(markdown.match(/## Contents\n\n((?:- .*\n)+)/)?.[1] ?? '').matchAll(/\[(.*)\]/g)].map(
      ([, one]) => one,
    )
    expect(listed).toEqual(headings(markdown).filter((one) => one !== 'Contents'))
  })
  test('none when it is off, however long the README', () => {
    const text = { usage: 'Line.\n'.repeat(200) }
    expect(written(library, { text })).toContain('## Contents')
    expect(written(library, { text, contents: 'off' })).not.toContain('## Contents')
  })
  test('the tree goes as deep as asked', () => {
    const tree = (tree_depth: number) => written(rustWorkspace, { tree_depth })
    expect(tree(3)).toMatch(/^│ {3}[├└]/m)
    expect(tree(1)).not.toMatch(/^(?:│ {3}| {4})[├└]/m)
    expect(tree(0)).not.toMatch(/^[├└]/m)
  })
  test('no emoji unless asked for', () => {
    expect(written(library, {})).not.toMatch(/\p{Emoji_Presentation}/u)
    expect(headings(written(library, { emoji: true }))).toContain('📄 License')
  })
})

test('every option has a default, and what is unknown is refused', () => {
  expect(OptionsSchema.parse({})).toMatchObject({ mode: 'fresh', template: 'standard', contents: 'auto', emoji: false })
  for (const wrong of [{ colour: 'red' }, { sections: { on: ['nowhere'] } }, { mode: 'overwrite' }, { tree_depth: 7 }])
    expect(OptionsSchema.safeParse(wrong).success).toBe(false)
})
test('each section can be left out by its name', () => {
  for (const id of SECTION_IDS)
    for (const facts of [library, djangoSite])
      expect(lint(written(facts, { sections: { off: [id] } })).filter((one) => !/MD041/.test(one))).toEqual([])
})
