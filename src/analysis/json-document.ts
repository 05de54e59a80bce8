import { visit } from 'jsonc-parser'
import { lineOf, type Place } from './places'
import { type Document, MOST_LEVELS } from './structured-text'

/** An array or object that is being read. */
interface Open {
  line: number
  /** Key of the property that comes next; `null` in an array. */
  key: { name: string; line: number } | null
  entries: [string, unknown][]
  items: unknown[] | null
  inner: Map<string | number, Place>
}

/** JSON with comments and trailing commas. Throws for what is broken or nested too deeply, at the first fault. */
export function jsonDocument(path: string, body: string): Document {
  const open: Open[] = []
  let root: { value: unknown; place: Place } | null = null

  const begin = (line: number, items: unknown[] | null) => {
    if (open.length === MOST_LEVELS) throw new Error('nested too deeply')
    open.push({ line, key: null, entries: [], items, inner: new Map() })
  }
  const say = (value: unknown, place: Place) => {
    const around = open.at(-1)
    if (!around) root = { value, place }
    else if (around.items) {
      around.inner.set(around.items.length, place)
      around.items.push(value)
    } else if (around.key) {
      const { name, line } = around.key
      around.entries.push([name, value])
      // The first of several properties of one name is the one that a reader looks for.
      if (!around.inner.has(name))
        around.inner.set(name, typeof place === 'number' ? line : { line, inner: place.inner })
      around.key = null
    }
  }
  const end = () => {
    const done = open.pop()
    if (done) say(done.items ?? Object.fromEntries(done.entries), { line: done.line, inner: done.inner })
  }

  visit(
    body,
    {
      onObjectBegin: (_offset, _length, line) => begin(line + 1, null),
      onObjectProperty(name, _offset, _length, line) {
        const around = open.at(-1)
        if (around) around.key = { name, line: line + 1 }
      },
      onObjectEnd: end,
      onArrayBegin: (_offset, _length, line) => begin(line + 1, []),
      onArrayEnd: end,
      onLiteralValue: (value: unknown, _offset, _length, line) => say(value, line + 1),
      onError() {
        throw new Error('broken JSON')
      },
    },
    { allowTrailingComma: true },
  )
  const { value, place } = root ?? raise()
  return { value, at: (...keys) => ({ path, line: lineOf(place, keys) }) }
}

function raise(): never {
  throw new Error('broken JSON')
}
