import type { Budget } from './memory-budget'

const KiB = 1024
const MiB = 1024 * KiB

/** One bound on what a repository may cost us. */
export interface Limit {
  most: number
  unit: 'bytes' | 'members' | 'objects' | 'deltas' | 'folders' | 'times' | 'milliseconds' | 'hops'
  /** Why this number. */
  why: string
  /** The failure, or the warning where only a file or member is concerned. */
  code: string
}

/** Everything that bounds the source room, in one place. */
export const LIMITS = {
  archiveBytes: {
    most: 512 * MiB,
    unit: 'bytes',
    why: 'The Linux kernel is 303 MB; beyond it a queue consumer has no time to stream the archive.',
    code: 'archive_too_large',
  },
  uploadBytes: {
    most: 100_000_000,
    unit: 'bytes',
    why: 'The largest request body that Cloudflare lets through on its smaller plans.',
    code: 'body_too_large',
  },
  inflatedBytes: {
    most: 4 * 1024 * MiB - 1,
    unit: 'bytes',
    why: 'Source trees inflate about fivefold; more than this is data, or an archive made to harm.',
    code: 'archive_too_large',
  },
  members: {
    most: 200_000,
    unit: 'members',
    why: 'Each path costs about 200 bytes of the 128 MB that an isolate has.',
    code: 'too_many_files',
  },
  folders: {
    most: 200_000,
    unit: 'folders',
    why: 'A few long names can stand for many folders, each of which is remembered.',
    code: 'too_many_files',
  },
  nameBytes: {
    most: 24 * MiB,
    unit: 'bytes',
    why: 'All paths together stay in memory; the kernel has 4 MB of them.',
    code: 'too_many_files',
  },
  heldBytes: {
    most: 12 * MiB,
    unit: 'bytes',
    why: 'Contents stay in memory until the analysis is done, beside 30 MB for the paths of a tree like the Linux kernel.',
    code: 'read_limit',
  },
  deepHeldBytes: {
    most: 8 * MiB,
    unit: 'bytes',
    why: 'Archives are in the order of paths: files deep in the tree must not use up what the root needs.',
    code: 'read_limit',
  },
  glancedBytes: {
    most: 32 * MiB,
    unit: 'bytes',
    why: 'Beginnings that tell a language are not held; of trees such as the Linux kernel they would be 80 MB, and say nothing new.',
    code: 'glance_limit',
  },
  linkBytes: {
    most: 4 * MiB,
    unit: 'bytes',
    why: 'Small stored members wait in memory until the directory says which are symbolic links.',
    code: 'symlink_unread',
  },
  fileBytes: {
    most: 4 * MiB,
    unit: 'bytes',
    why: 'No manifest or source file that a person wrote is longer; lock files may be, and are cut.',
    code: 'file_cut',
  },
  memberNameBytes: {
    most: 1024,
    unit: 'bytes',
    why: 'Git hosts and file systems refuse longer paths.',
    code: 'member_name',
  },
  extensionBytes: {
    most: MiB,
    unit: 'bytes',
    why: 'Extended attributes of a file stand in its pax header; all else in it is short.',
    code: 'archive_invalid',
  },
  paddingBytes: {
    most: MiB,
    unit: 'bytes',
    why: 'Zeros behind the end of a tar fill up its last record, of 10 KB unless for large tapes; more is a bomb.',
    code: 'archive_invalid',
  },
  memberDepth: { most: 40, unit: 'folders', why: 'Deeper trees are made to exhaust readers.', code: 'member_name' },
  symlinkBytes: {
    most: 4096,
    unit: 'bytes',
    why: 'PATH_MAX of Linux: no longer target works.',
    code: 'symlink_unread',
  },
  ratio: {
    most: 1040,
    unit: 'times',
    why: 'Deflate cannot expand more than 1,032 times: a larger claim is a lie.',
    code: 'member_corrupt',
  },
  referenceBytes: {
    most: 16 * MiB,
    unit: 'bytes',
    why: 'An answer to a reference look-up; 100,000 references take 8 MB.',
    code: 'host_answer_invalid',
  },
  packBytes: {
    most: 32 * MiB,
    unit: 'bytes',
    why: 'A clone is held whole, compressed, beside the contents that are read of it; Vite is 13 MB.',
    code: 'archive_too_large',
  },
  packObjects: {
    most: 200_000,
    unit: 'objects',
    why: 'As many as members: each costs about 100 bytes of memory, and a repository has fewer objects than paths.',
    code: 'too_many_files',
  },
  objectBytes: {
    most: 24 * MiB,
    unit: 'bytes',
    why: 'An object is held whole, with its delta and its base, and twice while its id is made.',
    code: 'archive_too_large',
  },
  unpackedBytes: {
    most: 512 * MiB,
    unit: 'bytes',
    why: 'All that is inflated or made by deltas, again or not, with 1 KB for each time: some seconds of CPU.',
    code: 'archive_too_large',
  },
  deltaDepth: {
    most: 4095,
    unit: 'deltas',
    why: 'Git itself makes no longer chains, and 50 unless it is told to.',
    code: 'archive_invalid',
  },
  redirects: { most: 5, unit: 'hops', why: 'Hosts need one or two.', code: 'redirect_refused' },
  resolveTime: {
    most: 30_000,
    unit: 'milliseconds',
    why: 'References of the largest repositories come within seconds.',
    code: 'source_timeout',
  },
  stallTime: {
    most: 60_000,
    unit: 'milliseconds',
    why: 'A host may need half a minute to make an archive before its first byte.',
    code: 'source_timeout',
  },
  downloadTime: {
    most: 600_000,
    unit: 'milliseconds',
    why: 'A queue consumer lives fifteen minutes and has work to do afterwards.',
    code: 'source_timeout',
  },
} as const satisfies Record<string, Limit>

/**
 * What the jobs of one isolate may hold together from a repository's first byte to its facts: contents, tables of paths, packs.
 *
 * Seen by `npm run bench:twenty`: twenty large archives of slow hosts at once take 82 to 94 MB of heap and buffers, and 180 without it; the
 * consumer's code takes 13 more than the Worker of that bench. Of the 128 MB that an isolate of Cloudflare's has that leaves 20 for what is
 * not seen there: the inside of one analysis (there is never more than one, as it waits for nothing), facts on their way to R2, and the
 * oldest job, which may go beyond the capacity: by 15, as this counts, where it reads the Linux kernel.
 *
 * Most repositories hold less than the base. So most jobs wait before they ask their host for anything, not with an archive half read,
 * whose connection the host might end. The runtime gives a queue's consumer a quarter of an hour.
 */
export const MEMORY: Budget = {
  capacity: 32 * MiB,
  base: 4 * MiB,
  lifetime: 900_000,
}

/** The limits in force, by name; a deployment or a test may tighten them. */
export type Limits = { readonly [Name in keyof typeof LIMITS]: Omit<Limit, 'most'> & { readonly most: number } }
