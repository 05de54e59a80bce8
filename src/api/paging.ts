import type { Cursor } from '../job/job-index'

/** An opaque, URL-safe position in a list. */
export const encodeCursor = ({ createdAt, id }: Cursor): string =>
  btoa(`${createdAt}:${id}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** The position, or `null` when we never gave out such a cursor. */
export function decodeCursor(text: string): Cursor | null {
  try {
    const match = /^(\d{1,15}):([0-9a-f-]{36})$/.exec(atob(text.replaceAll('-', '+').replaceAll('_', '/')))
    return match ? { createdAt: Number(match[1]), id: match[2]! } : null
  } catch {
    return null
  }
}
