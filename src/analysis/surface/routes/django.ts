import { argumentsAt, literalIn, type Span } from '../arguments'
import type { SourceFile } from '../source-file'
import { moduleFinder } from './python'
import { type Route, type RouteFramework, routeOf } from './route'

const ENTRY = /(?<![\w.])(?:path|re_path|url)\(/g
const ROUTERS = /^[ \t]{0,40}(\w{1,60})\s{0,5}=\s{0,5}(?:\w{1,40}\.)?(DefaultRouter|SimpleRouter)\(/gm
const REGISTERED = /^[ \t]{0,40}(\w{1,60})\.register\(/gm
/** Lists that stand in variables. */
const LIST = /^(\w{1,60})\s{0,5}(?::[^=\n]{0,60})?\+?=\s{0,5}(?:\w{1,60}\()?\[/gm
/** URL configurations in one another, how often they are walked through, and entries of one. */
const DEEPEST = 6
const MOST_WALKS = 400
const MOST_ENTRIES = 300

interface Entry {
  at: number
  path: string | null
  /** What it leads to, where that is not a view. */
  target: { file?: string; router?: string; admin?: boolean } | null
  calls: boolean
}

/** A regular expression of a URL as a path, where it holds nothing but named groups; `null` otherwise. */
function plain(expression: string): string | null {
  const path = expression
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .replace(/\(\?P<(\w{1,60})>[^()]{0,80}\)/g, '<$1>')
    .replace(/\\([.-])/g, '$1')
  return /^[\w\-./<>]{0,200}$/.test(path) ? path : null
}

function find(files: readonly SourceFile[]): Route[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const moduleFile = moduleFinder([...byPath.keys()])
  const included = new Map<string, string[]>()
  const routes: Route[] = []
  let walks = 0

  /** The lists of patterns that a file includes, as literals name them. */
  const targetOf = (file: SourceFile, span: Span): { file?: string; router?: string; admin?: boolean } | null => {
    const { code } = file
    const text = code.bare.slice(span.start, Math.min(span.end, span.start + 200))
    if (/^\w*admin\w*\.site\.urls/.test(text)) return { admin: true }
    const call = text.match(/^include\s{0,3}\(/)
    const first = call ? argumentsAt(code, span.start + call[0].length - 1)[0] : span
    if (!first) return null
    const module =
      literalIn(code, first) ??
      (code.bare[first.start] === '(' ? literalIn(code, argumentsAt(code, first.start)[0]) : null)
    if (module !== null) return { file: moduleFile(file.path, module) ?? '' }
    const router = code.bare.slice(first.start, Math.min(first.end, first.start + 100)).match(/^(\w{1,60})\.urls$/)?.[1]
    return router ? { router } : null
  }

  const entries = new Map(files.map((file) => [file, entriesOf(file)]))
  for (const [file, all] of entries)
    for (const { target } of all)
      if (target?.file) included.set(target.file, [...(included.get(target.file) ?? []), file.path])

  function entriesOf(file: SourceFile): Entry[] {
    const { code } = file
    // A list in a variable that is included by name stands below a prefix of its own.
    const lists = Array.from(code.bare.matchAll(LIST), (match) => {
      const open = match.index + match[0].length - 1
      return { open, close: code.partner(open), name: match[1]! }
    }).filter(({ name }) => name !== 'urlpatterns')
    const all = [...code.bare.matchAll(ENTRY)].slice(0, MOST_ENTRIES).flatMap((match) => {
      const open = match.index + match[0].length - 1
      const given = argumentsAt(code, open)
      const second = given[1]
      const literal = literalIn(code, given[0])
      const at = match.index
      if (!second || lists.some((one) => one.open < at && at < one.close)) return []
      return [
        {
          at,
          end: code.partner(open),
          part: literal === null ? null : match[0].startsWith('path') ? literal : plain(literal),
          target: targetOf(file, second),
          calls: /^include\b/.test(code.bare.slice(second.start, second.end)),
        },
      ]
    })
    return all.map((one) => {
      // A list written inside `include` stands below the paths around it.
      const parts = [...all.filter((outer) => outer.at < one.at && one.at < outer.end), one].map(({ part }) => part)
      return { ...one, path: parts.every((part) => part !== null) ? parts.join('') : null }
    })
  }

  function walk(file: SourceFile, prefix: string, depth: number): void {
    // Configurations that include one another without end stop here.
    if (++walks > MOST_WALKS) return
    for (const one of entries.get(file) ?? []) {
      if (one.path === null) continue
      const path = `${prefix}${one.path}`
      if (one.target?.admin) routes.push(...routeOf('ANY', `/${path}`, file, one.at))
      else if (one.target?.file && depth < DEEPEST) {
        const next = byPath.get(one.target.file)
        if (next) walk(next, path, depth + 1)
      } else if (one.target?.router) viewsets(file, one.target.router, path)
      else if (!one.target && !one.calls) routes.push(...routeOf('ANY', `/${path}`, file, one.at))
    }
    // `urlpatterns = router.urls` and `urlpatterns += router.urls`.
    for (const [, router] of file.code.bare.matchAll(
      /^urlpatterns\s{0,5}\+?=\s{0,5}(?:\[[^\]\n]{0,200}\]\s{0,5}\+\s{0,5})?(\w{1,60})\.urls\b/gm,
    ))
      viewsets(file, router!, prefix)
  }
  /** What the routers of Django REST framework make of each view set: a list and its items. */
  function viewsets(file: SourceFile, router: string, prefix: string): void {
    const { code } = file
    if (![...code.bare.matchAll(ROUTERS)].some(([, name]) => name === router)) return
    for (const match of code.bare.matchAll(REGISTERED)) {
      if (match[1] !== router) continue
      const name = literalIn(code, argumentsAt(code, match.index + match[0].length - 1)[0])
      const path = name === null ? null : plain(name)
      if (path !== null) routes.push(...routeOf('ANY', `/${prefix}${path}/`.replace(/\/{2,}/g, '/'), file, match.index))
    }
  }
  for (const file of files) if (isRoot(file) && !included.has(file.path)) walk(file, '', 0)
  return routes
}

/** The configuration that the settings name stands beside them. */
const isRoot = ({ path, text }: SourceFile) =>
  /(?:^|\/)urls(?:\/__init__)?\.py$/.test(path) && /^urlpatterns\b/m.test(text)

/** Django's `urls.py`, with what each includes, and the routers of Django REST framework. A view says its methods elsewhere: they are `ANY`. */
export const django: RouteFramework = {
  name: 'Django',
  proof: /^pypi\/(?:django|djangorestframework|wagtail)$/i,
  files: /(?:^|\/)(?:\w*urls\w*|api_router|router|routers)\.py$|\/urls\/[\w/]+\.py$/,
  word: /\b(?:path|re_path|url|register)\(/,
  find,
}
