import type { Facts, Source } from '../../../analysis/facts'
import { ownPort, stackOf } from '../compose'
import { started } from '../quick-start'

/** A port on the reader's machine, and what fixes it. */
export interface Port {
  port: string
  sources: Source[]
}

const VARIABLES = /^(?:PORT|(?:HTTP|SERVER|APP|API|WEB)_PORT)$/
/** The same, named for the project: `MEMOS_PORT`. */
const isPort = (variable: string, { name, repository }: Facts) =>
  VARIABLES.test(variable) ||
  [name.value, repository.name].some((own) => variable === `${own.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_PORT`)
const IN_COMMAND = /(?:--port[ =]|-p |:)(\d{4,5})(?:\s|$)/
/** Images of what only hands requests on. */
const PROXIES = /\b(?:nginx|caddy|traefik|haproxy|httpd|envoy)\b/i

/** The port that the project listens on once it is started as the quick start says; `null` where no file, or more than one, fixes it. */
export function servedAt(facts: Facts): Port | null {
  const { start, contained } = started(facts)
  const stack = start && contained ? stackOf(facts, start) : null
  if (contained) return stack && ownPort(facts, stack)
  const inCommand = start?.command.match(IN_COMMAND)?.[1]
  if (start && inCommand) return { port: inCommand, sources: start.sources }
  const variables = facts.environment.flatMap(({ name, default: own, example, sources }) => {
    const port = own ?? example ?? ''
    return isPort(name, facts) && /^\d{2,5}$/.test(port) ? [{ port, sources }] : []
  })
  const [variable] = variables
  if (variable && new Set(variables.map(({ port }) => port)).size === 1) return variable
  // What an image exposes is what it listens on there: outside of it another port may be the default.
  if (start) return null
  const images = (facts.docker?.dockerfiles ?? []).filter(
    ({ exposed_ports: ports, base_images: bases }) => ports.length > 0 && !bases.some((base) => PROXIES.test(base)),
  )
  const ports = new Set(images.flatMap((one) => one.exposed_ports))
  const [port] = ports
  return port !== undefined && ports.size === 1
    ? { port: String(port), sources: images.flatMap(({ sources }) => sources) }
    : null
}
