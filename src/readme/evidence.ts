import * as z from 'zod'
import { type Facts, Source } from '../analysis/facts'
import { append } from './append'
import { AUTHORS, type Line } from './blocks'

const Evidence = z.object({
  line: z.int().positive().meta({ description: '1-based line of the README; empty lines have no entry.' }),
  by: z.enum(['facts', ...AUTHORS]).meta({
    description:
      'Whose words they are: said from facts, of whoever asked for the README, of the existing one, or of a language model that reworded what facts say.',
  }),
  facts: z.array(z.string()).meta({ description: 'JSON pointers (RFC 6901) into the analysis.' }),
  sources: z.array(Source),
})
/** What one line of the README rests on. */
export type Evidence = z.infer<typeof Evidence>

const url = z.url().nullable().meta({ description: 'The place on the host, at the commit; null where there is none.' })
export const EvidenceSchema = z
  .object({
    path: z.string().meta({ description: 'Where in the repository the README belongs.' }),
    commit: z.string().nullable(),
    lines: z.array(Evidence.extend({ sources: z.array(Source.extend({ url })) })),
  })
  .meta({ id: 'Evidence' })
/** The evidence of a whole README, with links. */
export type EvidenceDocument = z.infer<typeof EvidenceSchema>

const placeOf = ({ path, line }: Source) => `${line ?? 0} ${path}`
const segment = (key: string | number) => String(key).replaceAll('~', '~0').replaceAll('/', '~1')
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Facts by the sources that they rest on: by the very object, and for one that was made anew by what it says. */
function pointers(facts: Facts): (source: Source) => string | undefined {
  const byIdentity = new Map<unknown, string>()
  const byValue = new Map<string, string>()
  const note = (source: unknown, pointer: string) => {
    if (!isObject(source) || typeof source.path !== 'string') return
    const line = typeof source.line === 'number' ? { line: source.line } : {}
    const value = placeOf({ path: source.path, ...line })
    if (!byIdentity.has(source)) byIdentity.set(source, pointer)
    if (!byValue.has(value)) byValue.set(value, pointer)
  }
  const open: { value: Record<string, unknown>; pointer: string }[] = [{ value: facts, pointer: '' }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, pointer } = next
    if (Array.isArray(value.sources)) for (const source of value.sources) note(source, pointer)
    else note(value, pointer)
    const inner = Object.entries(value).flatMap(([key, one]) =>
      key !== 'sources' && isObject(one) ? [{ value: one, pointer: `${pointer}/${segment(key)}` }] : [],
    )
    append(open, inner.reverse())
  }
  return (source) => byIdentity.get(source) ?? byValue.get(placeOf(source))
}

/**
 * The evidence of the document's lines; those that are empty have none.
 * @param lines each with its 1-based number
 */
export function evidenceOf(facts: Facts, lines: readonly (Omit<Line, 'text'> & { line: number })[]): Evidence[] {
  const pointerTo = pointers(facts)
  return lines.map(({ line, sources, by: author }): Evidence => {
    const by = author ?? 'facts'
    const places = new Map(sources.map((source) => [placeOf(source), source]))
    const said = by === 'facts' || by === 'model' ? sources.flatMap((source) => pointerTo(source) ?? []) : []
    return { line, by, facts: [...new Set(said)], sources: [...places.values()] }
  })
}
