import type { SourceFile } from '../source-file'
import { methodOf, type RouteFramework, routeOf } from './route'

const VERBS = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS'
const EXPORTED = new RegExp(
  `\\bexport\\s{1,9}(?:async\\s{1,9})?(?:function|const|let)\\s{1,9}(${VERBS})\\b|\\bexport\\s{0,9}\\{([^{}]{0,400})\\}|\\bexport\\s{1,9}const\\s{0,9}\\{([^{}]{0,400})\\}`,
  'g',
)

/** Methods that a file exports functions for, with their offsets. */
function exportedMethods({ code }: SourceFile): { method: string; at: number }[] {
  return [...code.bare.matchAll(EXPORTED)].flatMap((match) => {
    const listed = match[2] ?? match[3]
    if (listed === undefined) return [{ method: match[1]!, at: match.index }]
    return listed.split(',').flatMap((one) => {
      const name = one
        .trim()
        .split(/\s+as\s+|\s*:\s*/)
        .at(-1)!
      return new RegExp(`^(?:${VERBS})$`).test(name) ? [{ method: name, at: match.index }] : []
    })
  })
}

/** Segments of folders as segments of a path; `null` for a folder that no path leads to. */
function segments(path: string, segment: (one: string) => string | null | undefined): string | null {
  const parts: string[] = []
  for (const one of path.split('/').filter(Boolean)) {
    const part = segment(one)
    if (part === null) return null
    if (part !== undefined) parts.push(part)
  }
  return `/${parts.join('/')}`
}

/** Folders of the App Router that give no segment: groups; private ones, and pages shown in others' places, are none. */
const nextSegment = (one: string) => (/^\(\.|^@|^_/.test(one) ? null : /^\(.*\)$/.test(one) ? undefined : one)
const svelteSegment = (one: string) => (/^\(.*\)$/.test(one) ? undefined : one)

/** Next.js: https://nextjs.org/docs/app/api-reference/file-conventions/route */
export const next: RouteFramework = {
  name: 'Next.js',
  proof: /^npm\/next$/,
  files: /(?:^|\/)app\/(?:.+\/)?route\.[jt]sx?$|(?:^|\/)pages\/api\/.+\.[jt]sx?$/,
  word: /\bexport\b|module\.exports/,
  find: (files, base) =>
    files.flatMap((file) => {
      const app = file.path.match(/(?:^|\/)app\/((?:.+\/)?)route\.[jt]sx?$/)?.[1]
      if (app !== undefined) {
        const path = segments(app, nextSegment)
        return path === null
          ? []
          : exportedMethods(file).flatMap(({ method, at }) => routeOf(method, base + path, file, at))
      }
      const page = file.path.match(/(?:^|\/)pages\/(api\/.+)\.[jt]sx?$/)?.[1]
      const at = file.code.bare.search(/\bexport\s{1,9}default\b|\bmodule\.exports\s{0,9}=/)
      const path = page ? segments(page.replace(/(?:^|\/)index$/, ''), nextSegment) : null
      return path === null || at === -1 ? [] : routeOf('ANY', base + path, file, at)
    }),
}

/** SvelteKit: https://svelte.dev/docs/kit/routing#server */
export const svelteKit: RouteFramework = {
  name: 'SvelteKit',
  proof: /^npm\/@sveltejs\/kit$/,
  files: /(?:^|\/)src\/routes\/(?:.+\/)?\+server\.[jt]s$/,
  word: /\bexport\b/,
  find: (files) =>
    files.flatMap((file) => {
      const path = segments(
        file.path.match(/(?:^|\/)src\/routes\/((?:.+\/)?)\+server\.[jt]s$/)?.[1] ?? '',
        svelteSegment,
      )
      return path === null ? [] : exportedMethods(file).flatMap(({ method, at }) => routeOf(method, path, file, at))
    }),
}

/** Nuxt and Nitro: https://nitro.build/guide/routing#filesystem-routing */
export const nitro: RouteFramework = {
  name: 'Nitro',
  proof: /^npm\/(?:nuxt|nitropack|nitro)$/,
  files: /(?:^|\/)server\/(?:api|routes)\/.+\.[jt]s$/,
  word: /\bexport\s+default\b/,
  find: (files) =>
    files.flatMap((file) => {
      const [, kind, inner = ''] = file.path.match(/(?:^|\/)server\/(api|routes)\/(.+)\.[jt]s$/) ?? []
      const verb = inner.match(/\.(get|post|put|patch|delete|head|options)$/)?.[1]
      const bare = (verb ? inner.slice(0, -verb.length - 1) : inner).replace(/(?:^|\/)index$/, '')
      const path = segments(`${kind === 'api' ? 'api/' : ''}${bare}`, svelteSegment)
      const at = file.code.bare.search(/\bexport\s{1,9}default\b/)
      return path === null || at === -1 || /\.(?:dev|prod|prerender)$/.test(inner)
        ? []
        : routeOf((verb && methodOf(verb)) || 'ANY', path, file, at)
    }),
}
