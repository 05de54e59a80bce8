import fc, { type Arbitrary } from 'fast-check'
import { encoded } from './forms.ts'
import { ODD_NAMES, ODD_TEXTS } from './odd-values.ts'

/** Where the id of a job in this state stands, until the request is sent. */
export const STATES = ['completed', 'check', 'failed', 'moving', 'deleted'] as const
export type State = (typeof STATES)[number]

/** Where the id of what was last made stands, below the path that it was made known at. */
export const MADE = '{made}'

/** States as a path or a query names them. */
export const ANY_JOB = STATES.map((state) => `{${state}}`)

/** Escapes that are no UTF-8 or no escapes, written as they go out; those after them may lead to another path. */
const WRONG_ESCAPES = [
  '%',
  '%f',
  '%zz',
  '%ff',
  '%c0%80',
  '%ed%a0%80',
  '%00',
  'a%00b',
  '%u0041',
  '%25',
  '%2525',
  '%3f',
  '%23',
  '~',
  ';',
  ';a=b',
  '*',
  '+',
  '@',
  '[',
  '|',
  '^',
  '`',
  '"',
  '%5c',
  '%E2%80%AE',
]
const STEPS = ['\\', '%2e%2e', '%2e', '.', '..', '%2e%2e%2f', '%2F', 'a%2Fb', '', '/', '..;', '%252e%252e']

/** A piece of a path. */
export interface Segment {
  raw: string
  /** Is it one segment, wherever it stands? Otherwise the path may be another than that of its template. */
  one: boolean
}

const segment = (text: string): Segment => ({ raw: encoded(text), one: text !== '' && !/^\.\.?$|[\\/]/.test(text) })

/** Ids: of jobs that there are, of none, and what no id looks like. */
export const ids: Arbitrary<Segment> = fc.oneof(
  { weight: 18, arbitrary: fc.constantFrom(...ANY_JOB, '{failed}', MADE, MADE).map((raw) => ({ raw, one: true })) },
  { weight: 2, arbitrary: fc.uuid().map(segment) },
  { weight: 1, arbitrary: fc.uuid().map((id) => segment(id.toUpperCase())) },
  { weight: 1, arbitrary: fc.constantFrom(...WRONG_ESCAPES).map((raw) => ({ raw, one: true })) },
  { weight: 1, arbitrary: fc.constantFrom(...STEPS).map((raw) => ({ raw, one: false })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...ODD_NAMES, ...ODD_TEXTS.filter(({ length }) => length < 4000)).map(segment),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }).map(segment) },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 6000 }).map((length) => segment('a'.repeat(length))) },
)

/** The template with segments in place of its parameters. */
export function filled(template: string, segments: readonly Segment[]): string {
  let at = 0
  return template.replace(/\{[^}]+\}/g, () => segments[at++]?.raw ?? '')
}

/** Paths that are nearly those of a template. */
export function nearMisses(templates: readonly string[]): Arbitrary<string> {
  const odd = fc.constantFrom(
    ...WRONG_ESCAPES,
    ...STEPS,
    ...ODD_NAMES.map(encoded),
    'api',
    'index.html',
    'x.y',
    '.git',
    'favicon.ico',
  )
  const path = fc.tuple(fc.constantFrom(...templates), ids).map(([template, id]) => filled(template, [id]))
  const change = (whole: string, at: number, piece: string): string[] => {
    const pieces = whole.split('/')
    const place = at % pieces.length
    return [
      pieces.toSpliced(place, 0, piece).join('/'),
      pieces.toSpliced(place, 1, piece).join('/'),
      pieces.toSpliced(place, 1).join('/'),
      whole.replaceAll('/', '//'),
      whole.replaceAll('/', '%2f'),
      whole.replaceAll('/', '\\'),
      whole.replace(/[a-z]+/, (word) => word.toUpperCase()),
      `${whole}${piece}`,
      whole.slice(0, -1 - (at % 4)),
    ]
  }
  return fc
    .tuple(path, fc.nat(), odd)
    .chain(([whole, at, piece]) => fc.constantFrom(...change(whole, at, piece)))
    .map((changed) => (changed.startsWith('/') ? changed : `/${changed}`))
}
