import { byFolder } from './paths'

/** What a base name, an extension or a folder must be: itself, or by what it looks like. */
export type Asked = string | RegExp | ((key: string) => boolean)

/** The paths of a tree by what is asked of them, so that a question costs as much as there are answers, not as there are files. */
export interface PathIndex {
  /** All paths, sorted by depth, then by name; so are all answers. */
  paths: readonly string[]
  /** Folders in which files stand directly, in the order of their first file; `.` is the root. */
  folders: ReadonlySet<string>
  /** Paths of the files that stand directly in a folder. */
  inFolder(folder: Asked): readonly string[]
  /** Paths of the files in a folder and below it; not for the root. */
  below(folder: string): readonly string[]
  /** Paths whose base name matches. */
  named(base: Asked): readonly string[]
  /** Paths whose extension, with its dot, matches: the end of the base name from the last dot on; none when it has no dot. */
  ending(extension: Asked): readonly string[]
}

/** How many folders deep. */
function depthOf(path: string): number {
  let depth = 0
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) depth++
  return depth
}

/** By depth, then by name. */
export function sorted(paths: Iterable<string>): string[] {
  const levels = new Map<number, string[]>()
  const level = byFolder((folder) => {
    const depth = depthOf(folder)
    const known = levels.get(depth) ?? []
    levels.set(depth, known)
    return known
  })
  for (const path of paths) level(path).push(path)
  return [...levels].sort(([a], [b]) => a - b).flatMap(([, level]) => level.sort())
}

/** Places in `paths` by a key of theirs; answers to a pattern are kept as long as the pattern is. */
function keyed(paths: readonly string[], keyOf: (path: string) => string | null) {
  const places = new Map<string, number[]>()
  paths.forEach((path, place) => {
    const key = keyOf(path)
    if (key === null) return
    const known = places.get(key)
    if (known) known.push(place)
    else places.set(key, [place])
  })
  const at = (place: number) => paths[place]!
  const answers = new WeakMap<RegExp | ((key: string) => boolean), readonly string[]>()
  function ask(asked: Asked): readonly string[] {
    if (typeof asked === 'string') return places.get(asked)?.map(at) ?? []
    const known = answers.get(asked)
    if (known) return known
    const matches = typeof asked === 'function' ? asked : (key: string) => asked.test(key)
    const found: number[][] = []
    for (const [key, list] of places) if (matches(key)) found.push(list)
    const answer = (found.length === 1 ? found[0]! : found.flat().sort((a, b) => a - b)).map(at)
    answers.set(asked, answer)
    return answer
  }
  return { ask, keys: () => new Set(places.keys()) }
}

/** Makes the index of a tree; each part when it is first asked for. */
export function indexOf(files: Iterable<string>): PathIndex {
  const paths = sorted(files)
  const folderOf = byFolder((folder) => folder.slice(0, -1) || '.')
  const folders = keyed(paths, folderOf)
  let bases: ReturnType<typeof keyed> | undefined
  let extensions: ReturnType<typeof keyed> | undefined
  return {
    paths,
    folders: folders.keys(),
    inFolder: folders.ask,
    below: (folder) => folders.ask((one) => one === folder || one.startsWith(`${folder}/`)),
    named(base) {
      bases ??= keyed(paths, (path) => path.slice(path.lastIndexOf('/') + 1))
      return bases.ask(base)
    },
    ending(extension) {
      extensions ??= keyed(paths, (path) => {
        const dot = path.lastIndexOf('.')
        return dot > path.lastIndexOf('/') ? path.slice(dot) : null
      })
      return extensions.ask(extension)
    },
  }
}
