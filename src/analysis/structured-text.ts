import { XMLParser } from 'fast-xml-parser'
import { parse as parseToml } from 'smol-toml'
import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Source } from './facts'
import { lineAt } from './line-numbers'
import { lineOf, type Place } from './places'

/** A parsed structured file. `value` is untrusted: check its shape before use. */
export interface Document {
  value: unknown
  /** The source of the value at these keys: file and line, or the nearest parent that stands in the file. */
  at(...keys: (string | number)[]): Source
}

/** Values in each other that a document may hold: what follows them calls itself for each level. */
export const MOST_LEVELS = 100

const bareKey = (key: string) => key.replace(/["'\s]/g, '')
/** Characters of a line that are looked at for a key or a table's name. */
const LONGEST_KEY = 400

/** First lines of the tables and keys of a TOML file by their full dotted names, by a scan for table headers and `key =`. */
function tomlLines(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  let table = ''
  text.split('\n').forEach((whole, index) => {
    const raw = whole.slice(0, LONGEST_KEY)
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
    let wanted = bareKey(names.join('.').slice(0, 2 * LONGEST_KEY));
    wanted !== '';
    wanted = wanted.slice(0, Math.max(0, wanted.lastIndexOf('.')))
  ) {
    const line = lines.get(wanted)
    if (line !== undefined) return line
  }
  return undefined
}

/** TOML. Throws for what is broken or nested too deeply. */
export function tomlDocument(path: string, body: string): Document {
  const value = parseToml(body, { maxDepth: MOST_LEVELS })
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

/** Aliases a YAML file may expand to before it is taken for a bomb. */
const YAML_ALIASES = 100

/** Where a node and all in it stand; what an alias stands for is not followed. */
function yamlPlace(node: Node | null, line: number, lineOfOffset: (offset: number) => number, level = 0): Place {
  if (level > MOST_LEVELS) throw new Error('nested too deeply')
  if (!isMap(node) && !isSeq(node)) return line
  const inner = new Map<string | number, Place>()
  const add = (key: string | number, value: unknown, from: unknown) => {
    const start = isNode(from) ? from.range?.[0] : undefined
    const at = start === undefined ? line : lineOfOffset(start)
    if (!inner.has(key)) inner.set(key, yamlPlace(isNode(value) ? value : null, at, lineOfOffset, level + 1))
  }
  if (isMap(node))
    for (const { key, value } of node.items) add(String(isScalar(key) ? key.value : undefined), value, key)
  else for (const [index, item] of node.items.entries()) add(index, item, item)
  return { line, inner }
}

/** The first document of a YAML file that holds anything. Throws for what is broken, nested too deeply or a bomb of aliases. */
export function yamlDocument(path: string, body: string): Document {
  const lines = new LineCounter()
  const first = body.split(/^---\s*$/m).find((part) => part.replace(/(?:#|^%).*$/gm, '').trim() !== '') ?? body
  const shift = lineAt(body, body.indexOf(first)) - 1
  const document = parseDocument(first, {
    lineCounter: lines,
    logLevel: 'silent',
    prettyErrors: false,
    uniqueKeys: false,
  })
  if (document.errors.length) throw new Error('broken YAML')
  const root = yamlPlace(document.contents, 1 + shift, (offset) => lines.linePos(offset).line + shift)
  const value: unknown = document.toJS({ maxAliasCount: YAML_ALIASES })
  return { value, at: (...keys) => ({ path, line: lineOf(root, keys) }) }
}

const xmlParser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: false,
  parseTagValue: false,
  maxNestedTags: MOST_LEVELS,
})

/** XML as fast-xml-parser gives it. Throws for what is broken or nested too deeply. */
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
