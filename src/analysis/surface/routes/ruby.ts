import type { SourceFile } from '../source-file'
import { joinPath, methodOf, type Route, type RouteFramework, routeOf } from './route'

/** What `resources` and `resource` draw, in the order of the guide: https://guides.rubyonrails.org/routing.html */
const RESOURCES: readonly (readonly [action: string, method: string, path: string])[] = [
  ['index', 'GET', ''],
  ['create', 'POST', ''],
  ['new', 'GET', '/new'],
  ['show', 'GET', '/:id'],
  ['update', 'PATCH', '/:id'],
  ['destroy', 'DELETE', '/:id'],
  ['edit', 'GET', '/:id/edit'],
]
const SINGULAR: typeof RESOURCES = RESOURCES.filter(([action]) => action !== 'index').map(
  ([action, method, path]) => [action, method, path.replace('/:id', '')] as const,
)

/** One line of the routes, its strings as `"…"`. */
interface Call {
  word: string
  /** Names and paths before its options. */
  given: string[]
  options: Map<string, string>
  rest: string
  opens: boolean
}

/** The call that a line begins with; lists in options stay as they are written. */
function callOf(line: string): Call | null {
  const [, word, rest = ''] = line.match(/^\s*(\w{1,40})[ (]+(.*)$/) ?? line.match(/^\s*(\w{1,40})()$/) ?? []
  if (!word) return null
  const opens = /\bdo\b(?:\s*\|[^|]*\|)?\s*$/.test(line)
  const options = new Map<string, string>()
  for (const [, name, old, value] of rest.matchAll(
    /(?:\b(\w{1,40}):|:(\w{1,40})\s{0,3}=>)\s{0,5}(\[[^\]]{0,400}\]|%[iw]\[[^\]]{0,400}\]|"[^"]{0,200}"|:?[\w/.#]{1,80})/g,
  ))
    options.set((name ?? old)!, value!)
  const before = rest
    .split(/,\s*(?=\w+:\s|:\w+\s*=>)/)[0]!
    .replace(/\s+do\b.*$/, '')
    .replace(/\)\s*$/, '')
  const given = before.startsWith('%')
    ? (before.match(/\w+/g) ?? []).slice(1)
    : before
        .split(',')
        .flatMap((one) => one.match(/^\s*:(\w{1,60})\s*$/)?.[1] ?? one.match(/^\s*"([^"]{0,200})"/)?.[1] ?? [])
  return { word, given, options, rest, opens }
}
const listed = (value: string | undefined) => value?.match(/\w+/g)?.filter((one) => !/^[iw]$/.test(one)) ?? null

interface Frame {
  indent: number
  prefix: string | null
  /** Inside `resources`: what its own routes hang on. */
  resource?: { collection: string; member: string } | undefined
  place?: 'member' | 'collection'
}

/** The text of a file with comments away and each literal as the characters between double quotes, line by line. */
function lines({ code }: SourceFile): string[] {
  const parts: string[] = []
  let done = 0
  for (const [start, { value, end }] of code.literals) {
    parts.push(
      code.bare.slice(done, start),
      `"${value.replace(/["\n]/g, '')}"`,
      '\n'.repeat((code.bare.slice(start, end).match(/\n/g) ?? []).length),
    )
    done = end
  }
  parts.push(code.bare.slice(done))
  // A call goes on behind a comma: its lines are one, the rest of its lines empty.
  const all = parts.join('').split('\n')
  for (let i = all.length - 2; i >= 0; i--)
    if (/[,([]\s*$/.test(all[i]!)) {
      all[i] = `${all[i]} ${all[i + 1]!.trim()}`
      all[i + 1] = ''
    }
  return all
}

function railsRoutes(file: SourceFile): Route[] {
  const routes: Route[] = []
  const stack: Frame[] = []
  const text = lines(file)
  const add = (method: string, path: string, line: number) => {
    const [one] = routeOf(method, path, file, 0)
    if (one) routes.push({ ...one, sources: [{ path: file.path, line }] })
  }
  text.forEach((line, index) => {
    if (!line.trim()) return
    const indent = line.length - line.trimStart().length
    if (/^\s*(?:end|\})\b/.test(line)) {
      while (stack.length && stack.at(-1)!.indent >= indent) stack.pop()
      return
    }
    const frame = stack.at(-1)
    const prefix = stack.some((one) => one.prefix === null) ? null : (frame?.prefix ?? '')
    const call = callOf(line)
    const opens = call?.opens || /\bdo\b(?:\s*\|[^|]*\|)?\s*$/.test(line) || /^\s*(?:if|unless|case|def)\b/.test(line)
    const next: Frame = { indent, prefix, ...(frame?.resource && { resource: frame.resource }) }
    if (call && prefix !== null)
      Object.assign(
        next,
        draw(call, prefix, frame, (method, path) => add(method, path, index + 1)),
      )
    // What a condition decides is not said, nor what a `concern` or another application draws.
    if (
      /^\s*(?:if|unless|case|def|concern|devise_scope|authenticate|constraints)\b/.test(line) &&
      !/^\s*(?:devise_scope|authenticate|constraints)\b/.test(line)
    )
      next.prefix = null
    if (opens) stack.push(next)
  })
  return routes
}

/** Adds the routes of a call, and says what holds inside its block. */
function draw(
  call: Call,
  prefix: string,
  frame: Frame | undefined,
  add: (method: string, path: string) => void,
): Partial<Frame> {
  const { word, given, options } = call
  const option = (name: string) =>
    options
      .get(name)
      ?.match(/^"([^"]*)"$|^:(\w+)$/)
      ?.slice(1)
      .find((one) => one !== undefined)
  const variable = (name: string) => options.has(name) && option(name) === undefined
  const resource = frame?.resource
  const base = resource ? (frame.place === 'collection' ? resource.collection : resource.member) : prefix
  if (word === 'nested' && resource) return { prefix: base, resource: undefined }
  if (word === 'namespace' || word === 'scope') {
    const path = option('path') ?? (word === 'namespace' || /^[":]/.test(call.rest) ? given[0] : '')
    if (path === undefined || variable('path') || (path !== '' && resource && word === 'scope')) return { prefix: null }
    return path === '' ? {} : { prefix: joinPath(base, path).replace(/^\/$/, ''), resource: undefined }
  }
  if (word === 'member' || word === 'collection') return { place: word }
  if (word === 'resources' || word === 'resource') {
    if (variable('path')) return { prefix: null }
    const only = listed(options.get('only'))
    const except = listed(options.get('except'))
    let inside: Partial<Frame> = {}
    for (const name of given) {
      const path = joinPath(base, option('path') ?? name)
      for (const [action, method, tail] of word === 'resources' ? RESOURCES : SINGULAR)
        if ((only?.includes(action) ?? true) && !except?.includes(action))
          add(
            method,
            tail === '' ? path : `${path}${option('param') ? tail.replace(':id', `:${option('param')}`) : tail}`,
          )
      const singular = name
        .replace(/ies$/, 'y')
        .replace(/(ss|x|ch|sh)es$/, '$1')
        .replace(/([^s])s$/, '$1')
      const member =
        word === 'resource' ? path : `${path}/:${option('param') ? `${singular}_${option('param')}` : `${singular}_id`}`
      inside = { resource: { collection: path, member }, prefix: path }
    }
    return inside
  }
  // Where a request is sent on to says nothing of its own.
  if (/\bredirect\b/.test(call.rest)) return {}
  const method = word === 'match' ? null : methodOf(word)
  if (word === 'root') add('GET', prefix || '/')
  else if ((method && /^(?:get|post|put|patch|delete|options)$/.test(word)) || word === 'match') {
    const place = option('on') ?? frame?.place
    const own = frame?.resource
    const at = own
      ? place === 'collection'
        ? own.collection
        : place === 'member'
          ? own.member.replace(/:\w+_id$/, ':id')
          : own.member
      : prefix
    const methods = method ? [method] : (listed(options.get('via')) ?? []).flatMap((one) => methodOf(one) ?? [])
    const hash = call.rest.match(/^"([^"]{0,200})"\s*=>/)?.[1]
    for (const path of hash !== undefined ? [hash] : given.slice(0, 1))
      for (const one of methods) add(one, joinPath(at, path.replace(/\(\.:format\)$/, '')))
  }
  return {}
}

/** Sinatra: `get "/x" do` at the top of a file or of a class. */
function sinatraRoutes(file: SourceFile): Route[] {
  const { code } = file
  if (/\bmap\s{0,3}\(?\s{0,3}"/.test(code.bare) || /\bnamespace\s{0,3}\(?\s{0,3}"/.test(code.bare)) return []
  return [...code.bare.matchAll(/^[ \t]{0,12}(get|post|put|patch|delete|options)\s{0,3}\(?\s{0,3}"/gm)].flatMap(
    (match) => {
      const literal = code.literals.get(match.index + match[0].length - 1)
      const isBlock =
        literal &&
        /^\s{0,3}\)?(?:\s{0,3},[^\n]{0,200})?\s{0,3}(?:do\b|\{)/.test(code.bare.slice(literal.end, literal.end + 240))
      return literal && isBlock ? routeOf(methodOf(match[1]!) ?? 'ANY', literal.value, file, match.index) : []
    },
  )
}

/** What Rails draws from `config/routes.rb`, block by block. */
export const rails: RouteFramework = {
  name: 'Rails',
  proof: /^gem\/(?:rails|railties|actionpack)$/,
  files: /(?:^|\/)config\/routes\.rb$/,
  word: /\bdraw\b/,
  find: (files) => files.flatMap(railsRoutes),
}
export const sinatra: RouteFramework = {
  name: 'Sinatra',
  proof: /^gem\/sinatra$/,
  files: /\.(?:rb|ru)$/,
  word: /\bSinatra\b|require\s+['"]sinatra['"]/,
  find: (files) => files.flatMap(sinatraRoutes),
}
