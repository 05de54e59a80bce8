import type { Check, Ground, Judged } from './claim'
import { MOST_SEARCHES, standsAnywhere } from './mentions'

const ADDRESS = /(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d{2,5})(?!\d)/g
const STARTS = /^docker[ -]compose\b.*\bup\b/
const LONGEST = 2_000

/** The port of this machine that `8080:80`, `127.0.0.1:8080:80` or `8080` publishes; `null` for one that Docker chooses or a variable gives. */
const published = (port: string): number | null => {
  const parts = port.split(':')
  const host = parts.at(-2)
  return host !== undefined && /^\d{2,5}$/.test(host) ? Number(host) : null
}

/** Lines of the sections in which the README starts the services, from there to the next heading. */
function started({ typed, reading, lines }: Ground): (line: number) => boolean {
  const spans = typed
    .filter(({ words }) => STARTS.test(words.join(' ')))
    .map(({ line }) => ({
      from: line,
      to: reading.headings.find((heading) => heading.line > line)?.line ?? lines.length + 1,
    }))
  return (line) => spans.some(({ from, to }) => line >= from && line < to)
}

/** Ports of this machine in sections that start the compose services, where one compose file fixes all that they publish and no file names another. */
export const portClaims: Check = (ground) => {
  const { facts, project, lines } = ground
  const [file, ...others] = facts.docker?.compose ?? []
  const given = file?.services.flatMap(({ ports }) => ports) ?? []
  const ports = given.map(published)
  if (!file || others.length || !ports.length || ports.includes(null)) return []
  const isStarted = started(ground)
  let searches = 0
  return lines.flatMap((text, index): Judged[] => {
    if (text.length > LONGEST || !isStarted(index + 1)) return []
    return [...text.matchAll(ADDRESS)].flatMap(([address, port = '']): Judged[] => {
      const claim = { kind: 'port' as const, line: index + 1, claim: address }
      if (ports.includes(Number(port))) return [{ ...claim, verdict: 'holds' }]
      if (searches++ >= MOST_SEARCHES || standsAnywhere(project, port)) return []
      const all = [...new Set(ports)].join(', ')
      return [
        {
          ...claim,
          verdict: {
            message: `No file names port ${port}; ${file.path} publishes ${all}.`,
            sources: file.sources.slice(0, 1),
          },
        },
      ]
    })
  })
}
