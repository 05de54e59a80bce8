import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'

export type Kind = 'commit' | 'tree' | 'blob' | 'tag'
const KINDS: Record<Kind, number> = { commit: 1, tree: 2, blob: 3, tag: 4 }

/** An object as it is to lie in a pack: whole, or a delta of another by number, of an id, or of what lies so far back. */
export type Packed = {
  /** Claimed in place of the true size. */
  size?: number
  deflated?: Uint8Array
} & (
  | { kind: Kind; content: Uint8Array | string }
  | { delta: Uint8Array; back: number }
  | { delta: Uint8Array; base: string }
  | { delta: Uint8Array; distance: number }
)
export interface PackLies {
  count?: number
  version?: number
  checksum?: Uint8Array
  /** Bytes between the last object and the checksum. */
  after?: Uint8Array
}

const bytesOf = (content: Uint8Array | string) => Buffer.from(content)

/** SHA-1, with which a pack ends. */
export const checksumOf = (bytes: Uint8Array): Buffer => createHash('sha1').update(bytes).digest()

/** An object's id in hexadecimal digits. */
export const idOf = (kind: Kind, content: Uint8Array | string): string => {
  const bytes = bytesOf(content)
  return checksumOf(Buffer.concat([Buffer.from(`${kind} ${bytes.length}\0`), bytes])).toString('hex')
}

/** Lines of a tree in the order given: mode, name, id. */
export const treeOf = (...lines: [mode: string, name: string | Uint8Array, id: string][]): Buffer =>
  Buffer.concat(
    lines.map(([mode, name, id]) =>
      Buffer.concat([Buffer.from(`${mode} `), bytesOf(name), Buffer.from([0]), Buffer.from(id, 'hex')]),
    ),
  )
export const commitOf = (tree: string) => `tree ${tree}\nauthor a <a@example.invalid> 1 +0000\n\nm\n`

/** A number in groups of seven bits, lowest first. */
function groups(value: number, first = 128): number[] {
  const bytes = [value % first]
  for (let rest = Math.floor(value / first); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | (bytes.length === 1 ? first : 128)
    bytes.push(rest % 128)
  }
  return bytes
}

/** A delta: pieces of the base, by offset and length, and literal bytes. */
export function deltaOf(base: number, result: number, pieces: ([from: number, count: number] | Uint8Array)[]): Buffer {
  const copy = (from: number, count: number) => [
    0xff,
    ...[0, 8, 16, 24].map((shift) => (from >>> shift) & 255),
    ...[0, 8, 16].map((shift) => (count >>> shift) & 255),
  ]
  const body = pieces.flatMap((piece) =>
    piece instanceof Uint8Array ? [piece.length, ...piece] : copy(piece[0], piece[1]),
  )
  return Buffer.from([...groups(base), ...groups(result), ...body])
}

function distance(value: number): number[] {
  const bytes = [value % 128]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    rest--
    bytes.unshift(128 + (rest % 128))
  }
  return bytes
}

function header(type: number, size: number): Buffer {
  const bytes = groups(size, 16)
  bytes[0] = ((bytes[0] ?? 0) % 16) | (type << 4) | (bytes.length > 1 ? 128 : 0)
  return Buffer.from(bytes)
}

/** A pack with these objects, true but for its lies. Source: gitformat-pack(5). */
export function writePack(objects: Packed[], lies: PackLies = {}): Buffer {
  const head = Buffer.alloc(12)
  head.write('PACK')
  head.writeUInt32BE(lies.version ?? 2, 4)
  head.writeUInt32BE(lies.count ?? objects.length, 8)
  const parts: Buffer[] = [head]
  const offsets: number[] = []
  let at = head.length
  for (const object of objects) {
    const content = bytesOf('kind' in object ? object.content : object.delta)
    const back = 'back' in object ? at - (offsets[object.back] ?? at) : 'distance' in object ? object.distance : null
    const type = 'kind' in object ? KINDS[object.kind] : back === null ? 7 : 6
    const id = 'base' in object ? Buffer.from(object.base, 'hex') : Buffer.alloc(0)
    const part = Buffer.concat([
      header(type, object.size ?? content.length),
      back === null ? id : Buffer.from(distance(back)),
      object.deflated ?? deflateSync(content),
    ])
    offsets.push(at)
    parts.push(part)
    at += part.length
  }
  parts.push(Buffer.from(lies.after ?? []))
  const whole = Buffer.concat(parts)
  return Buffer.concat([whole, lies.checksum ?? checksumOf(whole)])
}

const line = (content: Uint8Array | string) => {
  const bytes = bytesOf(content)
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes])
}
const FLUSH = Buffer.from('0000')

/** A host's answer with a pack, in pkt-lines of side-band-64k. */
export function packAnswer(pack: Uint8Array): Buffer {
  const parts = [line('NAK\n'), line('\u0002Counting objects: done.\n')]
  for (let at = 0; at < pack.length; at += 65_000)
    parts.push(line(Buffer.concat([Buffer.from([1]), pack.subarray(at, at + 65_000)])))
  return Buffer.concat([...parts, FLUSH])
}
/** A host's answer of one line: `ERR …`, or an error in band 3. */
export const lineAnswer = (content: string): Buffer => Buffer.concat([line(content), FLUSH])

/** A `fetch` that is a host whose only branch is at the commit, and which gives the answer to whoever wants anything. */
export const hostOf =
  (commit: string, answer: Uint8Array) =>
  async (url: string): Promise<Response> => {
    const refs = Buffer.concat([
      line('# service=git-upload-pack\n'),
      FLUSH,
      line(`${commit} HEAD\0side-band-64k ofs-delta shallow symref=HEAD:refs/heads/main\n`),
      line(`${commit} refs/heads/main\n`),
      FLUSH,
    ])
    const isDiscovery = url.endsWith('/info/refs?service=git-upload-pack')
    const type = `application/x-git-upload-pack-${isDiscovery ? 'advertisement' : 'result'}`
    return new Response(new Uint8Array(isDiscovery ? refs : answer), { headers: { 'content-type': type } })
  }

/** A commit of this tree, with the objects that it needs. */
export function packOfTree(tree: Uint8Array, objects: Packed[], lies?: PackLies): { commit: string; pack: Buffer } {
  const content = commitOf(idOf('tree', tree))
  return {
    commit: idOf('commit', content),
    pack: writePack([{ kind: 'commit', content }, { kind: 'tree', content: tree }, ...objects], lies),
  }
}
