import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Children, serveArchive, serveGit } from './git-processes.ts'

/** A wrong answer, chosen by a test instead of the true one. */
export type Fault =
  | { status: number; headers?: Record<string, string>; body?: string | Uint8Array }
  /** Answers nothing, or nothing more after the head and some bytes of a body. */
  | { stall: true; after?: Uint8Array; headers?: Record<string, string> }
  /** The true answer, broken off after so many bytes of its body. */
  | { cutAfter: number }

export interface Asked {
  kind: 'refs' | 'archive' | 'other'
  method: string
  path: string
  headers: Record<string, string | undefined>
}

export interface GitHostOptions {
  /** Bare repository of an owner and a name (without `.git`); `null` for none. */
  find(owner: string, name: string): string | null
  /** 0 takes any free port. */
  port?: number
  /** Called for each request; what it gives is answered instead of the truth. */
  fault?(asked: Asked): Fault | undefined
}

export interface GitHost {
  /** `http://127.0.0.1:port` */
  origin: string
  /** All requests so far. */
  asked: Asked[]
  /** Stops listening, ends open connections and child processes. */
  close(): Promise<void>
}

const GIT_PATH = /^\/(.+)\/([^/]+?)(?:\.git)?(\/info\/refs|\/git-upload-pack)$/
/** The archive paths of GitHub, Forgejo and sourcehut, GitLab, Bitbucket. */
const ARCHIVE_PATH =
  /^\/(.+?)\/([^/]+)\/(?:-\/archive\/([0-9a-f]{40})\/[^/]+|archive\/([0-9a-f]{40})|get\/([0-9a-f]{40}))\.(zip|tar\.gz)$/

function cutShort(response: ServerResponse, most: number): void {
  const write = response.write.bind(response)
  let sent = 0
  response.write = (chunk: Uint8Array | string) => {
    const bytes = Buffer.from(chunk)
    const part = bytes.subarray(0, Math.max(0, most - sent))
    sent += bytes.length
    if (sent < most) return write(part)
    write(part, () => response.destroy())
    return false
  }
}

function answerWrongly(fault: Exclude<Fault, { cutAfter: number }>, response: ServerResponse): void {
  if ('status' in fault) {
    response.writeHead(fault.status, fault.headers)
    response.end(fault.body)
  } else if (fault.after) {
    response.writeHead(200, fault.headers)
    response.write(fault.after)
  }
}

const headersOf = (request: IncomingMessage) =>
  Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]))

/**
 * A Git host on loopback, as far as clients read public repositories: references and packs by git-http-backend, archives
 * by git archive. Everything is the work of the real Git, so a test against it is one against a real host.
 */
export async function startGitHost({ find, port = 0, fault }: GitHostOptions): Promise<GitHost> {
  const children: Children = new Set()
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    response.on('error', () => undefined)
    const path = decodeURI(new URL(request.url ?? '/', 'http://localhost').pathname)
    const gitPath = path.match(GIT_PATH)
    const archivePath = path.match(ARCHIVE_PATH)
    const kind = gitPath ? 'refs' : archivePath ? 'archive' : 'other'
    const entry: Asked = {
      kind,
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: headersOf(request),
    }
    asked.push(entry)
    const wrong = fault?.(entry)
    if (wrong && !('cutAfter' in wrong)) return answerWrongly(wrong, response)
    if (wrong) cutShort(response, wrong.cutAfter)
    const [, owner = '', name = ''] = gitPath ?? archivePath ?? []
    const gitDir = find(owner, name)
    if (gitPath && gitDir) return serveGit(children, gitDir, gitPath[3] ?? '', request, response)
    const commit = archivePath?.[3] ?? archivePath?.[4] ?? archivePath?.[5]
    if (commit && gitDir)
      return void serveArchive(children, gitDir, { name, commit, format: archivePath?.[6] ?? 'zip' }, response)
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n')
  })
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: listening } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${listening}`,
    asked,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      // Not `close`, which never comes when nobody read the output of a child to its end.
      const ended = [...children].map((child) => new Promise((resolve) => child.once('exit', resolve)))
      for (const child of children) child.kill()
      await Promise.all([closed, ...ended])
    },
  }
}
