import { folderOf } from '../../paths'
import { argumentNamed, argumentsAt, literalIn, literalsIn, named } from '../arguments'
import { wordBefore } from '../chains'
import type { SourceFile } from '../source-file'
import { mountsOf } from './mounts'
import { methodOf, type Route, type RouteFramework, routeOf } from './route'

const MADE =
  /^[ \t]{0,40}(?:self\.)?(\w{1,60})(?:\s{0,5}:\s{0,5}[\w.]{1,60})?\s{0,5}=\s{0,5}(?:\w{1,40}\.)?(FastAPI|APIRouter|Flask|APIFlask|Quart|Blueprint|APIBlueprint|Starlette|Sanic)\(/gm
/** What answers by itself; the rest is mounted. */
const APPLICATIONS = /^(?:FastAPI|Flask|APIFlask|Quart|Starlette|Sanic)$/
const IMPORT =
  /^[ \t]{0,40}from[ \t]{1,9}(\.{0,3}[\w.]{0,120})[ \t]{1,9}import[ \t]{1,9}(?:\(([^()]{0,2000})\)|([^\n(]{1,300}))/gm
const INCLUDE = /\.(?:include_router|register_blueprint|blueprint)\(/g
const DECORATED = /^[ \t]{0,40}@([\w.]{1,80})\.(get|post|put|patch|delete|options|head|route|api_route)\(/gm
const ADDED = /\.add_url_rule\(|\.add_api_route\(/g
const STARLETTE = /(?<![\w.])Route\(/g
const MOUNT = /(?<![\w.])Mount\(/g

const idOf = (path: string, name: string) => `${path}#${name}`

function find(files: readonly SourceFile[]): Route[] {
  const mounts = mountsOf(true)
  const own = new Map<string, string | null>()
  const imports = new Map<string, Map<string, { module: string; name: string }>>()
  const made = new Set<string>()
  for (const file of files) {
    const { code, path } = file
    for (const match of code.bare.matchAll(MADE)) {
      const router = idOf(path, match[1]!)
      const all = argumentsAt(code, match.index + match[0].length - 1)
      const prefix = named(
        code,
        all,
        /^(?:API)?(?:Flask|Blueprint)$|^Quart$|^Sanic$/.test(match[2]!) ? 'url_prefix' : 'prefix',
      )
      made.add(router)
      if (prefix !== undefined) own.set(router, prefix)
      if (APPLICATIONS.test(match[2]!)) mounts.root(router)
    }
    const found = new Map<string, { module: string; name: string }>()
    for (const [, module, listed, line] of code.bare.matchAll(IMPORT))
      for (const one of (listed ?? line ?? '').split(',')) {
        const [, name, local] = one.match(/^\s*(\w+)(?:\s+as\s+(\w+))?\s*$/) ?? []
        if (name) found.set(local ?? name, { module: module!, name })
      }
    imports.set(path, found)
  }
  const moduleFile = moduleFinder(files.map(({ path }) => path))

  /** The router that an expression names in a file: `bp`, `users.router`, imported or its own. */
  function routerOf(path: string, expression: string, depth = 0): string | null {
    const parts = expression.split('.').filter((part) => part !== 'self')
    const name = parts.at(-1)
    if (!name || parts.length > 2 || depth > 4) return null
    if (parts.length === 1) {
      if (made.has(idOf(path, name))) return idOf(path, name)
      const from = imports.get(path)?.get(name)
      const target = from && moduleFile(path, from.module)
      return target && target !== path ? routerOf(target, from.name, depth + 1) : null
    }
    const from = imports.get(path)?.get(parts[0]!)
    const dots = from?.module.endsWith('.') ? '' : '.'
    const target = from && (moduleFile(path, `${from.module}${dots}${from.name}`) ?? null)
    return target && target !== path ? routerOf(target, name, depth + 1) : null
  }

  for (const { code, path } of files)
    for (const match of code.bare.matchAll(INCLUDE)) {
      const parent = routerOf(path, receiverBefore(code.bare, match.index))
      const open = match.index + match[0].length - 1
      const all = argumentsAt(code, open)
      const first = all[0] && argumentNamed(code, all, 'router')
      const argument = first ?? all[0]
      const child =
        argument && routerOf(path, code.bare.slice(argument.start, Math.min(argument.end, argument.start + 120)))
      if (!parent || !child) continue
      const flask = match[0].startsWith('.reg') || match[0].startsWith('.blue')
      const given = named(code, all, flask ? 'url_prefix' : 'prefix')
      const inner = own.get(child)
      // Flask's prefix at the place of registration takes the place of the blueprint's; FastAPI's stands before it.
      const prefix =
        given === null || inner === null ? null : flask ? (given ?? inner ?? '') : `${given ?? ''}${inner ?? ''}`
      mounts.mount(parent, child, prefix)
    }
  // An application with a prefix, or one that is not told.
  for (const [router, prefix] of own)
    if (mounts.prefixes(router).includes('') && !mounts.isMounted(router) && prefix !== '')
      mounts.root(router, prefix ?? '')

  return files.flatMap((file) => {
    const { code, path } = file
    const routes: Route[] = []
    const add = (router: string | null, method: string, given: string | null, at: number) => {
      if (router === null || given === null) return
      for (const prefix of mounts.prefixes(router))
        if (given !== '' || prefix !== '') routes.push(...routeOf(method, `${prefix}${given}`, file, at))
    }
    for (const match of code.bare.matchAll(DECORATED)) {
      const all = argumentsAt(code, match.index + match[0].length - 1)
      const given = literalIn(code, all[0]) ?? named(code, all, 'path') ?? named(code, all, 'rule') ?? null
      const at = match.index + match[0].indexOf('@')
      for (const method of methodsOf(file, match[2]!, all)) add(routerOf(path, match[1]!), method, given, at)
    }
    for (const match of code.bare.matchAll(ADDED)) {
      const all = argumentsAt(code, match.index + match[0].length - 1)
      const router = routerOf(path, receiverBefore(code.bare, match.index))
      for (const method of methodsOf(file, 'route', all)) add(router, method, literalIn(code, all[0]), match.index)
    }
    routes.push(...starletteRoutes(file))
    return routes
  })
}

/** Methods of a decorator: the word itself, or those that it lists; `GET` where a rule lists none. */
function methodsOf({ code }: SourceFile, word: string, all: ReturnType<typeof argumentsAt>): string[] {
  if (word !== 'route' && word !== 'api_route') return [methodOf(word) ?? 'ANY']
  const listed = argumentNamed(code, all, 'methods')
  if (!listed) return ['GET']
  return (literalsIn(code, listed) ?? []).flatMap((one) => methodOf(one) ?? [])
}

/** The expression before a dot: `api.app` of `api.app.include_router`. */
function receiverBefore(bare: string, dot: number): string {
  const name = wordBefore(bare, dot)
  const before = bare[dot - name.length - 1] === '.' ? wordBefore(bare, dot - name.length - 1) : ''
  return before ? `${before}.${name}` : name
}

/** `Route("/x", endpoint)` of Starlette, inside the `Mount` that it stands in. */
function starletteRoutes(file: SourceFile): Route[] {
  const { code } = file
  if (!/\bfrom\s{1,9}starlette\.routing\s{1,9}import\b/.test(code.bare) || !/\bStarlette\(/.test(code.bare)) return []
  const scopes = [...code.bare.matchAll(MOUNT)].map((match) => {
    const open = match.index + match[0].length - 1
    return { open, close: code.partner(open), prefix: literalIn(code, argumentsAt(code, open)[0]) }
  })
  return [...code.bare.matchAll(STARLETTE)].flatMap((match) => {
    const all = argumentsAt(code, match.index + match[0].length - 1)
    const path = literalIn(code, all[0])
    const around = scopes.filter(({ open, close }) => open < match.index && match.index < close)
    if (path === null || around.some(({ prefix }) => prefix === null)) return []
    const prefix = around.map((one) => one.prefix).join('')
    return methodsOf(file, 'route', all).flatMap((method) => routeOf(method, `${prefix}${path}`, file, match.index))
  })
}

/** Finds the file of a module as a file imports it: relative to it, or below the folder that the package lies in. */
export function moduleFinder(paths: readonly string[]): (from: string, module: string) => string | null {
  const known = new Set(paths)
  const at = (base: string) => [`${base}.py`, `${base}/__init__.py`].find((path) => known.has(path)) ?? null
  return (from, module) => {
    const dots = module.match(/^\.+/)?.[0].length ?? 0
    const inner = module.slice(dots).replaceAll('.', '/')
    let folder = folderOf(from)
    if (dots) {
      for (let up = 1; up < dots; up++) folder = folderOf(folder)
      const base = folder === '.' ? inner : inner ? `${folder}/${inner}` : folder
      return at(base)
    }
    for (; inner; folder = folderOf(folder)) {
      const found = at(folder === '.' ? inner : `${folder}/${inner}`)
      if (found || folder === '.') return found
    }
    return null
  }
}

/** FastAPI, Flask, Quart, Starlette and Sanic: functions decorated with routes of routers, which are included in one another. */
export const pythonRouters: RouteFramework = {
  name: 'Python routers',
  proof: /^pypi\/(?:fastapi|flask|apiflask|quart|starlette|sanic)$/i,
  files: /\.py$/,
  word: /\b(?:FastAPI|APIRouter|Flask|Blueprint|Quart|Starlette|Sanic|APIFlask)\(|\.(?:get|post|put|patch|delete|route|api_route|include_router|register_blueprint|blueprint)\(/,
  find,
}
