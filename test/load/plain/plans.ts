/** What SQLite does to answer a statement, step by step. */
export interface Plan {
  sql: string
  steps: string[]
}

/** Does the work and asks the database how it answers each statement that the work makes. */
export async function plansOf(db: D1Database, work: (db: D1Database) => Promise<unknown>): Promise<Plan[]> {
  const asked: { sql: string; values: unknown[] }[] = []
  const noting = new Proxy(db, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name)
      return (sql: string) => {
        const statement = target.prepare(sql)
        return Object.assign(statement, {
          bind(...values: unknown[]) {
            asked.push({ sql, values })
            return target.prepare(sql).bind(...values)
          },
        })
      }
    },
  })
  await work(noting)
  return Promise.all(
    asked.map(async ({ sql, values }) => {
      const plan = await db
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...values)
        .all<{ detail: string }>()
      return { sql, steps: plan.results.map(({ detail }) => detail) }
    }),
  )
}
