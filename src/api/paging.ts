import { z } from '@hono/zod-openapi'
import type { Cursor } from '../job/job-index'
import { Problem } from './problems'

/** What a page of a list is asked for with. */
export const PageQuery = {
  limit: z
    // Numbers are written in many ways; this one is meant.
    .preprocess(
      (text) => (text === undefined || /^\d+$/.test(String(text)) ? text : Number.NaN),
      z.coerce.number().int().min(1).max(100).default(20),
    )
    .meta({ description: 'Of the page, at most.' }),
  cursor: z.string().max(200).optional().meta({ description: '`next` of the page before.' }),
}

/** An opaque, URL-safe position in a list. */
export const encodeCursor = ({ createdAt, id }: Cursor): string =>
  btoa(`${createdAt}:${id}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** Where the page that a request asks for begins; `null` for the first. Problem: invalid_request. */
export function startOf(cursor: string | undefined): Cursor | null {
  if (cursor === undefined) return null
  const position = decodeCursor(cursor)
  if (position) return position
  throw new Problem('invalid_request', { errors: [{ pointer: '/cursor', message: 'Not a cursor of this list.' }] })
}

/** The position, or `null` when we never gave out such a cursor. */
function decodeCursor(text: string): Cursor | null {
  try {
    const match = /^(\d{1,15}):([0-9a-f-]{36})$/.exec(atob(text.replaceAll('-', '+').replaceAll('_', '/')))
    return match ? { createdAt: Number(match[1]), id: match[2]! } : null
  } catch {
    return null
  }
}
