import { once } from 'node:events'
import { createServer } from 'node:http'

/** The service at another origin, with one page more. */
export interface Mirror {
  origin: string
  /** Serves this page from now on, and gives its address. */
  showing(headers: Headers, html: string): string
  close(): Promise<void>
}

const PAGE = '/shown/'

/** Milliseconds in which a local runtime that has ended by itself is up again. */
const PATIENCE_MS = 60_000

async function fetchWhenUp(url: string): Promise<Response> {
  for (const until = Date.now() + PATIENCE_MS; ; await new Promise((resolve) => setTimeout(resolve, 200)))
    try {
      return await fetch(url)
    } catch (error) {
      if (Date.now() > until) throw error
    }
}

/** An answer to a POST cannot be navigated to: this shows it, and whatever else it asks for is what `mirrored` answers. */
export async function startMirror(mirrored: string): Promise<Mirror> {
  let page = { headers: new Headers(), html: '' }
  const server = createServer(async (request, response) => {
    if (request.url === PAGE) {
      response.writeHead(200, Object.fromEntries(page.headers)).end(page.html)
      return
    }
    const answer = await fetchWhenUp(mirrored + (request.url ?? '/'))
    // It came decoded.
    const headers = [...answer.headers].filter(
      ([name]) => !/^(?:content-(?:encoding|length)|transfer-encoding)$/.test(name),
    )
    response.writeHead(answer.status, Object.fromEntries(headers)).end(new Uint8Array(await answer.arrayBuffer()))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The mirror has no port.')
  const origin = `http://127.0.0.1:${address.port}`
  return {
    origin,
    showing(headers, html) {
      page = { headers: new Headers(headers), html }
      for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) page.headers.delete(name)
      return origin + PAGE
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
