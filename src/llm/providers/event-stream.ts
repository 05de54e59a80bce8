import { ProviderFault } from './fault'

/** Characters of a line, at most: no model's word is longer, and a line is kept until it ends. */
const LONGEST_LINE = 65_536

/** Whether an answer is a stream of events, by its own word. */
export const isEventStream = (response: Response): boolean =>
  /^text\/event-stream\s*(;|$)/i.test(response.headers.get('content-type') ?? '')

function checked(line: string, host: string): string {
  if (line.length <= LONGEST_LINE) return line
  throw new ProviderFault('too_long', `${host} answered with more than an answer may have.`)
}

/** Whole lines of UTF-8 text that end in CR, LF or CRLF, however the bytes are cut. What follows the last end is none. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>, host: string): AsyncGenerator<string, void> {
  const decoder = new TextDecoder()
  let begun = ''
  let afterReturn = false
  for await (const part of bytes) {
    let text = decoder.decode(part, { stream: true })
    if (text === '') continue
    // The second half of a CRLF that was cut in two ends no second line.
    if (afterReturn && text.startsWith('\n')) text = text.slice(1)
    afterReturn = text.endsWith('\r')
    const lines = text.split(/\r\n|\r|\n/)
    const rest = lines.pop() ?? ''
    for (const line of lines) {
      yield checked(begun + line, host)
      begun = ''
    }
    begun = checked(begun + rest, host)
  }
}

/**
 * The data of each event, its lines joined by LF. Names of events, ids and waiting times are passed over: both protocols
 * say in the data what an event is. An event that the end of the stream cuts short is none.
 * Source: WHATWG HTML 9.2.5 and 9.2.6, https://html.spec.whatwg.org/multipage/server-sent-events.html
 * @throws ProviderFault `too_long` for a line of more than 65,536 characters
 */
export async function* eventData(bytes: AsyncIterable<Uint8Array>, host: string): AsyncGenerator<string, void> {
  let data: string[] = []
  for await (const line of linesOf(bytes, host)) {
    if (line === '') {
      if (data.length > 0) yield data.join('\n')
      data = []
    } else {
      const [, field, value] = line.match(/^([^:]*)(?::\x20?(.*))?$/s) ?? []
      if (field === 'data') data.push(value ?? '')
    }
  }
}
