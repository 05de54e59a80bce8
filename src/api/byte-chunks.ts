/** Bytes that one read waits for. */
const CHUNK = 64 * 1024

/** The other side went away before the end of what it sent. */
export class BrokenOff extends Error {
  override name = 'BrokenOff'
}

/**
 * A request's body in chunks, each a view until the next is asked for. What is not asked for stays in the body.
 * @throws BrokenOff
 */
export async function* byteChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader({ mode: 'byob' })
  try {
    for (let buffer = new Uint8Array(CHUNK); ; ) {
      const { done, value } = await reader.readAtLeast(CHUNK, buffer).catch((cause: unknown) => {
        throw new BrokenOff('The body broke off.', { cause })
      })
      if (value?.length) yield value
      if (done || !value?.length) return
      buffer = new Uint8Array(value.buffer)
    }
  } finally {
    reader.releaseLock()
  }
}
