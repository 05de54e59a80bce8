import { byFolder } from '../paths'
import { wildmatch } from './wildmatch'

/** What `.gitattributes` says of a file: `true`, `false` (`-name`) or a value. Only what Linguist asks for. */
export type Attributes = ReadonlyMap<string, string | boolean>

const ASKED = new Set([
  'linguist-language',
  'linguist-vendored',
  'linguist-generated',
  'linguist-documentation',
  'linguist-detectable',
  'filter',
])
/** Rules of one repository that are looked at; a hostile file could hold any number. */
const MOST_RULES = 2000
/** Git's own limit for a line. */
const MOST_COLUMNS = 2048

interface Rule {
  matches(relative: string, name: string): boolean
  /** `null` takes the attribute back (`!name`). */
  set: [name: string, value: string | boolean | null][]
}

const NONE: Attributes = new Map()

/**
 * Looks attributes up by Git's rules (gitattributes(5)): a deeper file wins over a higher one, within a file the
 * later line. `texts` are the contents of the repository's `.gitattributes` files by path.
 */
export function attributesOf(texts: ReadonlyMap<string, string>): (path: string) => Attributes {
  /** By their folder with its slash. */
  const rulesOf = new Map<string, Rule[]>()
  let left = MOST_RULES
  for (const [path, text] of texts) {
    const rules = parse(text).slice(0, left)
    left -= rules.length
    if (rules.length) rulesOf.set(path.slice(0, path.lastIndexOf('/') + 1), rules)
  }
  if (!rulesOf.size) return () => NONE
  /** Of the folders above a path, the root first. */
  const rulesAbove = byFolder((folder) => {
    const found: [folder: string, rules: Rule[]][] = []
    let end = 0
    do {
      const above = folder.slice(0, end)
      const rules = rulesOf.get(above)
      if (rules) found.push([above, rules])
      end = folder.indexOf('/', end) + 1
    } while (end > 0)
    return found
  })
  return (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    let out: Map<string, string | boolean> | undefined
    for (const [folder, rules] of rulesAbove(path)) {
      const relative = path.slice(folder.length)
      for (const rule of rules) {
        if (!rule.matches(relative, name)) continue
        out ??= new Map()
        for (const [key, value] of rule.set) {
          if (value === null) out.delete(key)
          else out.set(key, value)
        }
      }
    }
    return out ?? NONE
  }
}

function parse(text: string): Rule[] {
  const rules: Rule[] = []
  for (const line of text.split('\n')) {
    if (line.length > MOST_COLUMNS || !/linguist-|filter/.test(line)) continue
    const parts = /^[ \t]*(?:"((?:[^"\\]|\\.)*)"|(\S+))[ \t]+(.*)$/.exec(line.trim())
    if (!parts) continue
    const pattern = parts[1]?.replace(/\\(.)/g, '$1') ?? parts[2]!
    // Comments, macro definitions, and negative patterns, which Git forbids here.
    if (/^(?:#|!|\[attr\])/.test(pattern)) continue
    const set = parts[3]!.split(/\s+/).flatMap(assignment)
    if (set.length) rules.push({ set, matches: matcher(pattern) })
  }
  return rules
}

function assignment(word: string): Rule['set'] {
  const [, sign, name, value] = /^([-!]?)([^=]+)(?:=(.*))?$/.exec(word) ?? []
  if (!name || !ASKED.has(name)) return []
  return [[name, sign === '-' ? false : sign === '!' ? null : (value ?? true)]]
}

/** Without a slash a pattern means a file's name anywhere below, else its path from the folder of `.gitattributes`. */
function matcher(pattern: string): Rule['matches'] {
  // A folder's own pattern does not reach what lies in it.
  if (pattern.endsWith('/')) return () => false
  const plain = !/[*?[\\]/.test(pattern)
  if (!pattern.includes('/')) {
    if (plain) return (_, name) => name === pattern
    const suffix = /^\*([^*?[\\]+)$/.exec(pattern)?.[1]
    return suffix ? (_, name) => name.endsWith(suffix) : (_, name) => wildmatch(pattern, name)
  }
  const anchored = pattern.replace(/^\//, '')
  if (plain) return (relative) => relative === anchored
  // Most paths differ at their beginning or end, which is told without taking them apart.
  const [start = ''] = anchored.match(/^[^*?[\\]*/) ?? []
  const [end = ''] = /[[\\]/.test(anchored) ? [] : (anchored.match(/[^*?/]*$/) ?? [])
  return (relative) => relative.startsWith(start) && relative.endsWith(end) && wildmatch(anchored, relative)
}
