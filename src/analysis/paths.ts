/** Folder of a path; `.` for the root. */
export const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.')
/** Last segment of a path. */
export const baseOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
/**
 * Says something of a path's folder (with its `/`; empty for the root), and remembers what it said of the last one: the files of a tree
 * come folder by folder, and are many.
 */
export function byFolder<T>(say: (folder: string) => T): (path: string) => T {
  let last: { folder: string; said: T } | undefined
  return (path) => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    if (last?.folder !== folder) last = { folder, said: say(folder) }
    return last.said
  }
}
/** How most patterns for paths begin: at the root or at a later segment. */
const SEGMENT = '(?:^|\\/)'

/**
 * One pattern that every path matches that one of these matches, so that tables of patterns need not be gone through for most files.
 * Those that begin at any segment are tried at segments only: they must hold no alternative outside a group.
 */
export function anyOf(patterns: readonly RegExp[]): RegExp {
  const sources = patterns.map(({ source }) => source)
  const anywhere = sources.filter((one) => one.startsWith(SEGMENT)).map((one) => one.slice(SEGMENT.length))
  const others = sources.filter((one) => !one.startsWith(SEGMENT))
  return new RegExp(
    [...others, ...(anywhere.length ? [`${SEGMENT}(?:${anywhere.join('|')})`] : [])].join('|'),
    patterns.some(({ ignoreCase }) => ignoreCase) ? 'i' : '',
  )
}

/** Path of `name` in `folder`, where `.` is the root; `.` and `..` segments are resolved, `null` when they leave the root. */
export function join(folder: string, name: string): string | null {
  const out: string[] = []
  for (const segment of `${folder}/${name}`.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment === '..') {
      if (!out.length) return null
      out.pop()
    } else out.push(segment)
  }
  return out.join('/') || '.'
}

const segmentsOf = (path: string) => path.split('/').filter((segment) => segment !== '' && segment !== '.')

/** `path` as seen from the folder `here`; both relative to the root, `.` being the root itself. */
export function relative(here: string, path: string): string {
  const from = segmentsOf(here)
  const to = segmentsOf(path)
  let same = 0
  while (same < from.length && same < to.length && from[same] === to[same]) same++
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/') || '.'
}

/** A folder of a repository, and what exists as seen from it. */
interface View {
  /** The folder; `.` for the whole repository. */
  folder: string
  has(path: string): boolean
}

/**
 * `name` from `from`, both as seen from the folder of a view: `..` may lead out of it. The one path under which the view knows the
 * file, whatever way led to it; `null` when it leaves the repository.
 */
export function reach({ folder }: Pick<View, 'folder'>, from: string, name: string): string | null {
  const whole = join(folder, `${from}/${name}`)
  return whole === null ? null : relative(folder, whole)
}

/** The folders above that of a view, nearest first: `..`, `../..`; none above the whole repository. */
export const foldersAbove = ({ folder }: Pick<View, 'folder'>): string[] =>
  segmentsOf(folder).map((_, index, all) =>
    all
      .slice(0, index + 1)
      .fill('..')
      .join('/'),
  )

/** The files of this name in the folders above that of a view, nearest first. */
export const above = (view: View, name: string): string[] =>
  foldersAbove(view)
    .map((folder) => `${folder}/${name}`)
    .filter(view.has)
