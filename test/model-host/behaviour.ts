import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Protocol, Stop, Wanted } from './protocols.ts'

/** The answer's text; an object as JSON. Without it, each property of the schema as an empty text. */
interface Said {
  say?: object | string
}

/** How the stand-in answers one request. */
export type Behaviour =
  /** Each property of the schema as an empty text. */
  | { honest: true }
  | { say: object | string }
  | { status: number; headers?: Record<string, string>; body?: string }
  /** No head at all, or no end: until the client goes. */
  | ({ stall: 'before' | 'within' } & Said)
  /** Destroys the connection after so many characters of the text. */
  | ({ cut: number } & Said)
  /** The same words without end, until the client goes. */
  | { flood: true }
  | { refuse: true }
  | ({ lengthStop: true } & Said)
  /** A failure amid the stream, after the text. */
  | ({ errorInStream: true } & Said)
  | { redirect: string }
  /** One piece of JSON, although a stream was asked for. */
  | ({ notEventStream: true } & Said)
  /** Milliseconds before each piece. */
  | ({ slow: number } & Said)
  /** Chunks of one byte, also amid a character. */
  | ({ split: true } & Said)
  /** These bytes as the body of a stream, and nothing else. */
  | { raw: string | Uint8Array }

const JSON_TYPE = { 'content-type': 'application/json' }
const STREAM = { 'content-type': 'text/event-stream; charset=utf-8' }

function textOf(behaviour: Behaviour, { properties }: Wanted): string {
  const said = 'say' in behaviour ? behaviour.say : undefined
  if (typeof said === 'string') return said
  return JSON.stringify(said ?? Object.fromEntries(properties.map((name) => [name, ''])))
}

const stopOf = (behaviour: Behaviour): Stop =>
  'refuse' in behaviour ? 'refused' : 'lengthStop' in behaviour ? 'length' : 'done'

/** Some characters each, none cut in two. */
const piecesOf = (text: string): string[] => text.match(/.{1,4}/gsu) ?? []

async function flood(response: ServerResponse, protocol: Protocol, wanted: Wanted, asStream: boolean): Promise<void> {
  response.writeHead(200, asStream ? STREAM : JSON_TYPE)
  response.write(asStream ? protocol.opening(wanted.model) : '{"choices":"')
  const words = asStream ? protocol.piece('word '.repeat(400)) : 'word '.repeat(400)
  while (!response.destroyed) {
    const more = response.write(words)
    // Also lets the end of the connection be seen.
    await (more ? pause(0) : new Promise((resolve) => response.once('drain', resolve).once('close', resolve)))
  }
}

async function stream(response: ServerResponse, protocol: Protocol, wanted: Wanted, how: Behaviour): Promise<void> {
  response.writeHead(200, STREAM)
  const write = (text: string) => {
    if (!('split' in how)) return response.write(text)
    for (const byte of Buffer.from(text)) response.write(Uint8Array.of(byte))
  }
  write(protocol.opening(wanted.model))
  const text = textOf(how, wanted)
  const given = 'cut' in how ? text.slice(0, how.cut) : text
  for (const piece of 'refuse' in how ? [] : piecesOf(given)) {
    if ('slow' in how) await pause(how.slow)
    if (response.destroyed) return
    write(protocol.piece(piece))
  }
  if ('stall' in how) return
  if ('cut' in how) return void response.write('', () => response.destroy())
  write('errorInStream' in how ? protocol.failure() : protocol.closing(stopOf(how)))
  response.end()
}

function whole(response: ServerResponse, protocol: Protocol, wanted: Wanted, how: Behaviour): void {
  const body = JSON.stringify(protocol.whole(wanted.model, textOf(how, wanted), stopOf(how)))
  response.writeHead(200, JSON_TYPE)
  if ('stall' in how) response.write(body.slice(0, 20))
  else if ('cut' in how) response.write(body.slice(0, how.cut), () => response.destroy())
  else response.end(body)
}

/** Answers one request as a test chose. */
export async function behave(
  response: ServerResponse,
  protocol: Protocol,
  wanted: Wanted,
  how: Behaviour,
): Promise<void> {
  const asStream = wanted.stream && !('notEventStream' in how)
  if ('status' in how) response.writeHead(how.status, how.headers).end(how.body)
  else if ('redirect' in how) response.writeHead(307, { location: how.redirect }).end()
  else if ('raw' in how) response.writeHead(200, STREAM).end(how.raw)
  else if ('stall' in how && how.stall === 'before') return
  else if ('flood' in how) await flood(response, protocol, wanted, asStream)
  else if (asStream) await stream(response, protocol, wanted, how)
  else whole(response, protocol, wanted, how)
}
