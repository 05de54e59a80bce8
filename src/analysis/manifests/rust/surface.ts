import type { Facts, Sourced } from '../../facts'
import type { Project } from '../../project'
import type { Crate } from './crate'

type Exports = Facts['surface']['exports']

const MOST_EXPORTS = 3_000
const ITEM =
  /^pub (?:async |const |unsafe |extern "C" )*(fn|struct|enum|trait|type|mod|macro|static|union) (?:r#)?([A-Za-z]\w*)/
const MACRO = /^macro_rules! ([A-Za-z]\w*)/
/** `pub use member::*;` of another crate. */
const GLOB = /^pub use (?:::)?(\w+)::\*;/gm
const USE = /^pub use ([^;]{1,2000});/

/** Names that a `use` tree makes public: `a::{B, c as D}` gives B and D; globs give none. */
function usedNames(tree: string): string[] {
  return tree
    .replace(/\/\/[^\n]*/g, '')
    .split(/[{},]/)
    .flatMap((part) => {
      const name = part
        .trim()
        .split(/\s+as\s+/)
        .at(-1)!
        .split('::')
        .at(-1)!
        .trim()
      return /^[A-Za-z]\w*$/.test(name) && name !== 'self' && !/::$/.test(part.trim()) ? [name] : []
    })
}

/** How a crate is called in code. */
const crateName = ({ name }: Crate) => name.replaceAll('-', '_')

/**
 * Public items at the left margin of a library's root: `pub fn`, `pub struct`, `pub use`, exported macros. Items behind
 * `#[doc(hidden)]` are left out. What `pub use member::*` passes on of another crate of the workspace counts too.
 */
export function libraryExports(project: Project, crate: Crate, members: readonly Crate[]): Exports {
  const found: Exports = []
  itemsOf(project, crate.library, crateName(crate), found)
  const text = (crate.library && project.text(crate.library)) || ''
  for (const [, name] of text.matchAll(GLOB)) {
    const member = members.find((one) => one !== crate && crateName(one) === name)
    if (member) itemsOf(project, member.library, crateName(crate), found)
  }
  return found
}

const MOST_ATTRIBUTES = 40
/** The attributes and comments right above a line, which are the item's own. */
function attributesOf(lines: readonly string[], index: number): string[] {
  let first = index
  while (first > 0 && index - first < MOST_ATTRIBUTES && /^(?:#!?\[|\/\/|\s+\S.*,$|\)\])/.test(lines[first - 1] ?? ''))
    first--
  return lines.slice(first, index)
}

/** Adds the public items of the file at `path` that `found` has not, as items of `module`. */
function itemsOf(project: Project, path: string | null, module: string, found: Exports): void {
  const text = path && project.text(path)
  if (!path || !text) return
  const lines = text.split('\n')
  lines.forEach((line, index) => {
    if (!/^(?:pub|macro_rules!) /.test(line) || found.length >= MOST_EXPORTS) return
    const above = attributesOf(lines, index)
    if (above.some((one) => /doc\(hidden\)|cfg\((?:doctest|test|fuzzing)\)/.test(one))) return
    const add = (name: string, kind: string) => {
      if (!found.some((one) => one.name === name))
        found.push({ name, kind, module, sources: [{ path, line: index + 1 }] })
    }
    const item = line.match(ITEM)
    const macro = line.match(MACRO)?.[1]
    if (macro) {
      if (above.some((one) => one.startsWith('#[macro_export'))) add(macro, 'macro')
    } else if (item) add(item[2]!, item[1] === 'fn' ? 'function' : item[1] === 'mod' ? 'module' : item[1]!)
    else if (/^pub const [A-Z]/.test(line)) add(line.match(/^pub const ([A-Z]\w*)/)![1]!, 'constant')
    else {
      const used = lines
        .slice(index, index + 40)
        .join('\n')
        .match(USE)?.[1]
      for (const name of used ? usedNames(used) : []) add(name, /^[A-Z]/.test(name) ? 'type' : 'item')
    }
  })
}

/** The first sentence of the `//!` comment of a crate's root, for a manifest without a description. */
export function crateComment(project: Project, path: string | null): Sourced | null {
  const text = path && project.text(path)
  if (!text || !path) return null
  const lines = text.split('\n')
  const start = lines.findIndex((line) => /^\/\/! *[^\s#`[<!]/.test(line))
  if (start === -1) return null
  const paragraph: string[] = []
  for (const line of lines.slice(start)) {
    const words = line.match(/^\/\/! ?(.*)$/)?.[1]
    if (words === undefined || words.trim() === '') break
    paragraph.push(words.trim())
  }
  const sentence = paragraph
    .join(' ')
    .split(/(?<=[.!?])\s/)[0]!
    .slice(0, 300)
  return sentence.length > 10 ? { value: sentence, sources: [{ path, line: start + 1 }] } : null
}
