import type { CommandCandidate } from '../../detector'
import type { Facts, Source, Sourced } from '../../facts'
import { baseOf, join, type Project } from '../../project'
import type { Requirement } from '../manifest-facts'

/** Something that a build of C, C++ and their kin makes. */
export interface Target {
  name: string
  kind: 'program' | 'library'
  /** The source file at which it begins: the one with `main`, or a library's first; `null` where that is not told. */
  entry: string | null
  /** The build's install step puts it into place. */
  installed: boolean
  /** It is part of the product: no test, example, benchmark or tool of the build. */
  product: boolean
  source: Source
}

/** What one build description (a `CMakeLists.txt`, a `meson.build`, a `configure.ac` …) says of the project in its folder. */
export interface Build {
  /** Name of the technology as people write it. */
  tool: string
  manifest: string
  name: Sourced | null
  version: Sourced | null
  description: Sourced | null
  license: Sourced | null
  targets: readonly Target[]
  requirements: readonly Requirement[]
  runtimes: Facts['runtimes']
  /** Folder below the build's in which its programs come to lie; `null` where that is not known, absent where each lies where its script does. */
  outputs?: string | null
  /** Each runs in the manifest's folder. */
  commands: readonly Omit<CommandCandidate, 'cwd'>[]
}

/** Names of targets, options and folders that belong to the work on a project, not to what it ships. */
const ASIDE =
  /(?:^|[_\W]|(?<=[a-z]))(?:un(?:it)?tests?|tests?|testing|bench(?:es|marks?|marking)?|examples?|demos?|samples?|fuzz(?:er|ers|ing)?|docs?|doxygen|tutorials?|perf|coverage|sandbox)(?:$|[_\W\d]|(?=[A-Z]))/i

/** Does this name of a target, an option or a folder speak of tests, examples, benchmarks or documents? */
export const isAside = (name: string): boolean => ASIDE.test(name)

const CODE = /\.(?:c|cc|cpp|cxx|c\+\+|m|mm|cu|d|vala)$/i
const stemOf = (path: string) =>
  baseOf(path)
    .replace(/\.\w+$/, '')
    .toLowerCase()

/**
 * The file at which the program `name` of a build in `folder` begins, where the build does not tell: in that folder or its `src`,
 * the one with the program's name, or with the last word of it, or the one called `main`. `null` for `null`.
 */
export function mainBeside(project: Project, folder: string, name: string | null): string | null {
  if (name === null) return null
  const files = [folder, join(folder, 'src') ?? folder]
    .flatMap((at) => project.inFolder(at))
    .filter((path) => CODE.test(path))
  const called = (wanted: string) => files.find((path) => stemOf(path) === wanted.toLowerCase())
  return called(name) ?? files.find(isMain) ?? called(name.split(/[-_]/).at(-1)!) ?? null
}

/** A file of a program that begins as `main` files do. */
export const isMain = (path: string): boolean => /(?:^|\/)main\.(?:c|cc|cpp|cxx|c\+\+|m|mm|cu|f90|d)$/i.test(path)
