import type { Package } from '../../detector'
import type { Facts } from '../../facts'
import { escaped } from '../../literal-pattern'
import type { Project } from '../../project'

/** What is known of the project when its examples are looked for. */
export interface Subject {
  packages: readonly Package[]
  exports: Facts['surface']['exports']
  cli: Facts['surface']['cli']
  inputs: Facts['surface']['inputs']
  routes: Facts['surface']['routes']
  binaries: Facts['binaries']
  kinds: Facts['kinds']
  languages: Facts['languages']
  install: Facts['commands']['install']
  repository: { owner: string | null; name: string }
}

/** Where names of the project are found: its packages, its exports, its files. */
export interface Whereabouts {
  /** Names under which packages of an ecosystem are had. */
  packages(ecosystem: string): ReadonlySet<string>
  /** Names that a module exports; `null` where that is not known of it. */
  exports(module: string): ReadonlySet<string> | null
  /** Own files whose path ends in these segments, without what stands in tests and examples. */
  files(ending: string): readonly string[]
  /** Does a folder of own files end in these segments? */
  hasFolder(ending: string): boolean
  has(path: string): boolean
  /** Does a file of the project's own that was read, with one of these extensions, hold this name as a word? */
  mentions(name: string, extensions: RegExp): boolean
  /** Text of an own file that was read. */
  text(path: string): string | null
}

/** Files that are searched for a name, and characters of them together. */
const MOST_FILES = 300
const MOST_CHARACTERS = 1_500_000

const endsIn = (path: string, ending: string) => path === ending || path.endsWith(`/${ending}`)

export function whereabouts(
  project: Project,
  { packages, exports }: Pick<Subject, 'packages' | 'exports'>,
): Whereabouts {
  const published = new Map<string, Set<string>>()
  for (const { ecosystem, name } of packages)
    if (name) published.set(ecosystem, (published.get(ecosystem) ?? new Set()).add(name.value))
  // A Go module is imported by its path, not by the name that people say.
  const goModules = packages
    .filter(({ ecosystem }) => ecosystem === 'golang')
    .flatMap(({ manifest }) => project.text(manifest)?.match(/^module\s+"?([^\s"]+)/m)?.[1] ?? [])
  published.set('golang', new Set(goModules))
  const modules = new Map<string, Set<string>>()
  for (const { module, name } of exports) if (module) modules.set(module, (modules.get(module) ?? new Set()).add(name))
  const mentioned = new Map<string, boolean>()
  const folders = new Map<string, boolean>()

  function search(name: string, extensions: RegExp): boolean {
    const word = new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`)
    let files = 0
    let characters = 0
    for (const path of project.ending(extensions)) {
      if (!project.files.get(path)?.content || project.role(path) !== 'own') continue
      const text = project.text(path) ?? ''
      if (word.test(text)) return true
      characters += text.length
      if (++files >= MOST_FILES || characters > MOST_CHARACTERS) return false
    }
    return false
  }

  return {
    packages: (ecosystem) => published.get(ecosystem) ?? new Set(),
    exports: (module) => modules.get(module) ?? null,
    files: (ending) =>
      project
        .named(ending.slice(ending.lastIndexOf('/') + 1))
        .filter((path) => endsIn(path, ending) && project.role(path) === 'own'),
    hasFolder(ending) {
      const known = folders.get(ending)
      if (known !== undefined) return known
      const found = [...project.folders].some(
        (folder) => endsIn(folder, ending) && project.role(`${folder}/x`) === 'own',
      )
      folders.set(ending, found)
      return found
    },
    has: project.has,
    mentions(name, extensions) {
      const key = `${extensions.source}\n${name}`
      const known = mentioned.get(key) ?? search(name, extensions)
      mentioned.set(key, known)
      return known
    },
    text: project.text,
  }
}
