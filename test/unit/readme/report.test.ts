import Ajv from 'ajv'
import { describe, expect, test } from 'vitest'
import type { Links } from '../../../src/readme/context'
import { reportMarkdown } from '../../../src/readme/report/markdown'
import { type Report, ReportSchema } from '../../../src/readme/report/report'
import { reportSarif } from '../../../src/readme/report/sarif'
import { lint } from './lint'

const links: Links = {
  file: (path, line) =>
    `https://github.com/acme/widget/blob/main/${encodeURI(path)}${line === undefined ? '' : `#L${line}`}`,
}
const EMPTY: Report = {
  mode: 'check',
  readme: 'README.md',
  checked: {},
  drift: [],
  kept: [],
  left: [],
  regions: [],
  offered: [],
  model: null,
}
const FULL: Report = {
  ...EMPTY,
  checked: { command: 3, link: 2 },
  drift: [
    {
      kind: 'command',
      line: 12,
      claim: 'npm run lint:js',
      message: 'No package.json of the repository has a script `lint:js`; package.json has `lint`.',
      sources: [{ path: 'package.json', line: 5 }],
    },
    { kind: 'link', line: 20, claim: 'docs/a b.md', message: 'docs/a b.md is not in the repository.', sources: [] },
  ],
  kept: [{ what: 'notice', heading: null, from: { first: 3, last: 4 } }],
  left: [
    { heading: 'Install', from: { first: 8, last: 8 }, why: 'generated_instead', message: 'It is generated instead.' },
  ],
  regions: [{ id: 'license', outcome: 'edited', line: 30, proposed: '## License' }],
  offered: [{ id: 'usage', heading: 'Usage', after: 9, markdown: '## Usage\n' }],
}

/** A stranger's words wherever a report holds some. */
const hostile = (words: string): Report => ({
  ...FULL,
  readme: words,
  drift: FULL.drift.map((one) => ({ ...one, claim: words, message: words, sources: [{ path: words, line: 1 }] })),
  kept: FULL.kept.map((one) => ({ ...one, heading: words })),
  left: FULL.left.map((one) => ({ ...one, heading: words, message: words })),
  offered: FULL.offered.map((one) => ({ ...one, heading: words })),
})
const WORDS = [
  '| a | <script>alert(1)</script>',
  '](https://evil.example) `x` ``` ~~~',
  '\n# Heading\n\n- item',
  'a|b\\|c [x](javascript:alert(1)) ![y](z) https://example.org',
  '\u202Eevil\u0000 <!-- -->',
]

describe('the Markdown report', () => {
  test('tells each finding by line, with what is so and a link to what shows it', () => {
    const markdown = reportMarkdown(FULL, links)
    expect(markdown).toContain('5 claims of `README.md` could be held against the repository. 2 no longer hold.')
    expect(markdown).toContain(
      '| [12](https://github.com/acme/widget/blob/main/README.md#L12) | command | `npm run lint:js` | No package.json of the repository has a script `lint:js`; package.json has `lint`. | [`package.json:5`](https://github.com/acme/widget/blob/main/package.json#L5) |',
    )
  })
  test('leaves out what is empty', () => {
    expect(reportMarkdown(EMPTY)).toBe(
      '# README report\n\n`README.md` makes no claim that its files could contradict.\n',
    )
    expect(reportMarkdown({ ...EMPTY, checked: { link: 1 } })).toContain(
      '1 claim of `README.md` could be held against the repository. All hold.',
    )
    expect(reportMarkdown({ ...EMPTY, readme: null })).toContain('The repository has no README.')
  })
  test('is clean by markdownlint', () => {
    expect(lint(reportMarkdown(FULL))).toEqual([])
    expect(lint(reportMarkdown(FULL, links))).toEqual([])
  })
  test.each(WORDS)('lets nothing of the repository become markup: %j', (words) => {
    const markdown = reportMarkdown(hostile(words))
    expect(lint(markdown)).toEqual([])
    expect(markdown.match(/^#+ .*$/gm)).toEqual(reportMarkdown(FULL).match(/^#+ .*$/gm))
  })
})

const message = { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 1 } } }
const location = {
  type: 'object',
  required: ['artifactLocation'],
  additionalProperties: false,
  properties: {
    artifactLocation: {
      type: 'object',
      required: ['uri'],
      additionalProperties: false,
      // A reference of RFC 3986 without a scheme.
      properties: { uri: { type: 'string', pattern: "^[\\w.~!$&'()*+,;=@%/-]+$" }, uriBaseId: { const: '%SRCROOT%' } },
    },
    region: { type: 'object', required: ['startLine'], properties: { startLine: { type: 'integer', minimum: 1 } } },
  },
}
const level = { enum: ['none', 'note', 'warning', 'error'] }
/** What SARIF 2.1.0 and GitHub's code scanning ask for, of the parts that are used. */
const SCHEMA = {
  type: 'object',
  required: ['version', 'runs', '$schema'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['tool', 'results'],
        properties: {
          tool: {
            type: 'object',
            required: ['driver'],
            properties: {
              driver: {
                type: 'object',
                required: ['name', 'rules'],
                properties: {
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: {
                      type: 'object',
                      required: ['id', 'name', 'shortDescription', 'fullDescription', 'help', 'defaultConfiguration'],
                      properties: {
                        shortDescription: message,
                        fullDescription: message,
                        help: message,
                        defaultConfiguration: { type: 'object', properties: { level } },
                      },
                    },
                  },
                },
              },
            },
          },
          results: {
            type: 'array',
            items: {
              type: 'object',
              required: ['ruleId', 'ruleIndex', 'level', 'message', 'locations', 'partialFingerprints'],
              properties: {
                level,
                message,
                locations: {
                  type: 'array',
                  minItems: 1,
                  items: { type: 'object', required: ['physicalLocation'], properties: { physicalLocation: location } },
                },
                relatedLocations: {
                  type: 'array',
                  uniqueItems: true,
                  items: {
                    type: 'object',
                    required: ['id', 'physicalLocation', 'message'],
                    properties: { id: { type: 'integer' }, physicalLocation: location, message },
                  },
                },
                partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  },
}
const REPORTS: [string, Report][] = [
  ['findings', FULL],
  ['nothing', EMPTY],
  ...WORDS.map((words): [string, Report] => [JSON.stringify(words), hostile(words)]),
]
const validate = new Ajv().compile(SCHEMA)
const ORIGIN = { engine: '0.1.0', url: 'https://github.com/acme/widget', commit: 'a'.repeat(40) }

describe('the SARIF report', () => {
  test.each(REPORTS)('holds to the schema, of %s', (_, report) => {
    validate(reportSarif(report, ORIGIN))
    expect(validate.errors).toBeNull()
  })
  test('gives each result its rule, the line of the README and what shows it', () => {
    const [run] = reportSarif(FULL, ORIGIN).runs
    const [first, second] = run?.results ?? []
    expect(run?.tool.driver.rules[first?.ruleIndex ?? -1]?.id).toBe(first?.ruleId)
    expect(first).toMatchObject({
      ruleId: 'readme/command',
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'README.md' }, region: { startLine: 12 } } }],
      relatedLocations: [
        { id: 1, physicalLocation: { artifactLocation: { uri: 'package.json' }, region: { startLine: 5 } } },
      ],
    })
    expect(second?.relatedLocations).toBeUndefined()
  })
  test('gives a finding the same fingerprint when its line moves, and two of the same words two', () => {
    const of = (drift: Report['drift']) =>
      reportSarif({ ...FULL, drift }, ORIGIN).runs[0]?.results.map(
        ({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash,
      )
    const [one] = FULL.drift
    expect(of([one!])).toEqual(of([{ ...one!, line: 99 }]))
    expect(new Set(of([one!, one!])).size).toBe(2)
  })
  test('is the report that its schema allows', () => {
    expect(ReportSchema.parse(FULL)).toEqual(FULL)
  })
})
