import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The service at another origin, with one page more. */
export interface Mirror {
  origin: string
  /** Serves this page from now on, and gives its address. */
  showing(headers: Headers, html: string): string
  close(): Promise<void>
}

const PAGE = '/shown/'

/** An answer to a POST cannot be navigated to: this shows it, and whatever else it asks for is what `origin` answers. */
export async function startMirror(origin: string): Promise<Mirror> {
  let page = { headers: new Headers(), html: '' }
  const server = createServer(async (request, response) => {
    if (request.url === PAGE) {
      response.writeHead(200, Object.fromEntries(page.headers)).end(page.html)
      return
    }
    const answer = await fetch(origin + (request.url ?? '/'))
    // It came decoded.
    const headers = [...answer.headers].filter(
      ([name]) => !/^(?:content-(?:encoding|length)|transfer-encoding)$/.test(name),
    )
    response.writeHead(answer.status, Object.fromEntries(headers)).end(new Uint8Array(await answer.arrayBuffer()))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    showing(headers, html) {
      page = { headers: new Headers(headers), html }
      for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) page.headers.delete(name)
      return `http://127.0.0.1:${port}${PAGE}`
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
