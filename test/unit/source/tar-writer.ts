import { gzipSync } from 'node:zlib'

/** One member as a test wants it written; every field may lie. */
export interface TarMember {
  name: string | Uint8Array
  content?: string | Uint8Array
  /** Type flag; `0` is a file. */
  type?: string
  link?: string
  mode?: number
  /** Bytes that the header claims: a number, or the field itself. */
  size?: number | Uint8Array
  prefix?: string
  /** `ustar` of POSIX, `gnu`, or what came before them. */
  format?: 'ustar' | 'gnu' | 'v7'
  checksum?: number | 'signed'
}

export interface WrittenTar {
  /** Zero blocks at the end. */
  zeroBlocks?: number
  after?: Uint8Array
  /** Not compressed. */
  plain?: boolean
}

const MAGIC = { ustar: 'ustar\x0000', gnu: 'ustar  \0', v7: '' }

function header(member: TarMember, length: number): Buffer {
  const { type = '0', mode = 0o644, link = '', prefix = '', format = 'ustar', size = length, checksum } = member
  const block = Buffer.alloc(512)
  block.set(Buffer.from(member.name).subarray(0, 100), 0)
  block.write(`${mode.toString(8).padStart(7, '0')}\0`, 100, 'latin1')
  if (typeof size === 'number') block.write(`${size.toString(8).padStart(11, '0')} `, 124, 'latin1')
  else block.set(size, 124)
  block.write('14524770000 ', 136, 'latin1')
  block.write(type, 156, 'latin1')
  block.write(link, 157, 100)
  block.write(MAGIC[format], 257, 'latin1')
  block.write(prefix, 345, 155)
  block.fill(' ', 148, 156)
  const signed = checksum === 'signed'
  let real = 0
  for (const byte of block) real += signed && byte > 127 ? byte - 256 : byte
  const sum = typeof checksum === 'number' ? checksum : real
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return block
}

/** The records of a pax header. */
export const records = (said: Record<string, string | Uint8Array>): Buffer =>
  Buffer.concat(
    Object.entries(said).map(([keyword, value]) => {
      const rest = Buffer.concat([Buffer.from(` ${keyword}=`), Buffer.from(value), Buffer.from('\n')])
      let length = rest.length
      while (String(length).length + rest.length !== length) length = String(length).length + rest.length
      return Buffer.concat([Buffer.from(String(length)), rest])
    }),
  )

/** What is said of the next member, or with `g` of all. */
export const pax = (said: Record<string, string | Uint8Array>, type: 'x' | 'g' = 'x'): TarMember => ({
  name: 'pax',
  type,
  content: records(said),
})

/** Writes an archive in which anything may be wrong that the members and options say. */
export function writeTar(members: TarMember[], options: WrittenTar = {}): Uint8Array {
  const { zeroBlocks = 2, after = new Uint8Array(), plain = false } = options
  const parts = members.flatMap((member) => {
    const content = Buffer.from(member.content ?? '')
    return [header(member, content.length), content, Buffer.alloc((512 - (content.length % 512)) % 512)]
  })
  const tar = Buffer.concat([...parts, Buffer.alloc(512 * zeroBlocks), after])
  return new Uint8Array(plain ? tar : gzipSync(tar))
}
