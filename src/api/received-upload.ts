import { type FormPiece, MalformedForm } from './multipart'
import { StreamedObject } from './streamed-object'

export type ArchiveFormat = 'zip' | 'tar.gz'

/** Why an upload is not taken. `malformed` is also one that broke off. */
export type UploadFault = 'no_archive' | 'empty' | 'not_an_archive' | 'too_large' | 'malformed'

export class UploadRefused extends Error {
  override name = 'UploadRefused'
  constructor(readonly why: UploadFault) {
    super(why)
  }
}

const FIELD = 'archive'
/** Names and values of a form's text fields together. */
const FORM_BYTES = 256 * 1024
const FORM_PARTS = 20

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length)
  whole.set(first)
  whole.set(second, first.length)
  return whole
}

/** How archives begin. Sources: PKWARE APPNOTE 4.3.7 and, without members, 4.3.16; RFC 1952, 2.3.1. */
const FORMATS: readonly { format: ArchiveFormat; starts: readonly number[] }[] = [
  { format: 'zip', starts: [0x50, 0x4b, 3, 4] },
  { format: 'zip', starts: [0x50, 0x4b, 5, 6] },
  { format: 'tar.gz', starts: [0x1f, 0x8b, 8] },
]
const START = 4

function formatOf(start: Uint8Array): ArchiveFormat {
  const known = FORMATS.find(({ starts }) => starts.every((byte, at) => start[at] === byte))
  if (!known) throw new UploadRefused('not_an_archive')
  return known.format
}

/** What has been received of an upload: the archive on its way into R2, and the fields of its form. */
export class ReceivedUpload {
  readonly fields = new Map<string, string>()
  filename: string | null = null
  object: StreamedObject | null = null
  private format: ArchiveFormat | null = null
  private formBytes = 0
  private parts = 0

  constructor(
    private readonly bucket: R2Bucket,
    private readonly key: string,
    private readonly most: number,
  ) {}

  /** Takes a body that is the archive. */
  async takeBody(chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const object = this.begin(null)
    for await (const chunk of chunks) await this.write(object, chunk)
  }

  /** Takes a form, whose archive may stand anywhere in it. @throws UploadRefused, MalformedForm */
  async takeForm(pieces: AsyncIterable<FormPiece>): Promise<void> {
    let field: { name: string; bytes: Uint8Array } | null = null
    let archive: StreamedObject | null = null
    for await (const piece of pieces) {
      if ('head' in piece) {
        const { name, filename } = piece.head
        if (++this.parts > FORM_PARTS) throw new MalformedForm('The form has too many fields.')
        if (field) this.keep(field.name, field.bytes)
        field = name === FIELD ? null : { name, bytes: new Uint8Array() }
        archive = name === FIELD ? this.begin(filename) : null
        if (field) this.countField(name.length)
      } else if (archive) await this.write(archive, piece.data)
      else if (field) {
        this.countField(piece.data.length)
        field.bytes = joined(field.bytes, piece.data)
      }
    }
    if (field) this.keep(field.name, field.bytes)
  }

  private countField(bytes: number): void {
    this.formBytes += bytes
    if (this.formBytes > FORM_BYTES) throw new MalformedForm('The fields of the form are too long.')
  }

  private keep(name: string, bytes: Uint8Array): void {
    if (this.fields.has(name)) throw new MalformedForm('The form has a field twice.')
    try {
      this.fields.set(name, new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
    } catch {
      throw new MalformedForm('A field of the form is not UTF-8.')
    }
  }

  private begin(filename: string | null): StreamedObject {
    if (this.object) throw new MalformedForm('The form has two archives.')
    this.object = new StreamedObject(this.bucket, this.key)
    this.filename = filename
    return this.object
  }

  private async write(object: StreamedObject, bytes: Uint8Array): Promise<void> {
    if (object.bytes + bytes.length > this.most) throw new UploadRefused('too_large')
    await object.write(bytes)
    if (this.format === null && object.bytes >= START) this.format = formatOf(object.start(START))
  }

  /** Makes the object, now that all has come. @throws UploadRefused */
  async store(): Promise<{ bytes: number; sha256: string; format: ArchiveFormat }> {
    const { object, format, filename } = this
    // The form of a browser in which no file was chosen has an empty one without a name.
    if (!object || (object.bytes === 0 && filename === '')) throw new UploadRefused('no_archive')
    if (object.bytes === 0) throw new UploadRefused('empty')
    if (format === null) throw new UploadRefused('not_an_archive')
    return { bytes: object.bytes, sha256: await object.finish(), format }
  }
}
