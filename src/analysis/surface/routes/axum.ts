import { argumentsAt, literalIn } from '../arguments'
import { functionAround, RUST_FUNCTION } from '../functions'
import type { SourceFile } from '../source-file'
import { mountsOf } from './mounts'
import { joinPath, methodOf, type Route, type RouteFramework, routeOf } from './route'

const ROUTE = /\.route\s{0,3}\(/g
const NEST = /\.(nest|merge|nest_service)\s{0,3}\(/g
const METHOD = /(?:^|[\s.:])(get|post|put|patch|delete|head|options|any)\s{0,3}\(/g
const LET = /\blet\s{1,5}(?:mut\s{1,5})?(\w{1,60})\s{0,5}(?::[^=;]{0,80})?=\s{0,9}(?:axum::)?Router::/g

/** A router of axum is what a function returns or a variable holds: its routes are those of the chain that makes it. */
function axumRoutes(files: readonly SourceFile[]): Route[] {
  const mounts = mountsOf()
  const idOf = (path: string, name: string) => `${path}#${name}`
  const variables = new Map<SourceFile, { name: string; at: number; end: number }[]>()
  for (const file of files)
    variables.set(
      file,
      [...file.code.bare.matchAll(LET)].map((match) => ({
        name: match[1]!,
        at: match.index,
        end: file.code.bare.indexOf(';', match.index),
      })),
    )
  /** The router that a chain makes: the variable that it is bound to, else what the function around gives. */
  const ownerOf = (file: SourceFile, at: number): string | null => {
    const bound = variables.get(file)?.find((one) => one.at < at && at < one.end)
    const around = functionAround(file.code, RUST_FUNCTION, at)
    if (!around) return null
    return bound ? idOf(file.path, `${around}.${bound.name}`) : idOf(file.path, around)
  }
  /** The router that an argument names: a variable or a function's result. */
  const named = (file: SourceFile, text: string, at: number): string | null => {
    const around = functionAround(file.code, RUST_FUNCTION, at)
    const variable = text.match(/^(\w{1,60})$/)?.[1]
    if (variable) return idOf(file.path, `${around}.${variable}`)
    const call = text.match(/^(?:crate::|self::|super::)?((?:\w{1,60}::){0,4})(\w{1,60})\(/)
    if (!call) return null
    const modules = call[1]!.split('::').filter(Boolean)
    const module = modules.at(-1)
    if (!module) return idOf(file.path, call[2]!)
    const target = files.filter(({ path }) => path.endsWith(`/${module}.rs`) || path.endsWith(`/${module}/mod.rs`))
    return target.length === 1 ? idOf(target[0]!.path, call[2]!) : null
  }
  let unknown = false
  const owners = new Set<string>()
  for (const file of files) {
    const { code } = file
    for (const match of code.bare.matchAll(ROUTE)) {
      const owner = ownerOf(file, match.index)
      if (owner) owners.add(owner)
    }
    for (const match of code.bare.matchAll(NEST)) {
      const owner = ownerOf(file, match.index)
      const all = argumentsAt(code, match.index + match[0].length - 1)
      const prefix = match[1] === 'merge' ? '' : literalIn(code, all[0])
      const argument = all[match[1] === 'merge' ? 0 : 1]
      const child = argument && named(file, code.bare.slice(argument.start, argument.end), match.index)
      if (owner) owners.add(owner)
      if (owner && child) mounts.mount(owner, child, prefix)
      // What is nested may be any function of the project: none is known to begin at the root.
      else if (
        argument &&
        !/^(?:axum::)?(?:Router::|ServeDir|ServeFile|SwaggerUi|tower_http::)/.test(
          code.bare.slice(argument.start, argument.end),
        )
      )
        unknown = true
    }
  }
  for (const owner of owners) if (!mounts.isMounted(owner) && !unknown) mounts.root(owner)
  for (const file of files)
    for (const { name, at } of variables.get(file) ?? []) {
      // A variable that is returned or served is the function's own router.
      const around = functionAround(file.code, RUST_FUNCTION, at)
      const inner = idOf(file.path, `${around}.${name}`)
      if (around && owners.has(inner) && mounts.isMounted(idOf(file.path, around)) && !mounts.isMounted(inner))
        mounts.mount(idOf(file.path, around), inner, '')
    }
  return files.flatMap((file) => {
    const { code } = file
    const inlineAt = nestedInline(file)
    return [...code.bare.matchAll(ROUTE)].flatMap((match) => {
      const owner = ownerOf(file, match.index)
      const all = argumentsAt(code, match.index + match[0].length - 1)
      const path = literalIn(code, all[0])
      if (!owner || path === null || !all[1]) return []
      const inline = inlineAt(match.index)
      if (inline === null) return []
      const answers = code.bare.slice(all[1].start, all[1].end)
      const methods = [...answers.matchAll(METHOD)]
        .filter((one) => depthAt(answers, one.index) === 0)
        .flatMap((one) => methodOf(one[1]!) ?? [])
      return mounts
        .prefixes(owner)
        .flatMap((prefix) =>
          [...new Set(methods)].flatMap((method) =>
            routeOf(method, joinPath(joinPath(prefix, inline), path), file, match.index),
          ),
        )
    })
  })
}

const depthAt = (text: string, at: number) => {
  let depth = 0
  for (let i = 0; i < at; i++) depth += text[i] === '(' ? 1 : text[i] === ')' ? -1 : 0
  return depth
}

/** The prefixes of `.nest("/x", Router::new().route(…))` written around the routes of a file. */
function nestedInline({ code }: SourceFile): (at: number) => string | null {
  const nests = [...code.bare.matchAll(NEST)].slice(0, MOST_NESTS).flatMap((match) => {
    const open = match.index + match[0].length - 1
    const prefix = literalIn(code, argumentsAt(code, open)[0])
    return match[1] === 'merge' ? [] : [{ open, close: code.partner(open), prefix }]
  })
  return (at) => {
    let path: string | null = ''
    for (const { open, close, prefix } of nests)
      if (open < at && at < close && path !== null) path = prefix === null ? null : joinPath(path, prefix)
    return path
  }
}
/** Routers nested in one file: more are nobody's by hand. */
const MOST_NESTS = 300

export const axum: RouteFramework = {
  name: 'axum',
  proof: /^cargo\/axum$/,
  files: /\.rs$/,
  word: /\bRouter::|\.(?:nest|merge)\(/,
  find: axumRoutes,
}
