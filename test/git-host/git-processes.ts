import { type ChildProcess, spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, dirname } from 'node:path'
import { GIT_ENVIRONMENT, git } from './repository.ts'

/** Children that still run, so that a host can end them. */
export type Children = Set<ChildProcess>

function start(
  children: Children,
  args: string[],
  more: Record<string, string>,
  response: ServerResponse,
): ChildProcess {
  const child = spawn('git', args, { env: { ...GIT_ENVIRONMENT, ...more }, stdio: ['pipe', 'pipe', 'ignore'] })
  children.add(child)
  child.on('exit', () => children.delete(child))
  child.on('error', () => response.destroy())
  child.stdin?.on('error', () => undefined)
  response.on('close', () => child.kill())
  return child
}

/** Hands one request to git-http-backend, as a web server does by CGI. Source: git-http-backend(1), RFC 3875. */
export function serveGit(
  children: Children,
  gitDir: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const header = (name: string) => request.headers[name]?.toString() ?? ''
  const child = start(
    children,
    ['http-backend'],
    {
      GIT_PROJECT_ROOT: dirname(gitDir),
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${basename(gitDir)}${path}`,
      REQUEST_METHOD: request.method ?? 'GET',
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: header('content-type'),
      CONTENT_LENGTH: header('content-length'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      GIT_PROTOCOL: header('git-protocol'),
      REMOTE_ADDR: '127.0.0.1',
    },
    response,
  )
  if (!child.stdin || !child.stdout) return void response.destroy()
  request.pipe(child.stdin)
  let head = Buffer.alloc(0)
  const { stdout } = child
  const onHead = (chunk: Buffer) => {
    head = Buffer.concat([head, chunk])
    const end = head.indexOf('\r\n\r\n')
    if (end < 0) return
    stdout.off('data', onHead)
    for (const line of head.subarray(0, end).toString().split('\r\n')) {
      const colon = line.indexOf(':')
      const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()]
      if (name.toLowerCase() === 'status') response.statusCode = Number.parseInt(value, 10)
      else response.setHeader(name, value)
    }
    response.write(head.subarray(end + 4))
    stdout.pipe(response)
  }
  stdout.on('data', onHead)
  child.on('close', () => response.end())
}

/** Streams `git archive` of a commit as Git hosts do; 404 when the repository has no such commit. */
export async function serveArchive(
  children: Children,
  gitDir: string,
  { name, commit, format }: { name: string; commit: string; format: string },
  response: ServerResponse,
): Promise<void> {
  const known = await git(['-C', gitDir, 'cat-file', '-e', `${commit}^{commit}`]).then(
    () => true,
    () => false,
  )
  if (!known) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n')
  const args = ['-C', gitDir, 'archive', `--format=${format}`, `--prefix=${name}-${commit}/`, commit]
  const child = start(children, args, {}, response)
  response.writeHead(200, { 'content-type': format === 'zip' ? 'application/zip' : 'application/gzip' })
  child.stdout?.pipe(response)
}
