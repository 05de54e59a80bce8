import { type CloneAddress, requestPack } from './clone-request'
import { CloneTree } from './clone-tree'
import type { Snapshot, Wants } from './files'
import type { SourceAccess } from './guarded-fetch'
import { openPack } from './pack'
import { invalidPack } from './pack-faults'
import { idOf, KIND } from './pack-format'
import type { PackObjects } from './pack-objects'
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

async function clone(
  address: CloneAddress,
  commit: string,
  ref: string | null,
  wants: Wants,
  access: SourceAccess,
  onBytes: (received: number) => void,
): Promise<Snapshot> {
  const { pack, received } = await requestPack(address, commit, ref, access, onBytes)
  const objects = await openPack(pack, access.limits, access.signal)
  const read = new CloneTree(objects, wants, access.limits).read(treeOf(commit, objects))
  return { commit, ...read, archiveBytes: received }
}

/**
 * The files of a commit where its host has no archives: a clone of this one commit into memory, never onto a disk. It
 * gives what `readArchive` gives for the commit, by the same rules, and what the repository leaves out of its archives.
 * @param address where the repository is; an `Address` is one
 * @param commit 40 hexadecimal digits in lower case, of any commit that the host gives
 * @param ref the branch or tag that the commit was found by; `null` where it was named by its id
 * @param access its signal ends the work; the caller makes it fire when `onBytes` is not called for too long
 * @param onBytes called after each read with the bytes received so far
 * @returns failures as `guarded-fetch.ts` maps them; `ref_not_found` where the host does not give the commit, or
 * `host_unavailable` where it did a moment ago; `archive_truncated`, `archive_invalid`, `archive_too_large`,
 * `too_many_files`; single files that are bad are left out and stand in `warnings`
 */
export const cloneRepository = (
  address: CloneAddress,
  commit: string,
  ref: string | null,
  wants: Wants,
  access: SourceAccess,
  onBytes: (received: number) => void,
): Promise<SourceResult<Snapshot>> => settle(clone(address, commit, ref, wants, access, onBytes))
