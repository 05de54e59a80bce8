import { type Note, note } from './notes'

/** Metered statements to the real ones: a batch takes only those. */
const real = new WeakMap<D1PreparedStatement, D1PreparedStatement>()

/** What each way of asking makes of the full answer, which alone tells the rows that were read and written. */
const SHAPES: Record<string, (result: D1Result<Record<string, unknown>>) => unknown> = {
  all: (result) => result,
  run: (result) => result,
  first: ({ results }) => results[0] ?? null,
  raw: ({ results }) => results.map((row) => Object.values(row)),
}

/** The same database, which notes the rows of each statement. Columns of a result must differ in their names. */
export function meteredD1(db: D1Database, by: Note['by']): D1Database {
  const tell = (method: string, { meta }: D1Result) =>
    note({ by, to: 'd1', method, read: meta.rows_read, written: meta.rows_written })
  const metered = (statement: D1PreparedStatement): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => metered(target.bind(...values))
        const shape = SHAPES[String(name)]
        return async () => {
          const result = await target.all<Record<string, unknown>>()
          tell(String(name), result)
          return shape?.(result)
        }
      },
    })
    real.set(proxy, statement)
    return proxy
  }
  return new Proxy(db, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => metered(target.prepare(sql))
      if (name !== 'batch') throw new Error(`${String(name)} of D1 is not metered`)
      return async (statements: D1PreparedStatement[]) => {
        const results = await target.batch(statements.map((statement) => real.get(statement) ?? statement))
        for (const result of results) tell('batch', result)
        return results
      }
    },
  })
}
