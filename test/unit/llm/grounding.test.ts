import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groundOf, judge } from '../../../src/llm/grounding/ground'
import { namesOf } from '../../../src/llm/grounding/readings'
import { tokensOf } from '../../../src/llm/grounding/tokens'
import { sameStem, stem } from '../../../src/llm/grounding/word-lists'
import { SAMPLES } from './sample-passages'

/*
 * The rule: the words of a sentence, but for those that state nothing, are whole clauses of statements, one after the
 * other, each in its own order from its first word. The project is always called Kettle here.
 */

const NAMES = namesOf(['kettle'])
const judged = (sentence: string, ...statements: string[]) => judge(sentence, groundOf(statements, NAMES))

/** A sentence, and statements that back it. */
type Pair = readonly [sentence: string, ...statements: string[]]

const BACKED: Record<string, Pair[]> = {
  'the same words': [
    ['Rows are written to a file.', 'Rows are written to a file.'],
    ['A Sieve is not safe for concurrent use.', 'A Sieve is not safe for concurrent use.'],
    ['This crate exports a writer.', 'This crate exports a writer.'],
    ['The module does not create a key.', 'The module does not create a key.'],
    ['Prints 10² rows in 3–5 seconds.', 'Prints 10² rows in 3–5 seconds.'],
  ],
  'articles, forms of to be and words that only lead over': [
    ['Kettle is a parser for JSON.', 'Parser for JSON.'],
    ['Kettle provides parsers for JSON.', 'Parsers for JSON.'],
    ['It also converts the lines to CSV.', 'Converts lines to CSV.'],
    ['Kettle lets you convert lines.', 'Converts lines.'],
    ['Kettle can be used to convert lines.', 'Converts lines.'],
    ['`bucketOf` is the bucket of a key.', '`bucketOf`: The bucket of a key.'],
  ],
  'inflection, spellings and contractions': [
    ['Converts a line.', 'Convert lines.'],
    ['A library for parsing files.', 'A library for parsing files.'],
    ['Parsing a file of lines.', 'Parses files of lines.'],
    ['Writing a row.', 'Write rows.'],
    ['Kettle doesn’t infer types.', 'Kettle does not infer types.'],
    ['Standard input can’t be read twice.', 'Standard input cannot be read twice.'],
    ['Inputs are streamed, so they fit in memory.', 'Inputs are streamed, so that they fit in memory.'],
    ['Reads the config of a repo.', 'Reads the configuration of a repository.'],
    ['A CLI tool for JSON.', 'A cli tool for json.'],
    ['Columns may be renamed.', 'Columns can be renamed.'],
  ],
  'the project as its subject': [
    ['Kettle boils water.', 'Boil water.'],
    ['It boils water.', 'Kettle boils water.'],
    ['The project boils water.', 'Kettle boils water.'],
    ['Kettle exports a writer.', 'This crate exports a writer.'],
    ['It drops lines.', 'Package kettle drops lines.'],
    ['Kettle’s rows are kept in order.', 'Kettle rows are kept in order.'],
  ],
  'what kind of thing it is, and what that does': [
    ['Kettle boils water.', 'A tool that boils water.'],
    ['Kettle boils water.', 'Kettle is a command-line tool that boils water.'],
    ['Kettle is a tool that boils water.', 'A tool.', 'Kettle boils water.'],
  ],
  'praise left out': [
    ['Kettle is a parser for JSON.', 'A fast, simple parser for JSON.'],
    ['Kettle is a library for building applications.', 'A library for building scalable applications.'],
  ],
  'a clause whose rest adds to it': [
    ['Lines are compared byte by byte.', 'Lines are compared byte by byte, so that upper and lower case differ.'],
    ['Every route is open.', 'Every route is open: whoever finds the service books.'],
  ],
  'several statements, one after the other': [
    ['Kettle converts lines and never opens a socket.', 'Kettle converts lines.', 'It never opens a socket.'],
    ['Rows are kept; arrays are flattened.', 'Arrays are flattened.', 'Rows are kept.'],
    ['It does not infer types, and it reads lines.', 'It does not infer types.', 'It reads lines.'],
    ['It is a tool written in Rust.', 'A tool.', 'Written in Rust.'],
  ],
}

const REFUSED: Record<string, Pair[]> = {
  'a word that no statement has': [
    ['Kettle converts encrypted lines.', 'Kettle converts lines.'],
    ['Kettle converts lines quietly.', 'Kettle converts lines.'],
    ['Kettle 2 converts lines.', 'Kettle converts lines.'],
  ],
  'two statements that touch, so that one is about the other’s end': [
    ['Kettle is a client for the archive built with Rust.', 'A client for the archive.', 'Built with Rust.'],
    ['It reads tables written in Go.', 'It reads tables.', 'Written in Go.'],
  ],
  'another order': [
    ['Kettle converts CSV to JSON.', 'Kettle converts JSON to CSV.'],
    ['A database is no replacement for Kettle.', 'Kettle is no replacement for a database.'],
  ],
  'a beginning left out': [
    ['Nothing is sent.', 'Without a key nothing is sent.'],
    ['Kettle keeps rows.', 'It never keeps rows.'],
    ['Rows are deleted.', 'Whether rows are deleted.'],
  ],
  'a middle left out': [
    ['Reads compressed lines.', 'Reads compressed files of lines.'],
    ['Standard input can be read twice.', 'Standard input cannot be read twice.'],
    ['Kettle reads XML.', 'Kettle no longer reads XML.'],
  ],
  'an end left out that is no clause of its own': [
    ['Reads lines.', 'Reads lines of compressed files.'],
    ['The columns follow.', 'The columns follow the first object: later keys go.'],
    ['Stores names and addresses.', 'Stores names and addresses of invented people.'],
  ],
  'an end left out that bounds it': [
    ['Deletes rows older than a day.', 'Deletes rows older than a day, unless asked not to.'],
    ['Reads files of a folder.', 'Reads files of a folder, on Linux.'],
    ['Works on every platform.', 'Works on every platform, apart from Windows.'],
    ['Output is compressed for clients.', 'Output is compressed for clients, where they ask for it.'],
    ['Deletes old rows.', 'Deletes old rows, tables and indexes in test databases.'],
    ['Sends mail to customers.', 'Sends mail to customers, or prints it.'],
    ['Reads files from disk.', 'Reads files from disk (Linux).'],
    ['It takes 5 seconds.', 'It takes 5 (at most 10) seconds.'],
    ['It waits for 3.', 'It waits for 3–5 seconds.'],
  ],
  'a noun phrase made a sentence': [
    ['Columns are left out of the output.', 'Columns that are left out of the output.'],
    ['Requests are rejected by the server.', 'Requests rejected by the server.'],
  ],
  'what something else does, told of the project': [
    ['Kettle sends telemetry.', 'Finds packages that send telemetry.'],
    ['Kettle sends telemetry.', 'Wraps a tool that sends telemetry.'],
    ['Kettle contains errors.', 'The parser checks files that contain errors.'],
    ['Kettle boils water.', 'An alternative to tools that boil water.'],
    ['Kettle is killed after ten seconds.', 'The program is killed after ten seconds.'],
    ['Kettle must have a manifest.', 'Your project must have a manifest.'],
    ['Kettle is cloned anew for each job.', 'The repository is cloned anew for each job.'],
    ['Kettle must restart the server.', 'You must restart the server.'],
    ['Kettle sends telemetry.', 'Kettle Pro sends telemetry.'],
    ['Kettle is a plugin for Gradle.', 'Kettle provides a plugin for Gradle.'],
  ],
  'what the project does, told of something else': [
    ['The cache holds rows and never opens a socket.', 'The cache holds rows.', 'Kettle never opens a socket.'],
    ['Kettle’s cache holds rows and never opens a socket.', 'The cache holds rows.', 'Kettle never opens a socket.'],
    ['Kettle converts JSON to CSV that is deprecated.', 'Kettle converts JSON to CSV.', 'Kettle is deprecated.'],
  ],
  'a negation that is put in, left out or moved': [
    ['Kettle never converts lines.', 'Kettle converts lines.'],
    ['Kettle is an alternative.', 'Kettle isn’t an alternative.'],
    ['No, rows are deleted.', 'No rows are deleted.'],
    ['It does not infer types and read lines.', 'It does not infer types.', 'It reads lines.'],
    ['Kettle does not share files.', 'Kettle does not allow users to share files.'],
    ['Kettle is no simple parser.', 'Kettle is no parser.'],
    ['Not deleted rows.', 'Notes deleted rows.'],
  ],
  'how likely or how many it is': [
    ['Kettle supports TOML.', 'It’ll support TOML.'],
    ['Kettle supports TOML.', 'It’d support TOML.'],
    ['Columns are renamed by hand.', 'Columns can be renamed by hand.'],
    ['A few formats are read.', 'Few formats are read.'],
    ['The header is read.', 'Just the header is read.'],
    ['Queries are cached.', 'Simple queries are cached.'],
    ['Lets users delete rows.', 'Lets trusted users delete rows.'],
    ['Runs one server.', 'Runs on servers.'],
  ],
  'a name that was a word, or a word that was a name': [
    ['Opens files in new Windows.', 'Opens files in a new window.'],
    ['Runs on all Node.', 'Runs on all nodes.'],
    ['Uses all CORS.', 'Uses all cores.'],
    ['Written in the Go.', 'Written in the go.'],
    ['Reads CAN frames.', 'Reads frames.'],
    ['Kettle reads frames.', 'Reads CAN frames.'],
    ['A tool for departments.', 'A tool for IT departments.'],
    ['The bindings are checked.', 'The `let` bindings are checked.'],
    ['Built for React and Native.', 'Built for React Native.'],
    ['Built with Spring Boot.', 'Built with Spring and Boot.'],
    ['Scraps pages of shops.', 'Scrapes pages of shops.'],
  ],
  'a number, unit or flag that only looks alike': [
    ['Reads version 1,2 of files.', 'Reads version 1.2 of files.'],
    ['Reads 2 files.', 'Reads v2 files.'],
    ['Keeps 102 rows.', 'Keeps 10² rows.'],
    ['Handles 12 of the rows.', 'Handles ½ of the rows.'],
    ['Keeps 10 rows.', 'Keeps <10 rows.'],
    ['The value is 5 at first.', 'The value is –5 at first.'],
    ['It waits for 3 and 5 seconds.', 'It waits for 3–5 seconds.'],
    ['The binary is 5 Mb.', 'The binary is 5 MB.'],
    ['`-v` prints the version.', '`-V` prints the version.'],
    ['Reads and writes files.', 'Reads and/or writes files.'],
  ],
}

const rows = (table: Record<string, Pair[]>) =>
  Object.entries(table).flatMap(([why, pairs]) =>
    pairs.map(([sentence, ...statements]) => ({ why, sentence, statements })),
  )

describe('a sentence is backed by', () => {
  it.each(rows(BACKED))('$why: $sentence', ({ sentence, statements }) => {
    expect(judged(sentence, ...statements)).toEqual({ ok: true, by: statements.map((_, index) => index) })
  })
  it('no more statements than it needs', () => {
    expect(judged('Kettle converts lines.', 'Kettle.', 'Converts lines.', 'Kettle converts lines.')).toEqual({
      ok: true,
      by: [1],
    })
  })
})

describe('a sentence is not backed that has', () => {
  it.each(rows(REFUSED))('$why: $sentence', ({ sentence, statements }) => {
    expect(judged(sentence, ...statements)).toMatchObject({ ok: false, why: 'not_backed' })
  })
  it('words that no statement has, and it names them', () => {
    expect(judged('Kettle converts encrypted lines with Kafka.', 'Kettle converts lines.')).toEqual({
      ok: false,
      why: 'not_backed',
      words: ['encrypted', 'with', 'kafka'],
    })
  })
})

describe('a sentence is no plain sentence', () => {
  const statement = 'Kettle converts lines to CSV.'
  it.each([
    ['without its full stop', 'Kettle converts lines to CSV'],
    ['as a question', 'Kettle converts lines to CSV?'],
    ['with an exclamation', 'Kettle converts lines to CSV!'],
    ['broken off', 'Kettle converts lines to CSV…'],
    ['as a list item', '- Kettle converts lines to CSV.'],
    ['with a link', 'Kettle [converts](x) lines to CSV.'],
    ['with an address', 'Kettle converts https://a.example lines to CSV.'],
    ['with HTML', 'Kettle <b>converts</b> lines to CSV.'],
    ['with stars', 'Kettle *converts* lines to CSV.'],
    ['with a hidden character', 'Kettle con\u200bverts lines to CSV.'],
    ['with half a code span', 'Kettle `converts lines to CSV.'],
    ['over lines', 'Kettle converts\nlines to CSV.'],
    ['of more than 320 characters', `${'Kettle converts lines to CSV, '.repeat(11)}.`],
    ['of less than 8', 'Lines.'],
  ])('%s', (_, sentence) => {
    expect(judged(statement, statement).ok).toBe(true)
    expect(judged(sentence, statement, sentence)).toMatchObject({ ok: false, why: 'not_plain' })
  })
})

describe('a claim', () => {
  it.each([
    'Kettle is a fast parser.',
    'Kettle is faster than a kettle.',
    'Kettle is production-ready.',
    'Kettle is a *simple* parser.'.replaceAll('*', ''),
    'Kettle ensures order.',
    'Kettle is SECURE.',
  ])('is not taken even where a file makes it: %s', (sentence) => {
    expect(judged(sentence, sentence)).toMatchObject({ ok: false, why: 'claim' })
  })
  it('is named', () => {
    expect(judged('Kettle is a fast, secure parser.', 'A parser.')).toEqual({
      ok: false,
      why: 'claim',
      words: ['fast', 'secure'],
    })
  })
  it('that is denied is none, and has to be backed as it stands', () => {
    expect(judged('It is not secure.', 'It is not secure.').ok).toBe(true)
    expect(judged('It is not secure.', 'It is secure.').ok).toBe(false)
  })
})

it('what says nothing is empty', () => {
  expect(judged('Kettle is a.', 'Kettle boils water.')).toEqual({ ok: false, why: 'empty', words: [] })
  expect(judged('The project is.', 'Kettle boils water.')).toMatchObject({ why: 'empty' })
})

describe('words of one kind', () => {
  it.each([
    ['parse', 'parses', 'parsing'],
    ['write', 'writes', 'writing'],
    ['run', 'runs', 'running'],
    ['cache', 'caches', 'caching'],
    ['query', 'queries', 'querying'],
    ['use', 'uses', 'using'],
    ['box', 'boxes', 'boxing'],
    ['add', 'adds', 'adding'],
  ])('are one: %s, %s, %s', (...words) => {
    for (const one of words) for (const other of words) expect(sameStem(stem(one), stem(other)), one + other).toBe(true)
  })
  it.each([
    ['not', 'notes'],
    ['on', 'one'],
    ['of', 'off'],
    ['cores', 'cors'],
    ['scrapes', 'scraps'],
    ['scraped', 'scrapped'],
    ['pipes', 'pip'],
    ['support', 'supported'],
    ['process', 'processed'],
    ['server', 'serve'],
    ['http', 'https'],
  ])('are two: %s, %s', (one, other) => {
    expect(sameStem(stem(one), stem(other))).toBe(false)
  })
})

/*
 * What a change to a statement makes of it. The oracle knows nothing of the rule: it takes words in lower case without
 * the few that state nothing, and calls a changed sentence true only if it reads as a statement, as two, or as one up to a mark.
 */

const STATES_NOTHING = new Set('a an the it its this these and also can your here there is are be may'.split(' '))
const bareOf = (word: string) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
const read = (text: string, names: readonly string[]): string => {
  const words = text
    .replaceAll('-', ' ')
    .replaceAll('so that', 'so')
    .replaceAll('cannot', 'can not')
    .split(' ')
    .map(bareOf)
    .map((word) => word.toLowerCase())
  const said = words.filter((word) => word !== '' && !STATES_NOTHING.has(word)).map((word) => word.replace(/s$/, ''))
  const named = names.map((name) => name.toLowerCase()).find((name) => name.replace(/s$/, '') === said[0])
  const subject = said[0] === 'package' ? 2 : named === undefined ? 0 : 1
  return said.slice(subject).join(' ')
}
const beginnings = (text: string, names: readonly string[]): string[] =>
  [...text.matchAll(/[,;:.](?= |$)/g)].map(({ index }) => read(text.slice(0, index), names))

const isClaim = (text: string) => tokensOf(text).some((token) => token.isClaim)
const GROUNDS = SAMPLES.flatMap(({ passages }) => passages).map(({ statements, names }) => ({
  names,
  statements: statements.map(({ text }) => text).filter((text) => !isClaim(text)),
  ground: groundOf(
    statements.map(({ text }) => text),
    namesOf(names),
  ),
}))
const CASES = GROUNDS.flatMap((one) => one.statements.map((statement) => ({ ...one, statement })))

type Case = (typeof CASES)[number]
/** Places of words that state something. */
const places = ({ statement, names }: Case): number[] =>
  statement
    .split(' ')
    .flatMap((word, index) =>
      STATES_NOTHING.has(bareOf(word).toLowerCase()) ||
      bareOf(word) === '' ||
      names.includes(bareOf(word).toLowerCase())
        ? []
        : [index],
    )
const put = (word: string | undefined, by: string) => (word ?? '').replace(bareOf(word ?? ''), () => by)
const FOREIGN = ['Kafka', 'encrypted', 'quantum', '17', '`--turbo`', 'with', 'daily', 'Oracle']
const BOUNDING = ['not', 'never', 'only', 'all', 'always', 'no', 'optional']

const mutation = fc.record({
  which: fc.nat(),
  kind: fc.constantFrom('swap', 'foreign', 'bound', 'drop', 'replace', 'cut'),
  a: fc.nat(),
  b: fc.nat(),
  other: fc.nat(),
})

function mutated({ which, kind, a, b, other }: typeof mutation extends fc.Arbitrary<infer T> ? T : never) {
  const one = CASES[which % CASES.length]!
  const words = one.statement.split(' ')
  const content = places(one)
  const at = content[a % content.length]!
  if (kind === 'swap') {
    const to = content[b % content.length]!
    const [first, second] = [words[at], words[to]]
    words[at] = put(first, bareOf(second ?? ''))
    words[to] = put(second, bareOf(first ?? ''))
  } else if (kind === 'foreign') words.splice(a % words.length, 0, FOREIGN[other % FOREIGN.length]!)
  else if (kind === 'bound') words.splice(a % words.length, 0, BOUNDING[other % BOUNDING.length]!)
  else if (kind === 'drop') {
    const middle = content.slice(1, -1)
    if (middle.length) words.splice(middle[a % middle.length]!, 1)
  } else if (kind === 'replace') {
    const from = CASES[other % CASES.length]!
    const theirs = places(from)
    words[at] = put(words[at], bareOf(from.statement.split(' ')[theirs[b % theirs.length]!] ?? ''))
  } else words.length = 1 + (a % words.length)
  const text = words.join(' ').replace(/[^\p{L}\p{N}`]+$/u, '')
  return { ...one, text: `${text}${text.split('`').length % 2 ? '' : '`'}.` }
}

describe('any statement of the samples', () => {
  it('is there at all', () => {
    expect(CASES.length).toBeGreaterThan(60)
  })
  it('is accepted as it stands, unless it claims', () => {
    for (const { statement, ground } of CASES) expect(judge(statement, ground), statement).toMatchObject({ ok: true })
  })
  it('with one change is refused, unless it then reads as another, as two, or as one up to a mark', () => {
    let refused = 0
    fc.assert(
      fc.property(mutation, (change) => {
        const { text, statement, statements, names, ground } = mutated(change)
        if (!judge(text, ground).ok) {
          refused++
          return
        }
        const whole = statements.map((one) => read(one, names))
        const pairs = whole.flatMap((one) => whole.map((other) => `${one} ${other}`))
        const allowed = [...whole, ...pairs, ...statements.flatMap((one) => beginnings(one, names))]
        expect(allowed, `${change.kind}: ${statement} → ${text}`).toContain(read(text, names))
      }),
      { numRuns: 4_000 },
    )
    expect(refused).toBeGreaterThan(3_000)
  })
})
