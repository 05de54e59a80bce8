import type { Facts, Source } from '../analysis/facts'
import type { Author, Line } from './blocks'

/** What one line of the README rests on. */
export interface Evidence {
  /** 1-based. */
  line: number
  /** Whose words they are: said from facts, or a person's. */
  by: 'facts' | Author
  /** JSON pointers (RFC 6901) into the facts. */
  facts: string[]
  sources: Source[]
}

const valueOf = ({ path, line }: Source) => `${line ?? 0} ${path}`
const segment = (key: string | number) => String(key).replaceAll('~', '~0').replaceAll('/', '~1')
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Facts by the sources that they rest on: by the very object, and for one that was made anew by what it says. */
function pointers(facts: Facts): (source: Source) => string | undefined {
  const byIdentity = new Map<unknown, string>()
  const byValue = new Map<string, string>()
  const note = (source: unknown, pointer: string) => {
    if (!isObject(source) || typeof source.path !== 'string') return
    const line = typeof source.line === 'number' ? { line: source.line } : {}
    const value = valueOf({ path: source.path, ...line })
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
    open.push(...inner.reverse())
  }
  return (source) => byIdentity.get(source) ?? byValue.get(valueOf(source))
}

/**
 * The evidence of the document's lines; those that are empty have none.
 * @param lines each with its 1-based number
 */
export function evidenceOf(facts: Facts, lines: readonly (Omit<Line, 'text'> & { line: number })[]): Evidence[] {
  const pointerTo = pointers(facts)
  return lines.map(({ line, sources, by: author }): Evidence => {
    const by = author ?? 'facts'
    const places = new Map(sources.map((source) => [valueOf(source), source]))
    const said = by === 'facts' ? sources.flatMap((source) => pointerTo(source) ?? []) : []
    return { line, by, facts: [...new Set(said)], sources: [...places.values()] }
  })
}
