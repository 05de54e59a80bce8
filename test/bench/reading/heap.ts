import { once } from 'node:events'

/** An isolate that is asked for its heap again and again. */
export interface HeapWatch {
  /** Most bytes that the heap had with its buffers since the last call; one more look is taken. Throws when nothing answers. */
  peak(): Promise<number>
  stop(): void
}

interface Answer {
  result?: { usedSize?: number; backingStorageSize?: number }
}

/** Milliseconds between two questions: an isolate answers only where its code waits for something. */
const EVERY_MS = 10
const PATIENCE_MS = 10_000
/** An isolate has one session: the inspector of `wrangler dev` may take it once before it leaves it to us. */
const TRIES = 5
const AGAIN_MS = 300

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

async function watchOnce(address: string): Promise<HeapWatch> {
  const socket = new WebSocket(address)
  let most = 0
  let heard: () => void = () => undefined
  let lost: (error: Error) => void = () => undefined
  socket.addEventListener('message', ({ data }) => {
    const { result } = JSON.parse(String(data)) as Answer
    if (result?.usedSize === undefined) return
    // The buffers of an isolate are outside of its heap.
    most = Math.max(most, result.usedSize + (result.backingStorageSize ?? 0))
    heard()
  })
  socket.addEventListener('close', () => lost(new Error(`${address} ended the session`)))
  const ask = () => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ id: 1, method: 'Runtime.getHeapUsage' }))
  }
  const look = () =>
    new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => lost(new Error(`${address} does not tell its heap`)), PATIENCE_MS)
      heard = () => {
        clearTimeout(late)
        resolve()
      }
      lost = (error) => {
        clearTimeout(late)
        reject(error)
      }
      if (socket.readyState === WebSocket.CLOSED) lost(new Error(`${address} has ended the session`))
      else ask()
    })
  await once(socket, 'open')
  const timer = setInterval(ask, EVERY_MS)
  const watch = {
    async peak() {
      await look()
      const peak = most
      most = 0
      return peak
    },
    stop() {
      clearInterval(timer)
      socket.close()
    },
  }
  // The first answer tells that the session is ours.
  await look().catch((error: unknown) => {
    watch.stop()
    throw error
  })
  return watch
}

/**
 * Follows the heap of an isolate by workerd's inspector (`Runtime.getHeapUsage`; `HeapProfiler.collectGarbage` is not answered, so
 * garbage counts). Only what stands when the code waits is seen: a peak within one long computation is not, resident memory tells it.
 * @param inspector address of the inspector
 * @param isolate what its list calls the isolate
 */
export async function watchHeap(inspector: string, isolate: string): Promise<HeapWatch> {
  const list = (await (await fetch(`${inspector}/json`)).json()) as { id: string; webSocketDebuggerUrl: string }[]
  const found = list.find(({ id }) => id === isolate)
  if (!found) throw new Error(`no isolate ${isolate} at ${inspector}`)
  for (let tries = TRIES; ; tries--)
    try {
      return await watchOnce(found.webSocketDebuggerUrl)
    } catch (error) {
      if (tries === 1) throw error
      await pause(AGAIN_MS)
    }
}
