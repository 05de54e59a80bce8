import { argumentsAt, behindSpace, literalIn, named, type Span } from '../arguments'
import { chainBefore, chainBehind } from '../chains'
import type { SourceFile } from '../source-file'
import { exportsOf, handedOn, type Import, importsOf, moduleFile } from './javascript-modules'
import { mountsOf } from './mounts'
import { joinPath, methodOf, type Route, type RouteFramework, routeOf } from './route'

/** What makes a router, by package: the names it exports for it, and whether it answers by itself or is mounted somewhere. */
const MAKERS: Readonly<Record<string, Readonly<Record<string, 'app' | 'router' | 'either'>>>> = {
  express: { default: 'app', Router: 'router' },
  fastify: { default: 'app', fastify: 'app', Fastify: 'app' },
  '@koa/router': { default: 'router', Router: 'router' },
  'koa-router': { default: 'router', Router: 'router' },
  hono: { Hono: 'either' },
  elysia: { Elysia: 'either' },
  koa: { default: 'app' },
  polka: { default: 'app' },
}
const PACKAGES = new Map(Object.entries(MAKERS).map(([name, exported]) => [name, new Map(Object.entries(exported))]))

const MADE =
  /(?:\b(?:const|let|var)\s{1,9}(\w{1,60})\s{0,9}(?::\s{0,9}[\w.<>, ]{1,80})?=\s{0,9}|\bexport\s{1,9}default\s{1,9}|\bmodule\.exports\s{0,9}=\s{0,9})(?:await\s{1,9})?(?:new\s{1,9})?([\w$]{1,60})(?:\.(\w{1,60}))?(?:<[^()\n]{0,200}>)?\s{0,3}\(/g
/** Functions that are given the router: what a file exports to be called or registered. */
const TAKES =
  /(?:\bmodule\.exports\s{0,9}=|\bexport\s{1,9}(default)|\bexport(?=\s{1,9}(?:async\s{1,9})?function|\s{1,9}const))\s{0,9}(?:const\s{1,9}(\w{1,60})[^=;{}()]{0,200}=\s{0,9})?(?:async\s{1,9})?(?:function\s{0,9}(\w{0,60})\s{0,3})?\(\s{0,9}(\w{1,60})\b/g
const CALL = /\.(get|post|put|patch|delete|del|options|head|all)\s{0,3}(?:<[^()]{0,300}>)?\(/g
const MOUNT = /\.(use|route|register|mount)\s{0,3}\(/g
const OBJECT = /\.route\s{0,3}(?:<[^()]{0,300}>)?\(\s{0,80}\{/g
const PASSED =
  /(?:^|[\s;(])(?:await\s{1,9})?(?:require\(\s{0,9}("[^"]{0,200}")\s{0,9}\)|(\w{1,60}))\(\s{0,9}(\w{1,60})\s{0,9}[,)]/g
/** Files by which an application is begun. */
const FIRST = /(?:^|\/)(?:index|main|app|server|worker|_worker|api|\[\[\.\.\.route\]\])\.[cm]?[jt]sx?$/

interface Reading {
  file: SourceFile
  imports: Map<string, Import>
  exports: Map<string, string>
  /** Routers by the name of their variable, and by the parenthesis of the call that makes them. */
  byName: Map<string, string>
  byCall: Map<number, string>
  /** Parameters that hold a router inside the block of their function. */
  taken: { name: string; block: Span; router: string }[]
}

const idOf = (path: string, name: string) => `${path}#${name}`

function find(files: readonly SourceFile[]): Route[] {
  const mounts = mountsOf()
  const byPath = new Map(files.map((file) => [file.path, file]))
  const either: string[] = []
  /** Where routers with a prefix of their own are mounted. */
  const outers = new Map<string, string>()
  const readings = new Map(files.map((file) => [file.path, read(file)]))

  function read(file: SourceFile): Reading {
    const { code, path } = file
    const imports = importsOf(file)
    const exports = exportsOf(file)
    const reading: Reading = { file, imports, exports, byName: new Map(), byCall: new Map(), taken: [] }
    for (const match of code.bare.matchAll(MADE)) {
      const [whole, name = 'default', callee, member] = match
      let open = match.index + whole.length - 1
      const known = imports.get(callee!)
      let module = known?.module
      let imported = member ?? known?.imported
      if (callee === 'require') {
        // `require("express").Router()` and `require("fastify")()`.
        module = literalIn(code, argumentsAt(code, open)[0]) ?? undefined
        const next = /^(?:\.(\w{1,40}))?\(/.exec(code.bare.slice(code.partner(open) + 1, code.partner(open) + 50))
        imported = next ? (next[1] ?? 'default') : undefined
        if (next) open = code.partner(open) + next[0].length
      }
      const kind = PACKAGES.get(module ?? '')?.get(imported ?? '')
      if (!kind) continue
      const router = idOf(path, name)
      reading.byName.set(name, router)
      reading.byCall.set(open, router)
      if (!match[1]) exports.set('default', 'default')
      const prefix = ownPrefix(file, open)
      // A router with a prefix of its own stands inside one that has none.
      const outer = prefix === undefined ? router : `${router} outside`
      if (prefix !== undefined) {
        outers.set(router, outer)
        mounts.mount(outer, router, prefix)
      }
      if (kind === 'app') mounts.root(outer)
      if (kind === 'either') either.push(outer)
    }
    for (const match of code.bare.matchAll(TAKES)) {
      const [, , constant, given, parameter] = match
      const open = code.bare.indexOf('{', code.partner(code.bare.indexOf('(', match.index + match[0].lastIndexOf('('))))
      const close = code.partner(open)
      const name = constant ?? (match[0].startsWith('export') && match[1] === undefined ? given : 'default')
      if (close === -1 || !name || reading.byName.has(parameter!)) continue
      const router = idOf(path, `${name}()`)
      exports.set(name, `${name}()`)
      reading.taken.push({ name: parameter!, block: { start: open, end: close }, router })
    }
    return reading
  }

  /** The router that a name of a file stands for, in this file or the one it comes from. */
  function routerNamed(reading: Reading, name: string, at: number, depth = 0): string | null {
    const own =
      reading.taken.find((one) => one.name === name && one.block.start < at && at < one.block.end)?.router ??
      reading.byName.get(name)
    if (own) return own
    const from = reading.imports.get(name)
    return from && depth < 4 ? exported(reading, from, depth) : null
  }
  function exported(reading: Reading, { module, imported }: Import, depth = 0): string | null {
    const target = moduleFile(reading.file.path, module, (path) => byPath.has(path))
    const other = target ? readings.get(target) : undefined
    const local = other?.exports.get(imported)
    const further = other && local === undefined && depth < 4 ? handedOn(other.file) : null
    if (other && further) return exported(other, { module: further, imported }, depth + 1)
    if (!other || !local) return null
    if (local.endsWith('()')) return idOf(other.file.path, local)
    const taken = other.taken.find((one) => one.router === idOf(other.file.path, `${local}()`))
    return taken?.router ?? routerNamed(other, local, -1, depth + 1)
  }
  /** The router that a call is made on: at the beginning of its chain. */
  function receiver(reading: Reading, dot: number): { router: string | null; path: string | null; chained: boolean } {
    const { name, at, links } = chainBefore(reading.file.code, dot)
    const made = links.map(({ open }) => reading.byCall.get(open)).find((one) => one !== undefined)
    const route = links.find((link) => link.name === 'route')
    const path = route ? literalIn(reading.file.code, argumentsAt(reading.file.code, route.open)[0]) : null
    return { router: made ?? routerNamed(reading, name, at), path, chained: route !== undefined }
  }

  for (const reading of readings.values()) {
    const { code } = reading.file
    for (const match of code.bare.matchAll(MOUNT)) {
      const { router: parent } = receiver(reading, match.index)
      if (!parent) continue
      const all = argumentsAt(code, match.index + match[0].length - 1)
      const first = literalIn(code, all[0])
      const last = all.at(-1)
      const options =
        match[1] === 'register' && last && code.bare[last.start] === '{' ? argumentsAt(code, last.start) : null
      const isPath =
        first !== null ||
        (all.length > 1 &&
          match[1] !== 'register' &&
          !/^\w+\s*[.(]/.test(code.bare.slice(all[0]!.start, all[0]!.end)) &&
          routerNamed(reading, code.bare.slice(all[0]!.start, all[0]!.end), match.index) === null)
      const prefix = options
        ? named(code, options, 'prefix') === undefined
          ? ''
          : (named(code, options, 'prefix') ?? null)
        : isPath
          ? first
          : ''
      for (const one of isPath ? all.slice(1) : all) {
        const child = mounted(reading, one, match.index)
        if (child) mounts.mount(parent, outers.get(child) ?? child, prefix)
      }
    }
    for (const match of code.bare.matchAll(PASSED)) {
      const parent = routerNamed(reading, match[3]!, match.index)
      const module = match[1] ? code.literals.get(match.index + match[0].indexOf('"'))?.value : undefined
      const child = module
        ? exported(reading, { module, imported: 'default' })
        : match[2]
          ? routerNamed(reading, match[2], match.index)
          : null
      if (parent && child?.endsWith('()')) mounts.mount(parent, child, '')
    }
  }
  /** The router that an argument names: by itself, by `.routes()`, or by requiring its file. */
  function mounted(reading: Reading, { start, end }: Span, at: number): string | null {
    const { code } = reading.file
    const text = code.bare.slice(start, Math.min(end, start + 200))
    const name = text.match(/^(\w{1,60})(?:\.(?:routes|middleware)\(\))?$/)?.[1]
    if (name) return routerNamed(reading, name, at)
    // `routes.api`, where `routes` is a module.
    const [, space, member] = text.match(/^(\w{1,60})\.(\w{1,60})$/) ?? []
    const whole = space ? reading.imports.get(space) : undefined
    if (whole?.imported === 'default' && member) return exported(reading, { module: whole.module, imported: member })
    const required = text.match(/^(?:require|import)\s{0,3}\(\s{0,9}(?=")/)
    const module = required && code.literals.get(start + required[0].length)?.value
    return module ? exported(reading, { module, imported: 'default' }) : null
  }
  // One that nobody mounts answers by itself, if it is served where it stands, or is the only one and its file begins the application.
  const free = either.filter((router) => !mounts.isMounted(router))
  for (const router of free) {
    const path = router.slice(0, router.indexOf('#'))
    const serves = /\bserve\s{0,3}\(|\.listen\s{0,3}\(|\.fetch\b/.test(byPath.get(path)?.code.bare ?? '')
    if (serves || (free.length === 1 && FIRST.test(path))) mounts.root(router)
  }

  return [...readings.values()].flatMap((reading) => {
    const { file } = reading
    const { code } = file
    const scopes = scopesOf(file)
    const routes: Route[] = []
    const add = (router: string, method: string | null, path: string | null, at: number) => {
      const inner = scopes(at)
      if (!method || path === null || inner === null || !/^[/*]|^$/.test(path)) return
      for (const prefix of mounts.prefixes(router))
        routes.push(...routeOf(method, joinPath(joinPath(prefix, inner), path), file, at))
    }
    for (const match of code.bare.matchAll(CALL)) {
      const { router, path, chained } = receiver(reading, match.index)
      if (!router) continue
      const all = argumentsAt(code, match.index + match[0].length - 1)
      const first = literalIn(code, all[0])
      // Without a handler it reads a setting.
      if (chained ? all.length > 0 : first?.startsWith('/') && all.length > 1)
        add(router, methodOf(match[1]!), chained ? path : first, match.index)
    }
    for (const match of code.bare.matchAll(OBJECT)) {
      const { router } = receiver(reading, match.index)
      const all = argumentsAt(code, match.index + match[0].length - 1)
      const path = named(code, all, 'url') ?? named(code, all, 'path') ?? null
      const method = named(code, all, 'method')
      if (router && method) add(router, methodOf(method), path, match.index)
    }
    return routes
  })
}

/** The prefix that a router is made with: among its options, or by Hono's `.basePath("/x")`; `undefined` for none. */
function ownPrefix({ code }: SourceFile, open: number): string | null | undefined {
  const base = chainBehind(code, code.partner(open) + 1).find(({ name }) => name === 'basePath')
  if (base) return literalIn(code, argumentsAt(code, base.open)[0])
  const options = argumentsAt(code, open)[0]
  return options && code.bare[options.start] === '{'
    ? named(code, argumentsAt(code, options.start), 'prefix')
    : undefined
}

/** Prefixes of the callbacks around a place: `.group("/x", app => …)`, `.register(async (app) => …, { prefix: "/x" })`. */
function scopesOf({ code }: SourceFile): (at: number) => string | null {
  const scopes: (Span & { prefix: string | null })[] = []
  for (const match of code.bare.matchAll(/\.(group|register|route)\s{0,3}\(/g)) {
    const all = argumentsAt(code, match.index + match[0].length - 1)
    const body = all.find(({ start, end }) =>
      /^(?:async\b|function\b|\(?[\w\s,:{}]{0,200}\)?\s{0,9}=>)/.test(
        code.bare.slice(start, Math.min(end, start + 300)),
      ),
    )
    if (!body) continue
    const last = all.at(-1)
    const option =
      last && code.bare[behindSpace(code.bare, last.start)] === '{'
        ? named(code, argumentsAt(code, last.start), 'prefix')
        : undefined
    const first = literalIn(code, all[0])
    scopes.push({ ...body, prefix: match[1] === 'register' ? (option === undefined ? '' : option) : first })
  }
  return (at) => {
    let prefix: string | null = ''
    for (const scope of scopes)
      if (scope.start < at && at < scope.end && prefix !== null)
        prefix = scope.prefix === null ? null : joinPath(prefix, scope.prefix)
    return prefix
  }
}

/** Express, Fastify, Koa's router, Hono, Elysia and Polka: routes are methods called on routers, which are mounted on one another. */
export const javascriptRouters: RouteFramework = {
  name: 'JavaScript routers',
  proof: /^npm\/(?:express|fastify|@koa\/router|koa-router|hono|elysia|polka)$/,
  files: /\.[cm]?[jt]s$/,
  word: /\.(?:get|post|put|patch|delete|del|all|route|use|register|mount)\s?[(<]|module\.exports\s?=\s?require\(|export \* from/,
  find,
}
