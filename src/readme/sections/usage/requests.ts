import type { Facts } from '../../../analysis/facts'
import { type Block, fenced, paragraph } from '../../blocks'
import { type Context, fileLink } from '../../context'
import { code, md } from '../../escape'
import { requests } from './examples'
import { servedAt } from './port'

type Route = Facts['surface']['routes'][number]

const MOST = 3
/** A path that a shell takes as it is, and that needs nothing filled in. */
const PLAIN = /^\/[\w./~-]*$/
/** How soon a reader would try it: what tells that it lives, then what it is about, pages and files last. */
const RANKS: readonly RegExp[] = [
  /\/(?:health\w*|ping|livez?|readyz?|status|version)\/?$/i,
  /^\/api\b|\/v\d+\//i,
  /^\/$/,
]
const LATER =
  /\.\w+$|\/(?:static|assets|public|admin|login|logout|auth|oauth|callback|webhooks?|internal|debug|metrics|me|user|account|profile|session)\b/i

const rank = ({ path }: Route) => {
  const place = RANKS.findIndex((pattern) => pattern.test(path))
  return (place === -1 ? RANKS.length : place) + (LATER.test(path) ? 10 : 0)
}

const ANSWERING = new Set<string>(['web-app', 'service'])

/** A request that the project answers: one of its own documents, or to a route that takes no parameters, on the port that its files fix. */
export function requestUsage(context: Context): Block[] {
  const { facts } = context
  if (!facts.kinds.some((kind) => ANSWERING.has(kind))) return []
  const typed = requests(facts).slice(0, MOST)
  if (typed.length)
    return [
      fenced(
        'sh',
        typed.map(({ code: line, sources }) => ({ text: line, sources })),
      ),
    ]
  const [route] = facts.surface.routes
    .filter(({ method, path }) => method === 'GET' && PLAIN.test(path))
    .toSorted((a, b) => rank(a) - rank(b))
  const served = servedAt(facts)
  const [source] = route?.sources ?? []
  if (!route || !served || !source || LATER.test(route.path)) return []
  const sources = [...route.sources, ...served.sources]
  return [
    paragraph(md`Once it runs, ${fileLink(context, source.path)} answers ${code(`GET ${route.path}`)}:`, sources),
    fenced('sh', [{ text: `curl http://localhost:${served.port}${route.path}`, sources }]),
  ]
}
