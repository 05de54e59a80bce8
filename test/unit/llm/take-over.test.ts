import { describe, expect, it } from 'vitest'
import { takeOver } from '../../../src/llm/take-over'
import type { Passage, Statement } from '../../../src/readme/passages/passage'

const told = (text: string, path = 'src/lib.rs', line = 1): Statement => ({ text, sources: [{ path, line }] })
const STATEMENTS = [
  told('Kettle converts JSON Lines to CSV.', 'src/lib.rs', 1),
  told('It reads objects from standard input.', 'src/lib.rs', 3),
  told('Kettle never opens a network connection.', 'src/lib.rs', 5),
  told('Nested objects are flattened.', 'src/flatten.rs', 2),
]
const passageOf = (given: Partial<Passage> = {}): Passage => ({
  ...{ id: 'what', task: 'What it is.', said: [], hasLead: false, names: ['kettle'] },
  ...{ statements: STATEMENTS, most: { sentences: 4, characters: 600 } },
  ...given,
})
/** What one passage becomes by an answer. */
function taken(answer: string, given: Partial<Passage> = {}) {
  const passage = passageOf(given)
  const { wording, dropped, kept } = takeOver(new Map([['p1', passage]]), { p1: answer })
  const worded = wording.get(passage.id)
  return { texts: worded?.sentences.map(({ text }) => text) ?? null, worded, dropped, kept }
}

describe('an answer', () => {
  it('of backed sentences stands with the places behind each', () => {
    const { worded, dropped, kept } = taken('Kettle converts JSON Lines to CSV. Nested objects are flattened.')
    expect(worded?.sentences).toEqual([
      { text: 'Kettle converts JSON Lines to CSV.', sources: [{ path: 'src/lib.rs', line: 1 }] },
      { text: 'Nested objects are flattened.', sources: [{ path: 'src/flatten.rs', line: 2 }] },
    ])
    expect([dropped, kept]).toEqual([[], 2])
  })
  it('that joins two statements rests on both', () => {
    const { worded } = taken('Kettle converts JSON Lines to CSV and never opens a network connection.')
    expect(worded?.sentences[0]?.sources).toEqual([
      { path: 'src/lib.rs', line: 1 },
      { path: 'src/lib.rs', line: 5 },
    ])
  })
  it('may say "it" of the project where the sentence before is about that, and of nothing else', () => {
    const reads = 'It reads objects from standard input.'
    expect(taken(`Kettle converts JSON Lines to CSV. ${reads}`).texts).toHaveLength(2)
    expect(taken(reads).texts).toEqual([reads])
    const { texts, dropped } = taken(`Nested objects are flattened. ${reads}`)
    expect(texts).toEqual(['Nested objects are flattened.'])
    expect(dropped).toMatchObject([{ text: reads, why: 'not_backed' }])
  })
  it('says once what two statements say, and loses no passage by it', () => {
    const statements = [told('It is a library written in Rust.'), told('A library.'), told('Written in Rust.')]
    const { texts, dropped } = taken('Kettle is a library written in Rust. Kettle is a library. Written in Rust.', {
      statements,
    })
    expect(texts).toEqual(['Kettle is a library written in Rust.'])
    expect(dropped.map(({ why }) => why)).toEqual(['repeated', 'repeated'])
  })
  it('has whole sentences: a part of one needs the project as its subject', () => {
    const statements: Statement[] = [{ ...told('Written in Rust.'), isPart: true }, ...STATEMENTS]
    const { texts, dropped } = taken('Nested objects are flattened. Written in Rust.', { statements })
    expect(texts).toEqual(['Nested objects are flattened.'])
    expect(dropped).toMatchObject([{ text: 'Written in Rust.', why: 'empty' }])
    expect(taken('Kettle is written in Rust.', { statements }).texts).toEqual(['Kettle is written in Rust.'])
  })
  it('loses the sentence that is not backed, and the report tells which and why', () => {
    const { texts, dropped } = taken(
      'Kettle converts JSON Lines to CSV. It listens on port 8080. Nested objects are flattened.',
    )
    expect(texts).toEqual(['Kettle converts JSON Lines to CSV.', 'Nested objects are flattened.'])
    expect(dropped).toEqual([
      {
        ...{ passage: 'what', text: 'It listens on port 8080.', why: 'not_backed' },
        words: ['listens', 'on', 'port', '8080'],
      },
    ])
  })
  it.each(['', '   ', '\n'])('that is empty changes nothing: %j', (answer) => {
    expect(taken(answer)).toEqual({ texts: null, worded: undefined, dropped: [], kept: 0 })
  })
  it('that does not have the key changes nothing', () => {
    expect(takeOver(new Map([['p1', passageOf()]]), {})).toEqual({ wording: new Map(), dropped: [], kept: 0 })
  })
  it('gives the same wording each time', () => {
    const answer = 'Kettle converts JSON Lines to CSV. It is fast. Nested objects are flattened.'
    expect(taken(answer)).toEqual(taken(answer))
  })
  it('is reported with 300 characters of a sentence at most', () => {
    const { dropped } = taken(`Kettle ${'lies '.repeat(200)}.`)
    expect(dropped.map(({ text }) => text.length)).toEqual([300])
  })
})

describe('sentences are parted', () => {
  const LIE = 'It phones home.'
  it.each([
    ['by white space', `Kettle converts JSON Lines to CSV. ${LIE}`],
    ['by a line break', `Kettle converts JSON Lines to CSV.\n${LIE}`],
    ['by a line break after no mark', `Kettle converts JSON Lines to CSV.\n\nIt phones home.`],
    ['before a quotation mark', `Kettle converts JSON Lines to CSV. “It phones home.”`],
    ['before a bracket', `Kettle converts JSON Lines to CSV. (It phones home.)`],
    ['before a code span', `Kettle converts JSON Lines to CSV. \`kettle\` phones home.`],
    ['behind a quotation mark', `“Kettle converts JSON Lines to CSV.” ${LIE}`],
  ])('%s, and a lie in the second does not take the first with it', (_, answer) => {
    const { texts, dropped } = taken(answer)
    expect(texts).toHaveLength(1)
    expect(texts?.join()).not.toMatch(/phones/)
    expect(dropped).toHaveLength(1)
  })
  it.each([
    ['behind an abbreviation', 'Kettle converts JSON Lines to CSV, e.g. It phones home.'],
    ['behind a full stop without a space', 'Kettle converts JSON Lines to CSV.It phones home.'],
    ['behind a small letter', 'Kettle converts JSON Lines to CSV. it phones home.'],
    ['behind a semicolon', 'Kettle converts JSON Lines to CSV; it phones home.'],
    ['in brackets', 'Kettle converts JSON Lines (it phones home) to CSV.'],
    ['behind a question', 'Does it phone home? Yes. Kettle converts.'],
    ['behind an ellipsis', 'Kettle converts… It phones home.'],
  ])('and a lie is not hidden %s', (_, answer) => {
    expect(taken(answer).texts?.join() ?? '').not.toMatch(/phone|Yes/)
  })
})

describe('a passage', () => {
  const lies = (count: number) => Array.from({ length: count }, (_, index) => `It has ${index} dials.`).join(' ')

  it('that loses as many as it keeps is taken', () => {
    expect(taken(`Kettle converts JSON Lines to CSV. ${lies(1)}`).texts).toHaveLength(1)
  })
  it('that loses more than it keeps stays, and what was true of it is reported as left', () => {
    const { texts, dropped, kept } = taken(`Kettle converts JSON Lines to CSV. ${lies(2)}`)
    expect([texts, kept]).toEqual([null, 0])
    expect(dropped.map(({ why }) => why)).toEqual(['not_backed', 'not_backed', 'passage_left'])
  })
  it('does not stay for what is only repeated or too long', () => {
    const twice = 'Kettle converts JSON Lines to CSV.'
    const { texts, dropped } = taken(`${twice} ${twice} ${twice} It converts JSON Lines to CSV.`)
    expect(texts).toEqual([twice])
    expect(dropped.map(({ why }) => why)).toEqual(['repeated', 'repeated', 'repeated'])
  })
  it('has no more sentences than it may', () => {
    const { texts, dropped } = taken(STATEMENTS.map(({ text }) => text).join(' '), {
      most: { sentences: 2, characters: 600 },
    })
    expect(texts).toEqual(STATEMENTS.slice(0, 2).map(({ text }) => text))
    expect(dropped.map(({ why }) => why)).toEqual(['too_long', 'too_long'])
  })
  it('has no more characters than it may, spaces between its sentences counted', () => {
    const [first, second] = STATEMENTS.map(({ text }) => text) as [string, string]
    const room = (characters: number) => taken(`${first} ${second}`, { most: { sentences: 4, characters } }).texts
    expect(room(first.length + 1 + second.length)).toHaveLength(2)
    expect(room(first.length + second.length)).toEqual([first])
  })
  it('that stays leaves its statements to those behind it', () => {
    const text = 'Kettle converts JSON Lines to CSV.'
    const passages = new Map([
      ['p1', passageOf()],
      ['p2', passageOf({ id: 'why' })],
    ])
    expect([...takeOver(passages, { p1: `${text} ${lies(2)}`, p2: text }).wording.keys()]).toEqual(['why'])
  })
  it('does not repeat what one before it told', () => {
    const text = 'Kettle converts JSON Lines to CSV.'
    const passages = new Map([
      ['p1', passageOf()],
      ['p2', passageOf({ id: 'why' })],
    ])
    const { wording, dropped } = takeOver(passages, { p1: text, p2: `${text} Nested objects are flattened.` })
    expect(wording.get('why')?.sentences.map((one) => one.text)).toEqual(['Nested objects are flattened.'])
    expect(dropped).toEqual([{ passage: 'why', text, why: 'repeated', words: [] }])
  })
  it('may tell a statement again beside one that is new', () => {
    const { texts } = taken(
      'It reads objects from standard input. Kettle converts JSON Lines to CSV and reads objects from standard input.',
    )
    expect(texts).toHaveLength(2)
  })
})

describe('what ours says and the model does not', () => {
  const said = [told('Boil JSON Lines.'), told('It is a tool written in Rust.')]
  const statements = [
    ...STATEMENTS,
    told('Boil JSON Lines.'),
    told('Written in Rust.'),
    told('A tool.'),
    told('A fast kettle.'),
  ]
  const leftOf = (answer: string, given: Partial<Passage> = {}) =>
    taken(answer, { said, statements, ...given }).worded?.left

  it('is left, paragraph by paragraph', () => {
    expect(leftOf('Nested objects are flattened.')).toEqual([0, 1])
    expect(leftOf('Kettle boils JSON Lines.')).toEqual([1])
    expect(leftOf('Kettle is a tool written in Rust.')).toEqual([0])
    expect(leftOf('Kettle boils JSON Lines. It is a tool written in Rust.')).toEqual([])
  })
  it('is told by several sentences together', () => {
    expect(leftOf('It is a tool. Nested objects are flattened. Kettle is written in Rust.')).toEqual([0])
  })
  it('is left where the first line is one by itself and not all of it stands in the first sentence', () => {
    const answer = 'Kettle is a tool written in Rust. It boils JSON Lines.'
    expect(leftOf(answer)).toEqual([])
    expect(leftOf(answer, { hasLead: true })).toEqual([0])
    expect(leftOf('Kettle boils JSON Lines. It is a tool written in Rust.', { hasLead: true })).toEqual([])
  })
  it('is not left for its praise and the project’s name alone', () => {
    expect(leftOf('It boils JSON Lines.', { said: [told('A fast, simple kettle.')] })).toEqual([])
  })
})

describe('a phrase beside a path', () => {
  const module = { id: 'module:src/flatten.rs', names: ['flatten.rs'], most: { sentences: 1, characters: 60 } }
  it.each(['Nested objects are flattened', 'Nested objects are flattened.'])('needs no full stop: %s', (phrase) => {
    expect(taken(phrase, module).texts).toEqual(['Nested objects are flattened'])
  })
  it('has no backticks, which a code block would show', () => {
    const statements = [told('Reads `config.toml` at the start.')]
    expect(taken('Reads `config.toml` at the start', { ...module, statements }).texts).toEqual([
      'Reads config.toml at the start',
    ])
  })
  it('is one, and of 60 characters at most', () => {
    expect(taken('Nested objects are flattened. It reads objects from standard input.', module).texts).toHaveLength(1)
    const statements = [told(`Flattens ${'very '.repeat(12)}deep objects.`)]
    expect(taken(statements[0]!.text, { ...module, statements }).texts).toBeNull()
  })
  it('is backed or not there, as any sentence', () => {
    expect(taken('Nested arrays are flattened', module).texts).toBeNull()
  })
  it('elsewhere is no sentence', () => {
    expect(taken('Nested objects are flattened').dropped).toMatchObject([{ why: 'not_plain' }])
  })
})
