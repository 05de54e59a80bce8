import { folderOf, type Project } from './project'

/** Endings of source files. */
export const CODE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|pyx|go|rs|java|kt|kts|scala|groovy|rb|php|cs|fs|ex|exs|erl|swift|m|mm|dart|c|cc|cpp|cxx|h|hpp|hs|ml|clj|cljs|jl|r|lua|zig|nim|cr|elm|sol|pl|pm|sh|bash|vim|fish|ipynb|tf)$/i

/** Sums of a folder, what lies below it included. */
export interface Folder {
  files: number
  bytes: number
  /** Bytes of source that is not vendored. */
  code: number
  /** Files that stand in it directly. */
  direct: number
  children: Set<string>
}

/** Sums of every folder by path; `.` is the root. */
export function folderSums(project: Project): Map<string, Folder> {
  const all = new Map<string, Folder>()
  const sumsOf = (folder: string): Folder => {
    const known = all.get(folder) ?? { files: 0, bytes: 0, code: 0, direct: 0, children: new Set<string>() }
    all.set(folder, known)
    return known
  }
  for (const path of project.folders) {
    const paths = project.inFolder(path)
    let bytes = 0
    let code = 0
    for (const one of paths) {
      const size = project.files.get(one)?.bytes ?? 0
      bytes += size
      if (CODE.test(one) && project.role(one) !== 'vendored') code += size
    }
    let child: string | null = null
    for (let folder = path; ; folder = folderOf(folder)) {
      const sums = sumsOf(folder)
      sums.files += paths.length
      sums.bytes += bytes
      sums.code += code
      if (child === null) sums.direct = paths.length
      else sums.children.add(child)
      child = folder
      if (folder === '.') break
    }
  }
  return all
}

/** Walks down while a folder holds nothing but one folder: `src` becomes `src/click`, `java` the package. */
export function deepest(all: Map<string, Folder>, path: string): string {
  let at = path
  for (let folder = all.get(at); folder && folder.direct === 0 && folder.children.size === 1; folder = all.get(at))
    at = [...folder.children][0]!
  return at
}
