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
/** How soon a reader would try it: what tells that it lives, then its front page and what it publishes about itself, then what it is about. */
const RANKS: readonly RegExp[] = [
  /\/(?:health\w*|heartbeat|ping|livez?|liveness|readyz?|readiness|up|status|version|about|info)\/?$/i,
  /^\/$|\/(?:openapi|swagger)(?:\.json|\.ya?ml)?$/i,
  /^\/api\b|\/v\d+\//i,
]
/** Is it public by its own name? */
const PUBLIC = 2
const LATER =
  /(?<!openapi|swagger)\.\w+$|\/(?:static|assets|public|admin|login|logout|auth|oauth|callback|webhooks?|internal|debug|metrics|me|user|account|profile|session)\b/i

/** Does the project ask who is there? Then any other route may answer with a refusal. */
const LOGIN = /(?:^|[/_-])(?:auth\w*|login|signin|sign-in|logout|oauth2?|sessions?|tokens?|register|sso)(?:$|[/_-])/i
const asks = ({ frameworks, surface }: Facts) =>
  frameworks.some(({ category }) => category === 'auth') || surface.routes.some(({ path }) => LOGIN.test(path))

const placeOf = ({ path }: Route) => {
  const place = RANKS.findIndex((pattern) => pattern.test(path))
  return place === -1 ? RANKS.length : place
}
const rank = (route: Route) => placeOf(route) + (LATER.test(route.path) ? 10 : 0)

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
  if (placeOf(route) >= PUBLIC && asks(facts)) return []
  const sources = [...route.sources, ...served.sources]
  return [
    paragraph(md`Once it runs, ${fileLink(context, source.path)} answers ${code(`GET ${route.path}`)}:`, sources),
    fenced('sh', [{ text: `curl http://localhost:${served.port}${route.path}`, sources }]),
  ]
}
