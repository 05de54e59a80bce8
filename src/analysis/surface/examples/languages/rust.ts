import type { Whereabouts } from '../whereabouts'
import { found, type Reading, together, type Verdict } from './reading'

const USE = /\b(?:use|extern crate)\s+(?:::)?(\w{1,60}(?:::[^;]{1,400})?)\s*;/g
const CALLED = /(?<![\w:])([a-z]\w{1,60})::/g
const FILES = /^\.rs$/

/** First names below a crate: of `axum::{Router, routing::get}` `Router` and `routing`. */
function namesBelow(path: string): string[] {
  const rest = path.replace(/^\w+(?:::)?/, '').trim()
  const inner = rest.startsWith('{') ? rest.slice(1, -1) : rest
  let depth = 0
  let name = ''
  const names: string[] = []
  for (const sign of `${inner},`) {
    if (sign === '{') depth++
    else if (sign === '}') depth--
    else if (sign === ',' && depth === 0) {
      names.push(name)
      name = ''
      continue
    }
    if (depth === 0) name += sign
  }
  return names
    .map((one) => one.trim().match(/^\w+/)?.[0] ?? '')
    .filter((one) => one !== '' && !/^(?:self|prelude)$/.test(one))
}

const isOwn = (crate: string, where: Whereabouts) =>
  [...where.packages('cargo')].some((name) => name.replaceAll('-', '_') === crate)

function verdict(path: string, where: Whereabouts): Verdict['about'] {
  const crate = path.match(/^\w+/)?.[0] ?? ''
  if (!isOwn(crate, where)) return 'foreign'
  const known = where.exports(crate) ?? where.exports(crate.replaceAll('_', '-'))
  const has = (name: string) => known?.has(name) || where.files(`${name}.rs`).length > 0 || where.mentions(name, FILES)
  return namesBelow(path).every(has) ? 'own' : 'stale'
}

/** `use` of a crate of the project, or a path through it. */
export const rust: Reading = (code, where) =>
  together([
    ...found(code, USE).map((path) => verdict(path, where)),
    ...found(code, CALLED).map((crate) => (isOwn(crate, where) ? 'own' : 'foreign')),
  ])
