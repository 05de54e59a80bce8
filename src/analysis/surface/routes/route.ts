import type { Facts } from '../../facts'
import type { SourceFile } from '../source-file'

export type Route = Facts['surface']['routes'][number]

/** A framework whose routes are read. */
export interface RouteFramework {
  name: string
  /** A direct dependency that proves it, as type and name of its package URL: `npm/express`. */
  proof: RegExp
  /** Paths of the files that may hold routes, and what one of them must say. */
  files: RegExp
  word: RegExp
  /** The routes of all these files together; nothing for what a variable decides. `base` is what the settings put before every path. */
  find(files: readonly SourceFile[], base: string): Route[]
}

/** Methods as frameworks call their functions, and as they go over the wire; `ANY` for all of them. */
const METHODS = new Map<string, string>([
  ...['get', 'post', 'put', 'patch', 'delete', 'head', 'options'].map((one) => [one, one.toUpperCase()] as const),
  ['del', 'DELETE'],
  ['all', 'ANY'],
  ['any', 'ANY'],
  ['match', 'ANY'],
])
/** The method that a word stands for, `null` for none. */
export const methodOf = (word: string): string | null => METHODS.get(word.toLowerCase()) ?? null

/** Characters of a path as people write them: placeholders of all frameworks among them, no spaces, no quotes. */
const PATH = /^\/[\w\-.~:{}<>()[\]*@$+?=,|\\^#%&;!/]{0,200}$/
/** A path that stands for every other. */
const CATCH_ALL = /^\/?(?:[\w.-]*\*\w*|\{[*.]{1,3}\w*\}|\{\*?\w+\*?\.{0,3}\}\*|:\w+\*|:?\w*\(\.\*\)|\.\*)$/

/** Both parts of a path as one. With `exact` the second is put behind the first as it stands, else a slash alone adds nothing. */
export function joinPath(prefix: string, path: string, exact = false): string {
  const whole = exact && prefix !== '' && (path === '' || path.startsWith('/')) ? prefix + path : `${prefix}/${path}`
  const clean = `/${whole}`.replace(/\/{2,}/g, '/')
  return clean !== '/' && !(exact && /\/$/.test(path)) ? clean.replace(/\/$/, '') : clean
}

/** A route, if its path is one that can be told. */
export function routeOf(method: string, path: string, file: SourceFile, offset: number): Route[] {
  if (!PATH.test(path) || CATCH_ALL.test(path.slice(path.lastIndexOf('/') + 1))) return []
  return [{ method, path, sources: [{ path: file.path, line: file.code.lineOf(offset) }] }]
}
