import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { encodeCursor } from '../../src/api/paging.ts'
import { jobRows } from './job-rows.ts'
import type { Product } from './product.ts'

/** A product whose index of jobs has been filled. */
export interface Filled {
  product: Product
  count: number
  /** Bytes of the database for each row, with its indexes. */
  bytesPerRow: number
  /** Cursors into the oldest quarter of the list of `everybody`. */
  cursors: string[]
}

const CURSORS = 100

const tables = (database: DatabaseSync) =>
  database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all()
    .map(({ name }) => name)

/** The file of the local D1 that holds the jobs. */
async function fileOf({ forge }: Product): Promise<string> {
  for await (const file of glob(join(forge.state, 'v3/d1/*/*.sqlite'))) {
    const database = new DatabaseSync(file, { readOnly: true })
    const found = tables(database).includes('jobs')
    database.close()
    if (found) return file
  }
  throw new Error('no database of the local D1 holds the jobs')
}

function insertAll(database: DatabaseSync, count: number): void {
  const rows = jobRows(count, Date.now())
  const columns = Object.keys(jobRows(1, 0).next().value ?? {})
  const insert = database.prepare(
    `INSERT INTO jobs (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`,
  )
  // The whole of it fits into memory, and what a crash would lose is made again.
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000')
  database.exec('BEGIN')
  for (const row of rows) insert.run(row)
  database.exec('COMMIT')
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
}

const numberIn = (database: DatabaseSync, sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0])

/** Positions in the last quarter of what `everybody` has, evenly spread. */
function cursorsIn(database: DatabaseSync): string[] {
  const from = "FROM jobs WHERE owner = 'everybody' AND status <> 'deleted'"
  const all = numberIn(database, `SELECT count(*) ${from}`)
  const quarter = Math.floor(all / 4)
  const oldest = database.prepare(`SELECT created_at, id ${from} ORDER BY created_at, id LIMIT ${quarter}`).all()
  const step = Math.max(1, Math.floor(oldest.length / CURSORS))
  return oldest
    .filter((_, i) => i % step === 0 && i > 20)
    .map(({ created_at, id }) => encodeCursor({ createdAt: Number(created_at), id: String(id) }))
}

/** Stops the product, gives its index `count` jobs, written straight into the local D1's file, and starts it again. */
export async function fill(product: Product, count: number): Promise<Filled> {
  await product.forge.kill()
  const database = new DatabaseSync(await fileOf(product))
  insertAll(database, count)
  const pages = numberIn(database, 'PRAGMA page_count') - numberIn(database, 'PRAGMA freelist_count')
  const bytesPerRow = (pages * numberIn(database, 'PRAGMA page_size')) / count
  const cursors = cursorsIn(database)
  database.close()
  await product.forge.restart()
  return { product, count, bytesPerRow, cursors }
}
