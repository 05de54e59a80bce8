import fc from 'fast-check'
import { marked } from 'marked'
import { describe, expect, test } from 'vitest'
import { contextOf } from '../../../../src/readme/context'
import { DEFAULTS, OptionsSchema } from '../../../../src/readme/options'
import { fromTemplate, TemplateTooLarge } from '../../../../src/readme/template/from-template'
import { parseTemplate } from '../../../../src/readme/template/parse-template'
import { writeReadme } from '../../../../src/readme/write-readme'
import { FIXTURES, factsOf } from '../fixtures'

const { library, djangoSite } = FIXTURES
const written = (text: string, facts = library) =>
  fromTemplate(text, contextOf(facts), [{ id: 'license', blocks: [] }])
    .flatMap(({ blocks }) => blocks.flat())
    .map((line) => line.text)
    .join('\n')
const withName = (value: string) => factsOf('acme', 'kettle', { name: { value, sources: [{ path: 'x', line: 3 }] } })
const fault = (template: string) => {
  const parsed = parseTemplate(template)
  return parsed.ok ? null : parsed.why
}

describe('the template language', () => {
  test('a fact is its value, by its name or as a block', () => {
    expect(written('{{name}} and {{name.value}} and {{#name}}{{value}}{{/name}}')).toBe(
      [library.name.value, library.name.value, library.name.value].join(' and '),
    )
  })
  test('a list repeats its block, an empty one shows the block that stands for its absence', () => {
    expect(written('{{#commands.test}}- `{{command}}`\n{{/commands.test}}')).toBe(
      library.commands.test.map(({ command }) => `- \`${command}\``).join('\n'),
    )
    expect(written('{{#ci}}x{{/ci}}{{^docker}}No containers.{{/docker}}', factsOf('acme', 'kettle', {}))).toBe(
      'No containers.',
    )
  })
  test('what is no fact is nothing: no prototype, no function, no address of ours', () => {
    for (const name of [
      'constructor',
      'toString',
      '__proto__',
      'name.constructor',
      'commands.length',
      'nothing.at.all',
    ])
      expect(written(`a{{${name}}}b`)).toBe('ab')
  })
  test('three braces escape as two do', () => {
    expect(written('{{{name}}} {{&name}}', withName('<b>*x*'))).toBe('\\<b>\\*x\\* \\<b>\\*x\\*')
  })
  test('comments leave nothing, other delimiters hold', () => {
    expect(written('a{{! not this }}b{{=<% %>=}}<% name %>')).toBe(`ab${library.name.value}`)
  })
})

describe('a template that cannot be used says why', () => {
  test.each([
    ['{{#name}}x', 'Unclosed section'],
    ['{{/name}}', 'Unopened section'],
    ['{{name', 'Unclosed tag'],
    ['{{> nowhere}}', 'There is no section "nowhere"'],
    ['```sh\n{{> installation}}\n```', 'stands in a code block'],
    ['<!-- {{> installation}} -->', 'stands in a code block or a comment'],
    ['```sh\n{{name}}', 'is not closed'],
    ['a <!-- b', 'is not closed'],
    ['<!-- readme-forge:begin x -->', 'Marks of managed regions'],
    [`${'{{#name}}'.repeat(11)}${'{{/name}}'.repeat(11)}`, 'Blocks may stand 10 deep'],
  ])('%j', (template, why) => {
    expect(fault(template)).toContain(why)
  })
  test('the request is refused with it', () => {
    const answer = OptionsSchema.safeParse({ template: { text: '{{> nowhere}}' } })
    expect(JSON.stringify(answer.error?.issues)).toContain('nowhere')
  })
})

describe('a value is escaped for its place', () => {
  test.each([
    ['text', 'Say {{name}} now', '<img src=x> [a](b) `c`', 'Say \\<img src=x> \\[a\\](b) \\`c\\` now'],
    ['the start of a line', '{{name}}', '# x', '\\# x'],
    ['a table', '| {{name}} |', 'a|b', '| a\\|b |'],
    ['a code span', '`{{name}}`', 'a`b', '`ab`'],
    ['a code span in a table', '| `{{name}}` |', 'a`b|c', '| `ab\\|c` |'],
    ['a fence', '```\n{{name}}\n```', '```\n# x', '```\n``\n# x\n```'],
    ['a target', '[x]({{name}})', 'a b)(c', '[x](a%20b%29%28c)'],
    ['a target that is an address', '[x]({{name}})', 'https://example.org/(a)', '[x](https://example.org/%28a%29)'],
    ['a target that would be a script', '[x]({{name}})', 'javascript:alert(1)', '[x](javascript%3Aalert%281%29)'],
    ['a tag', '<img alt="{{name}}">', '"><script>', '<img alt="&quot;&gt;&lt;script&gt;">'],
    ['a comment', '<!-- {{name}} -->', '--><b>', '<!--    b  -->'],
  ])('%s', (_, template, value, expected) => {
    expect(written(template, withName(value))).toBe(expected)
  })
  test('whatever the value, no markup of its own comes of it', () => {
    const places = [
      '{{name}}',
      'a {{name}} b',
      '- {{name}}',
      '| a |\n| --- |\n| {{name}} |',
      '`{{name}}`',
      '```\n{{name}}\n```',
      '[a]({{name}})',
      '# {{name}}',
    ]
    const nasty = fc.string({
      unit: fc.constantFrom(
        '<',
        '>',
        '`',
        '~',
        '*',
        '_',
        '[',
        ']',
        '(',
        ')',
        '!',
        '|',
        '\n',
        ' ',
        '#',
        '-',
        '&',
        '\\',
        'a',
        '"',
        ':',
        '/',
      ),
      maxLength: 30,
    })
    fc.assert(
      fc.property(fc.constantFrom(...places), nasty, (place, value) => {
        const html = marked.parse(written(place, withName(`k${value}`)), { async: false })
        const tags = [...html.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, tag]) => tag)
        const plain = [
          ...marked.parse(written(place, withName('k')), { async: false }).matchAll(/<([a-z][a-z0-9]*)/g),
        ].map(([, tag]) => tag)
        expect(tags.filter((tag) => tag !== 'code')).toEqual(plain.filter((tag) => tag !== 'code'))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('the document of a template', () => {
  const options = OptionsSchema.parse({
    template: { text: '# {{name}}\n\nMade by us.\n\n{{> installation}}\n\n{{> license}}\n{{> license}}' },
  })
  test('its own words rest on whoever asked, its facts on their files, its sections on theirs', () => {
    const { markdown, evidence } = writeReadme(library, options)
    const at = (words: string) => markdown.split('\n').indexOf(words) + 1
    const of = (words: string) => evidence.find(({ line }) => line === at(words))
    expect(of(`# ${library.name.value}`)).toMatchObject({
      by: 'facts',
      facts: ['/name'],
      sources: library.name.sources,
    })
    expect(of('Made by us.')).toMatchObject({ by: 'options', facts: [], sources: [] })
    expect(of('## License')?.sources.length).toBeGreaterThan(0)
  })
  test('a section stands once, however often it is named', () => {
    expect(writeReadme(library, options).markdown.match(/^## License$/gm)).toHaveLength(1)
  })
  test('loops within loops end', () => {
    const many = { ...djangoSite, tree: Array.from({ length: 400 }, () => djangoSite.tree[0]!) }
    const template = '{{#tree}}{{#tree}}{{#tree}}x{{/tree}}{{/tree}}{{/tree}}'
    expect(() => writeReadme(many, { ...DEFAULTS, template: { text: template } })).toThrow(TemplateTooLarge)
  })
})

test('a template of one’s own is the whole document: what a person wrote is left and told, and updated where it stands', () => {
  const text = '# Old\n\nWords that nobody else has.\n'
  const existing_readme = { path: 'README.md', text, sections: [], checked: {}, drift: [] }
  const asked = (mode: string) => OptionsSchema.parse({ mode, template: { text: '# {{name}}\n' } })
  const fresh = writeReadme({ ...library, existing_readme }, asked('fresh'))
  expect(fresh.markdown).not.toContain('nobody else')
  expect(fresh.report.left).toMatchObject([{ why: 'template', from: { first: 1, last: 3 } }])
  expect(writeReadme({ ...library, existing_readme }, asked('update')).markdown).toBe(text)
})
