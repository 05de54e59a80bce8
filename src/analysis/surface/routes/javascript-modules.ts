import { folderOf, join } from '../../paths'
import type { SourceFile } from '../source-file'

/** A name that a file takes from a module; `imported` is `default` for the module's own value. */
export interface Import {
  imported: string
  module: string
}

const IMPORT =
  /\bimport\s{1,9}(?:type\s{1,9})?(?:(\w{1,60})\s{0,9},?\s{0,9})?(?:\*\s{0,9}as\s{1,9}(\w{1,60})\s{0,9}|\{([^{}]{0,2000})\}\s{0,9})?from\s{0,9}"/g
const REQUIRE =
  /\b(?:const|let|var)\s{1,9}(?:(\w{1,60})|\{([^{}]{0,2000})\})\s{0,9}=\s{0,9}(?:await\s{1,9})?(?:require|import)\s{0,3}\(\s{0,9}"/g

/** Names by which a file knows what it imports, ES modules and CommonJS alike. */
export function importsOf({ code }: SourceFile): Map<string, Import> {
  const found = new Map<string, Import>()
  const add = (match: RegExpExecArray, whole: string | undefined, names: string | undefined) => {
    const module = code.literals.get(match.index + match[0].length - 1)?.value
    if (!module) return
    if (whole) found.set(whole, { imported: 'default', module })
    for (const name of (names ?? '').split(',')) {
      const [, imported, local] = name.match(/^\s*(?:type\s+)?(\w+)(?:\s*(?:as\s|:)\s*(\w+))?\s*$/) ?? []
      if (imported) found.set(local ?? imported, { imported, module })
    }
  }
  for (const match of code.bare.matchAll(IMPORT)) {
    add(match, match[1], match[3])
    if (match[2]) add(match, match[2], undefined)
  }
  for (const match of code.bare.matchAll(REQUIRE)) add(match, match[1], match[2])
  return found
}

const EXPORTS: readonly RegExp[] = [
  /\bexport\s{1,9}(default)\s{1,9}(\w{1,60})\s{0,9}(?:;|\n|$)/g,
  /\bmodule\.(exports)\s{0,9}=\s{0,9}(\w{1,60})\s{0,9}(?:;|\n|$)/g,
  /\b(?:module\.)?exports\.(\w{1,60})\s{0,9}=\s{0,9}(\w{1,60})\s{0,9}(?:;|\n|$)/g,
]
const DECLARED = /\bexport\s{1,9}(?:const|let|var)\s{1,9}(\w{1,60})\b/g
const LISTED = /\b(?:export|module\.exports\s{0,9}=)\s{0,9}\{([^{}]{0,2000})\}/g

/** Local names of what a file exports, by the name that others import. */
export function exportsOf({ code }: SourceFile): Map<string, string> {
  const found = new Map<string, string>()
  for (const pattern of EXPORTS)
    for (const [, name, local] of code.bare.matchAll(pattern)) found.set(name === 'exports' ? 'default' : name!, local!)
  for (const [, name] of code.bare.matchAll(DECLARED)) found.set(name!, name!)
  for (const [, names] of code.bare.matchAll(LISTED))
    for (const one of names!.split(',')) {
      const [, first, sign, second] = one.match(/^\s*(\w+)(?:\s*(as\s|:)\s*(\w+))?\s*$/) ?? []
      // `export { local as name }`, but `module.exports = { name: local }`.
      if (first) found.set(sign === ':' ? first : (second ?? first), sign === ':' ? second! : first)
    }
  return found
}

const PASSED_ON = /\bmodule\.exports\s{0,9}=\s{0,9}require\s{0,3}\(\s{0,9}"|\bexport\s{0,9}\*\s{0,9}from\s{0,9}"/

/** The module whose exports a file hands on as its own. */
export function handedOn({ code }: SourceFile): string | null {
  const match = PASSED_ON.exec(code.bare)
  return match ? (code.literals.get(match.index + match[0].length - 1)?.value ?? null) : null
}

const ENDINGS = ['', '.ts', '.js', '.mjs', '.tsx', '.cjs', '/index.ts', '/index.js', '/index.mjs']

/** The file among these that a file means by a module; a few aliases for the source folder are common. */
export function moduleFile(from: string, module: string, has: (path: string) => boolean): string | null {
  const bases = module.startsWith('.')
    ? [join(folderOf(from), module)]
    : /^[@~]\//.test(module)
      ? foldersAbove(from).flatMap((folder) => [join(folder, `src/${module.slice(2)}`), join(folder, module.slice(2))])
      : []
  for (const base of bases)
    for (const one of base === null ? [] : [base, base.replace(/\.js$/, '.ts')])
      for (const ending of ENDINGS) if (has(one + ending)) return one + ending
  return null
}

function foldersAbove(path: string): string[] {
  const folders: string[] = []
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    folders.push(folder)
    if (folder === '.') return folders
  }
}
