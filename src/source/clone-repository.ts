import { type CloneAddress, requestPack } from './clone-request'
import { CloneTree } from './clone-tree'
import type { Interest, Snapshot } from './files'
import type { SourceAccess } from './guarded-fetch'
import type { Limits } from './limits'
import { openPack } from './pack'
import { invalidPack } from './pack-faults'
import { idOf, KIND, readHeader } from './pack-format'
import { type PackObjects, RECENT } from './pack-objects'
import type { Watch } from './read-options'
import { isCommitId } from './ref-name'
import { SourceFault, type SourceResult, settle } from './result'

const text = new TextDecoder()
const TREE_LINE = 'tree '.length
const TREE_LINE_END = TREE_LINE + 40

/** The number of the tree of a commit. Source: git-commit-tree(1): its first line is `tree` and the tree's id. */
function treeOf(commit: string, objects: PackObjects): number {
  const index = objects.find(idOf(commit))
  if (index === undefined) throw invalidPack('the commit is not in it')
  if (objects.kind(index) !== KIND.commit)
    throw new SourceFault('ref_not_found', `${commit} is not the id of a commit.`)
  const line = text.decode(objects.content(index).subarray(0, TREE_LINE_END))
  const id = line.slice(TREE_LINE)
  const tree = isCommitId(id) ? objects.find(idOf(id.toLowerCase())) : undefined
  if (tree === undefined || objects.kind(tree) !== KIND.tree) throw invalidPack("the commit's tree is not in it")
  return tree
}

/** Bytes of memory that an object takes beside its content: its row and its id, and its path in the tree. */
const EACH = 500
/** The fewest bytes of an object in a pack: what it says of itself, and an empty stream of zlib. */
const ENTRY = 9
/** How many times as large sources are when they are not compressed. */
const INFLATES = 5

/** Bytes of memory that a pack takes with all that is made of it, at most or as it mostly is. */
function bytesToRead(pack: Uint8Array, { heldBytes }: Limits): number {
  const objects = Math.min(readHeader(pack), pack.length / ENTRY)
  return pack.length + EACH * objects + Math.min(INFLATES * pack.length, RECENT + heldBytes.most)
}

async function clone(
  address: CloneAddress,
  commit: string,
  ref: string | null,
  interest: Interest,
  access: SourceAccess,
  watch: Watch,
): Promise<Snapshot> {
  const { pack, received } = await requestPack(address, commit, ref, access, watch)
  await watch.memory.hold(bytesToRead(pack, access.limits), access.signal)
  const objects = await openPack(pack, access.limits, access.signal)
  const read = new CloneTree(objects, interest, access.limits).read(treeOf(commit, objects))
  return { commit, ...read, archiveBytes: received }
}

/**
 * The files of a commit where its host has no archives: a clone of this one commit into memory, never onto a disk. It
 * gives what `readArchive` gives for the commit, by the same rules, and what the repository leaves out of its archives.
 * @param address where the repository is; an `Address` is one
 * @param commit 40 hexadecimal digits in lower case, of any commit that the host gives
 * @param ref the branch or tag that the commit was found by; `null` where it was named by its id
 * @param access its signal ends the work; the caller makes it fire when `onBytes` is not called for too long
 * @returns failures as `guarded-fetch.ts` maps them; `ref_not_found` where the host does not give the commit, or
 * `host_unavailable` where it did a moment ago; `archive_truncated`, `archive_invalid`, `archive_too_large`,
 * `too_many_files`; single files that are bad are left out and stand in `warnings`
 */
export const cloneRepository = (
  address: CloneAddress,
  commit: string,
  ref: string | null,
  interest: Interest,
  access: SourceAccess,
  watch: Watch,
): Promise<SourceResult<Snapshot>> => settle(clone(address, commit, ref, interest, access, watch))
