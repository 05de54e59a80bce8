import { createReadStream } from 'node:fs'
import { serveArchives } from './reading/archive-server.ts'
import { watchHeap } from './reading/heap.ts'
import { type Runtime, startRuntime } from './reading/runtime.ts'
import type { Memory, Sample, Way } from './sample.ts'

/** Bytes of an archive read from disk at once. */
const CHUNKS = { highWaterMark: 256 * 1024 }

/** So that what one request has left is not collected in the time of the next: see `/hold`. */
const COLLECTING = ['--expose-gc']

/**
 * V8 collects little as long as there is room: with 32 MB for what lives longer than a moment, and 1 MB halves for what does not, it
 * must. Buffers and code are outside of both.
 */
export const TIGHT = ['--max-old-space-size=32', '--max-semi-space-size=1']

const ISOLATE = 'bench'

/** One request to the bench's Worker: time of its process. */
export async function requested(runtime: Runtime, route: string): Promise<Sample & { answer: string }> {
  const cpu = runtime.cpu()
  const began = performance.now()
  const answer = await runtime.get(route)
  const wallMs = performance.now() - began
  return { cpuMs: 1000 * (runtime.cpu() - cpu), wallMs, answer }
}

/** What `work` adds to a runtime that has done nothing before: resident memory above idle, and the heap. `flags` go to V8. */
export async function addedBy(work: (runtime: Runtime) => Promise<unknown>, flags: string[] = []): Promise<Memory> {
  const runtime = await startRuntime(flags, true)
  const watch = await watchHeap(runtime.inspector!, ISOLATE)
  try {
    const idle = { resident: runtime.memory().now, heap: await watch.peak() }
    runtime.resetPeak()
    await work(runtime)
    const resident = runtime.memory().peak - idle.resident
    const heap = { idle: idle.heap, peak: await watch.peak() }
    return { resident, heap }
  } finally {
    watch.stop()
    runtime.stop()
  }
}

/** An answer that tells of a refusal, such as a limit's. */
function mustNotRefuse(answer: string): void {
  const said = JSON.parse(answer) as { ok?: boolean }
  if (said.ok === false) throw new Error(answer.slice(0, 300))
}

/** The stages in a workerd of their own, fed with the archive by a server on loopback. */
export async function startStages(archive: string, archiveBytes: number): Promise<{ ways: Way[]; stop(): void }> {
  const server = await serveArchives(() => ({ bytes: archiveBytes, open: () => createReadStream(archive, CHUNKS) }))
  const runtime = await startRuntime(COLLECTING)
  const route = (way: string) => `/${way}?url=${encodeURIComponent(server.url('archive.zip'))}`
  const through = async (on: Runtime, way: string) => {
    const { answer, ...sample } = await requested(on, route(way))
    mustNotRefuse(answer)
    return sample
  }
  const stage = (name: string, group: Way['group'], way: string, first?: string): Way => ({
    name,
    group,
    async once() {
      if (first) await through(runtime, first)
      return through(runtime, way)
    },
    async memory() {
      const work = async (fresh: Runtime) => {
        if (first) await through(fresh, first)
        await through(fresh, way)
      }
      const memory = await addedBy(work)
      // Where its heap is full the runtime ends.
      const tight = await addedBy(work, TIGHT).then(
        ({ resident }) => resident,
        () => null,
      )
      return { ...memory, tight }
    },
  })
  return {
    ways: [
      stage('drain', 'floor', 'drain'),
      stage('read', 'ours', 'read'),
      stage('analysis', 'ours', 'analysis', 'hold'),
      stage('read+analysis', 'ours', 'both'),
    ],
    stop() {
      runtime.stop()
      server.close()
    },
  }
}
