import type { Snapshot } from '../source/files'
import { wildmatch } from './linguist/wildmatch'
import { folderOf } from './paths'

/** What of a repository is looked at, beside what its own `.readmeforgeignore` leaves out: patterns as in gitignore(5). */
export interface Selection {
  /** Only files that match one of these; all without any. */
  include: readonly string[]
  exclude: readonly string[]
}

/** A file at the root of a repository, as `.gitignore` is written: what no README should speak of. */
export const IGNORE_FILE = '.readmeforgeignore'
/** Bytes of it that are read. */
export const IGNORE_BYTES = 65_536
const MOST_RULES = 500
const MOST_COLUMNS = 512

interface Rule {
  negated: boolean
  folders: boolean
  matches(path: string): boolean
}

function rule(line: string): Rule[] {
  const negated = line.startsWith('!')
  const said = line.slice(Number(negated)).replace(/^\\(?=[#!])/, '')
  const folders = said.endsWith('/')
  const bare = said.replace(/\/+$/, '')
  if (bare === '') return []
  // With a slash before its end a pattern is a path from the root, without one a name anywhere.
  const rooted = bare.includes('/')
  const pattern = bare.replace(/^\//, '')
  return [
    {
      negated,
      folders,
      matches: (path) => wildmatch(pattern, rooted ? path : path.slice(path.lastIndexOf('/') + 1)),
    },
  ]
}

const rulesOf = (lines: readonly string[]): Rule[] =>
  lines
    .map((line) => line.replace(/(?<!\\)[ \t\r]+$/, ''))
    .filter((line) => line !== '' && !line.startsWith('#') && line.length <= MOST_COLUMNS)
    .slice(0, MOST_RULES)
    .flatMap(rule)

/** Does a path match by gitignore's rules: the last pattern decides, and what lies in a folder that matches is matched with it? */
function matcher(lines: readonly string[]): (path: string) => boolean {
  const rules = rulesOf(lines)
  const folders = new Map<string, boolean>([['.', false]])
  const decided = (path: string, isFolder: boolean) =>
    rules.findLast((one) => (isFolder || !one.folders) && one.matches(path))?.negated === false
  const inFolder = (folder: string): boolean => {
    const known = folders.get(folder)
    if (known !== undefined) return known
    const is = inFolder(folderOf(folder)) || decided(folder, true)
    folders.set(folder, is)
    return is
  }
  return (path) => inFolder(folderOf(path)) || decided(path, false)
}

/** The snapshot without what is not to be looked at: of that only the paths are kept. */
export function selected(snapshot: Snapshot, { include, exclude }: Selection): Snapshot {
  const own = snapshot.files.get(IGNORE_FILE)?.content
  // Who asks has the last word.
  const left = [...(own ? new TextDecoder().decode(own).split('\n') : []), ...exclude]
  if (!include.length && !left.length) return snapshot
  const isIncluded = include.length ? matcher(include) : () => true
  const isLeftOut = matcher(left)
  const files: Snapshot['files'] = new Map()
  const hidden = new Set<string>()
  for (const [path, file] of snapshot.files)
    if (isIncluded(path) && !isLeftOut(path)) files.set(path, file)
    else hidden.add(path)
  return { ...snapshot, files, hidden }
}
