import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { readForm } from '../../src/api/multipart'
import { boundaryOf } from '../../src/api/multipart-header'
import { ARCHIVE_TYPES, storeUpload } from '../../src/api/store-upload'
import { Unavailable } from '../../src/job/unavailable'
import { replacing } from './world'

afterEach(() => reset())

const KEY = 'uploads/job'
const MOST = 21_000_000
const MiB = 2 ** 20
const encoder = new TextEncoder()
const ZIP = Uint8Array.of(0x50, 0x4b, 3, 4, ...encoder.encode('the rest of an archive'))
const GZIP = Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3)

/** A ZIP's first bytes and noise behind them. */
function large(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let at = 0, state = 1; at < length; at++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    bytes[at] = state >>> 23
  }
  bytes.set(ZIP.subarray(0, 4))
  return bytes
}

const joined = (...parts: (string | Uint8Array)[]): Uint8Array => {
  const bytes = parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : part))
  const whole = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of bytes) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** A stream of these bytes in chunks of the given sizes, over and over; `breaks` instead of its end. */
function streamed(bytes: Uint8Array, sizes: number[], breaks = false): ReadableStream<Uint8Array> {
  let at = 0
  let turn = 0
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const chunk = bytes.slice(at, at + (sizes[turn++ % sizes.length] ?? 1))
      at += chunk.length
      if (chunk.length) controller.enqueue(chunk)
      else if (breaks) controller.error(new Error('reset'))
      else {
        controller.close()
        controller.byobRequest?.respond(0)
      }
    },
  })
}

const post = (body: BodyInit | null, type?: string) =>
  new Request('https://forge.example/generate/', {
    method: 'POST',
    body,
    headers: type === undefined ? {} : { 'content-type': type },
  })
const BOUNDARY = 'a-boundary'
const FORM = `multipart/form-data; boundary=${BOUNDARY}`
const part = (disposition: string, content: string | Uint8Array, more = '') =>
  joined(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n${more}\r\n`, content, '\r\n')
const archivePart = (content: string | Uint8Array = ZIP) =>
  part('name="archive"; filename="a.zip"', content, 'Content-Type: application/zip\r\n')
const form = (...parts: Uint8Array[]) => joined(...parts, `--${BOUNDARY}--\r\n`)

const store = (request: Request, most = MOST, bucket: R2Bucket = env.ARTIFACTS) =>
  storeUpload(request, bucket, KEY, most)
const hexadecimal = async (bytes: Uint8Array) =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
/** Compared by digest: matchers are slow on millions of numbers. */
async function expectStored(bytes: Uint8Array): Promise<void> {
  const object = await env.ARTIFACTS.get(KEY)
  expect(object?.size).toBe(bytes.length)
  expect(await hexadecimal(new Uint8Array((await object?.arrayBuffer()) ?? []))).toBe(await hexadecimal(bytes))
}
async function expectNothingStored(): Promise<void> {
  expect((await env.ARTIFACTS.list()).objects).toEqual([])
}

/** The bucket, with each multipart upload that was begun in it, and what is given to it changed. */
function watched(methods: Partial<Record<keyof R2MultipartUpload, unknown>> = {}) {
  const begun: R2MultipartUpload[] = []
  const bucket = replacing(env.ARTIFACTS, {
    createMultipartUpload: async (key: string) => {
      const upload = await env.ARTIFACTS.createMultipartUpload(key)
      begun.push(upload)
      return replacing(upload, methods)
    },
  })
  return { bucket, begun }
}

describe('an archive that is the body', () => {
  it.each([...ARCHIVE_TYPES])('is stored with type %s, by its own first bytes', async (type) => {
    for (const [bytes, format] of [
      [ZIP, 'zip'],
      [GZIP, 'tar.gz'],
    ] as const) {
      expect(await store(post(bytes, type))).toEqual({
        ok: true,
        value: {
          key: KEY,
          bytes: bytes.length,
          sha256: await hexadecimal(bytes),
          format,
          filename: null,
          fields: new Map(),
        },
      })
      await expectStored(bytes)
    }
  })

  it('of 20 MB in odd chunks is stored as it came', async () => {
    const bytes = large(20_000_000)
    const { bucket, begun } = watched()
    const request = post(streamed(bytes, [1, 70_001, 13, 200_003, 65_536]), 'application/zip')
    expect(await store(request, MOST, bucket)).toMatchObject({
      ok: true,
      value: { bytes: bytes.length, sha256: await hexadecimal(bytes) },
    })
    expect(begun).toHaveLength(1)
    await expectStored(bytes)
  })

  it.each([8 * MiB - 1, 8 * MiB, 8 * MiB + 1, 16 * MiB])(
    'of %i bytes, at the edge of a part, is stored',
    async (length) => {
      const bytes = large(length)
      expect(await store(post(bytes, 'application/zip'))).toMatchObject({ ok: true, value: { bytes: length } })
      await expectStored(bytes)
    },
  )
})

describe('an archive in a form', () => {
  const field = part('name="url"', 'https://example.org/ä')
  const fields = new Map([['url', 'https://example.org/ä']])

  it('is stored, wherever it stands, with the other fields', async () => {
    for (const body of [form(archivePart(), field), form(field, archivePart())])
      for (const sizes of [[1], [7, 3], [65_536]])
        expect(await store(post(streamed(body, sizes), FORM))).toMatchObject({
          ok: true,
          value: { bytes: ZIP.length, sha256: await hexadecimal(ZIP), format: 'zip', filename: 'a.zip', fields },
        })
    await expectStored(ZIP)
  })

  it('of 20 MB that is full of what looks like a boundary is stored as it came', async () => {
    const bytes = large(20_000_000)
    const lure = encoder.encode(`\r\n--${BOUNDARY.slice(0, -1)}\r\n--`)
    for (let at = 100; at < bytes.length - 100; at += 65_521) bytes.set(lure, at)
    const body = form(part('name="name"', 'kettle'), archivePart(bytes))
    const result = await store(post(streamed(body, [65_521, 1, 99_991]), FORM))
    expect(result).toMatchObject({ ok: true, value: { bytes: bytes.length, sha256: await hexadecimal(bytes) } })
    await expectStored(bytes)
  })

  it('is read as the runtime’s own form data is written', async () => {
    const data = new FormData()
    data.append('ref', 'a "quoted"\r\nname')
    data.append('archive', new File([ZIP], 'a "b" ä.zip'))
    data.append('na"me', '')
    expect(await store(post(data))).toMatchObject({
      ok: true,
      value: {
        bytes: ZIP.length,
        filename: 'a "b" ä.zip',
        fields: new Map([
          ['ref', 'a "quoted"\r\nname'],
          ['na"me', ''],
        ]),
      },
    })
  })

  it('may have a quoted boundary, header lines in any case and order, and no name', async () => {
    const body = joined(
      '--a b:c\r\ncontent-type: application/zip\r\nCONTENT-DISPOSITION: Form-Data;name=archive\r\n\r\n',
      ZIP,
      '\r\n--a b:c--',
    )
    const result = await store(post(body, 'Multipart/Form-Data; charset=utf-8; Boundary="a b:c"'))
    expect(result).toMatchObject({ ok: true, value: { bytes: ZIP.length, filename: null } })
  })

  it('that is not there leaves the fields to the caller, as does a browser’s form without a chosen file', async () => {
    for (const body of [form(field), form(part('name="archive"; filename=""', ''), field)])
      expect(await store(post(body, FORM))).toEqual({ ok: false, why: 'no_archive', fields })
    await expectNothingStored()
  })
})

describe('an upload is refused, and nothing of it stays in R2', () => {
  const field = part('name="url"', 'x')
  const cases: [what: string, why: string, body: () => BodyInit | null, type: string][] = [
    ['no body', 'empty', () => null, 'application/zip'],
    ['an empty body', 'empty', () => new Uint8Array(), 'application/zip'],
    ['an empty file', 'empty', () => form(archivePart('')), FORM],
    ['text', 'not_an_archive', () => 'no archive', 'application/zip'],
    ['two bytes', 'not_an_archive', () => 'PK', 'application/zip'],
    ['megabytes of text', 'not_an_archive', () => new Uint8Array(20 * MiB), 'application/gzip'],
    ['an image in a form', 'not_an_archive', () => form(archivePart('GIF89a')), FORM],
    ['too much', 'too_large', () => large(MOST + 1), 'application/zip'],
    ['too much without a length', 'too_large', () => streamed(large(MOST + 1), [MiB]), 'application/zip'],
    ['too much in a form', 'too_large', () => streamed(form(archivePart(large(MOST + 1))), [MiB]), FORM],
    ['a body that broke off', 'malformed', () => streamed(large(20 * MiB), [MiB], true), 'application/zip'],
    ['a form that broke off', 'malformed', () => streamed(form(archivePart(large(9 * MiB))), [MiB], true), FORM],
    ['a form without its end', 'malformed', () => joined(archivePart(large(20 * MiB))), FORM],
    ['a form without a boundary', 'malformed', () => form(archivePart()), 'multipart/form-data'],
    ['a boundary that may not be', 'malformed', () => form(archivePart()), `${FORM}${'x'.repeat(70)}`],
    ['another boundary', 'malformed', () => form(archivePart()), `${FORM}x`],
    ['no form', 'malformed', () => ZIP, FORM],
    ['something before the first boundary', 'malformed', () => joined('x\r\n', form(archivePart())), FORM],
    ['something behind the last boundary', 'malformed', () => joined(form(archivePart()), 'x'), FORM],
    ['something behind a boundary in its line', 'malformed', () => joined(field, `--${BOUNDARY}x\r\n`), FORM],
    ['a part without a header', 'malformed', () => form(joined(`--${BOUNDARY}\r\n\r\n\r\n`)), FORM],
    ['a part without a name', 'malformed', () => form(part('filename="a"', 'x')), FORM],
    [
      'a part of another kind',
      'malformed',
      () => form(joined(`--${BOUNDARY}\r\nContent-Disposition: attachment; name="a"\r\n\r\nx\r\n`)),
      FORM,
    ],
    [
      'a part of two kinds',
      'malformed',
      () => form(part('name="a"', 'x', 'Content-Disposition: form-data; name="archive"\r\n')),
      FORM,
    ],
    ['a header of kilobytes', 'malformed', () => form(part('name="a"', 'x', `X: ${'x'.repeat(5000)}\r\n`)), FORM],
    ['a header without end', 'malformed', () => joined(`--${BOUNDARY}\r\n`, 'X'.repeat(100_000)), FORM],
    ['two archives', 'malformed', () => form(archivePart(large(9 * MiB)), archivePart()), FORM],
    ['a field twice', 'malformed', () => form(field, field, archivePart()), FORM],
    ['a field that is not UTF-8', 'malformed', () => form(part('name="a"', Uint8Array.of(0xff)), archivePart()), FORM],
    [
      'fields of more than 256 KB',
      'malformed',
      () =>
        form(archivePart(large(9 * MiB)), part('name="a"', 'x'.repeat(150_000)), part('name="b"', 'x'.repeat(150_000))),
      FORM,
    ],
    [
      '21 parts',
      'malformed',
      () => form(archivePart(), ...Array.from({ length: 20 }, (_, i) => part(`name="f${i}"`, ''))),
      FORM,
    ],
  ]
  it.each(cases)('%s: %s', async (_what, why, body, type) => {
    const { bucket, begun } = watched()
    expect(await store(post(body(), type), MOST, bucket)).toMatchObject({ ok: false, why })
    await expectNothingStored()
    for (const { key, uploadId } of begun) {
      const again = env.ARTIFACTS.resumeMultipartUpload(key, uploadId)
      await expect(again.uploadPart(1, ZIP)).rejects.toThrow(/not exist/)
    }
  })

  it('just as much as may be is taken', async () => {
    expect(await store(post(ZIP, 'application/zip'), ZIP.length)).toMatchObject({ ok: true })
    expect(await store(post(ZIP, 'application/zip'), ZIP.length - 1)).toMatchObject({ why: 'too_large' })
    expect(await store(post(form(archivePart()), FORM), ZIP.length)).toMatchObject({ ok: true })
  })

  it.each(['uploadPart', 'complete'] as const)(
    'R2 that fails at %s is no refusal, and leaves nothing',
    async (method) => {
      const down = async () => {
        throw new Error('down')
      }
      const { bucket, begun } = watched({ [method]: down })
      await expect(store(post(large(20 * MiB), 'application/zip'), MOST, bucket)).rejects.toThrow(Unavailable)
      await expectNothingStored()
      expect(begun).toHaveLength(1)
      const again = env.ARTIFACTS.resumeMultipartUpload(KEY, begun[0]!.uploadId)
      await expect(again.uploadPart(1, ZIP)).rejects.toThrow(/not exist/)
    },
  )
})

describe('a form comes out the same, however it is cut', () => {
  const RUNS = { seed: 20261122, numRuns: 400 }
  /** Of few bytes, so that line ends and beginnings of boundaries are frequent. */
  const content = fc.array(fc.constantFrom('\r', '\n', '-', '--b', '\r\n--b', '\r\n--', '\r\n\r\n', 'x'), {
    maxLength: 12,
  })
  const contents = fc.array(
    content.map((pieces) => pieces.join('')),
    { minLength: 1, maxLength: 4 },
  )
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 })
  const boundary = 'b0'

  async function* cut(bytes: Uint8Array, lengths: number[]): AsyncGenerator<Uint8Array> {
    // One buffer for all chunks, as a reader has it.
    const buffer = new Uint8Array(64)
    for (let at = 0, turn = 0; at < bytes.length; ) {
      const chunk = bytes.subarray(at, at + (lengths[turn++ % lengths.length] ?? 1))
      buffer.set(chunk)
      yield buffer.subarray(0, chunk.length)
      buffer.fill(0)
      at += chunk.length
    }
  }
  async function parse(bytes: Uint8Array, lengths: number[]) {
    const parts: { name: string; content: string }[] = []
    for await (const piece of readForm(cut(bytes, lengths), boundary)) {
      if ('head' in piece) parts.push({ name: piece.head.name, content: '' })
      else parts.at(-1)!.content += new TextDecoder().decode(piece.data)
    }
    return parts
  }
  const write = (values: string[]) =>
    joined(
      ...values.map((value, i) => `--${boundary}\r\nContent-Disposition: form-data; name="${i}"\r\n\r\n${value}\r\n`),
      `--${boundary}--\r\n`,
    )

  it('what was written is read', () =>
    fc.assert(
      fc.asyncProperty(contents, sizes, async (values, lengths) => {
        expect(await parse(write(values), lengths)).toEqual(
          values.map((value, i) => ({ name: String(i), content: value })),
        )
      }),
      RUNS,
    ))

  it('a form that breaks off or is changed gives parts or a complaint, the same for all cuts', () =>
    fc.assert(
      fc.asyncProperty(
        contents,
        sizes,
        fc.nat(),
        fc.nat(255),
        fc.boolean(),
        async (values, lengths, where, byte, short) => {
          const whole = write(values)
          const at = where % whole.length
          const bytes = short ? whole.subarray(0, at) : whole.with(at, byte)
          const outcome = (lengths: number[]) =>
            parse(bytes, lengths).catch((error: unknown) => (error instanceof Error ? error.name : 'thrown'))
          const once = await outcome([64])
          expect(once === 'MalformedForm' || Array.isArray(once)).toBe(true)
          expect(await outcome(lengths)).toEqual(once)
        },
      ),
      RUNS,
    ))

  it('a boundary is what RFC 2046 lets it be', () => {
    expect(boundaryOf('multipart/form-data; boundary=----WebKitFormBoundaryAbC1')).toBe('----WebKitFormBoundaryAbC1')
    for (const wrong of [
      '',
      '; boundary=',
      '; boundary=""',
      '; boundary="a "',
      '; boundary=ä',
      `; boundary=${'a'.repeat(71)}`,
    ])
      expect(boundaryOf(`multipart/form-data${wrong}`)).toBeNull()
  })
})
