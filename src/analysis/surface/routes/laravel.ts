import { argumentsAt, literalIn, literalsIn } from '../arguments'
import { chainBefore } from '../chains'
import type { SourceFile } from '../source-file'
import { joinPath, methodOf, type Route, type RouteFramework, routeOf } from './route'
import { prefixAt, type Scope } from './scopes'

/** Laravel: `Route::get("/x", …)`, in groups and behind `Route::prefix("x")`. */
function laravelRoutes(file: SourceFile): Route[] {
  const { code } = file
  const links = (dot: number) => {
    const { links } = chainBefore(code, dot)
    return links.toReversed()
  }
  /** Prefixes that a chain says before a call. */
  const chained = (dot: number): string | null => {
    let path: string | null = ''
    for (const { name, open } of links(dot))
      if (name === 'prefix' && path !== null) {
        const prefix = literalIn(code, argumentsAt(code, open)[0])
        path = prefix === null ? null : joinPath(path, prefix)
      } else if (name === 'domain') path = null
    return path
  }
  const scopes = [...code.bare.matchAll(/(?:->|::)group\s{0,3}\(/g)].map((match): Scope => {
    const open = match.index + match[0].length - 1
    const [first] = argumentsAt(code, open)
    const old =
      first && code.bare[first.start] === '['
        ? argumentsAt(code, first.start)
            .map((one) => ({
              one,
              word: literalIn(code, { start: one.start, end: code.literals.get(one.start)?.end ?? -1 }),
            }))
            .find(({ word }) => word === 'prefix')?.one
        : undefined
    const value = old && code.bare.slice(old.start, old.end).match(/=>\s{0,5}(?=")/)
    const given = old
      ? value
        ? literalIn(code, { start: old.start + value.index! + value[0].length, end: old.end })
        : null
      : ''
    const before = chained(match.index)
    return {
      start: open,
      end: code.partner(open),
      prefix: before === null || given === null ? null : joinPath(before, given),
    }
  })
  const base = /(?:^|\/)routes\/api\.php$/.test(file.path) ? '/api' : ''
  return [
    ...code.bare.matchAll(
      /(?:\bRoute::|->)(get|post|put|patch|delete|options|any|match|apiResource|resource)\s{0,3}\(/g,
    ),
  ].flatMap((match) => {
    const all = argumentsAt(code, match.index + match[0].length - 1)
    const arrow = match[0].startsWith('->')
    const root = arrow ? chainBefore(code, match.index) : null
    if (
      root &&
      !(
        root.name === 'Route' ||
        root.links.at(-1)?.name === 'prefix' ||
        /\bRoute::$/.test(code.bare.slice(Math.max(0, root.at - 7), root.at))
      )
    )
      return []
    const around = prefixAt(scopes, match.index)
    const before = arrow ? chained(match.index) : ''
    const isMatch = match[1] === 'match'
    const path = literalIn(code, all[isMatch ? 1 : 0])
    if (path === null || around === null || before === null || all.length < 2) return []
    const whole = joinPath(joinPath(joinPath(base, around), before), path)
    if (/esource$/.test(match[1]!)) return resources(file, match, whole, match[1] === 'apiResource')
    const methods = isMatch
      ? (literalsIn(code, all[0]!) ?? []).flatMap((one) => methodOf(one) ?? [])
      : [methodOf(match[1]!) ?? 'ANY']
    return methods.flatMap((method) => routeOf(method, whole, file, match.index))
  })
}

/** The actions of a resource controller: https://laravel.com/docs/controllers#actions-handled-by-resource-controllers */
function resources(file: SourceFile, match: RegExpExecArray, path: string, api: boolean): Route[] {
  const { code } = file
  const close = code.partner(match.index + match[0].length - 1)
  const tail = code.bare.slice(close + 1, close + 200).match(/^\s{0,80}->(only|except)\s{0,3}\(/)
  const third = argumentsAt(code, match.index + match[0].length - 1)[2]
  const old = third && /^\[\s{0,40}"\s{4,6}"\s{0,5}=>\s{0,5}/.exec(code.bare.slice(third.start, third.end))
  const word = old ? code.literals.get(third!.start + old[0].indexOf('"'))?.value : tail?.[1]
  const spans = old
    ? [{ start: third!.start + old[0].length, end: third!.end - 1 }]
    : tail
      ? argumentsAt(code, close + tail[0].length)
      : []
  const listed = spans.flatMap((one) => literalsIn(code, one) ?? [])
  const name = path.slice(path.lastIndexOf('/') + 1)
  const item = `${path}/{${name.replace(/ies$/, 'y').replace(/s$/, '').replaceAll('-', '_')}}`
  const all: readonly (readonly [string, string, string])[] = [
    ['index', 'GET', path],
    ['create', 'GET', `${path}/create`],
    ['store', 'POST', path],
    ['show', 'GET', item],
    ['edit', 'GET', `${item}/edit`],
    ['update', 'PUT', item],
    ['destroy', 'DELETE', item],
  ]
  return all
    .filter(([action]) => !(api && (action === 'create' || action === 'edit')))
    .filter(([action]) => (word === 'only' ? listed.includes(action) : !listed.includes(action)))
    .flatMap(([, method, at]) => routeOf(method, at, file, match.index))
}

export const laravel: RouteFramework = {
  name: 'Laravel',
  proof: /^composer\/laravel\/framework$/,
  files: /(?:^|\/)routes\/(?:web|api)\.php$/,
  word: /\bRoute::/,
  find: (files) => files.flatMap(laravelRoutes),
}
