import { XMLParser } from 'fast-xml-parser'
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser'
import { parse as parseToml } from 'smol-toml'
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml'
import type { RepositoryFile, Snapshot, Warning } from '../source/files'
import type { Source } from './facts'
import { type Role, roleOf } from './roles'

/** A parsed structured file. `value` is untrusted: check its shape before use. */
export interface Document {
  value: unknown
  /** The source of the value at these keys: file and line, or the nearest parent that stands in the file. */
  at(...keys: (string | number)[]): Source
}

/** Read-only view of the repository that detectors work on. Parsed files are kept, so asking twice costs nothing. */
export interface Project {
  /** Name of the repository on its host. */
  repositoryName: string
  files: ReadonlyMap<string, RepositoryFile>
  /** All paths, sorted by depth, then by name. */
  paths: readonly string[]
  has(path: string): boolean
  /** Does any file stand below this folder? `.` is the root. */
  hasFolder(folder: string): boolean
  role(path: string): Role
  /** Paths of the project's own files (role `own`) whose base name matches, shallowest first. */
  own(basename: string | RegExp): string[]
  /** Text of a file that was read, symlinks followed, byte-order mark removed, CRLF folded; `null` when absent, unread or binary. */
  text(path: string): string | null
  /** JSON with comments and trailing commas allowed; `null` when absent or broken (which adds a warning). */
  json(path: string): Document | null
  toml(path: string): Document | null
  /** First document of a YAML file. */
  yaml(path: string): Document | null
  /** XML as fast-xml-parser gives it (attributes prefixed `@`, entities not processed); `at` looks for the last key as a tag. */
  xml(path: string): Document | null
  /** Source of the first line of `path` that matches, else of the file as a whole. */
  find(path: string, pattern: RegExp | string): Source
}

/** 1-based line of a character offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) line++
  return line
}

/** Folder of a path; `.` for the root. */
export const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.')
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

/** A record, or an empty one: for reading untrusted values without a cast at every step. */
export const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
export const array = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
/** A trimmed, non-empty string, else `null`. */
export const string = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null
export const strings = (value: unknown): string[] => array(value).filter((v): v is string => typeof v === 'string')

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** Decodes UTF-8, UTF-16 with a byte-order mark, or else Latin-1; `null` for binary content. */
function decode(content: Uint8Array): string | null {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content)
  if (content[0] === 0xfe && content[1] === 0xff) return new TextDecoder('utf-16be').decode(content)
  if (content.subarray(0, 8000).includes(0)) return null
  try {
    return utf8.decode(content)
  } catch {
    return new TextDecoder('windows-1252').decode(content)
  }
}

/** Where keys of a TOML file stand, by a scan for table headers and `key =`. */
function tomlLine(text: string, keys: (string | number)[]): number | undefined {
  const names = keys.filter((key): key is string => typeof key === 'string')
  const bare = (s: string) => s.replace(/["'\s]/g, '')
  let table = ''
  let best: { depth: number; line: number } | undefined
  const wanted = names.join('.')
  text.split('\n').forEach((raw, index) => {
    const header = raw.match(/^\s*\[\[?([^\]]+)\]\]?/)
    if (header) table = bare(header[1]!)
    const key = header ? null : raw.match(/^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=/)
    const full = header ? table : key ? (table ? `${table}.${bare(key[1]!)}` : bare(key[1]!)) : null
    if (full === null || !(wanted === full || wanted.startsWith(`${full}.`))) return
    if (!best || full.length > best.depth) best = { depth: full.length, line: index + 1 }
  })
  return best?.line
}

const xmlParser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: false,
  parseTagValue: false,
})
/** Aliases a YAML file may expand to before it is taken for a bomb. */
const YAML_ALIASES = 100

export function openProject(snapshot: Snapshot, repositoryName: string): { project: Project; warnings: Warning[] } {
  const { files } = snapshot
  const warnings: Warning[] = []
  const paths = [...files.keys()].sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
  const folders = new Set<string>(['.'])
  for (const path of paths) for (let f = folderOf(path); !folders.has(f); f = folderOf(f)) folders.add(f)
  const texts = new Map<string, string | null>()
  const documents = new Map<string, Document | null>()

  function text(path: string): string | null {
    const known = texts.get(path)
    if (known !== undefined) return known
    let file = files.get(path)
    for (let hops = 0, at = path; file?.mode === 'symlink' && hops < 5; hops++) {
      const target = file.content && join(folderOf(at), new TextDecoder().decode(file.content).trim())
      file = target ? files.get(target) : undefined
      if (target) at = target
    }
    const decoded = file?.content && file.mode !== 'symlink' ? decode(file.content) : null
    const result = decoded === null ? null : decoded.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
    texts.set(path, result)
    return result
  }

  function parsed(path: string, parse: (text: string) => Document): Document | null {
    const known = documents.get(path)
    if (known !== undefined) return known
    const body = text(path)
    let result: Document | null = null
    if (body !== null && body.trim() !== '') {
      try {
        result = parse(body)
      } catch {
        warnings.push({
          code: 'file_unreadable',
          message: `${path} is not valid and was not read.`,
          sources: [{ path }],
        })
      }
    }
    documents.set(path, result)
    return result
  }

  const project: Project = {
    repositoryName,
    files,
    paths,
    has: (path) => files.has(path),
    hasFolder: (folder) => folders.has(folder),
    role: roleOf,
    own: (basename) =>
      paths.filter((path) => {
        const base = path.slice(path.lastIndexOf('/') + 1)
        return (typeof basename === 'string' ? base === basename : basename.test(base)) && roleOf(path) === 'own'
      }),
    text,
    json: (path) =>
      parsed(path, (body) => {
        const errors: { error: number; offset: number; length: number }[] = []
        const root = parseTree(body, errors, { allowTrailingComma: true })
        if (!root || errors.length) throw new Error('broken JSON')
        const value = toValue(root)
        return {
          value,
          at(...keys) {
            for (let n = keys.length; n >= 0; n--) {
              const node = findNodeAtLocation(root, keys.slice(0, n))
              if (node)
                return { path, line: lineAt(body, (node.parent?.type === 'property' ? node.parent : node).offset) }
            }
            return { path }
          },
        }
      }),
    toml: (path) =>
      parsed(path, (body) => {
        const value = parseToml(body)
        return {
          value,
          at(...keys) {
            const line = tomlLine(body, keys)
            return line ? { path, line } : { path }
          },
        }
      }),
    yaml: (path) =>
      parsed(path, (body) => {
        const lines = new LineCounter()
        const first = body.split(/^---\s*$/m).find((part) => part.replace(/#.*$/gm, '').trim() !== '') ?? body
        const shift = lineAt(body, body.indexOf(first)) - 1
        const document = parseDocument(first, { lineCounter: lines, logLevel: 'silent', uniqueKeys: false })
        if (document.errors.length) throw new Error('broken YAML')
        const value: unknown = document.toJS({ maxAliasCount: YAML_ALIASES })
        return {
          value,
          at(...keys) {
            let node: unknown = document.contents
            let offset = 0
            for (const key of keys) {
              if (isMap(node)) {
                const pair = node.items.find(
                  (item) => String((item.key as { value?: unknown } | null)?.value) === String(key),
                )
                if (!pair) break
                offset = (pair.key as { range?: [number, number, number] }).range?.[0] ?? offset
                node = pair.value
              } else if (isSeq(node) && typeof key === 'number') {
                const item = node.items[key] as { range?: [number, number, number] } | undefined
                if (!item) break
                offset = item.range?.[0] ?? offset
                node = item
              } else break
            }
            return { path, line: lines.linePos(offset).line + shift }
          },
        }
      }),
    xml: (path) =>
      parsed(path, (body) => {
        const value: unknown = xmlParser.parse(body, true)
        return {
          value,
          at(...keys) {
            const tag = keys.findLast((key) => typeof key === 'string')
            return tag ? project.find(path, `<${tag}`) : { path }
          },
        }
      }),
    find(path, pattern) {
      const body = text(path)
      const at = body === null ? -1 : typeof pattern === 'string' ? body.indexOf(pattern) : body.search(pattern)
      return at < 0 ? { path } : { path, line: lineAt(body!, at) }
    },
  }
  return { project, warnings }
}

/** The value of a jsonc-parser node, in objects without a prototype's setters. */
function toValue(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(toValue)
  if (node.type !== 'object') return node.value as unknown
  const entries: [string, unknown][] = []
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? []
    if (key && value) entries.push([String(key.value), toValue(value)])
  }
  return Object.fromEntries(entries)
}
