import { afterEach, describe, expect, expectTypeOf, it } from 'vitest'
import type { Completion, Fault, Model, ModelFault, Prompt } from '../../../src/llm/model'
import { anthropic } from '../../../src/llm/providers/anthropic'
import { eventData } from '../../../src/llm/providers/event-stream'
import { openAi } from '../../../src/llm/providers/openai'
import { type WorkersAi, workersAi } from '../../../src/llm/providers/workers-ai'
import type { Behaviour } from '../../model-host/behaviour'
import { type ModelHost, startModelHost } from '../../model-host/model-host'

const MODEL = 'maker/model-1'
const KEY = 'sk-key-of-the-tests'
const SAID = { summary: 'Grüße an 世界 👋🏽, said the model.', usage: '' }
const TEXT = JSON.stringify(SAID)
const PROMPT: Prompt = {
  system: 'Rules.',
  user: 'Data: “ä”.',
  schema: {
    type: 'object',
    properties: { summary: { type: 'string', description: 'One.' }, usage: { type: 'string', description: 'Two.' } },
    required: ['summary', 'usage'],
    additionalProperties: false,
  },
  mostTokens: 300,
}
const NEVER = new AbortController().signal

const hosts: ModelHost[] = []
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.close()))
})
async function hostThat(how: Behaviour = { say: SAID }): Promise<ModelHost> {
  const host = await startModelHost({ model: MODEL, key: KEY })
  hosts.push(host)
  host.answerWith(() => how)
  return host
}
/** A body of JSON with status 200. */
const json = (body: unknown): Behaviour => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

/** The fault, whose message gives nothing away. */
function faultOf(completion: Completion): Fault {
  if (completion.ok) throw new Error(`no fault, but: ${completion.text}`)
  expect(completion.message).toMatch(/^[A-Z0-9][^\n]{5,150}\.$/)
  for (const secret of [KEY, 'said the model', 'Grüße', 'word word']) expect(completion.message).not.toContain(secret)
  return completion
}

interface Spoken {
  name: string
  to(origin: string, key?: string): Model
  path: string
}
const PROTOCOLS: Spoken[] = [
  {
    name: 'openai',
    to: (origin, key = KEY) => openAi({ url: `${origin}/v1`, model: MODEL, key }, fetch),
    path: '/v1/chat/completions',
  },
  {
    name: 'anthropic',
    to: (origin, key = KEY) => anthropic({ url: `${origin}/v1`, model: MODEL, key }, fetch),
    path: '/v1/messages',
  },
]

describe('what is asked', () => {
  it('is one request of Chat Completions, as documented, with the key in its header alone', async () => {
    const host = await hostThat()
    await PROTOCOLS[0]!.to(host.origin).complete(PROMPT, NEVER)
    expect(host.requests).toHaveLength(1)
    const { method, path, headers, body } = host.requests[0]!
    expect([method, path]).toEqual(['POST', '/v1/chat/completions'])
    expect(headers).toMatchObject({ authorization: `Bearer ${KEY}`, 'content-type': 'application/json' })
    expect(body).toEqual({
      model: MODEL,
      messages: [
        { role: 'system', content: PROMPT.system },
        { role: 'user', content: PROMPT.user },
      ],
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'passages', strict: true, schema: PROMPT.schema },
      },
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 300,
      temperature: 0,
    })
    expect(JSON.stringify({ ...host.requests[0], headers: { ...headers, authorization: '' } })).not.toContain(KEY)
  })
  it('is one request of Messages, as documented, with the key in its header alone', async () => {
    const host = await hostThat()
    await PROTOCOLS[1]!.to(host.origin).complete(PROMPT, NEVER)
    expect(host.requests).toHaveLength(1)
    const { method, path, headers, body } = host.requests[0]!
    expect([method, path]).toEqual(['POST', '/v1/messages'])
    expect(headers).toMatchObject({
      'x-api-key': KEY,
      'anthropic-version': '2023-06-01',
      'content-type': 'application/json',
    })
    expect(body).toEqual({
      model: MODEL,
      max_tokens: 300,
      system: PROMPT.system,
      messages: [{ role: 'user', content: PROMPT.user }],
      output_config: { format: { type: 'json_schema', schema: PROMPT.schema } },
      stream: true,
    })
    expect(JSON.stringify({ ...host.requests[0], headers: { ...headers, 'x-api-key': '' } })).not.toContain(KEY)
  })
  it('has the newer limit and no temperature for OpenAI itself', async () => {
    const bodies: unknown[] = []
    const model = openAi({ url: 'https://api.openai.com/v1', model: MODEL, key: KEY }, async (url, init) => {
      bodies.push(url, init.redirect, JSON.parse(String(init.body)))
      return Response.json({ choices: [{ message: { content: TEXT }, finish_reason: 'stop' }] })
    })
    expect(await model.complete(PROMPT, NEVER)).toEqual({ ok: true, text: TEXT, usage: { input: null, output: null } })
    const [url, redirect, body] = bodies
    expect([url, redirect]).toEqual(['https://api.openai.com/v1/chat/completions', 'manual'])
    expect(body).toMatchObject({ max_completion_tokens: 300 })
    expect(Object.keys(Object(body))).not.toEqual(expect.arrayContaining(['temperature']))
    expect(Object.keys(Object(body))).not.toEqual(expect.arrayContaining(['max_tokens']))
  })
  it('carries no key where there is none', async () => {
    const host = await hostThat()
    await openAi({ url: `${host.origin}/v1`, model: MODEL, key: null }, fetch).complete(PROMPT, NEVER)
    expect(host.requests[0]?.headers).not.toHaveProperty('authorization')
  })
  it.each([400, 422])('is asked once more in a plainer way by a server that answers %s', async (status) => {
    const host = await hostThat()
    host.answerWith(({ body }) => (body && 'response_format' in body ? { status, body: KEY } : { say: SAID }))
    expect(await PROTOCOLS[0]!.to(host.origin).complete(PROMPT, NEVER)).toMatchObject({ ok: true, text: TEXT })
    expect(host.requests).toHaveLength(2)
    expect(host.requests[1]?.body).toEqual({
      model: MODEL,
      messages: [
        { role: 'system', content: expect.stringContaining(JSON.stringify(PROMPT.schema)) },
        { role: 'user', content: PROMPT.user },
      ],
      stream: true,
      max_tokens: 300,
    })
  })
  it('is asked twice at most', async () => {
    const host = await hostThat({ status: 400 })
    expect(faultOf(await PROTOCOLS[0]!.to(host.origin).complete(PROMPT, NEVER)).fault).toBe('rejected')
    expect(host.requests).toHaveLength(2)
  })
})

describe.each(PROTOCOLS)('an answer of $name', ({ to }) => {
  const counted = { ok: true, text: TEXT, usage: { input: 11, output: 7 } }
  it.each<[string, Behaviour]>([
    ['as a stream', { say: SAID }],
    ['as one piece, although a stream was asked for', { notEventStream: true, say: SAID }],
    ['slowly', { slow: 1, say: SAID }],
    ['byte by byte, also amid a character', { split: true, say: SAID }],
  ])('is the same when it comes %s', async (_, how) => {
    const host = await hostThat(how)
    expect(await to(host.origin).complete(PROMPT, NEVER)).toEqual(counted)
  })

  const both = (name: string, how: Behaviour, fault: ModelFault): [string, Behaviour, ModelFault][] => [
    [`${name}, streamed`, how, fault],
    [`${name}, in one piece`, { ...how, notEventStream: true }, fault],
  ]
  it.each<[string, Behaviour, ModelFault]>([
    ...both('stopped at its limit', { lengthStop: true, say: SAID }, 'broken_off'),
    ...both('refused', { refuse: true }, 'refused'),
    ...both('cut by a lost connection', { cut: 10, say: SAID }, 'broken_off'),
    ...both('of nothing', { say: '' }, 'invalid'),
    ...both('of blanks', { say: ' \n' }, 'invalid'),
    ...both('without end', { flood: true }, 'too_long'),
    ['that fails amid its stream', { errorInStream: true, say: SAID }, 'unavailable'],
    ['that ends amid its stream', { raw: '' }, 'broken_off'],
    ['that streams no JSON', { raw: 'data: said the model\n\n' }, 'invalid'],
    ['that streams another shape', { raw: 'data: ["said the model"]\n\n' }, 'invalid'],
    ['of one line without end', { raw: `data: ${'word '.repeat(14_000)}` }, 'too_long'],
    ['that is no JSON', json('said the model'), 'invalid'],
    ['of another shape', json({ said: 'the model' }), 'invalid'],
    ['longer than 64 KiB', json({ choices: 'word '.repeat(14_000) }), 'too_long'],
    ['with a text longer than 64 KiB', { say: 'word '.repeat(14_000), notEventStream: true }, 'too_long'],
  ])('%s is none: %s', async (_, how, fault) => {
    const host = await hostThat(how)
    expect(faultOf(await to(host.origin).complete(PROMPT, NEVER)).fault).toBe(fault)
  })
  it.each([false, true])('without end has its connection closed (one piece: %s)', async (whole) => {
    const host = await hostThat({ flood: true, ...(whole ? { notEventStream: true } : {}) })
    await to(host.origin).complete(PROMPT, NEVER)
    await expect.poll(() => host.open()).toBe(0)
  })
  it('may have 256 KiB of stream, and 512 bytes for each token', async () => {
    // A comment, which says nothing.
    const host = await hostThat({ raw: `${`: ${'x'.repeat(997)}\n`.repeat(320)}\n` })
    const with_ = async (mostTokens: number) =>
      faultOf(await to(host.origin).complete({ ...PROMPT, mostTokens }, NEVER)).fault
    // 320,001 bytes: 262,144 + 512 × 113 = 320,000.
    expect([await with_(113), await with_(114)]).toEqual(['too_long', 'broken_off'])
  })
})

describe('a stream', () => {
  const end = 'data: [DONE]\n\n'
  const chunk = (choice: object) => `data: ${JSON.stringify({ choices: [choice] })}\n\n`
  const openai = async (raw: string) => {
    const host = await hostThat({ raw })
    return PROTOCOLS[0]!.to(host.origin).complete(PROMPT, NEVER)
  }
  const events = (...data: object[]) => data.map((one) => `data: ${JSON.stringify(one)}\n\n`).join('')
  const messages = async (raw: string) => {
    const host = await hostThat({ raw })
    return PROTOCOLS[1]!.to(host.origin).complete(PROMPT, NEVER)
  }
  it('of Chat Completions is whole with its mark of the end, or with a reason to stop', async () => {
    expect(await openai(chunk({ delta: { content: TEXT } }) + end)).toMatchObject({ ok: true, text: TEXT })
    expect(await openai(chunk({ delta: { content: TEXT }, finish_reason: 'stop' }))).toMatchObject({ ok: true })
    expect(await openai(chunk({ delta: { content: TEXT } }))).toMatchObject({ ok: false, fault: 'broken_off' })
  })
  it('of Chat Completions may refuse in words of its own, whatever else it says', async () => {
    const refusal = chunk({ delta: { refusal: 'said the model' } })
    const stop = chunk({ delta: {}, finish_reason: 'stop' })
    expect(faultOf(await openai(chunk({ delta: { content: TEXT } }) + refusal + stop + end)).fault).toBe('refused')
    expect(faultOf(await openai(chunk({ delta: {}, finish_reason: 'refusal' }) + end)).fault).toBe('refused')
  })
  it('of Chat Completions whose counts cannot be read is an answer all the same', async () => {
    const counts = 'data: {"choices":[],"usage":{"prompt_tokens":-1,"completion_tokens":5}}\n\n'
    expect(await openai(chunk({ delta: { content: TEXT }, finish_reason: 'stop' }) + counts + end)).toEqual({
      ok: true,
      text: TEXT,
      usage: { input: null, output: 5 },
    })
  })
  it('of Messages gives its text blocks alone, and passes over events that nobody knows', async () => {
    const answer = await messages(
      events(
        { type: 'message_start', message: { usage: { input_tokens: 3 } } },
        { type: 'content_block_start', content_block: { type: 'thinking', thinking: 'Hm.' } },
        { type: 'content_block_delta', delta: { type: 'thinking_delta', thinking: 'Hm.' } },
        { type: 'something_new', delta: 7 },
        { type: 'content_block_start', content_block: { type: 'text', text: 'a' } },
        { type: 'content_block_delta', delta: { type: 'text_delta', text: 'b' } },
        { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 4 } },
        { type: 'message_stop' },
        { type: 'content_block_delta', delta: { type: 'text_delta', text: 'c' } },
      ),
    )
    expect(answer).toEqual({ ok: true, text: 'ab', usage: { input: 3, output: 4 } })
  })
  it.each<[string, ModelFault]>([
    ['overloaded_error', 'unavailable'],
    ['api_error', 'unavailable'],
    ['toString', 'unavailable'],
    ['rate_limit_error', 'rate_limited'],
    ['authentication_error', 'unauthorized'],
    ['permission_error', 'unauthorized'],
    ['not_found_error', 'not_found'],
    ['invalid_request_error', 'rejected'],
  ])('of Messages that reports %s is %s', async (type, fault) => {
    const raw = events({ type: 'error', error: { type, message: `${KEY} said the model` } })
    expect(faultOf(await messages(raw)).fault).toBe(fault)
  })
  it.each<[string, ModelFault]>([
    ['max_tokens', 'broken_off'],
    ['model_context_window_exceeded', 'broken_off'],
    ['refusal', 'refused'],
  ])('of Messages that stops for %s is %s', async (stop_reason, fault) => {
    const text = { type: 'content_block_delta', delta: { type: 'text_delta', text: TEXT } }
    expect(faultOf(await messages(events(text, { type: 'message_delta', delta: { stop_reason } }))).fault).toBe(fault)
  })
  it('reports a failure of its own in one piece as well', async () => {
    const host = await hostThat(json({ error: { message: `${KEY} said the model` } }))
    expect(faultOf(await PROTOCOLS[0]!.to(host.origin).complete(PROMPT, NEVER)).fault).toBe('unavailable')
  })
})

describe.each(PROTOCOLS)('a status of $name', ({ to, path }) => {
  it.each<[number, ModelFault]>([
    [204, 'invalid'],
    [301, 'unavailable'],
    [304, 'unavailable'],
    [400, 'rejected'],
    [401, 'unauthorized'],
    [402, 'rejected'],
    [403, 'unauthorized'],
    [404, 'not_found'],
    [408, 'rejected'],
    [410, 'not_found'],
    [413, 'rejected'],
    [422, 'rejected'],
    [429, 'rate_limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [529, 'unavailable'],
  ])('%s is %s', async (status, fault) => {
    const body = status === 204 || status === 304 ? {} : { body: `${KEY} said the model` }
    const host = await hostThat({ status, ...body })
    const found = faultOf(await to(host.origin).complete(PROMPT, NEVER))
    expect(found).toEqual({ ok: false, fault, message: found.message })
  })
  it.each<[number, Record<string, string>, number | undefined]>([
    [429, { 'retry-after': '17' }, 17],
    [503, { 'retry-after': '17' }, 17],
    [529, { 'retry-after': '0' }, 0],
    [429, { 'retry-after': 'Wed, 21 Oct 2015 07:28:30 GMT', date: 'Wed, 21 Oct 2015 07:28:00 GMT' }, 30],
    [429, { 'retry-after': 'Wed, 21 Oct 2015 07:27:00 GMT', date: 'Wed, 21 Oct 2015 07:28:00 GMT' }, 0],
    [429, { 'retry-after': '999999999' }, 86_400],
    [429, { 'retry-after': 'soon' }, undefined],
    [401, { 'retry-after': '17' }, undefined],
  ])('%s with %o asks for %s seconds', async (status, headers, seconds) => {
    const host = await hostThat({ status, headers })
    expect(faultOf(await to(host.origin).complete(PROMPT, NEVER)).retryAfter).toBe(seconds)
  })
  it('takes no wrong key', async () => {
    const host = await hostThat()
    expect(faultOf(await to(host.origin, 'sk-wrong').complete(PROMPT, NEVER)).fault).toBe('unauthorized')
  })
  it('that sends us on takes the key nowhere', async () => {
    const elsewhere = await hostThat()
    const host = await hostThat({ redirect: `${elsewhere.origin}${path}` })
    expect(faultOf(await to(host.origin).complete(PROMPT, NEVER)).fault).toBe('unavailable')
    expect(elsewhere.requests).toEqual([])
  })
  it('never comes from a provider that is not there', async () => {
    const host = await hostThat()
    await host.close()
    expect(faultOf(await to(host.origin).complete(PROMPT, NEVER)).fault).toBe('unavailable')
  })
  it('never comes when the key cannot be sent, which is not repeated', async () => {
    const host = await hostThat()
    expect(faultOf(await to(host.origin, `${KEY}\n`.repeat(2)).complete(PROMPT, NEVER)).fault).toBe('unavailable')
  })
})

describe.each(PROTOCOLS)('the signal ends a request to $name', ({ to }) => {
  const stalls: Behaviour[] = [
    { stall: 'before' },
    { stall: 'within', say: SAID },
    { stall: 'within', say: SAID, notEventStream: true },
    { slow: 60_000, say: SAID },
  ]
  it.each(stalls)('in time: %o', async (how) => {
    const host = await hostThat(how)
    expect(faultOf(await to(host.origin).complete(PROMPT, AbortSignal.timeout(60))).fault).toBe('timeout')
    await expect.poll(() => host.open()).toBe(0)
  })
  it.each(stalls)('at will: %o', async (how) => {
    const host = await hostThat(how)
    const controller = new AbortController()
    const answer = to(host.origin).complete(PROMPT, controller.signal)
    await expect.poll(() => host.requests.length).toBe(1)
    controller.abort(new Error(KEY))
    expect(faultOf(await answer).fault).toBe('cancelled')
    await expect.poll(() => host.open()).toBe(0)
  })
  it('before it is sent', async () => {
    const host = await hostThat()
    expect(faultOf(await to(host.origin).complete(PROMPT, AbortSignal.abort())).fault).toBe('cancelled')
    expect(host.requests).toEqual([])
  })
})

describe.each([
  { ...PROTOCOLS[0]!, list: '/v1/models' },
  { ...PROTOCOLS[1]!, list: `/v1/models/${encodeURIComponent(MODEL)}` },
])('a look at $name', ({ to, list }) => {
  it('finds a model that is listed, and spends no token', async () => {
    const host = await hostThat()
    expect(await to(host.origin).look(NEVER)).toEqual({ status: 'ok', detail: null })
    expect(host.requests.map(({ method, path, body }) => [method, path, body])).toEqual([['GET', list, null]])
  })
  it.each([
    ['degraded', 'missing'],
    ['degraded', { status: 404 }],
    ['degraded', { status: 405 }],
    ['degraded', { status: 429 }],
    ['degraded', { body: 'said the model' }],
    ['degraded', { body: '{"models":[]}' }],
    ['degraded', { body: `"${'word '.repeat(220_000)}"` }],
    ['down', { status: 307 }],
    ['down', { status: 401 }],
    ['down', { status: 403 }],
    ['down', { status: 500 }],
    ['down', { status: 529 }],
    ['down', 'stall'],
  ] as const)('is %s when the list is %o', async (status, how) => {
    const host = await hostThat()
    host.listModels(how)
    const signal = how === 'stall' ? AbortSignal.timeout(60) : NEVER
    const { status: found, detail } = await to(host.origin).look(signal)
    expect(found).toBe(status)
    expect(detail).toMatch(/^[A-Z0-9][^\n]{5,150}\.$/)
    for (const secret of [KEY, 'said the model', 'word word']) expect(detail).not.toContain(secret)
  })
  it('is down when nobody is there', async () => {
    const host = await hostThat()
    await host.close()
    expect(await to(host.origin).look(NEVER)).toMatchObject({ status: 'down', detail: expect.any(String) })
  })
})

describe('Workers AI', () => {
  const calls: unknown[][] = []
  afterEach(() => void calls.splice(0))
  const binding = (run: () => Promise<unknown>, names: () => Promise<{ name: string }[]> = async () => []) =>
    workersAi({
      model: MODEL,
      ai: {
        run: (...given) => {
          calls.push(given)
          return run()
        },
        models: (...given) => {
          calls.push(given)
          return names()
        },
      },
    })
  const never = () => new Promise<never>(() => undefined)

  it('takes the binding as Cloudflare types it', () => {
    expectTypeOf<Ai>().toExtend<WorkersAi>()
  })
  it('is asked for a whole answer in JSON Mode, and told of the signal', async () => {
    await binding(async () => ({ response: SAID })).complete(PROMPT, NEVER)
    expect(calls).toEqual([
      [
        MODEL,
        {
          messages: [
            { role: 'system', content: PROMPT.system },
            { role: 'user', content: PROMPT.user },
          ],
          response_format: { type: 'json_schema', json_schema: PROMPT.schema },
          max_tokens: 300,
        },
        { signal: NEVER },
      ],
    ])
  })
  it.each([
    ['parsed', { response: SAID, usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 } }],
    ['as text', { response: TEXT, usage: { prompt_tokens: 11, completion_tokens: 7 } }],
    [
      'in the shape of Chat Completions',
      {
        choices: [{ message: { content: TEXT }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 11, completion_tokens: 7 },
      },
    ],
  ])('answers %s', async (_, answer) => {
    expect(await binding(async () => answer).complete(PROMPT, NEVER)).toEqual({
      ok: true,
      text: TEXT,
      usage: { input: 11, output: 7 },
    })
  })
  it.each<[unknown, ModelFault]>([
    [null, 'invalid'],
    ['said the model', 'invalid'],
    [{ response: null }, 'invalid'],
    [{ response: '' }, 'invalid'],
    [{ response: 'word '.repeat(14_000) }, 'too_long'],
    [{ choices: [{ message: { content: TEXT }, finish_reason: 'length' }] }, 'broken_off'],
    [{ choices: [{ message: { content: TEXT }, finish_reason: 'content_filter' }] }, 'refused'],
  ])('that answers %o is %s', async (answer, fault) => {
    expect(faultOf(await binding(async () => answer).complete(PROMPT, NEVER)).fault).toBe(fault)
  })
  it.each<[string, ModelFault]>([
    ['5007: No such model said the model or task', 'not_found'],
    ['3042: The model name is invalid', 'not_found'],
    ['5018: The account is not allowed to access this model', 'unauthorized'],
    ['3006: Request is too large', 'rejected'],
    ['3036: You have used up your daily free allocation', 'rate_limited'],
    ['3040: No more data centers to forward the request to', 'unavailable'],
    ['3008: Request was aborted', 'unavailable'],
    ['9999: said the model', 'unavailable'],
    ['said the model', 'unavailable'],
    ["5024: JSON Mode couldn't be met", 'invalid'],
  ])('that throws “%s” is %s', async (message, fault) => {
    const model = binding(() => Promise.reject(Object.assign(new Error(message), { name: 'InferenceUpstreamError' })))
    expect(faultOf(await model.complete(PROMPT, NEVER)).fault).toBe(fault)
  })
  it('is left when the signal says so, though the binding goes on', async () => {
    expect(faultOf(await binding(never).complete(PROMPT, AbortSignal.timeout(20))).fault).toBe('timeout')
    const controller = new AbortController()
    const answer = binding(never).complete(PROMPT, controller.signal)
    controller.abort()
    expect(faultOf(await answer).fault).toBe('cancelled')
  })
  it('is not asked once the signal has ended', async () => {
    const model = binding(async () => ({ response: SAID }))
    expect(faultOf(await model.complete(PROMPT, AbortSignal.abort())).fault).toBe('cancelled')
    expect(calls).toEqual([])
  })
  it.each<[string, () => Promise<{ name: string }[]>]>([
    ['ok', async () => [{ name: 'another' }, { name: MODEL }]],
    ['degraded', async () => [{ name: `${MODEL}-more` }]],
    ['down', () => Promise.reject(new Error(KEY))],
    ['down', never],
  ])('is %s by its list of models', async (status, names) => {
    const signal = names === never ? AbortSignal.timeout(20) : NEVER
    const look = await binding(never, names).look(signal)
    expect(look.status).toBe(status)
    expect(look.detail ?? '').not.toContain(KEY)
    expect(calls).toEqual([[{ search: MODEL }]])
  })
})

describe('a stream of events', () => {
  const read = async (bytes: Uint8Array, ...cuts: number[]) => {
    const found: string[] = []
    const parts = [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length))
    const arriving = async function* () {
      yield* parts
    }
    for await (const data of eventData(arriving(), 'host')) found.push(data)
    return found
  }
  const bytesOf = (text: string) => new TextEncoder().encode(text)
  it.each(['\n', '\r', '\r\n'])('may end its lines with %j', async (end) => {
    const lines = [
      '\ufeffdata: one',
      '',
      ': nothing',
      'event: x',
      'data:two',
      'data:  three',
      'data',
      'id: 7',
      '',
      '',
      'dat: a',
      '',
    ]
    expect(await read(bytesOf([...lines, 'data: cut short'].join(end)))).toEqual(['one', 'two\n three\n'])
  })
  it('is the same however its bytes are cut', async () => {
    const bytes = bytesOf(
      'data: ä\r\n\r\ndata: 👋🏽\r\rdata: 世\n\n\r\ndata: :b: c\r\ndata:\r\n\r\ndata: e\r\n\ndata: f\n\r',
    )
    const whole = ['ä', '👋🏽', '世', ':b: c\n', 'e', 'f']
    expect(await read(bytes)).toEqual(whole)
    expect(await read(bytes, ...bytes.keys())).toEqual(whole)
    for (const cut of bytes.keys()) expect([cut, await read(bytes, cut)]).toEqual([cut, whole])
  })
  it('has no line of more than 65,536 characters', async () => {
    const line = (length: number, end: string) => bytesOf(`data: ${'x'.repeat(length - 6)}${end}`)
    expect(await read(line(65_536, '\n\n'))).toHaveLength(1)
    await expect(read(line(65_537, '\n\n'))).rejects.toThrow('more than an answer may have')
    await expect(read(line(65_537, ''))).rejects.toThrow('more than an answer may have')
  })
})
