import { XMLParser } from 'fast-xml-parser'
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser'
import { parse as parseToml } from 'smol-toml'
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Source } from './facts'

/** A parsed structured file. `value` is untrusted: check its shape before use. */
export interface Document {
  value: unknown
  /** The source of the value at these keys: file and line, or the nearest parent that stands in the file. */
  at(...keys: (string | number)[]): Source
}

/** 1-based line of a character offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) line++
  return line
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

/** JSON with comments and trailing commas. Throws for what is broken. */
export function jsonDocument(path: string, body: string): Document {
  const errors: { error: number; offset: number; length: number }[] = []
  const root = parseTree(body, errors, { allowTrailingComma: true })
  if (!root || errors.length) throw new Error('broken JSON')
  const value = toValue(root)
  return {
    value,
    at(...keys) {
      for (let n = keys.length; n >= 0; n--) {
        const node = findNodeAtLocation(root, keys.slice(0, n))
        if (node) return { path, line: lineAt(body, (node.parent?.type === 'property' ? node.parent : node).offset) }
      }
      return { path }
    },
  }
}

const bareKey = (key: string) => key.replace(/["'\s]/g, '')

/** First lines of the tables and keys of a TOML file by their full dotted names, by a scan for table headers and `key =`. */
function tomlLines(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  let table = ''
  text.split('\n').forEach((raw, index) => {
    const header = raw.match(/^\s*\[\[?([^\]]+)\]\]?/)
    if (header) table = bareKey(header[1]!)
    const key = header ? null : raw.match(/^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=/)
    const full = header ? table : key ? (table ? `${table}.${bareKey(key[1]!)}` : bareKey(key[1]!)) : null
    if (full !== null && !lines.has(full)) lines.set(full, index + 1)
  })
  return lines
}

/** The line of these keys, or of the nearest parent that stands in the file. */
function tomlLine(lines: ReadonlyMap<string, number>, keys: (string | number)[]): number | undefined {
  const names = keys.filter((key): key is string => typeof key === 'string')
  for (
    let wanted = bareKey(names.join('.'));
    wanted !== '';
    wanted = wanted.slice(0, Math.max(0, wanted.lastIndexOf('.')))
  ) {
    const line = lines.get(wanted)
    if (line !== undefined) return line
  }
  return undefined
}

const xmlParser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: false,
  parseTagValue: false,
})
/** Aliases a YAML file may expand to before it is taken for a bomb. */
const YAML_ALIASES = 100

/** TOML. Throws for what is broken. */
export function tomlDocument(path: string, body: string): Document {
  const value = parseToml(body)
  let lines: Map<string, number> | undefined
  return {
    value,
    at(...keys) {
      lines ??= tomlLines(body)
      const line = tomlLine(lines, keys)
      return line ? { path, line } : { path }
    },
  }
}

/** The first document of a YAML file that holds anything. Throws for what is broken. */
export function yamlDocument(path: string, body: string): Document {
  const lines = new LineCounter()
  const first = body.split(/^---\s*$/m).find((part) => part.replace(/#.*$/gm, '').trim() !== '') ?? body
  const shift = lineAt(body, body.indexOf(first)) - 1
  const document = parseDocument(first, {
    lineCounter: lines,
    logLevel: 'silent',
    prettyErrors: false,
    uniqueKeys: false,
  })
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
}

/** XML as fast-xml-parser gives it. Throws for what is broken. */
export function xmlDocument(path: string, body: string): Document {
  const value: unknown = xmlParser.parse(body, true)
  return {
    value,
    at(...keys) {
      const tag = keys.findLast((key) => typeof key === 'string')
      const offset = tag ? body.indexOf(`<${tag}`) : -1
      return offset < 0 ? { path } : { path, line: lineAt(body, offset) }
    },
  }
}
