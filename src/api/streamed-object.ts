import { tried } from '../job/log'
import { asked } from '../job/unavailable'

/** Bytes of all parts but the last, which R2 wants equal and at least 5 MiB. */
const PART = 8 * 1024 * 1024

const hexadecimal = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * Writes an R2 object whose length nobody knows, with one part of it in memory: a plain object when that is all, else a
 * multipart upload. Nothing can be seen at the key before `finish`. What R2 refuses is thrown as `Unavailable`.
 * Source: https://developers.cloudflare.com/r2/objects/multipart-objects/
 */
export class StreamedObject {
  bytes = 0
  private readonly part = new Uint8Array(PART)
  private filled = 0
  private upload: R2MultipartUpload | null = null
  private readonly parts: R2UploadedPart[] = []
  private readonly digest = new crypto.DigestStream('SHA-256')
  private readonly digesting = this.digest.getWriter()

  constructor(
    private readonly bucket: R2Bucket,
    private readonly key: string,
  ) {}

  /** The first bytes, while nothing more than a part has been written. */
  start(count: number): Uint8Array {
    return this.part.subarray(0, Math.min(count, this.filled))
  }

  /** Takes a copy of the bytes. */
  async write(bytes: Uint8Array): Promise<void> {
    this.bytes += bytes.length
    await this.digesting.write(bytes)
    for (let at = 0; at < bytes.length; ) {
      // A part goes only when more follows, so that the last is never empty.
      if (this.filled === PART) await this.flush()
      const piece = bytes.subarray(at, at + PART - this.filled)
      this.part.set(piece, this.filled)
      this.filled += piece.length
      at += piece.length
    }
  }

  private async flush(): Promise<void> {
    const part = this.part.subarray(0, this.filled)
    this.upload ??= await asked('storage', () => this.bucket.createMultipartUpload(this.key))
    const { upload } = this
    this.parts.push(await asked('storage', () => upload.uploadPart(this.parts.length + 1, part)))
    this.filled = 0
  }

  /** Makes the object. @returns its SHA-256 in hexadecimal */
  async finish(): Promise<string> {
    await this.digesting.close()
    const sha256 = hexadecimal(new Uint8Array(await this.digest.digest))
    const { upload } = this
    if (upload === null) {
      const whole = this.part.subarray(0, this.filled)
      await asked('storage', () => this.bucket.put(this.key, whole))
    } else {
      await this.flush()
      await asked('storage', () => upload.complete(this.parts))
    }
    return sha256
  }

  /** Leaves nothing behind; what cannot be removed now, R2 removes after a week. */
  async abort(): Promise<void> {
    await tried('upload.abort', async () => this.upload?.abort())
  }
}
