import { argumentsAt, literalIn } from '../arguments'
import { chainBefore } from '../chains'
import type { SourceFile } from '../source-file'
import { mountsOf } from './mounts'
import { joinPath, methodOf, type Route, type RouteFramework, routeOf } from './route'

const BUILT = /\b(?:var|WebApplication)\s{1,5}(\w{1,40})\s{0,5}=\s{0,5}\w{1,40}\.Build\(/g
const GROUP =
  /\b(?:var|RouteGroupBuilder|IEndpointRouteBuilder)\s{1,5}(\w{1,40})\s{0,5}=\s{0,5}(?=[^;]{0,600}\.(?:MapGroup|NewVersionedApi)\()/g
const EXTENSION =
  /\bstatic\s{1,5}[\w<>]{1,60}\s{1,5}(\w{1,60})\s{0,3}\(\s{0,9}this\s{1,5}(?:IEndpointRouteBuilder|WebApplication|RouteGroupBuilder)\s{1,5}(\w{1,40})/g
const CALL = /\.Map(Get|Post|Put|Patch|Delete)\s{0,3}\(/g
const PASSED = /\.(Map\w{1,60}|Use\w{1,60})\s{0,3}\(\s{0,9}\)/g

/** Minimal APIs of ASP.NET Core: functions mapped to paths on the application or on groups of it. */
function find(files: readonly SourceFile[]): Route[] {
  const mounts = mountsOf()
  const readings = files.map((file) => {
    const { code, path } = file
    const names: { name: string; start: number; end: number; router: string }[] = []
    for (const match of code.bare.matchAll(BUILT)) {
      const router = `${path}#${match[1]}`
      names.push({ name: match[1]!, start: -1, end: code.bare.length, router })
      mounts.root(router)
    }
    for (const match of code.bare.matchAll(EXTENSION)) {
      const open = code.bare.indexOf('{', match.index)
      const start = open === -1 ? match.index : open
      names.push({ name: match[2]!, start, end: Math.max(code.partner(start), start), router: `function ${match[1]}` })
    }
    const at = (name: string, place: number) =>
      names.findLast((one) => one.name === name && one.start < place && place < one.end)?.router ?? null
    return { file, names, at }
  })
  /** The router at the beginning of a chain, and the groups between. */
  const receiver = ({ file, at }: (typeof readings)[number], dot: number) => {
    const { name, links, at: place } = chainBefore(file.code, dot)
    let prefix: string | null = ''
    for (const link of links.toReversed())
      if (link.name === 'MapGroup' && prefix !== null) {
        const group = literalIn(file.code, argumentsAt(file.code, link.open)[0])
        prefix = group === null ? null : joinPath(prefix, group)
      }
    return { router: at(name, place + 1), prefix }
  }
  for (const reading of readings) {
    const { code, path } = reading.file
    for (const match of code.bare.matchAll(GROUP)) {
      const end = code.bare.indexOf(';', match.index)
      const { router: parent, prefix } = receiver(reading, end)
      const router = `${path}#${match[1]}@${match.index}`
      if (parent) mounts.mount(parent, router, prefix)
      const open = code.blockAround(match.index)
      const close = open === -1 ? code.bare.length : code.partner(open)
      reading.names.push({ name: match[1]!, start: match.index, end: close, router })
    }
    for (const match of code.bare.matchAll(PASSED)) {
      const { router, prefix } = receiver(reading, match.index)
      if (router) mounts.mount(router, `function ${match[1]}`, prefix)
    }
  }
  return readings.flatMap((reading) => {
    const { file } = reading
    return [...file.code.bare.matchAll(CALL)].flatMap((match) => {
      const all = argumentsAt(file.code, match.index + match[0].length - 1)
      const path = literalIn(file.code, all[0])
      const { router, prefix } = receiver(reading, match.index)
      if (path === null || prefix === null || !router || all.length < 2) return []
      return mounts
        .prefixes(router)
        .flatMap((before) =>
          routeOf(methodOf(match[1]!) ?? 'ANY', joinPath(joinPath(before, prefix), path), file, match.index),
        )
    })
  })
}

export const minimalApi: RouteFramework = {
  name: 'ASP.NET minimal APIs',
  proof: /^framework\/ASP\.NET/,
  files: /\.cs$/,
  word: /\.Map(?:Get|Post|Put|Patch|Delete|Group)\b|\bWebApplication\b/,
  find,
}
