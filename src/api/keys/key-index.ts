import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Cursor } from '../../job/job-index'
import { asked } from '../../job/unavailable'
import { keys } from './schema'

export type Key = typeof keys.$inferSelect

/** Keeps a key. @throws Unavailable */
export async function keep(db: D1Database, key: Key): Promise<void> {
  await asked('index', () => drizzle(db).insert(keys).values(key).run())
}

/** Whose jobs the key with this hash opens; `null` for one that was revoked or never given. @throws Unavailable */
export async function ownerOfKey(db: D1Database, hash: string): Promise<string | null> {
  const row = await asked('index', () =>
    drizzle(db)
      .select({ owner: keys.owner })
      .from(keys)
      .where(and(eq(keys.hash, hash), isNull(keys.revokedAt)))
      .get(),
  )
  return row?.owner ?? null
}

/** Has this owner a key, or had one? @throws Unavailable */
export async function isOwner(db: D1Database, owner: string): Promise<boolean> {
  const row = await asked('index', () =>
    drizzle(db).select({ id: keys.id }).from(keys).where(eq(keys.owner, owner)).limit(1).get(),
  )
  return row !== undefined
}

/** Keys, newest first, revoked ones too; at most `limit` of them, after `cursor`. Reads by index. @throws Unavailable */
export async function listKeys(
  db: D1Database,
  limit: number,
  cursor: Cursor | null,
): Promise<{ keys: Key[]; next: Cursor | null }> {
  const rows = await asked('index', () =>
    drizzle(db)
      .select()
      .from(keys)
      .where(cursor ? sql`(${keys.createdAt}, ${keys.id}) < (${cursor.createdAt}, ${cursor.id})` : undefined)
      .orderBy(desc(keys.createdAt), desc(keys.id))
      .limit(limit + 1)
      .all(),
  )
  const shown = rows.slice(0, limit)
  return { keys: shown, next: rows.length > limit ? (shown.at(-1) ?? null) : null }
}

/** Revokes a key for good; one that is revoked stays so. `false` when there is none. @throws Unavailable */
export async function revoke(db: D1Database, id: string, now: number): Promise<boolean> {
  const row = await asked('index', () =>
    drizzle(db)
      .update(keys)
      .set({ revokedAt: sql`coalesce(${keys.revokedAt}, ${now})` })
      .where(eq(keys.id, id))
      .returning({ id: keys.id })
      .get(),
  )
  return row !== undefined
}
