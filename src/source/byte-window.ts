import { tooLarge, truncated } from './archive-faults'
import { SourceFault, stopped } from './result'

type Read = Promise<{ done: boolean; value?: Uint8Array | undefined }>

/** A reader into the caller's buffer. Only workerd's can wait for several chunks at once. */
export interface ByteReader {
  read(view: Uint8Array): Read
  readAtLeast?(least: number, view: Uint8Array): Read
  cancel(reason?: unknown): Promise<void>
}

/** A stream of bytes, or what is read like one. */
export interface ByteSource {
  getReader(options: { mode: 'byob' }): ByteReader
}

/** Bytes that one read waits for where the platform can wait. */
const LEAST = 64 * 1024
/** Bytes of a stream that are in memory at once. A record of an archive has at most 197 KB. */
export const WINDOW = 256 * 1024
/** Bytes of memory that reading takes beside what is kept: its windows, and what one more of them makes. */
export const AHEAD = 1024 * 1024

/**
 * A stream of bytes seen through one reused buffer: `bytes[at..end)` is what has arrived and is not yet used.
 * The buffer changes with each `need` and `skip`: never keep a view of it across them.
 */
export class ByteWindow {
  bytes: Uint8Array = new Uint8Array(WINDOW)
  at = 0
  end = 0
  /** Bytes received. */
  received = 0
  /** What is waited for before more is read; whoever keeps what is read says it. */
  room: () => Promise<void> | undefined = () => undefined
  private done = false
  private readonly reader: ByteReader
  private readonly stop = () => void this.reader.cancel(this.signal.reason).catch(() => undefined)

  /**
   * @param most bytes the stream may have
   * @param onBytes called with the bytes received so far, after each read
   */
  constructor(
    body: ByteSource,
    private readonly most: number,
    private readonly signal: AbortSignal,
    private readonly onBytes: (received: number) => void,
  ) {
    this.reader = body.getReader({ mode: 'byob' })
    if (signal.aborted) this.stop()
    else signal.addEventListener('abort', this.stop, { once: true })
  }

  /** Offset of `bytes[at]` in the stream. */
  get offset(): number {
    return this.received - (this.end - this.at)
  }

  private async refill(least: number): Promise<void> {
    const { reader, signal } = this
    const full = this.room()
    if (full) await full
    const rest = this.bytes.subarray(this.end)
    let result: { done: boolean; value?: Uint8Array | undefined }
    try {
      result = await (reader.readAtLeast?.(Math.min(rest.length, least), rest) ?? reader.read(rest))
    } catch (error) {
      if (signal.aborted) throw stopped(signal)
      throw error instanceof SourceFault ? error : truncated()
    }
    if (signal.aborted) throw stopped(signal)
    const { value } = result
    this.done = result.done
    // A stream that ends hands the buffer back; one that was cancelled does not.
    if (value === undefined) throw truncated()
    this.bytes = new Uint8Array(value.buffer)
    this.end += value.byteLength
    this.received += value.byteLength
    if (this.received > this.most) throw tooLarge(this.most)
    this.onBytes(this.received)
  }

  /** Waits until `count` bytes (at most `WINDOW`) are there; false when the stream ends before. */
  async need(count: number): Promise<boolean> {
    while (this.end - this.at < count) {
      if (this.done) return false
      if (this.at > 0) {
        this.bytes.copyWithin(0, this.at, this.end)
        this.end -= this.at
        this.at = 0
      }
      await this.refill(Math.max(LEAST, count - this.end))
    }
    return true
  }

  /** Steps over `count` bytes, however many, without keeping them; `undefined` when they have all arrived. */
  skip(count: number): Promise<void> | undefined {
    if (count > this.end - this.at) return this.skipFar(count)
    this.at += count
    return undefined
  }

  private async skipFar(count: number): Promise<void> {
    let left = count
    while (left > this.end - this.at) {
      if (this.done) throw truncated()
      left -= this.end - this.at
      this.at = 0
      this.end = 0
      await this.refill(LEAST)
    }
    this.at += left
  }

  /** The next `count` bytes: a view where they fit into the window, else a copy. They count as used. */
  async take(count: number): Promise<Uint8Array> {
    if (count <= WINDOW) {
      if (this.end - this.at < count && !(await this.need(count))) throw truncated()
      const view = this.bytes.subarray(this.at, this.at + count)
      this.at += count
      return view
    }
    const whole = new Uint8Array(count)
    for (let filled = 0; filled < count; ) {
      if (this.at === this.end && !(await this.need(1))) throw truncated()
      const part = this.bytes.subarray(this.at, Math.min(this.end, this.at + count - filled))
      whole.set(part, filled)
      filled += part.length
      this.at += part.length
    }
    return whole
  }

  /** Lets go of the stream, wherever it stands. */
  async close(): Promise<void> {
    this.signal.removeEventListener('abort', this.stop)
    await this.reader.cancel().catch(() => undefined)
  }
}
