import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** API keys, of which only the hash is kept. Times are milliseconds since the epoch. */
export const keys = sqliteTable(
  'keys',
  {
    id: text('id').primaryKey(),
    /** Whose jobs it opens: several keys may be one owner's. */
    owner: text('owner').notNull(),
    /** For the operator to tell it from others. */
    name: text('name').notNull(),
    /** The first characters of the key. */
    prefix: text('prefix').notNull(),
    /** SHA-256 in hexadecimal. */
    hash: text('hash').notNull().unique(),
    createdAt: integer('created_at').notNull(),
    revokedAt: integer('revoked_at'),
  },
  (table) => [index('keys_by_age').on(table.createdAt, table.id), index('keys_by_owner').on(table.owner)],
)
