import { invalid, truncated } from './archive-faults'
import type { ByteReader, ByteSource, ByteWindow } from './byte-window'
import { createGunzip } from './inflate'
import { SourceFault } from './result'

/** Bytes that are inflated before somebody has to read them. */
const CHUNK = 128 * 1024

/** zlib's word for input that ends too early; every other error of it is damage. */
const ENDED_EARLY = 'Z_BUF_ERROR'

function faultOf(error: unknown): SourceFault {
  if (error instanceof SourceFault) return error
  return error instanceof Error && 'code' in error && error.code === ENDED_EARLY
    ? truncated()
    : invalid('its compressed bytes are damaged')
}

/**
 * Inflates a gzip stream (RFC 1952, several members in a row too) natively, and never further than is read: a
 * `DecompressionStream` does not wait for its reader in workerd, where half a megabyte of zeros took 595 MB.
 */
export class Gunzip implements ByteSource, ByteReader {
  private readonly unzip = createGunzip({ chunkSize: CHUNK })
  private readonly chunks = this.unzip[Symbol.asyncIterator]()
  private rest = new Uint8Array()

  constructor(private readonly compressed: ByteWindow) {
    // Whoever reads hears of an error; one before the first read must not go unheard.
    this.unzip.on('error', () => undefined)
  }

  getReader(): this {
    void this.feed()
    return this
  }

  private async feed(): Promise<void> {
    const { compressed, unzip } = this
    try {
      while (await compressed.need(1)) {
        const { bytes, at, end } = compressed
        await new Promise<void>((resolve, reject) => {
          unzip.write(bytes.subarray(at, end), (error) => (error ? reject(error) : resolve()))
        })
        compressed.at = end
      }
      unzip.end()
    } catch (error) {
      unzip.destroy(faultOf(error))
    }
  }

  /** @throws SourceFault */
  async read(view: Uint8Array): Promise<{ done: boolean; value: Uint8Array }> {
    if (this.rest.length === 0) {
      const next = await this.chunks.next().catch((error: unknown) => {
        throw faultOf(error)
      })
      if (next.done) return { done: true, value: view.subarray(0, 0) }
      this.rest = next.value
    }
    const value = view.subarray(0, Math.min(view.length, this.rest.length))
    value.set(this.rest.subarray(0, value.length))
    this.rest = this.rest.subarray(value.length)
    return { done: false, value }
  }

  async cancel(): Promise<void> {
    this.unzip.destroy()
    await this.compressed.close()
  }
}
