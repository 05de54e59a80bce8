import { globSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { deserialize } from 'node:v8'
import type { Job } from '../../src/job/job.ts'

/** What the local state holds, read from its files past the product. */
export interface State {
  /** Every job that any object holds; more than one under an id would be a fault of the platform's. */
  jobs: Job[]
  /** D1's rows, JSON columns parsed. */
  rows: Record<string, unknown>[]
  /** R2: key to entity tag. */
  objects: Map<string, string>
}

/** Runs the query on each of the files whose database has the table. */
function rowsIn(pattern: string, table: string, columns: string): Record<string, unknown>[] {
  return globSync(pattern).flatMap((file) => {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
    try {
      const has = database.prepare('select 1 from sqlite_master where name = ?').get(table)
      return has ? database.prepare(`select ${columns} from ${table}`).all() : []
    } finally {
      database.close()
    }
  })
}

/** The job in a row of an object's key-value table. Its bytes are what V8 serialises; the product alone writes them. */
function jobOf({ key, value }: Record<string, unknown>): Job[] {
  return key === 'job' && value instanceof Uint8Array ? [deserialize(value) as Job] : []
}

const JSON_COLUMNS = ['repository', 'error', 'result']
const parsed = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      JSON_COLUMNS.includes(name) && typeof value === 'string' ? JSON.parse(value) : value,
    ]),
  )

/** Reads the state in this folder; also while the runtime runs, when it is a moment's. */
export function readState(folder: string): State {
  const files = (kind: string, name: string) => join(folder, 'v3', kind, name, '*.sqlite')
  return {
    jobs: rowsIn(files('do', 'readme-forge-api-JobObject'), '_cf_KV', 'key, value').flatMap(jobOf),
    rows: rowsIn(files('d1', 'miniflare-D1DatabaseObject'), 'jobs', '*').map(parsed),
    objects: new Map(
      rowsIn(files('r2', 'miniflare-R2BucketObject'), '_mf_objects', 'key, etag').map(({ key, etag }) => [
        String(key),
        String(etag),
      ]),
    ),
  }
}

/** What this job's object still owes at `now`, in words; of purges only those that are due. */
export function debts({ version, outbox, status, lease }: Job, now: number): string[] {
  const moving = status === 'pending' || status === 'processing'
  return [
    ...(moving ? [status] : []),
    ...(lease ? ['lease'] : []),
    ...(outbox.enqueueAt !== null ? ['enqueueAt'] : []),
    ...(outbox.dispatchBy !== null ? ['dispatchBy'] : []),
    ...(outbox.projected < version ? ['projection'] : []),
    ...outbox.purge.filter(({ at }) => at <= now).map(({ key }) => `purge of ${key}`),
  ]
}
