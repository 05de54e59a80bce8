import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'

/** An archive to be answered: its bytes, and how many. */
export interface Served {
  bytes: number
  open(): Readable
}

export interface ArchiveServer {
  /** Address of an archive by the name that `find` knows. */
  url(name: string): string
  close(): void
}

/** Serves archives on loopback, each answer made anew by `find`. A client that leaves is no error: limits make it leave. */
export async function serveArchives(find: (name: string) => Served): Promise<ArchiveServer> {
  const server = createServer((request, response) => {
    const { bytes, open } = find(decodeURIComponent(request.url!.slice(1)))
    response.writeHead(200, { 'content-type': 'application/zip', 'content-length': bytes })
    const content = open()
    response.on('close', () => content.destroy())
    response.on('error', () => undefined)
    content.pipe(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: (name) => `http://127.0.0.1:${port}/${encodeURIComponent(name)}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
