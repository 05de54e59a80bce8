/** What a request asks for, whichever the protocol. */
export interface Wanted {
  model: string
  stream: boolean
  /** Properties of the schema that the answer is held to; none without a schema. */
  properties: string[]
}

/** Why a stand-in's answer ends. */
export type Stop = 'done' | 'length' | 'refused'

/** The words of one provider's protocol: bytes of a stream, and the answer as one piece. */
export interface Protocol {
  /** Path of the requests that cost tokens. */
  path: string
  wanted(body: Body): Wanted
  mayEnter(key: string, headers: Record<string, string | undefined>): boolean
  opening(model: string): string
  piece(text: string): string
  closing(stop: Stop): string
  failure(): string
  whole(model: string, text: string, stop: Stop): object
  /** The answer to a path below `/v1/models`; `null` for none there. */
  models(path: string, listed: string[]): object | null
}

/** A request's body, as JSON. */
export type Body = Record<string, unknown>

/** Tokens of every answer of the stand-in. */
export const USED = { input: 11, output: 7 }

const record = (value: unknown): Body =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
const within = (body: unknown, ...path: string[]): unknown => path.reduce((at, name) => record(at)[name], body)
const wanted = (body: Body, ...schema: string[]): Wanted => ({
  model: String(body.model),
  stream: body.stream === true,
  properties: Object.keys(record(within(body, ...schema, 'properties'))),
})

const chunk = (choices: object[], usage: object | null = null) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm', choices, usage })}\n\n`
const FINISH: Record<Stop, string> = { done: 'stop', length: 'length', refused: 'content_filter' }
const openAiUsage = {
  prompt_tokens: USED.input,
  completion_tokens: USED.output,
  total_tokens: USED.input + USED.output,
}

/** OpenAI's Chat Completions. */
export const openAiProtocol: Protocol = {
  path: '/v1/chat/completions',
  wanted: (body) => wanted(body, 'response_format', 'json_schema', 'schema'),
  mayEnter: (key, headers) => headers.authorization === `Bearer ${key}`,
  opening: () => chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
  piece: (content) => chunk([{ index: 0, delta: { content }, finish_reason: null }]),
  closing: (stop) =>
    `${chunk([{ index: 0, delta: {}, finish_reason: FINISH[stop] }])}${chunk([], openAiUsage)}data: [DONE]\n\n`,
  failure: () => 'data: {"error":{"message":"out of order","type":"server_error"}}\n\n',
  whole: (model, content, stop) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model,
    choices: [{ index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: FINISH[stop] }],
    usage: openAiUsage,
  }),
  models: (path, listed) =>
    path === '/v1/models'
      ? { object: 'list', data: listed.map((id) => ({ id, object: 'model', created: 1, owned_by: 'nobody' })) }
      : null,
}

const event = (data: { type: string; [field: string]: unknown }) =>
  `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`
const STOP: Record<Stop, string> = { done: 'end_turn', length: 'max_tokens', refused: 'refusal' }
const message = (model: string, content: object[], stop_reason: string | null, output_tokens: number) => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model,
  content,
  stop_reason,
  stop_sequence: null,
  usage: { input_tokens: USED.input, output_tokens },
})

/** Anthropic's Messages. */
export const anthropicProtocol: Protocol = {
  path: '/v1/messages',
  wanted: (body) => wanted(body, 'output_config', 'format', 'schema'),
  mayEnter: (key, headers) => headers['x-api-key'] === key,
  opening: (model) =>
    event({ type: 'message_start', message: message(model, [], null, 1) }) +
    event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }) +
    event({ type: 'ping' }),
  piece: (text) => event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
  closing: (stop) =>
    event({ type: 'content_block_stop', index: 0 }) +
    event({
      type: 'message_delta',
      delta: { stop_reason: STOP[stop], stop_sequence: null },
      usage: { output_tokens: USED.output },
    }) +
    event({ type: 'message_stop' }),
  failure: () => event({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
  whole: (model, text, stop) => message(model, [{ type: 'text', text }], STOP[stop], USED.output),
  models: (path, listed) => {
    const id = decodeURIComponent(path.replace('/v1/models/', ''))
    return listed.includes(id) ? { type: 'model', id, display_name: id, created_at: '2026-01-01T00:00:00Z' } : null
  },
}
