import { analyse, interestIn } from '../../../src/analysis/analyse'
import { withinMemory } from '../../../src/consumer/within-memory'
import type { Interest, Snapshot } from '../../../src/source/files'
import { freeContents } from '../../../src/source/free-contents'
import { LIMITS } from '../../../src/source/limits'
import type { Memory } from '../../../src/source/memory-budget'
import { readArchive } from '../../../src/source/read-archive'

/** Bytes that one read of the floor waits for: as many as the reader's own. */
const LEAST = 64 * 1024

/** Manifests and documents, at any depth. */
const NAMED = /(?:package\.json|readme|license|\.md|\.toml)$/i

/** The floor: the body through one reused buffer, looked at by nobody. */
async function drain(body: ReadableStream<Uint8Array>): Promise<object> {
  const reader = body.getReader({ mode: 'byob' })
  let buffer = new Uint8Array(4 * LEAST)
  for (let received = 0; ; ) {
    const { done, value } = await reader.readAtLeast(LEAST, buffer)
    received += value?.byteLength ?? 0
    if (done || !value) return { received }
    buffer = new Uint8Array(value.buffer)
  }
}

// What jobs log of their waiting would come before the table.
console.log = () => undefined

/** All that the analysis of a whole repository reads. */
const EVERYTHING = interestIn(null)

/** Memory without end. */
const ROOMY: Memory = { hold: () => undefined }

/** The reader, with the product's own limits. */
const reading = (body: ReadableStream<Uint8Array>, asked: Interest, memory = ROOMY) =>
  readArchive(body, {
    commit: null,
    ...asked,
    limits: LIMITS,
    signal: new AbortController().signal,
    onBytes: () => undefined,
    memory,
  })

/** What the reader makes of the archive. */
async function read(body: ReadableStream<Uint8Array>, asked: Interest) {
  const result = await reading(body, asked)
  if (!result.ok) return result
  const { files, archiveBytes, warnings } = result.value
  const contents = [...files.values()].flatMap(({ content }) => content ?? [])
  return {
    received: archiveBytes,
    members: files.size,
    read: contents.length,
    heldBytes: contents.reduce((sum, { length }) => sum + length, 0),
    buffers: new Set(contents.map(({ buffer }) => buffer)).size,
    warnings: warnings.map(({ code, message }) => ({ code, message })),
  }
}

/** What has been read and is to be analysed by another request, so that each is measured alone. */
let held: Snapshot | null = null

async function hold(body: ReadableStream<Uint8Array>): Promise<object> {
  const result = await reading(body, EVERYTHING)
  if (!result.ok) return result
  held = result.value
  // Where V8 lets itself be told: the garbage of reading is not to be collected in the time of the analysis.
  ;(globalThis as { gc?: () => void }).gc?.()
  return { members: held.files.size }
}

/** The analysis, to the JSON that is stored. Nothing is analysed twice: what it has found may be remembered with the files. */
function analysed(snapshot: Snapshot): object {
  const origin = { host: null, owner: null, name: 'bench', url: null, clone_url: null, ref: null }
  try {
    return { members: snapshot.files.size, factsBytes: JSON.stringify(analyse(snapshot, origin)).length }
  } finally {
    freeContents(snapshot)
  }
}

async function both(body: ReadableStream<Uint8Array>, memory = ROOMY): Promise<object> {
  const result = await reading(body, EVERYTHING, memory)
  return result.ok ? analysed(result.value) : result
}

/** As the product does it: nothing is asked of the host before there is memory for the job. */
const within = (url: string): Promise<object> =>
  withinMemory(
    { signal: new AbortController().signal, stages: { about: { job: url, run: 1, attempt: 1 } } },
    async (memory) => {
      const { body } = await fetch(url)
      return body ? both(body, memory) : {}
    },
  )

/** Asks for every file and takes nothing. */
const ASKED: Interest = {
  wants: (path, bytes) => Math.min(0, EVERYTHING.wants(path, bytes)),
  ...(EVERYTHING.glance && {
    glance: {
      ...EVERYTHING.glance,
      wants: (path, bytes) => Math.min(0, EVERYTHING.glance?.wants(path, bytes) ?? 0),
    },
  }),
}

type Way = (body: ReadableStream<Uint8Array>) => Promise<object>
const ways: ReadonlyMap<string, Way> = new Map<string, Way>([
  ['/drain', drain],
  ['/list', (body) => read(body, { wants: () => 0 })],
  // Reading what a fixed list names, which costs nothing to ask.
  ['/cheap', (body) => read(body, { wants: (path) => (NAMED.test(path) ? Number.POSITIVE_INFINITY : 0) })],
  // What asking every detector costs, when nothing is read for the answers.
  ['/ask', (body) => read(body, ASKED)],
  ['/read', (body) => read(body, EVERYTHING)],
  ['/hold', hold],
  ['/both', both],
])

/** Each way with `?url=` of an archive; `/analysis` of what `/hold` has read. */
export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/analysis' && held) {
      const snapshot = held
      held = null
      return Response.json(analysed(snapshot))
    }
    const url = searchParams.get('url')
    if (url && pathname === '/within') return Response.json(await within(url))
    const way = ways.get(pathname)
    if (!url || !way) return new Response(null, { status: 404 })
    const { body } = await fetch(url)
    return Response.json(body ? await way(body) : null)
  },
}
