import { type ArchiveCase, at, INVALID, type Outcome, reads, refused, TOP, told } from '../archive-case'
import { directoryRecord, endRecords, localHeader, type Part } from '../zip-parts'

const TOO_MANY = refused('too_many_files')

/** Bytes copied so often, with a name of the same length and other numbers each time. */
function stamped(template: Buffer, count: number, each: (copy: Buffer, i: number) => void): Buffer {
  const all = Buffer.alloc(template.length * count, template)
  for (let i = 0; i < count; i++) each(all.subarray(i * template.length, (i + 1) * template.length), i)
  return all
}

/** Writes what `zip` would write of members that differ in their names only, which all have one length; much faster. */
function crowdedZip(count: number, part: (i: number) => Part, zip64: boolean): Buffer {
  const local = Buffer.concat([localHeader(part(0)), Buffer.from(part(0).content ?? '')])
  const walked = stamped(local, count, (copy, i) => copy.write(String(part(i).name), 30))
  const directory = stamped(directoryRecord(part(0), 0), count, (copy, i) => {
    copy.write(String(part(i).name), 46)
    copy.writeUInt32LE(i * local.length, 42)
  })
  const places = { directoryAt: walked.length, directoryBytes: directory.length, disk: 0, directoryDisk: 0 }
  const end = endRecords({ here: count, members: count, ...places }, zip64 ? { zip64: {} } : {})
  return Buffer.concat([walked, directory, end])
}

function* crowd(count: number, part: (i: number) => Part): Generator<Part> {
  for (let i = 0; i < count; i++) yield part(i)
}

/** A case of so many members, made only when it is asked for. */
const many = (
  name: string,
  count: number,
  part: (i: number) => Part,
  outcome: 'read' | 'linked' | Outcome,
  zip64 = true,
): ArchiveCase => ({
  name,
  wanted: 0,
  bytes: () => crowdedZip(count, part, zip64),
  get outcome() {
    if (typeof outcome === 'object') return outcome
    const mode = outcome === 'linked' ? 'symlink' : 'file'
    return reads(
      Array.from(crowd(count, part), ({ name, content = '' }) =>
        told(String(name).slice(TOP.length), mode === 'file' ? null : content, { mode, bytes: content.length }),
      ),
    )
  },
})

const number = (i: number) => i.toString(36).padStart(4, '0')
const plain = (i: number) => at(number(i), '')
/** As many folders as one name can have, all different. */
const branch = (i: number) => at(`${number(i)}/${'d/'.repeat(38)}x`, '')

/** Archives with very many members, folders or names. */
export const CROWDS: ArchiveCase[] = [
  many('65,535 members without 64-bit records', 65_535, plain, 'read', false),
  many('65,536 members', 65_536, plain, 'read'),
  many('65,536 members counted modulo 65,536', 65_536, plain, INVALID, false),
  many('200,000 members', 200_000, plain, 'read'),
  many('200,001 members', 200_001, plain, TOO_MANY),
  many('40 folders above each of 200,000 files', 200_000, branch, TOO_MANY),
  many('200,000 files of 20 bytes that might be links', 200_000, (i) => at(number(i), 'twenty bytes of text'), 'read'),
  many('60,000 links of 65 bytes', 60_000, (i) => at(number(i), 't'.repeat(65), { mode: 0o120777 }), 'linked'),
  many('200,000 names of 130 bytes', 200_000, (i) => at(number(i).padEnd(130, 'n'), ''), TOO_MANY),
  many('150,000 names of 50 characters of three bytes', 150_000, (i) => at(number(i) + '木'.repeat(50), ''), 'read'),
  many('200,000 bad names', 200_000, (i) => at(`../${number(i)}`, ''), reads([], 'member_name')),
  many('200,000 empty folders', 200_000, (i) => at(`${number(i)}/`, ''), reads([])),
]
