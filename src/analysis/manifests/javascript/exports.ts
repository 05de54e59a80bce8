import type { Facts } from '../../facts'
import { lineCounter } from '../../line-numbers'
import { folderOf, join, type Project } from '../../project'
import { defaultExport } from './default-export'

type Export = Facts['surface']['exports'][number]

/** Re-exports are followed this many files away from the entry. */
const HOPS = 3
/** Against a flood: no package has as many names. */
const MOST = 3_000
const ENDS = [
  '',
  '.ts',
  '.tsx',
  '.js',
  '.mjs',
  '.cjs',
  '.jsx',
  '.mts',
  '.cts',
  '.d.ts',
  '/index.ts',
  '/index.tsx',
  '/index.js',
  '/index.mjs',
  '/index.cjs',
]

/** The source behind a relative import: TypeScript writes `./x.js` for `./x.ts`. */
function imported(project: Project, from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null
  const at = join(folderOf(from), specifier)
  if (!at) return null
  const stems = [at, at.replace(/\.[cm]?js$/, '')]
  return stems.flatMap((stem) => ENDS.map((end) => stem + end)).find((path) => project.has(path)) ?? null
}

const blanked = (comment: string) => comment.replace(/[^\n]+/g, (line) => ' '.repeat(line.length))

/** The text with block comments blanked, line breaks kept, so that offsets and lines stay. Linear in the text's length. */
function withoutComments(text: string): string {
  const parts: string[] = []
  let from = 0
  for (;;) {
    const open = text.indexOf('/*', from)
    const close = open < 0 ? -1 : text.indexOf('*/', open + 2)
    if (close < 0) return parts.join('') + text.slice(from)
    // `'src/**/*.ts'` in a string opens nothing.
    const isGlob = /[*\w'"]/.test(text[open - 1] ?? '')
    parts.push(text.slice(from, open), isGlob ? '/*' : blanked(text.slice(open, close + 2)))
    from = isGlob ? open + 2 : close + 2
  }
}

const DECLARATION =
  /^export\s+(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(const|let|var|function\*?|class|interface|type|enum|namespace)\s+(?:enum\s+)?([A-Za-z_$][\w$]*)/gm
const LIST = /^export\s+(type\s+)?\{([^}]{0,9000})\}(?:\s*from\s*['"]([^'"]+)['"])?/gm
const STAR = /^export\s+(?:type\s+)?\*\s+(?:as\s+([\w$]+)\s+)?from\s*['"]([^'"]+)['"]/gm
const COMMONJS = /^(?:module\.)?exports\.(?!default\b)([A-Za-z_$][\w$]*)\s*=(?!=)/gm
const COMMONJS_OBJECT = /^module\.exports\s*=\s*\{([^{}]{0,9000})\}/gm
const COMMONJS_FORWARD = /^(?:exports\s*=\s*)?module\.exports\s*=\s*require\(['"](\.[^'"]+)['"]\)/gm

const kindOf = (keyword: string) =>
  keyword === 'let' || keyword === 'var' || keyword === 'const'
    ? 'const'
    : keyword.startsWith('function')
      ? 'function'
      : keyword

/** Names in `{ a, b as c, type D }`, as the importer sees them. */
function listed(list: string): { name: string; original: string; type: boolean }[] {
  return list.split(',').flatMap((part) => {
    const item = part.trim().match(/^(type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?$/)
    return item?.[2] ? [{ name: item[3] ?? item[2], original: item[2], type: Boolean(item[1]) }] : []
  })
}

/** How names are declared in a file that was read: their kinds. */
function declaredKinds(text: string): ReadonlyMap<string, string> {
  const kinds = new Map<string, string>()
  for (const [, keyword, name] of text.matchAll(
    /^(?:export\s+)?(?:declare\s+)?(?:default\s+)?(?:abstract\s+)?(?:async\s+)?(const|let|var|function\*?|class|interface|type|enum|namespace)\s+([A-Za-z_$][\w$]*)/gm,
  ))
    if (keyword && name && !kinds.has(name)) kinds.set(name, kindOf(keyword))
  return kinds
}

/**
 * Names that a package's entry file exports, re-exports of its own files followed as far as they were read.
 * ECMAScript `export` statements and CommonJS `exports`; the default export has the name and kind `default` and, as
 * `local`, what the source calls it. `imports`: the package has an ECMAScript module of its own beside a CommonJS entry,
 * so that none of its names has to be required.
 */
export function exportsOf(project: Project, entry: string, module: string | null, imports = false): Export[] {
  const found = new Map<string, Export>()
  const seen = new Set<string>()
  const add = (name: string, kind: string, path: string, line: number, more: Partial<Export> = {}) => {
    if (!found.has(name) && found.size < MOST && !name.startsWith('_'))
      found.set(name, { name, kind, ...more, ...(module ? { module } : {}), sources: [{ path, line }] })
  }
  const declared = new Map<string, ReadonlyMap<string, string>>()
  const kindsIn = (path: string) => {
    const kinds = declared.get(path) ?? declaredKinds(withoutComments(project.text(path) ?? ''))
    declared.set(path, kinds)
    return kinds
  }
  const required = imports ? {} : { required: true }
  // `export *` passes on everything but the default; `module.exports = require(…)` is the other module.
  const visit = (path: string, hops: number, isWhole: boolean) => {
    if (seen.has(path)) return
    seen.add(path)
    const body = project.text(path)
    if (body === null) return
    const text = withoutComments(body)
    const lineOf = lineCounter(text)
    const line = (match: RegExpMatchArray) => lineOf(match.index ?? 0)
    const initial = isWhole ? defaultExport(text) : null
    if (initial)
      add('default', initial.kind, path, lineOf(initial.offset), {
        ...(initial.local ? { local: initial.local } : {}),
        ...(initial.commonjs ? required : {}),
      })
    for (const match of text.matchAll(DECLARATION)) {
      const [, keyword, name] = match
      if (keyword && name) add(name, kindOf(keyword), path, line(match))
    }
    for (const match of text.matchAll(LIST)) {
      const target = match[3] ? imported(project, path, match[3]) : path
      if (found.size === MOST) break
      const kinds = target ? kindsIn(target) : null
      for (const { name, original, type } of listed(match[2] ?? '')) {
        const kind = kinds?.get(original) ?? (type || match[1] ? 'type' : 'value')
        if (name !== 'default') add(name, kind, path, line(match))
      }
    }
    for (const match of text.matchAll(COMMONJS)) if (match[1]) add(match[1], 'value', path, line(match), required)
    for (const match of text.matchAll(COMMONJS_OBJECT))
      for (const part of (match[1] ?? '').split(',')) {
        const name = part.trim().match(/^([A-Za-z_$][\w$]*)(?:\s*:.*)?$/s)?.[1]
        if (name) add(name, 'value', path, line(match), required)
      }
    if (hops === 0) return
    for (const match of text.matchAll(STAR)) {
      if (match[1]) add(match[1], 'namespace', path, line(match))
      else {
        const target = imported(project, path, match[2] ?? '')
        if (target) visit(target, hops - 1, false)
      }
    }
    for (const match of text.matchAll(COMMONJS_FORWARD)) {
      const target = imported(project, path, match[1] ?? '')
      if (target) visit(target, hops - 1, isWhole)
    }
  }
  visit(entry, HOPS, true)
  return [...found.values()]
}
