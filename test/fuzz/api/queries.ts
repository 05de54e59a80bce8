import fc, { type Arbitrary } from 'fast-check'
import type { Document, Operation, Parameter } from '../../e2e/document.ts'
import { type Hints, valuesOf } from './arbitraries.ts'
import { changedInOnePlace } from './change.ts'
import { encoded } from './forms.ts'
import { ODD_NAMES, ODD_TEXTS } from './odd-values.ts'
import { ANY_JOB } from './paths.ts'

export interface Query {
  pairs: readonly (readonly [name: string, value: string])[]
  /** What follows them as it is. */
  tail: string
  /** Why the operation must refuse it; `null` where that is not sure. */
  wrong: string | null
}

/** More than the service takes; what lies before it takes not much more. */
const LONGEST = 12_000
const TAILS = ['&', '&&=', '?', '&%ff=%', '&a', '&=b', '&a[]=1', '&a[b]=c', '&%00', ';a=b', '&a=%ed%a0%80']
const SOME_ID = '00000000-0000-4000-8000-000000000000'

/** A text as whoever reads the document may take it: as it is, or as what it says as JSON. */
function readings(text: string): unknown[] {
  try {
    return [text, JSON.parse(text)]
  } catch {
    return [text]
  }
}

/** Why no value that the document allows is written like this; an empty one is as none, and truth is written in many ways. */
function textFault(document: Document, { name, schema }: Parameter, text: string): string | null {
  if (text === '' || [document.resolved(schema).type].flat().includes('boolean')) return null
  const faults = readings(ANY_JOB.includes(text) ? SOME_ID : text).map((value) => document.schemaFault(schema, value))
  return faults.includes(null) ? null : `${name} of the query: ${faults[0]}`
}

function parametersOf({ described }: Operation): Parameter[] {
  return (described.parameters ?? []).filter((parameter) => parameter.in === 'query')
}

/** Texts for a parameter: values that its schema allows, these changed, and odd ones. */
function textsFor({ name, schema }: Parameter, document: Document, hints: Hints): Arbitrary<string> {
  const values = valuesOf(schema, document, hints, name)
  const written = fc.oneof({ weight: 6, arbitrary: values }, { weight: 1, arbitrary: changedInOnePlace(values) })
  return fc.oneof(
    { weight: 8, arbitrary: written.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_TEXTS) },
  )
}

/** Queries for an operation: its parameters right and wrong, said twice, others, and what is hardly a query. */
export function queriesFor(operation: Operation, document: Document, hints: Hints): Arbitrary<Query> {
  const known = parametersOf(operation)
  const each = known.map((parameter) =>
    fc.option(textsFor(parameter, document, hints), { freq: 2 }).map(
      (text): Query => ({
        pairs: text === null ? [] : [[parameter.name, text]],
        tail: '',
        wrong: text === null ? null : textFault(document, parameter, text),
      }),
    ),
  )
  const names = fc.constantFrom(...ODD_NAMES, ...known.map(({ name }) => name), 'unknown')
  const more = fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.tuple(names, fc.constantFrom(...ODD_TEXTS)), { maxLength: 3 }) },
  )
  const tail = fc.oneof({ weight: 15, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom(...TAILS) })
  const whole = fc.tuple(fc.tuple(...each), more, tail).map(([own, others, end]): Query => {
    // Of one that is said twice nobody says which counts.
    const sure = others.length === 0 && end === ''
    const wrong = own.map((query) => query.wrong).find((fault) => fault !== null) ?? null
    return { pairs: [...own.flatMap(({ pairs }) => pairs), ...others], tail: end, wrong: sure ? wrong : null }
  })
  return whole.filter((query) => queryText(query).length < LONGEST)
}

export const queryText = ({ pairs, tail }: Query) => {
  const text = pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&') + tail
  return text && `?${text}`
}
