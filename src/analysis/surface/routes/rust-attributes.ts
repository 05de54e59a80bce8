import { argumentsAt, literalIn } from '../arguments'
import { chainBefore } from '../chains'
import { functionAround, RUST_FUNCTION } from '../functions'
import type { SourceFile } from '../source-file'
import { mountsOf } from './mounts'
import { joinPath, methodOf, type Route, type RouteFramework, routeOf } from './route'

const ROUTE = /\.route\s{0,3}\(/g
const ATTRIBUTE = /#\[(?:\w{1,40}::)?(get|post|put|patch|delete|head|options)\s{0,3}\(/g
const MOUNT = /\.mount\s{0,3}\(/g
const SERVICE = /\.service\s{0,3}\(/g

/** Name of the function below an attribute. */
const functionBelow = (bare: string, at: number) =>
  bare.slice(at, at + 1_500).match(/\bfn\s{1,3}(\w{1,60})/)?.[1] ?? null

interface Attributed {
  file: SourceFile
  at: number
  name: string
  method: string
  path: string | null
}
const attributed = (files: readonly SourceFile[]): Attributed[] =>
  files.flatMap((file) =>
    [...file.code.bare.matchAll(ATTRIBUTE)].flatMap((match) => {
      const { code } = file
      const name = functionBelow(code.bare, match.index + match[0].length)
      const all = argumentsAt(code, match.index + match[0].length - 1)
      const path =
        literalIn(code, all[0]) ??
        (all[0] ? literalIn(code, { start: behindName(code.bare, all[0].start), end: all[0].end }) : null)
      return name ? [{ file, at: match.index, name, method: methodOf(match[1]!) ?? 'ANY', path }] : []
    }),
  )
const behindName = (bare: string, at: number) =>
  at + (/^(?:uri|path)\s{0,3}=\s{0,3}/.exec(bare.slice(at, at + 20))?.[0].length ?? 0)

/** Rocket: functions with a route, mounted by name. */
function rocketRoutes(files: readonly SourceFile[]): Route[] {
  const places = new Map<string, (string | null)[]>()
  for (const { code } of files)
    for (const match of code.bare.matchAll(MOUNT)) {
      const [prefix, list] = argumentsAt(code, match.index + match[0].length - 1)
      const names = list
        ? code.bare.slice(list.start, list.end).match(/^(?:rocket::)?routes!\s{0,3}\[([^\]]{0,4000})/)?.[1]
        : undefined
      for (const one of names?.split(',') ?? []) {
        const name = one.trim().split('::').at(-1)
        if (name) places.set(name, [...(places.get(name) ?? []), literalIn(code, prefix)])
      }
    }
  const all = attributed(files)
  return all.flatMap(({ file, at, name, method, path }) =>
    // Two functions of one name in two modules cannot be told apart.
    path === null || all.filter((one) => one.name === name).length > 1
      ? []
      : (places.get(name) ?? []).flatMap((prefix) =>
          prefix === null ? [] : routeOf(method, joinPath(prefix, path.replace(/\?.*$/, '')), file, at),
        ),
  )
}

/** Actix Web: functions with a route and resources, registered as services of the application or of scopes. */
function actixRoutes(files: readonly SourceFile[]): Route[] {
  const places = new Map<string, (string | null)[]>()
  const mounts = mountsOf()
  /** Where a chain stands: prefixes of the scopes around it, and the function that configures. */
  const chainPrefix = (file: SourceFile, dot: number, depth = 0): string[] => {
    const { code } = file
    const { name, at, links } = chainBefore(code, dot)
    const first = links.at(-1)
    if (first?.name === 'scope' || first?.name === 'resource') {
      const own = literalIn(code, argumentsAt(code, first.open)[0])
      const outer = code.bare.slice(Math.max(0, at - 80), at).match(/\.service\s{0,3}\(\s{0,60}(?:actix_web::)?$/)
      if (own === null || !outer || depth > 5) return []
      return chainPrefix(file, at - outer[0].length, depth + 1).map((one) => joinPath(one, own))
    }
    if (first?.name === 'new' && name === 'App') return ['']
    const around = functionAround(code, RUST_FUNCTION, dot)
    return /^(?:cfg|config|conf|service_config|c)$/.test(name) && around ? mounts.prefixes(around) : []
  }
  for (const file of files)
    for (const match of file.code.bare.matchAll(/\.configure\s{0,3}\(/g)) {
      const argument = argumentsAt(file.code, match.index + match[0].length - 1)[0]
      const name =
        argument && file.code.bare.slice(argument.start, argument.end).match(/^(?:\w{1,60}::){0,4}(\w{1,60})$/)?.[1]
      for (const prefix of name ? chainPrefix(file, match.index) : []) mounts.root(name!, prefix)
    }
  const routes: Route[] = []
  for (const file of files) {
    const { code } = file
    for (const match of code.bare.matchAll(SERVICE)) {
      const argument = argumentsAt(code, match.index + match[0].length - 1)[0]
      const name =
        argument && code.bare.slice(argument.start, argument.end).match(/^(?:\w{1,60}::){0,4}(\w{1,60})$/)?.[1]
      if (name) places.set(name, [...(places.get(name) ?? []), ...chainPrefix(file, match.index)])
    }
    for (const match of code.bare.matchAll(ROUTE)) {
      const all = argumentsAt(code, match.index + match[0].length - 1)
      const last = all.at(-1)
      const method =
        last &&
        code.bare.slice(last.start, last.end).match(/^(?:\w{1,40}::)?web::(get|post|put|patch|delete|head)\(\)/)?.[1]
      const path = all.length > 1 ? literalIn(code, all[0]) : ''
      if (method && path !== null)
        for (const prefix of chainPrefix(file, match.index))
          routes.push(...routeOf(methodOf(method) ?? 'ANY', joinPath(prefix, path), file, match.index))
    }
  }
  const all = attributed(files)
  const functions = all.flatMap(({ file, at, name, method, path }) =>
    path === null || all.filter((one) => one.name === name).length > 1
      ? []
      : [...new Set(places.get(name) ?? [])].flatMap((prefix) =>
          prefix === null ? [] : routeOf(method, joinPath(prefix, path), file, at),
        ),
  )
  return [...routes, ...functions]
}

export const rocket: RouteFramework = {
  name: 'Rocket',
  proof: /^cargo\/rocket$/,
  files: /\.rs$/,
  word: /#\[(?:rocket::)?(?:get|post|put|patch|delete)\(|\.mount\(/,
  find: rocketRoutes,
}
export const actix: RouteFramework = {
  name: 'Actix Web',
  proof: /^cargo\/actix-web$/,
  files: /\.rs$/,
  word: /#\[(?:actix_web::)?(?:get|post|put|patch|delete)\(|\.(?:service|configure|route)\(/,
  find: actixRoutes,
}
