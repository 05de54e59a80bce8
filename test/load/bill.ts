import type { Note } from './counted/notes.ts'

/** What Cloudflare bills, counted. */
export interface Bill {
  'Worker requests': number
  'object requests': number
  'alarms fired': number
  'object rows read': number
  'object rows written': number
  'alarms set': number
  'D1 queries': number
  'D1 rows read': number
  'D1 rows written': number
  'R2 class A': number
  'R2 class B': number
  'queue operations': number
}

/** Which notes count for which line of the bill, and how much. Sources: the pages on pricing of each, August 2026. */
const LINES: Record<keyof Bill, (note: Note) => number> = {
  'Worker requests': ({ to }) => Number(to === 'worker'),
  'object requests': ({ to }) => Number(to === 'object'),
  'alarms fired': ({ to, method }) => Number(to === 'object' && method === 'alarm'),
  'object rows read': ({ to, method }) => Number(to === 'storage' && ['get', 'getAlarm'].includes(method)),
  // An alarm that is set or taken back is a row written.
  'object rows written': ({ to, method }) =>
    Number(to === 'storage' && ['put', 'delete', 'setAlarm', 'deleteAlarm'].includes(method)),
  'alarms set': ({ to, method }) => Number(to === 'storage' && method === 'setAlarm'),
  'D1 queries': ({ to }) => Number(to === 'd1'),
  'D1 rows read': ({ read = 0 }) => read,
  'D1 rows written': ({ written = 0 }) => written,
  'R2 class A': ({ to, method }) =>
    Number(to === 'r2' && ['put', 'list', 'createMultipartUpload', 'uploadPart', 'complete'].includes(method)),
  'R2 class B': ({ to, method }) => Number(to === 'r2' && ['get', 'head'].includes(method)),
  // A message is written, read and deleted: the first when it is sent, the others when it is delivered.
  'queue operations': ({ to, method }) =>
    Number(to === 'queue' && method === 'send') + 2 * Number(to === 'worker' && method === 'queue'),
}

/** What some notes cost. */
export function bill(notes: readonly Note[]): Bill {
  const lines = Object.entries(LINES).map(([line, count]) => [line, notes.reduce((sum, note) => sum + count(note), 0)])
  return Object.fromEntries(lines) as Bill
}
