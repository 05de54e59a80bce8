import { argumentNamed, argumentsAt, literalIn, literalsIn } from '../arguments'
import type { SourceFile } from '../source-file'
import { joinPath, methodOf, type Route, type RouteFramework, routeOf } from './route'

/** How a framework writes routes at the methods of classes. */
interface Dialect {
  /** At a class that answers requests; without it the class says nothing. */
  controller: RegExp
  /** At a class that only calls somebody else's. */
  client?: RegExp
  /** At a class: the prefix of its routes. At a method it may be a route of its own. */
  prefix: RegExp
  /** At a method: the word in its first group is the method. */
  method: RegExp
  /** At a method that has the above without a path: where the path stands. */
  path?: RegExp
  /** Names of arguments that hold a path. */
  names: readonly string[]
  /** Does a route need a path of its own, or a prefix? */
  mustSay?: boolean
  /** Puts a class's name into its prefix. */
  fill?: (path: string, name: string) => string | null
}

const CLASS = /\b(?:class|interface|record)\s{1,9}(\w{1,80})/g

/** The path of an annotation whose name ends at an offset: `''` without arguments, `null` for what is no literal. */
function pathAt(file: SourceFile, end: number, names: readonly string[]): string[] | null {
  const { code } = file
  const open = /^\s{0,9}\(/.exec(code.bare.slice(end, end + 10))
  if (!open) return ['']
  const all = argumentsAt(code, end + open[0].length - 1)
  const value = names.map((name) => argumentNamed(code, all, name)).find((one) => one !== undefined)
  const first =
    value ??
    (all[0] && !/^\w{1,40}\s{0,9}[=:](?!=)/.test(code.bare.slice(all[0].start, all[0].end)) ? all[0] : undefined)
  if (!first) return ['']
  if (code.bare[first.start] === '{' && !value) {
    // NestJS: `@Controller({ path: "x" })`.
    const inner = argumentsAt(code, first.start)
    const path = argumentNamed(code, inner, 'path')
    if (path) return literalIn(code, path) === null ? null : [literalIn(code, path)!]
    return literalsIn(code, first)
  }
  return literalsIn(code, first)
}

/** The annotations before an offset: from the end of what stands before them. */
function headBefore(bare: string, at: number): number {
  const from = Math.max(0, at - 3_000)
  const before = bare.slice(from, at)
  return from + Math.max(before.lastIndexOf(';'), before.lastIndexOf('\n}'), before.lastIndexOf('\n    }'), 0)
}

function find(dialect: Dialect, files: readonly SourceFile[], base: string): Route[] {
  return files.flatMap((file) => {
    const { code } = file
    return [...code.bare.matchAll(CLASS)].flatMap((match) => {
      const open = code.bare.indexOf('{', match.index)
      const close = open === -1 ? -1 : code.partner(open)
      const start = headBefore(code.bare, match.index)
      const head = code.bare.slice(start, match.index)
      if (close === -1 || !dialect.controller.test(head) || dialect.client?.test(head)) return []
      const given = dialect.prefix.exec(head)
      const prefixes = given ? pathAt(file, start + given.index + given[0].length, dialect.names) : ['']
      const filled = prefixes?.map((one) => (dialect.fill ? dialect.fill(one, match[1]!) : one)) ?? []
      return routesIn(dialect, file, open, close).flatMap(({ method, path, at }) =>
        filled.flatMap((prefix) => {
          if (prefix === null || (dialect.mustSay && !given && path === '')) return []
          const absolute = dialect.fill && /^~?\//.test(path)
          const whole = absolute ? path.replace(/^~/, '') : joinPath(prefix, path)
          return routeOf(method, joinPath(base, whole), file, at)
        }),
      )
    })
  })
}

function routesIn(
  dialect: Dialect,
  file: SourceFile,
  open: number,
  close: number,
): { method: string; path: string; at: number }[] {
  const { code } = file
  const found: { method: string; path: string; at: number }[] = []
  const pattern = new RegExp(dialect.method, 'g')
  const body = code.bare.slice(open, close)
  for (const match of body.matchAll(pattern)) {
    const at = open + match.index
    const end = at + match[0].length
    // Annotations of methods stand directly in the class.
    if (code.blockAround(at) !== open) continue
    const paths = dialect.path ? pathBeside(dialect, file, at, open) : pathAt(file, end, dialect.names)
    const methods = methodsOf(file, match[1]!, end)
    for (const path of paths ?? []) for (const method of methods) found.push({ method, path, at })
  }
  return found
}

/** The path of a method whose verb is an annotation of its own: among the annotations around it. */
function pathBeside(dialect: Dialect, file: SourceFile, at: number, open: number): string[] | null {
  const { bare } = file.code
  const from = Math.max(open, bare.lastIndexOf(';', at), bare.lastIndexOf('}\n', at))
  const next = bare.slice(at, at + 2_000).search(/[{;]\s{0,9}\n/)
  const found = dialect.path!.exec(bare.slice(from, next === -1 ? at + 2_000 : at + next))
  return found ? pathAt(file, from + found.index + found[0].length, dialect.names) : ['']
}

/** `GetMapping` is one; `RequestMapping(method = RequestMethod.POST)` and `Route(methods: ["GET"])` list them. */
function methodsOf({ code }: SourceFile, word: string, end: number): string[] {
  const one = methodOf(word.replace(/Mapping$|^Http/, ''))
  if (one) return [one]
  const all = code.bare[end] === '(' ? argumentsAt(code, end) : []
  const listed = argumentNamed(code, all, 'methods') ?? argumentNamed(code, all, 'method')
  if (!listed) return ['ANY']
  const words = literalsIn(code, listed) ?? code.bare.slice(listed.start, listed.end).match(/\b[A-Z]{3,7}\b/g) ?? []
  return words.flatMap((word) => methodOf(word) ?? [])
}

const JAVA = /\.(?:java|kt)$/
const VERBS = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS'

const SPRING: Dialect = {
  controller: /@(?:Rest)?Controller\b|@RequestMapping\b/,
  client: /@FeignClient\b|@HttpExchange\b/,
  prefix: /@RequestMapping\b/,
  method: /@((?:Get|Post|Put|Patch|Delete|Request)Mapping)\b/,
  names: ['value', 'path'],
  mustSay: true,
}
const JAX_RS: Dialect = {
  controller: /@Path\b/,
  client: /@RegisterRestClient\b/,
  prefix: /@Path\b/,
  method: new RegExp(`@(${VERBS})\\b`),
  path: /@Path\b/,
  names: ['value'],
}
const MICRONAUT: Dialect = {
  controller: /@Controller\b/,
  client: /@Client\b/,
  prefix: /@Controller\b/,
  method: /@(Get|Post|Put|Patch|Delete|Head|Options)\b/,
  names: ['value', 'uri'],
}
const NEST: Dialect = {
  controller: /@Controller\b/,
  prefix: /@Controller\b/,
  method: /@(Get|Post|Put|Patch|Delete|All|Head|Options)\b(?=\()/,
  names: [],
}
const ASP_NET: Dialect = {
  controller: /\[(?:ApiController|Route)\b|Controller\b/,
  prefix: /(?<=[[,]\s{0,3})Route\b/,
  method: /(?<=[[,]\s{0,3})(Http(?:Get|Post|Put|Patch|Delete|Head|Options))\b/,
  names: ['template', 'Template'],
  mustSay: true,
  fill(path, name) {
    const filled = path.replace(/\[controller\]/gi, name.replace(/Controller$/, ''))
    return filled.includes('[') ? null : filled
  },
}
const SYMFONY: Dialect = {
  controller: /^/,
  prefix: /#\[(?:\w{1,40}\\)?Route\b/,
  method: /#\[(?:\w{1,40}\\)?(Route)\b/,
  names: ['path'],
  mustSay: true,
}

/** The path that Spring puts before all: `server.servlet.context-path` is read by whoever calls this. */
export const spring: RouteFramework = {
  name: 'Spring',
  proof: /^maven\/org\.springframework(?:\.boot)?\/spring-(?:boot-starter-)?(?:web|webmvc|webflux)/,
  files: JAVA,
  word: /@(?:Get|Post|Put|Patch|Delete|Request)Mapping\b/,
  find: (files, base) => find(SPRING, files, base),
}
export const jaxRs: RouteFramework = {
  name: 'JAX-RS',
  proof:
    /^maven\/(?:io\.quarkus|org\.glassfish\.jersey|io\.dropwizard|jakarta\.ws\.rs|javax\.ws\.rs|org\.jboss\.resteasy)/,
  files: JAVA,
  word: /@Path\b/,
  find: (files, base) => find(JAX_RS, files, base),
}
export const micronaut: RouteFramework = {
  name: 'Micronaut',
  proof: /^maven\/io\.micronaut\//,
  files: JAVA,
  word: /@Controller\b/,
  find: (files, base) => find(MICRONAUT, files, base),
}
export const nest: RouteFramework = {
  name: 'NestJS',
  proof: /^npm\/@nestjs\/(?:common|core)$/,
  files: /\.ts$/,
  word: /@Controller\(|\b(?:setGlobalPrefix|enableVersioning)\(/,
  find(files) {
    // Versions go into the path, each in a way of its own.
    if (files.some(({ code }) => /\.enableVersioning\(/.test(code.bare))) return []
    const prefixes = files.flatMap(({ code }) =>
      [...code.bare.matchAll(/\.setGlobalPrefix\(/g)].map((match) =>
        literalIn(code, argumentsAt(code, match.index + match[0].length - 1)[0]),
      ),
    )
    const [prefix = ''] = prefixes
    return prefix === null || prefixes.length > 1 ? [] : find(NEST, files, prefix)
  },
}
export const aspNetControllers: RouteFramework = {
  name: 'ASP.NET controllers',
  proof: /^framework\/ASP\.NET/,
  files: /Controller\.cs$/,
  word: /\[Http(?:Get|Post|Put|Patch|Delete)/,
  find: (files) => find(ASP_NET, files, ''),
}
export const symfony: RouteFramework = {
  name: 'Symfony',
  proof: /^composer\/symfony\/(?:framework-bundle|routing)$/,
  files: /\.php$/,
  word: /#\[(?:\w{1,40}\\)?Route\b/,
  find: (files, base) => find(SYMFONY, files, base),
}
