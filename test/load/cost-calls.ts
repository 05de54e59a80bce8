import { type Bill, bill } from './bill.ts'
import type { Note } from './counted/notes.ts'
import type { Stored } from './counted/stored.ts'
import { table } from './figures.ts'
import { type Product, pause, startProduct } from './product.ts'

/** Nothing more is logged of something that has logged nothing for so long. */
const SILENCE_MS = 1_500

/** `note` writes such lines, and nobody else. */
const isNote = (line: Record<string, unknown>): line is Record<string, unknown> & Note => line.event === 'measured'

/** What `work` and everything that follows from it has done. */
async function notesOf<T>({ forge }: Product, work: () => Promise<T>): Promise<{ notes: Note[]; value: T }> {
  const notes = () => forge.logs().filter(isNote)
  const before = notes().length
  const value = await work()
  for (let seen = -1; seen !== notes().length; await pause(SILENCE_MS)) seen = notes().length
  return { notes: notes().slice(before), value }
}

/** Files a job and looks at it once, when it must be at rest. */
async function wholeJob(product: Product): Promise<string> {
  const id = await product.file()
  await pause(5_000)
  return id
}

const largest = (notes: readonly Note[], size: 'bytes' | 'database') =>
  Math.max(0, ...notes.map((note) => note[size] ?? 0))

interface Calls {
  bills: ({ what: string } & Bill)[]
  bytes: Record<string, number>
}

/** Sizes of everything that a job leaves. */
const bytesOf = (notes: readonly Note[], { row, artifacts, facts }: Stored) => ({
  'the job, as JSON': largest(notes, 'bytes'),
  'database of its object': largest(notes, 'database'),
  'row in D1, without indexes': row,
  ...Object.fromEntries(Object.entries(artifacts).map(([file, size]) => [`R2: ${file}`, size])),
  'R2: facts of the commit, shared': Object.values(facts).reduce((sum, size) => sum + size, 0),
})

/** A product in which a page of jobs is completed, and what the first two of them cost. */
async function jobsCounted(product: Product) {
  const first = await notesOf(product, () => wholeJob(product))
  const again = await notesOf(product, () => wholeJob(product))
  const ids = [first.value, again.value]
  for (let i = ids.length; i < 20; i++) ids.push(await product.file())
  const jobs = await product.atRest(ids)
  if (jobs.some(({ status }) => status !== 'completed')) throw new Error('a job is not completed')
  await notesOf(product, () => pause(SILENCE_MS))
  return { first, again, path: `/jobs/${first.value}/` }
}

/** What one job, one poll, one page, one deletion costs, in calls and bytes. */
export async function calls(): Promise<Calls> {
  const product = await startProduct('test/load/counted', { logs: true })
  try {
    const { origin } = product.forge
    const { first, again, path } = await jobsCounted(product)
    const ask = async (asked: string, init?: RequestInit) => (await fetch(origin + asked, init)).arrayBuffer()
    const stored = (await (await fetch(`${origin}/measured/stored/${first.value}/`)).json()) as Stored
    const etag = (await fetch(origin + path)).headers.get('etag') ?? ''
    await notesOf(product, () => pause(SILENCE_MS))
    const steps: Record<string, () => Promise<unknown>> = {
      'poll, 200': () => ask(path),
      'poll, 304': () => ask(path, { headers: { 'If-None-Match': etag } }),
      'poll of an unknown id': () => ask('/jobs/00000000-0000-4000-8000-000000000000/'),
      'list of 20': () => ask('/jobs/'),
      download: () => ask(`${path}download/`),
      preview: () => ask(`${path}preview/`),
      deletion: () => ask(path, { method: 'DELETE' }),
    }
    const bills: Calls['bills'] = [
      { what: 'job, facts not known', ...bill(first.notes) },
      { what: 'job, same commit again', ...bill(again.notes) },
    ]
    if (bills.some((one) => one['object rows written'] === 0)) throw new Error('the storage of objects is not counted')
    for (const [what, work] of Object.entries(steps))
      bills.push({ what, ...bill((await notesOf(product, work)).notes) })
    return { bills, bytes: bytesOf(first.notes, stored) }
  } finally {
    await product.stop()
  }
}

/** Lines of the bill below each other, one column for each thing that is done. */
function callsTable(bills: Calls['bills']): string {
  const lines = Object.keys(bill([])) as (keyof Bill)[]
  return table(lines.map((line) => ({ '': line, ...Object.fromEntries(bills.map((one) => [one.what, one[line]])) })))
}

export const callsText = ({ bills, bytes }: Calls) =>
  `${callsTable(bills)}\n\n${table(Object.entries(bytes).map(([what, size]) => ({ what, bytes: size })))}`
