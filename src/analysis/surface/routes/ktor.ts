import { argumentsAt, literalIn } from '../arguments'
import type { SourceFile } from '../source-file'
import { joinPath, methodOf, type Route, type RouteFramework, routeOf } from './route'
import { prefixAt, type Scope } from './scopes'

/** Ktor: `get("/x") { }` inside `routing { }`, below `route("/x") { }`. */
function ktorRoutes(file: SourceFile): Route[] {
  const { code } = file
  const scopes: Scope[] = []
  for (const match of code.bare.matchAll(/\b(?:route|authenticate|rateLimit|routing)\s{0,3}(?=[({])/g)) {
    const open = match.index + match[0].length
    const close = code.bare[open] === '(' ? code.partner(open) : open - 1
    const brace = /^\s{0,9}\{/.exec(code.bare.slice(close + 1, close + 12))
    if (!brace) continue
    const start = close + brace[0].length
    const prefix =
      match[0].startsWith('route') && !match[0].startsWith('routing') ? literalIn(code, argumentsAt(code, open)[0]) : ''
    scopes.push({ start, end: code.partner(start), prefix })
  }
  const roots = scopes.filter(({ start }) =>
    /\brouting\s{0,3}\{$/.test(code.bare.slice(Math.max(0, start - 12), start + 1)),
  )
  return [
    ...code.bare.matchAll(
      /(?<![\w.])(get|post|put|patch|delete|head|options)\s{0,3}(?:<[^()\n]{0,80}>)?(?:\(|(?=\{))/g,
    ),
  ].flatMap((match) => {
    // Functions that only add to a route are called from somewhere else.
    if (!roots.some(({ start, end }) => start < match.index && match.index < end)) return []
    const open = match.index + match[0].length - 1
    const given = match[0].endsWith('(') ? literalIn(code, argumentsAt(code, open)[0]) : ''
    const close = match[0].endsWith('(') ? code.partner(open) : open
    const path = prefixAt(scopes, match.index)
    const isBlock = /^\s{0,9}\{/.test(code.bare.slice(close + 1, close + 12))
    return given === null || path === null || !isBlock
      ? []
      : routeOf(methodOf(match[1]!) ?? 'ANY', joinPath(path, given), file, match.index)
  })
}

export const ktor: RouteFramework = {
  name: 'Ktor',
  proof: /^maven\/io\.ktor\//,
  files: /\.kt$/,
  word: /\brouting\b/,
  find: (files) => files.flatMap(ktorRoutes),
}
