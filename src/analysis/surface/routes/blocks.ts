import { argumentsAt, literalIn, literalsIn } from '../arguments'
import { chainBefore } from '../chains'
import type { SourceFile } from '../source-file'
import { joinPath, methodOf, type Route, type RouteFramework, routeOf } from './route'

/** A stretch of a file in which paths stand below a prefix; `null` for one that cannot be told. */
interface Scope {
  start: number
  end: number
  prefix: string | null
}

/** The prefixes around a place, the outermost first, as one path. */
function prefixAt(scopes: readonly Scope[], at: number): string | null {
  let path: string | null = ''
  for (const { start, end, prefix } of scopes)
    if (start < at && at < end && path !== null) path = prefix === null ? null : joinPath(path, prefix)
  return path
}

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

/** Vapor: `app.get("users", ":id") { }`, on the application or on what `grouped` gives. */
function vaporRoutes(file: SourceFile): Route[] {
  const { code } = file
  const groups = new Map<string, { parent: string; prefix: string | null }>()
  const isRoutes = /\bfunc\s{1,5}routes\s{0,3}\(/.test(code.bare)
  for (const match of code.bare.matchAll(/\blet\s{1,5}(\w{1,40})\s{0,5}=\s{0,5}(\w{1,40})\.grouped\s{0,3}\(/g))
    groups.set(match[1]!, {
      parent: match[2]!,
      prefix: together(file, argumentsAt(code, match.index + match[0].length - 1)),
    })
  const prefixOf = (name: string, depth = 0): string | null => {
    const group = groups.get(name)
    if (!group) return (isRoutes && name === 'app') || boot(file) === name ? '' : null
    const before = depth < 6 ? prefixOf(group.parent, depth + 1) : null
    return before === null || group.prefix === null ? null : joinPath(before, group.prefix)
  }
  return [...code.bare.matchAll(/\b(\w{1,40})\.(get|post|put|patch|delete)\s{0,3}(?:\(|(?=\{))/g)].flatMap((match) => {
    const open = match.index + match[0].length - 1
    const all = match[0].endsWith('(')
      ? argumentsAt(code, open).filter(({ start, end }) => !/^use\s{0,3}:/.test(code.bare.slice(start, end)))
      : []
    const prefix = prefixOf(match[1]!)
    const path = together(file, all)
    return prefix === null || path === null
      ? []
      : routeOf(methodOf(match[2]!) ?? 'ANY', joinPath(prefix, path), file, match.index)
  })
}
/** The parameter of a collection's `boot`: it stands at the root, as collections are registered. */
const boot = ({ code }: SourceFile) =>
  code.bare.match(
    /\bfunc\s{1,5}boot\s{0,3}\(\s{0,5}(?:routes\s{1,5})?(\w{1,40})\s{0,5}:\s{0,5}(?:any\s{1,3})?RoutesBuilder/,
  )?.[1] ?? null
function together({ code }: SourceFile, all: readonly { start: number; end: number }[]): string | null {
  const parts = all.map((one) => literalIn(code, one))
  return parts.every((one) => one !== null) ? parts.join('/') : null
}

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

export const laravel: RouteFramework = {
  name: 'Laravel',
  proof: /^composer\/laravel\/framework$/,
  files: /(?:^|\/)routes\/(?:web|api)\.php$/,
  word: /\bRoute::/,
  find: (files) => files.flatMap(laravelRoutes),
}
export const ktor: RouteFramework = {
  name: 'Ktor',
  proof: /^maven\/io\.ktor\//,
  files: /\.kt$/,
  word: /\brouting\b/,
  find: (files) => files.flatMap(ktorRoutes),
}
export const vapor: RouteFramework = {
  name: 'Vapor',
  proof: /^swift\/.*\/vapor$/,
  files: /\.swift$/,
  word: /\bimport\s+Vapor\b/,
  find: (files) => files.flatMap(vaporRoutes),
}
export const phoenix: RouteFramework = {
  name: 'Phoenix',
  proof: /^hex\/phoenix$/,
  files: /(?:^|\/)router\.ex$/,
  word: /\buse\s+[\w.]+,\s*:router|Phoenix\.Router/,
  find: (files) => files.flatMap(phoenixRoutes),
}
