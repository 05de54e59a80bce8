import { baseOf, folderOf, type Project } from '../project'

/** Names of one kind that are looked through. */
const MOST = 300

/** A name as people mix it up: without case, signs and extension. */
const stem = (path: string) =>
  baseOf(path)
    .toLowerCase()
    .replace(/(?<=.)\.\w{1,8}$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')

const indexes = new WeakMap<Project, Map<string, string[]>>()

/** Paths and folders of the tree by their stems; made once for a project. */
function byStem(project: Project): Map<string, string[]> {
  const known = indexes.get(project)
  if (known) return known
  const index = new Map<string, string[]>()
  for (const path of [...project.paths, ...project.folders]) {
    const key = stem(path)
    const bucket = index.get(key)
    if (!bucket) index.set(key, [path])
    else if (bucket.length < MOST) bucket.push(path)
  }
  indexes.set(project, index)
  return index
}

/**
 * The file or folder that somebody most likely means by a path that is not there: the same in another case, then the same name in another
 * folder, then the same stem in the same folder with another extension; `null` when several would do.
 */
export function nearPath(project: Project, path: string): string | null {
  const all = (byStem(project).get(stem(path)) ?? []).filter((one) => one !== path)
  const lower = path.toLowerCase()
  const rows = [
    all.filter((one) => one.toLowerCase() === lower),
    all.filter((one) => baseOf(one) === baseOf(path) && project.role(one) !== 'vendored'),
    all.filter((one) => folderOf(one) === folderOf(path)),
  ]
  const best = rows.find((row) => row.length > 0)
  return best?.length === 1 ? best[0]! : null
}

/** Does the tree hold something at the end of whose path this stands? */
export const endsSomewhere = (project: Project, path: string): boolean =>
  (byStem(project).get(stem(path)) ?? []).some((one) => one === path || one.endsWith(`/${path}`))

/** Changes of one letter that lead from one word to another, up to `most`; more than that is `most + 1`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])))
    if (Math.min(...next) > most) return most + 1
    row = next
  }
  return row[b.length]!
}

const bare = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

const isShort = (name: string) => name.length < 80

/** The name among these that is the same but for signs and case, or a letter or two apart. */
export function closeName(name: string, among: Iterable<string>): string | null {
  const all = [...among].slice(0, MOST).filter(isShort)
  const wanted = bare(name).slice(0, 80)
  const same = all.find((one) => bare(one) === wanted)
  const most = wanted.length > 7 ? 2 : wanted.length > 3 ? 1 : 0
  return same ?? all.find((one) => distance(bare(one), wanted, most) <= most) ?? null
}

/** As `closeName`, else the longest name that it begins with, or that begins with it. */
export function nearName(name: string, among: Iterable<string>): string | null {
  const all = [...among].slice(0, MOST)
  const wanted = bare(name).slice(0, 80)
  if (wanted === '') return null
  const begun = all.filter((one) => {
    const other = bare(one)
    return isShort(one) && other.length > 2 && (wanted.startsWith(other) || other.startsWith(wanted))
  })
  return closeName(name, all) ?? begun.sort((a, b) => b.length - a.length)[0] ?? null
}
