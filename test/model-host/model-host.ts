import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Behaviour, behave } from './behaviour.ts'
import { anthropicProtocol, type Body, openAiProtocol, type Protocol } from './protocols.ts'

export interface Asked {
  method: string
  path: string
  headers: Record<string, string | undefined>
  /** `null` without a body of JSON. */
  body: Body | null
}

/** What the list of models says: it has the model, it has others, this status, nothing ever, or this text. */
export type ModelList = 'listed' | 'missing' | { status: number } | 'stall' | { body: string }

export interface ModelHostOptions {
  /** The only model there is. */
  model: string
  /** Required of every request; `null` lets everybody in. */
  key: string | null
  /** 0 takes any free port. */
  port?: number
}

export interface ModelHost {
  /** `http://127.0.0.1:port` */
  origin: string
  /** All requests so far. */
  requests: Asked[]
  /** From now on, each request for an answer is given what this says; by default an honest one. */
  answerWith(behaviour: (asked: Asked) => Behaviour): void
  /** From now on; by default it is listed. */
  listModels(list: ModelList): void
  /** Connections that are open now. */
  open(): number
  /** Stops listening and ends open connections. */
  close(): Promise<void>
}

/** Every request of Anthropic's protocol, and no other, names its version. */
const protocolOf = ({ headers }: Asked): Protocol => (headers['anthropic-version'] ? anthropicProtocol : openAiProtocol)

async function read(request: IncomingMessage): Promise<Body | null> {
  let text = ''
  for await (const part of request.setEncoding('utf8')) text += part
  return text === '' ? null : (JSON.parse(text) as Body)
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const fail = (response: ServerResponse, status: number, type: string) =>
  json(response, status, { type: 'error', error: { type, message: 'Said by a stand-in.' } })

/**
 * A stand-in for a provider of language models, on loopback: there is no model behind it and nothing is understood.
 * It speaks OpenAI's Chat Completions and Anthropic's Messages over real HTTP, whole and streamed, with the lists of
 * models, checks the key and the model's name, and misbehaves as a test chooses.
 */
export async function startModelHost({ model, key, port = 0 }: ModelHostOptions): Promise<ModelHost> {
  const requests: Asked[] = []
  let behaviour: (asked: Asked) => Behaviour = () => ({ honest: true })
  let list: ModelList = 'listed'

  function answerList(response: ServerResponse, protocol: Protocol, path: string): void {
    const found = protocol.models(path, list === 'listed' ? ['another', model] : ['another'])
    if (list === 'stall') return
    if (typeof list === 'object' && 'status' in list) fail(response, list.status, 'api_error')
    else if (typeof list === 'object') response.writeHead(200).end(list.body)
    else if (found) json(response, 200, found)
    else fail(response, 404, 'not_found_error')
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]),
    )
    const { method = '', url: path = '' } = request
    const asked: Asked = { method, path, headers, body: await read(request) }
    requests.push(asked)
    const protocol = protocolOf(asked)
    const wanted = protocol.wanted(asked.body ?? {})
    if (key !== null && !protocol.mayEnter(key, headers)) fail(response, 401, 'authentication_error')
    else if (method === 'GET' && path.startsWith('/v1/models')) answerList(response, protocol, path)
    else if (method !== 'POST' || path !== protocol.path || wanted.model !== model)
      fail(response, 404, 'not_found_error')
    else await behave(response, protocol, wanted, behaviour(asked))
  }

  const server = createServer((request, response) => {
    response.on('error', () => undefined)
    answer(request, response).catch(() => response.destroy())
  })
  let open = 0
  server.on('connection', (socket) => {
    open++
    socket.once('close', () => open--)
  })
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: listening } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${listening}`,
    requests,
    answerWith(next) {
      behaviour = next
    },
    listModels(next) {
      list = next
    },
    open: () => open,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
