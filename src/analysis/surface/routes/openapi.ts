import { lineCounter } from '../../line-numbers'
import { type Project, record, string } from '../../project'
import { joinPath, methodOf, type Route } from './route'

const NAME = /^(?:openapi|swagger)(?:[._-](?:v?\d[\w.]*|spec|api))?\.(?:json|ya?ml)$/i
/** Bytes of a description that are read. */
export const MOST_DESCRIPTION = 262_144
export const isDescription = (base: string): boolean => NAME.test(base)

/** A path below the server's, when that is told. */
const below = (server: string | null, path: string): string | null => {
  if (server === null) return path
  if (/[{$]/.test(server)) return null
  const base = server.startsWith('/') ? server : (URL.parse(server)?.pathname ?? null)
  return base === null ? null : joinPath(base, path)
}

function fromJson(project: Project, path: string): Route[] {
  const document = project.json(path)
  const value = record(document?.value)
  if (!document || (!string(value.openapi) && !string(value.swagger))) return []
  const servers = Array.isArray(value.servers) ? string(record(value.servers[0]).url) : null
  return Object.entries(record(value.paths)).flatMap(([at, operations]) =>
    Object.keys(record(operations)).flatMap((word) => {
      const method = methodOf(word)
      const whole = below(servers ?? string(value.basePath), at)
      return method && whole && method !== 'ANY'
        ? [{ method, path: whole, sources: [document.at('paths', at, word)] }]
        : []
    }),
  )
}

/** The keys below `paths:` of a YAML document, line by line: parsing all of a description to know them would take a second. */
function fromYaml(text: string, path: string): Route[] {
  if (!/^(?:openapi|swagger)\s{0,3}:/m.test(text)) return []
  const server = text.match(
    /^servers:[ \t]*\n(?:[ \t]*#[^\n]*\n){0,20}[ \t]*-[ \t]+url:[ \t]*["']?([^\s"'#]{1,200})/m,
  )?.[1]
  const base = text.match(/^basePath:[ \t]*["']?([^\s"'#]{1,200})/m)?.[1]
  const start = text.search(/^paths:[ \t]*$/m)
  if (start === -1) return []
  const lineOf = lineCounter(text)
  const routes: Route[] = []
  let outer = -1
  let inner = -1
  let at: string | null = null
  for (const match of text
    .slice(start)
    .matchAll(/^([ \t]*)(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([^\s#"'][^\s:]{0,200})):[ \t]*(?:#[^\n]*)?$/gm)) {
    const [, space = '', ...keys] = match
    const key = keys.find((one) => one !== undefined)!
    if (match.index === 0) continue
    if (space.length === 0) break
    if (outer === -1) outer = space.length
    if (space.length === outer) {
      at = key.startsWith('/') ? key : null
      inner = -1
      continue
    }
    if (inner === -1) inner = space.length
    const method = space.length === inner ? methodOf(key) : null
    const whole = at === null ? null : below(server ?? base ?? null, at)
    if (method && method !== 'ANY' && whole)
      routes.push({ method, path: whole, sources: [{ path, line: lineOf(start + match.index) }] })
  }
  return routes
}

/** What the project's own OpenAPI descriptions promise: https://spec.openapis.org/oas/v3.1.0 */
export function describedRoutes(project: Project): Route[] {
  return project.own(NAME).flatMap((path) => {
    const file = project.files.get(path)
    if (!file || file.bytes > MOST_DESCRIPTION) return []
    return path.endsWith('.json') ? fromJson(project, path) : fromYaml(project.text(path) ?? '', path)
  })
}
