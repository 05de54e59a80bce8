import type { Source } from '../../facts'
import { above } from '../../paths'
import { folderOf, type Project } from '../../project'

export interface Requirement {
  path: string
  version: string
  indirect: boolean
  line: number
}

/** A `go.mod`, as far as it speaks for a folder: its own or one below it. https://go.dev/ref/mod#go-mod-file */
export interface Module {
  file: string
  /** Where the go command is called: the folder of the file, or that of a package further down which is analysed by itself. */
  directory: string
  /** Import path of what lies in `directory`. */
  path: string
  line: number
  go: { version: string; line: number } | null
  requirements: Requirement[]
  /** Module paths of `tool` directives. */
  tools: { path: string; line: number }[]
  /** `replace` or `exclude` stands in it, so that `go install …@version` refuses the module. */
  overrides: boolean
}

const unquoted = (word: string) => word.replace(/^["'`]|["'`]$/g, '')

/** Directives of a go.mod or go.work file, blocks unfolded: verb, words, comment, 1-based line. */
export function directives(text: string): { verb: string; words: string[]; comment: string; line: number }[] {
  const out: { verb: string; words: string[]; comment: string; line: number }[] = []
  let block: string | null = null
  text.split('\n').forEach((raw, index) => {
    const slash = raw.indexOf('//')
    const code = (slash < 0 ? raw : raw.slice(0, slash)).trim()
    const comment = slash < 0 ? '' : raw.slice(slash + 2).trim()
    if (!code) return
    const words = code.split(/\s+/)
    if (block !== null) {
      if (code === ')') block = null
      else out.push({ verb: block, words: words.map(unquoted), comment, line: index + 1 })
      return
    }
    const verb = words[0]?.replace(/\($/, '') ?? ''
    if (code.endsWith('(')) block = verb
    else out.push({ verb, words: words.slice(1).map(unquoted), comment, line: index + 1 })
  })
  return out
}

/** Reads a go.mod; `null` without a module line. */
export function readModule(project: Project, file: string): Module | null {
  const text = project.text(file)
  if (text === null) return null
  const all = directives(text)
  const named = all.find(({ verb, words }) => verb === 'module' && words[0])
  if (!named?.words[0]) return null
  const go = all.find(({ verb, words }) => verb === 'go' && /^\d/.test(words[0] ?? ''))
  return {
    file,
    directory: folderOf(file),
    path: named.words[0],
    line: named.line,
    go: go?.words[0] ? { version: go.words[0], line: go.line } : null,
    requirements: all.flatMap(({ verb, words: [path, version], comment, line }) =>
      verb === 'require' && path && version ? [{ path, version, indirect: /^indirect\b/.test(comment), line }] : [],
    ),
    tools: all.flatMap(({ verb, words: [path], line }) => (verb === 'tool' && path ? [{ path, line }] : [])),
    overrides: all.some(({ verb }) => verb === 'replace' || verb === 'exclude'),
  }
}

/**
 * The packages of the folder that is analysed as part of the module that a `go.mod` above makes them: under their import path, with those
 * requirements that their files import. `null` where there is no such module, or no Go file.
 */
export function surroundingModule(project: Project): Module | null {
  const [file] = above(project, 'go.mod')
  const module = file === undefined ? null : readModule(project, file)
  if (!module) return null
  const code = project.ending('.go').filter((path) => project.role(path) === 'own')
  if (!code.length) return null
  const inside = project.folder.split('/').slice(-module.directory.split('/').length).join('/')
  const texts = code.flatMap((path) => project.text(path) ?? [])
  return {
    ...module,
    directory: '.',
    path: `${module.path}/${inside}`,
    requirements: module.requirements.filter(({ path }) => texts.some((text) => text.includes(`"${path}`))),
    tools: [],
  }
}

/** Last element of a module path that names it: `/v2` and gopkg.in's `.v2` are versions, not names. */
export function moduleName(path: string): string {
  const segments = path.split('/')
  if (segments.length > 1 && /^v\d+$/.test(segments.at(-1) ?? '')) segments.pop()
  return (segments.at(-1) ?? path).replace(/\.v\d+$/, '')
}

const HOSTS = /^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|git\.sr\.ht)$/

/**
 * Can others fetch the module by its path? On a known host the third element must be this repository;
 * another dotted host is taken for a vanity address; a path without a dot is local.
 */
export function isFetchable(project: Project, module: Module): boolean {
  const [host = '', owner, repository] = module.path.split('/')
  // The go command lets nobody outside import what lies in `internal`.
  if (module.path.split('/').includes('internal')) return false
  if (!host.includes('.') || /^(?:example\.(?:com|org)|localhost)/.test(host)) return false
  if (!HOSTS.test(host)) return true
  return Boolean(owner) && repository?.toLowerCase() === project.hostedName.toLowerCase()
}

export const at = (module: Module, line: number): Source => ({ path: module.file, line })
