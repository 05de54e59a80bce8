import { argumentsAt, literalIn } from '../arguments'
import type { SourceFile } from '../source-file'
import { joinPath, methodOf, type Route, type RouteFramework, routeOf } from './route'

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

export const vapor: RouteFramework = {
  name: 'Vapor',
  proof: /^swift\/.*\/vapor$/,
  files: /\.swift$/,
  word: /\bimport\s+Vapor\b/,
  find: (files) => files.flatMap(vaporRoutes),
}
