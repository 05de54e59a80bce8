import type { Whereabouts } from '../whereabouts'
import { FOREIGN, found, type Reading, together, type Verdict } from './reading'

const IMPORT = /^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w.~-]+\.[a-z]{2,}\/[^"\s]{1,200})"/gm
const FILES = /^\.go$/

const ownModule = (path: string, where: Whereabouts) =>
  [...where.packages('golang')]
    .filter((module) => path === module || path.startsWith(`${module}/`))
    .sort((a, b) => b.length - a.length)[0]

/** A package is a folder below its module. */
function verdict(path: string, where: Whereabouts): Verdict['about'] {
  const module = ownModule(path, where)
  if (module === undefined) return 'foreign'
  const folder = path.slice(module.length + 1)
  return folder === '' || where.hasFolder(folder) ? 'own' : 'stale'
}

/** What code calls a package by: `cli` of `github.com/urfave/cli/v3`. */
const calledBy = (module: string) =>
  module
    .replace(/[/.]v\d+$/, '')
    .split('/')
    .at(-1)
    ?.replace(/^go-|-go$/g, '')
    .replaceAll('-', '') ?? ''

/** Names that code takes from a package of the module's root, with or without its import. */
function called(code: string, where: Whereabouts): Verdict['about'][] {
  return [...where.packages('golang')].flatMap((module) => {
    const known = where.exports(module)
    const name = calledBy(module)
    if (!/^\w+$/.test(name)) return []
    return found(code, new RegExp(`(?<![\\w.])${name}\\.([A-Z]\\w*)`, 'g')).map((one) =>
      known?.has(one) || where.mentions(one, FILES) ? 'own' : 'stale',
    )
  })
}

/** Imports by path; where a snippet leaves them out, as many do, calls of exported names. */
export const go: Reading = (code, where) => {
  const imports = together(found(code, IMPORT).map((path) => verdict(path, where)))
  const calls = together(called(code, where))
  if (imports.about === 'stale' || calls.about === 'stale') return { about: 'stale', imported: true }
  if (imports.about === 'own') return imports
  return calls.about === 'own' && !/^\s*import\b/m.test(code) ? { about: 'own', imported: false } : FOREIGN
}
