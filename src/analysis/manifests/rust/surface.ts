import type { Facts, Sourced } from '../../facts'
import type { Project } from '../../project'
import type { Crate } from './crate'

const MOST_EXPORTS = 200
const ITEM =
  /^pub (?:async |const |unsafe |extern "C" )*(fn|struct|enum|trait|type|mod|macro|static|union) (?:r#)?([A-Za-z]\w*)/
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

/** Public items at the left margin of a library's root: `pub fn`, `pub struct`, `pub use`. Items behind `#[doc(hidden)]` are left out. */
export function libraryExports(project: Project, crate: Crate): Facts['surface']['exports'] {
  const text = crate.library && project.text(crate.library)
  if (!text || !crate.library) return []
  const path = crate.library
  const module = crate.name.replaceAll('-', '_')
  const found: Facts['surface']['exports'] = []
  const lines = text.split('\n')
  lines.forEach((line, index) => {
    if (!line.startsWith('pub ') || found.length >= MOST_EXPORTS) return
    if (
      lines
        .slice(Math.max(0, index - 3), index)
        .some((above) => /doc\(hidden\)|cfg\((?:doctest|test|fuzzing)\)/.test(above))
    )
      return
    const add = (name: string, kind: string) => {
      if (!found.some((one) => one.name === name))
        found.push({ name, kind, module, sources: [{ path, line: index + 1 }] })
    }
    const item = line.match(ITEM)
    if (item) add(item[2]!, item[1] === 'fn' ? 'function' : item[1] === 'mod' ? 'module' : item[1]!)
    else if (/^pub const [A-Z]/.test(line)) add(line.match(/^pub const ([A-Z]\w*)/)![1]!, 'constant')
    else {
      const used = lines
        .slice(index, index + 40)
        .join('\n')
        .match(USE)?.[1]
      for (const name of used ? usedNames(used) : []) add(name, /^[A-Z]/.test(name) ? 'type' : 'item')
    }
  })
  return found
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
