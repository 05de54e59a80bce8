import type { Source } from '../../facts'
import { array, folderOf, join, type Project, record, string } from '../../project'
import { type Module, moduleName } from './module'
import { rootPackage } from './package-doc'

/** A `main` package of a module. */
export interface Program {
  /** What `go install` calls it: its folder, or the module's name for the module's root. */
  name: string
  /** Folder from the repository's root. */
  directory: string
  /** As the go command wants it from the module's folder: `.`, `./cmd/x`. */
  argument: string
  /** The file that declares `main`. */
  file: string
  source: Source
}

/** Folders of programs that maintainers run, not users. */
const TOOLS =
  /^(?:gen|generate|generator|codegen|docs?|docgen|gendocs?|tools?|release|bench.*|tests?|testing|e2e|examples?|samples?|demo|mocks?|fuzz.*|i18n|integration.*|scripts?|dev|debug|lint.*|migrate.*|.+[-_](?:gen|test|tests|example|bench|docs?|tool|check)|gen[-_].+|generate[-_].+|test[-_].+|update[-_].+|check[-_].+)$/i
const PACKAGE_MAIN = /^package main\b/m
const IGNORED = /^\/\/(?:go:build|\s*\+build)\s+(?:ignore|tools?|never|exclude|generate)\b/m

/** Does this file start a program in an ordinary build? */
function startsProgram(project: Project, path: string): boolean {
  const text = project.text(path)
  return (
    text !== null &&
    PACKAGE_MAIN.test(text) &&
    /^func main\(\)/m.test(text) &&
    !IGNORED.test(text.slice(0, text.search(PACKAGE_MAIN)))
  )
}

/** Does a module of its own hold this folder? The go command leaves it out of the outer one. https://go.dev/ref/mod#modules-overview */
function isOtherModule(project: Project, module: Module, folder: string): boolean {
  for (let at = folder; at !== '.'; at = folderOf(at)) {
    const file = join(module.directory, `${at}/go.mod`)
    if (file && project.has(file)) return true
  }
  return false
}

/** `main` packages at the module's root, in `cmd/*`, and in folders one or two below it that hold a `main.go`. */
function candidates(project: Project, module: Module): Program[] {
  const prefix = module.directory === '.' ? '' : `${module.directory}/`
  const found = new Map<string, Program>()
  const shipped = new Set(released(project, module).map(({ folder }) => folder))
  for (const path of project.ending('.go')) {
    if (!path.startsWith(prefix) || path.endsWith('_test.go')) continue
    const inside = path.slice(prefix.length)
    const folder = folderOf(inside)
    const depth = folder === '.' ? 0 : folder.split('/').length
    if (depth > 3 || (depth > 0 && !folder.startsWith('cmd/') && !inside.endsWith('/main.go'))) continue
    if (found.has(folder) || /(?:^|\/)(?:internal|_[^/]*|\.[^/]+)(?:\/|$)/.test(folder)) continue
    if (isOtherModule(project, module, folder)) continue
    // An example that is released is the product: a framework's ready-made program.
    if (project.role(path) !== 'own' && !shipped.has(folder)) continue
    if (!startsProgram(project, path)) continue
    const line = project.find(path, /^func main\(\)/m)
    found.set(folder, {
      name:
        folder === '.'
          ? moduleName(module.path)
          : folder === 'cmd'
            ? moduleName(module.path)
            : (folder.split('/').at(-1) ?? folder),
      directory: join(module.directory, folder) ?? folder,
      argument: folder === '.' ? '.' : `./${folder}`,
      file: path,
      source: line,
    })
  }
  return [...found.values()]
}

/** Programs that GoReleaser builds for users: folder and the binary's name, as far as no template hides them. */
function released(project: Project, module: Module): { folder: string; binary: string | null; source: Source }[] {
  const file = ['.goreleaser.yml', '.goreleaser.yaml', 'goreleaser.yml', 'goreleaser.yaml']
    .map((name) => join(module.directory, name))
    .find((path) => path && project.has(path))
  const document = file ? project.yaml(file) : null
  if (!document) return []
  return array(record(document.value).builds).flatMap((build, index) => {
    const { main, binary, dir } = record(build)
    const target = join(string(dir) ?? '.', (string(main) ?? '.').replace(/\/?[^/]+\.go$/, '') || '.')
    const name = string(binary)
    return target && !target.includes('{{')
      ? [{ folder: target, binary: name && !name.includes('{{') ? name : null, source: document.at('builds', index) }]
      : []
  })
}

/**
 * The programs that a user gets from a module: those that GoReleaser names, else the one at the root,
 * else those under `cmd/` that are not a maintainer's tools.
 */
export function programsOf(project: Project, module: Module): Program[] {
  const all = candidates(project, module)
  const builds = released(project, module)
  const shipped = all.flatMap((program) => {
    const build = builds.find(({ folder }) => folder === (program.argument === '.' ? '.' : program.argument.slice(2)))
    return build ? [program] : []
  })
  if (shipped.length) return shipped
  const root = all.find((program) => program.argument === '.')
  if (root) return [root]
  const name = moduleName(module.path).toLowerCase()
  const named = all.find((program) => program.name.toLowerCase() === name)
  const products = all.filter(
    (program) =>
      !program.argument
        .slice(2)
        .split('/')
        .some((segment) => segment !== 'cmd' && TOOLS.test(segment)),
  )
  const inCmd = products.filter((program) => /^\.\/cmd\b/.test(program.argument))
  return named && inCmd.includes(named)
    ? [named, ...inCmd.filter((program) => program !== named)]
    : inCmd.length
      ? inCmd
      : // Beside a library, a program outside `cmd/` is a tool of those who work on it.
        (rootPackage(project, module)?.name ?? 'main') === 'main'
        ? products
        : products.filter((program) => program === named)
}

/** What a shell finds: GoReleaser's name for a program, else the go command's. */
export function binaryName(project: Project, module: Module, program: Program): { name: string; source: Source } {
  const build = released(project, module).find(
    ({ folder }) => folder === (program.argument === '.' ? '.' : program.argument.slice(2)),
  )
  return build?.binary
    ? { name: build.binary.slice(build.binary.lastIndexOf('/') + 1), source: build.source }
    : { name: program.name, source: program.source }
}

/** Files embedded at build time that the tree does not hold (a front end's output): without them nothing compiles. */
export function missingEmbeds(project: Project, module: Module): Source[] {
  const prefix = module.directory === '.' ? '' : `${module.directory}/`
  return project.ending('.go').flatMap((path) => {
    if (!path.startsWith(prefix) || path.endsWith('_test.go') || project.role(path) !== 'own') return []
    const text = project.text(path)
    if (
      !text?.includes('//go:embed') ||
      IGNORED.test(text.slice(0, 2000)) ||
      /^\/\/go:build\s/m.test(text.slice(0, 2000))
    )
      return []
    for (const match of text.matchAll(/^\/\/go:embed (.{1,300})$/gm)) {
      for (const pattern of (match[1] ?? '').split(/\s+/)) {
        const plain = pattern.replace(/^all:/, '').replace(/["`]/g, '')
        const fixed = plain.split('/').filter((_, i, list) => !list.slice(0, i + 1).some((s) => /[*?[\]]/.test(s)))
        const target = fixed.length ? join(folderOf(path), fixed.join('/')) : null
        if (target && !project.has(target) && !project.hasFolder(target)) return [project.find(path, match[0])]
      }
    }
    return []
  })
}
