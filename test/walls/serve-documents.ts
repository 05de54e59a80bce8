import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface Page {
  html: string
  headers: Record<string, string>
}

/** Pages at addresses of their own, and what was asked for besides. */
export interface Served {
  origin: string
  /** By page: what was asked for below its address. */
  asked: Map<number, Set<string>>
  /** What was asked for elsewhere on this server, by path. */
  elsewhere: Map<string, number>
  /** Origins of other hosts that were asked for. */
  foreign: Map<string, number>
  close: () => Promise<void>
}

/** Files of our own that every page loads. */
const OWN = new Set(['/preview.css', '/favicon.svg', '/favicon.ico', '/diagram/'])
/** Many pages at once, each small, so that all of them are seen and none is put off. */
const together = (from: number, to: number) => {
  const frames = Array.from({ length: to - from }, (_, n) => `<iframe src="/page/${from + n}/"></iframe>`)
  return `<!doctype html><title>pages</title><style>iframe{width:110px;height:60px;border:0}</style>${frames.join('')}`
}

const add = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1)

/**
 * Serves pages on a loopback port: page n at `/page/n/`, pages n to m - 1 in frames at `/pages/n/m/`. It is also the proxy
 * through which the browser must reach every other host: it counts what is asked for and lets nothing through. `asset` gives
 * further files by their path.
 */
export async function serveDocuments(
  pages: readonly Page[],
  asset: (path: string) => Page | null = () => null,
): Promise<Served> {
  const asked: Served['asked'] = new Map()
  const elsewhere: Served['elsewhere'] = new Map()
  const foreign: Served['foreign'] = new Map()

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    // A proxy is asked by the whole address, also for its own pages.
    const url = (request.url ?? '').replace(`http://127.0.0.1:${request.socket.localPort}/`, '/')
    const [, number, rest = ''] = url.match(/^\/page\/(\d+)\/(.*)$/) ?? []
    const page = number && rest === '' ? pages[Number(number)] : asset(url.replace(/[?#].*/, ''))
    const [, from, to] = url.match(/^\/pages\/(\d+)\/(\d+)\/$/) ?? []
    if (page) return response.writeHead(200, page.headers).end(page.html)
    if (from && to) return response.writeHead(200, { 'Content-Type': 'text/html' }).end(together(+from, +to))
    if (/^[a-z]+:/i.test(url)) add(foreign, URL.parse(url)?.origin ?? url)
    else if (number) asked.set(Number(number), (asked.get(Number(number)) ?? new Set()).add(rest))
    else if (!OWN.has(url)) add(elsewhere, url)
    // Nothing to show: whatever was to lead away stays where it is, and can go on.
    return response.writeHead(204).end()
  }

  const server = createServer(answer)
  server.on('connect', ({ url = '' }: IncomingMessage, socket) => {
    add(foreign, `https://${url.replace(/:443$/, '')}`)
    socket.on('error', () => socket.destroy())
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { origin: `http://127.0.0.1:${address.port}`, asked, elsewhere, foreign, close }
}
