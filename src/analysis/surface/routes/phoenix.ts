import type { SourceFile } from '../source-file'
import { joinPath, methodOf, type Route, type RouteFramework, routeOf } from './route'
import { prefixAt, type Scope } from './scopes'

/** Phoenix: `get "/x", Controller, :action` inside `scope "/x" do`. */
function phoenixRoutes(file: SourceFile): Route[] {
  const { code } = file
  const scopes: Scope[] = []
  for (const match of code.bare.matchAll(
    /^([ \t]{0,40})(scope|resources|if|unless|case)\b[^\n]{0,300}\bdo[ \t]{0,9}$/gm,
  )) {
    const end = code.bare.indexOf(`\n${match[1]}end`, match.index)
    const quote = code.bare.slice(match.index, match.index + match[0].length).search(/\bscope[ (]{1,3}"/)
    const at = quote === -1 ? -1 : code.bare.indexOf('"', match.index + quote)
    const named = match[0].match(/\bpath:\s{0,3}"/)
    const path =
      at !== -1
        ? code.literals.get(at)?.value
        : named
          ? code.literals.get(match.index + named.index! + named[0].length - 1)?.value
          : match[2] === 'scope' && /^\s*scope\s+[A-Z:]/.test(match[0])
            ? ''
            : undefined
    // What only another host answers, or a developer's machine.
    const elsewhere = /\bdev_routes\b|\bMix\.env\b|compile_env|\bhost:/.test(match[0])
    scopes.push({
      start: match.index,
      end: end === -1 ? code.bare.length : end,
      prefix: elsewhere || match[2] !== 'scope' ? null : (path ?? null),
    })
  }
  return [
    ...code.bare.matchAll(/^[ \t]{0,40}(get|post|put|patch|delete|options|head|live|resources)[ (]{1,3}"/gm),
  ].flatMap((match) => {
    const quote = match.index + match[0].length - 1
    const given = code.literals.get(quote)?.value
    const path = prefixAt(scopes, match.index)
    if (given === undefined || path === null) return []
    const whole = joinPath(path, given)
    const at = match.index + match[0].search(/\S/)
    if (match[1] !== 'resources')
      return routeOf(match[1] === 'live' ? 'GET' : (methodOf(match[1]!) ?? 'ANY'), whole, file, at)
    const line = code.bare.slice(quote, code.bare.indexOf('\n', quote))
    const only = line.match(/\bonly:\s{0,3}\[([^\]]{0,200})\]/)?.[1]?.match(/\w+/g)
    const except = line.match(/\bexcept:\s{0,3}\[([^\]]{0,200})\]/)?.[1]?.match(/\w+/g)
    const all: readonly (readonly [string, string, string])[] = [
      ['index', 'GET', ''],
      ['edit', 'GET', '/:id/edit'],
      ['new', 'GET', '/new'],
      ['show', 'GET', '/:id'],
      ['create', 'POST', ''],
      ['update', 'PATCH', '/:id'],
      ['delete', 'DELETE', '/:id'],
    ]
    return all
      .filter(([action]) => (only?.includes(action) ?? true) && !except?.includes(action))
      .flatMap(([, method, tail]) => routeOf(method, `${whole}${tail}`, file, at))
  })
}

export const phoenix: RouteFramework = {
  name: 'Phoenix',
  proof: /^hex\/phoenix$/,
  files: /(?:^|\/)router\.ex$/,
  word: /\buse\s+[\w.]+,\s*:router|Phoenix\.Router/,
  find: (files) => files.flatMap(phoenixRoutes),
}
