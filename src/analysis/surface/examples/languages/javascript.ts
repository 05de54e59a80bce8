import type { Whereabouts } from '../whereabouts'
import { type Reading, together, type Verdict } from './reading'

const IMPORT = /\bimport\s+(?:type\s+)?([^'"`;()]{0,600}?)\s*\bfrom\s*['"]([^'"\n]{1,200})['"]/g
const BARE = /\bimport\s*\(?\s*['"]([^'"\n]{1,200})['"]/g
const REQUIRED = /(?:\b(?:const|let|var)\s+([^=;]{1,400}?)\s*=\s*)?\brequire\(\s*['"]([^'"\n]{1,200})['"]\s*\)/g
const FILES = /^\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/

/** Names between braces, as the module gives them. */
const namesOf = (clause: string): string[] =>
  (clause.match(/\{([^{}]*)\}/)?.[1] ?? '')
    .split(',')
    .map(
      (one) =>
        one
          .trim()
          .replace(/^type\s+/, '')
          .split(/\s+as\s+|\s*:\s*|\s*=\s*/)[0] ?? '',
    )
    .filter((name) => /^[\w$]+$/.test(name) && name !== 'default')

/** `jsr:@a/b@1/c`, `npm:b` and an address of deno.land as the name that the package goes by. */
const bareModule = (module: string): string =>
  module
    .replace(/^(?:jsr:|npm:)\/?/, '')
    .replace(/^https:\/\/deno\.land\/(?:x\/)?/, '')
    .replace(/(?<=.)@v?\d[\w.^~-]*/, '')

function verdict(given: string, names: readonly string[], where: Whereabouts): Verdict['about'] {
  const module = bareModule(given)
  const own = [...where.packages('npm'), ...where.packages('jsr')].find(
    (name) => module === name || module.startsWith(`${name}/`),
  )
  const known = where.exports(module)
  if (own === undefined && !known) return 'foreign'
  return names.every((name) => known?.has(name) || where.mentions(name, FILES)) ? 'own' : 'stale'
}

/** ECMAScript and CommonJS imports of a published name. */
export const javascript: Reading = (code, where) =>
  together([
    ...Array.from(code.matchAll(IMPORT), ([, clause = '', module = '']) => verdict(module, namesOf(clause), where)),
    ...Array.from(code.matchAll(BARE), ([, module = '']) => verdict(module, [], where)),
    ...Array.from(code.matchAll(REQUIRED), ([, clause = '', module = '']) => verdict(module, namesOf(clause), where)),
  ])
