import fc, { type Arbitrary } from 'fast-check'
import type { Document, Operation } from '../../e2e/document.ts'
import { some } from './headers.ts'

/** Headers that say who somebody is. */
export type Credential = Readonly<Record<string, string>>

/** Of each security scheme of the document those that the service knows. */
export type Credentials = Readonly<Record<string, readonly Credential[]>>

const NOBODY: Credential = {}

const wrong = some(
  ...['Bearer', 'Bearer ', 'Bearer x', 'bearer é', 'Basic eDp5', 'Basic', 'Digest x', 'Bearer a b'],
  ...[`Bearer ${'x'.repeat(5000)}`, `Bearer rforge_${'x'.repeat(43)}`],
).map((authorization): Credential => ({ authorization }))

const oneOf = (weight: number, from: readonly Credential[]) =>
  from.length ? [{ weight, arbitrary: fc.constantFrom(...from) }] : []

/** Who asks an operation: mostly somebody as it wants them, else somebody else, nobody, or what is no credential. */
export function askers(document: Document, operation: Operation, credentials: Credentials): Arbitrary<Credential> {
  const { names, isOptional } = document.schemesOf(operation)
  const all = Object.entries(credentials)
  const wanted = all.flatMap(([name, known]) => (names.includes(name) ? known : []))
  const others = all.flatMap(([name, known]) => (names.includes(name) ? [] : known))
  return fc.oneof(
    { weight: isOptional ? 8 : 1, arbitrary: fc.constant(NOBODY) },
    ...oneOf(10, wanted),
    ...oneOf(1, others),
    { weight: 1, arbitrary: wrong },
  )
}

/** Who asks for what is no operation. */
export const anybody = (credentials: Credentials): Arbitrary<Credential> =>
  fc.oneof(fc.constant(NOBODY), ...oneOf(1, Object.values(credentials).flat()))
