import { argumentsAt, literalIn, literalsIn } from '../arguments'
import { functionAround, GO_FUNCTION } from '../functions'
import type { SourceFile } from '../source-file'
import { mountsOf } from './mounts'
import { joinPath, methodOf, type Route, type RouteFramework, routeOf } from './route'

/** What makes a router, or holds one by its type: those that answer by themselves, and those that may stand below a prefix. */
const APPLICATION = /\b(?:gin\.(?:Default|New)|echo\.New|fiber\.New)\(/
const ROUTER = /\b(?:chi\.NewRouter|chi\.NewMux|mux\.NewRouter|http\.NewServeMux)\(/
const ASSIGNED =
  /(?:^|[\s;{(])((?:\w{1,40}\.)?\w{1,40})(?:\s{0,3},\s{0,3}\w{1,40})?\s{0,5}:?=\s{0,5}([\w.]{1,80})\s{0,3}\(/g
const TYPED =
  /\b(\w{1,40})\s{1,9}\*?(gin\.Engine|echo\.Echo|fiber\.App|chi\.Router|chi\.Mux|mux\.Router|http\.ServeMux|gin\.RouterGroup|gin\.IRouter|echo\.Group|fiber\.Router)\b/g
const WHOLE = /^(?:gin\.Engine|echo\.Echo|fiber\.App|http\.ServeMux)$/
const CALL =
  /\b((?:\w{1,40}\.){0,2}\w{1,40})\.(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|Any|Get|Post|Put|Patch|Delete|Head|Options|All|HandleFunc|Handle|Method)\(\s{0,40}/g
const MOUNTED = /\.Mount\(\s{0,40}/g
const VERB = /^(?:(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+)?(?:[\w.-]+)?(\/\S*)$/

const MOST_ROUTERS = 300

interface Declared {
  name: string
  at: number
  /** The block in which the name means this. */
  start: number
  end: number
  router: string
}

function find(files: readonly SourceFile[]): Route[] {
  const mounts = mountsOf()
  const mounted = mountedFunctions(files)
  return files.flatMap((file) => {
    const { code, path } = file
    const { bare } = code
    // A prefix that is cut off before a handler sees the path.
    if (/\bhttp\.StripPrefix\(/.test(bare) && /\bNewServeMux\(/.test(bare)) return []
    const declared: Declared[] = []
    const around = (at: number) => {
      const start = code.blockAround(at)
      return { start, end: start === -1 ? bare.length : code.partner(start) }
    }
    // More routers than this in one file are nobody's by hand.
    const declare = (name: string, at: number, block: { start: number; end: number }) => {
      const router = `${path}#${name}@${at}`
      if (declared.length < MOST_ROUTERS) declared.push({ name: name.split('.').at(-1)!, at, ...block, router })
      return router
    }
    const routerOf = (name: string, at: number): string | null =>
      declared
        .filter((one) => one.name === name.split('.').at(-1) && one.start < at && at < one.end && one.at < at)
        .toSorted((a, b) => b.start - a.start || b.at - a.at)[0]?.router ?? null

    const typed = (match: RegExpExecArray) => {
      const brace = bare.indexOf('{', match.index)
      const inStruct = /\bstruct\s{0,3}$/.test(
        bare.slice(Math.max(0, code.blockAround(match.index) - 20), Math.max(0, code.blockAround(match.index))),
      )
      const block =
        inStruct || brace === -1 ? { start: -1, end: bare.length } : { start: brace, end: code.partner(brace) }
      const scope = nestedAt(file, match.index)
      const router = declare(match[1]!, match.index, block)
      if (WHOLE.test(match[2]!)) mounts.root(router)
      // The router that `r.Route("/x", func(r chi.Router) { … })` gives to its function.
      else if (scope) {
        const parent = routerOf(scope.receiver, scope.at)
        if (parent) mounts.mount(parent, router, scope.prefix)
      }
    }
    const assigned = (match: RegExpExecArray) => {
      const open = match.index + match[0].length - 1
      const made = `${match[2]}(`
      const at = match.index + match[0].indexOf(match[1]!)
      const block = match[1]!.includes('.') ? { start: -1, end: bare.length } : around(at)
      if (APPLICATION.test(made)) mounts.root(declare(match[1]!, at, block))
      else if (ROUTER.test(made)) {
        const router = declare(match[1]!, at, block)
        if (!mounted.has(functionAround(code, GO_FUNCTION, at) ?? '')) mounts.root(router)
      } else if (/\.(?:Group|PathPrefix)$/.test(match[2]!)) {
        const receiver = match[2]!.slice(0, match[2]!.lastIndexOf('.'))
        const parent = routerOf(receiver, at)
        const prefix = literalIn(code, argumentsAt(code, open)[0])
        if (parent) mounts.mount(parent, declare(match[1]!, at, block), prefix)
      }
    }
    // As the text goes on: what is given to a function was made before.
    const events = [
      ...Array.from(bare.matchAll(TYPED), (match) => ({ at: match.index, take: () => typed(match) })),
      ...Array.from(bare.matchAll(ASSIGNED), (match) => ({ at: match.index, take: () => assigned(match) })),
    ]
    for (const { take } of events.toSorted((a, b) => a.at - b.at)) take()
    return calls(file, (name, at) => {
      // The server that the standard library has for all.
      if (name === 'http' && /"net\/http"/.test(file.text)) return ['']
      const router = routerOf(name, at)
      return router ? mounts.prefixes(router) : []
    })
  })
}

/** The call whose function is given the router that is declared at a place. */
function nestedAt({ code }: SourceFile, at: number): { receiver: string; prefix: string | null; at: number } | null {
  const before = code.bare
    .slice(Math.max(0, at - 200), at)
    .match(/\b(\w{1,40})\.(Route|Group)\(([^(){}]{0,120})func\s{0,3}\(\s{0,9}$/)
  if (!before) return null
  const start = at - before[0].length
  const open = code.bare.indexOf('(', start)
  return {
    receiver: before[1]!,
    prefix: before[2] === 'Group' ? '' : literalIn(code, argumentsAt(code, open)[0]),
    at: start,
  }
}

/** Functions whose routers others mount below a prefix: `r.Mount("/x", users.Routes())`. */
function mountedFunctions(files: readonly SourceFile[]): Set<string> {
  const found = new Set<string>()
  for (const { code } of files)
    for (const match of code.bare.matchAll(MOUNTED)) {
      const second = argumentsAt(code, match.index + match[0].indexOf('('))[1]
      const [, name, method] =
        (second &&
          code.bare
            .slice(second.start, second.end)
            .match(/(\w{1,60})(?:\([^()]{0,80}\)|\{[^{}]{0,80}\})?(?:\.(\w{1,60}))?\(/)) ??
        []
      for (const one of [name, method]) if (one) found.add(one)
    }
  return found
}

function calls(file: SourceFile, prefixesOf: (receiver: string, at: number) => string[]): Route[] {
  const { code } = file
  return [...code.bare.matchAll(CALL)].flatMap((match) => {
    const [whole, receiver, word] = match
    const open = match.index + whole.indexOf('(')
    const all = argumentsAt(code, open)
    const named = word === 'Method'
    const first = literalIn(code, all[named ? 1 : 0])
    if (first === null || all.length < (named ? 3 : 2)) return []
    const verb = literalIn(code, all[0])
    const pattern = /^Handle(?:Func)?$/.test(word!)
    const [, method, path] =
      pattern && first !== '' ? (first.match(VERB) ?? []) : [first, pattern ? undefined : named ? verb : word, first]
    if (path === undefined || !/^\/|^$/.test(path)) return []
    const listed = pattern ? methodsBehind(file, open) : null
    const methods = listed ?? [method ? (methodOf(method) ?? '') : 'ANY']
    return prefixesOf(receiver!, match.index).flatMap((prefix) =>
      methods
        .filter(Boolean)
        .flatMap((one) => routeOf(one, joinPath(prefix, path.replace(/\{\$\}$/, '')), file, match.index)),
    )
  })
}

/** `.Methods("GET")` of gorilla/mux behind a handler. */
function methodsBehind({ code }: SourceFile, open: number): string[] | null {
  const close = code.partner(open)
  const next = /^\s{0,9}\.Methods\(/.exec(code.bare.slice(close + 1, close + 30))
  if (!next) return null
  const span = { start: close + next[0].length, end: code.partner(close + next[0].length) + 1 }
  return (literalsIn(code, span) ?? []).flatMap((one) => methodOf(one) ?? [])
}

/** Gin, Echo, Fiber, chi, gorilla/mux and net/http. */
export const goRouters: RouteFramework = {
  name: 'Go routers',
  proof: /^package\/golang$/,
  files: /\.go$/,
  word: /\b(?:gin\.|echo\.|fiber\.|chi\.|mux\.NewRouter|http\.NewServeMux|http\.HandleFunc|http\.Handle\(|\*http\.ServeMux)/,
  find,
}
