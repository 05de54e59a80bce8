import { afterEach, describe, expect, it } from 'vitest'
import { configuredModel, configuredPrices, costOf, type ModelVariables } from '../../../src/llm/configuration'
import { type ModelHost, startModelHost } from '../../model-host/model-host'

const KEY = 'sk-key-of-the-tests'
const BASE: ModelVariables = { LLM_PROVIDER: 'openai', LLM_URL: '', LLM_MODEL: 'model-1', LLM_API_KEY: KEY }
const AI = { run: async () => ({}), models: async () => [{ name: 'model-1' }] }
const NEVER = new AbortController().signal

/** Where the model of these variables looks, and what it shows there. */
async function looksAt(variables: Partial<ModelVariables>): Promise<unknown[]> {
  const seen: unknown[] = []
  const configured = configuredModel({ ...BASE, ...variables }, async (url, { headers }) => {
    seen.push(url, new Headers(headers).get('authorization') ?? new Headers(headers).get('x-api-key'))
    return Response.json({ id: 'model-1', data: [{ id: 'model-1' }] })
  })
  if (!configured.ok) throw new Error(configured.why)
  expect(await configured.model?.look(NEVER)).toEqual({ status: 'ok', detail: null })
  return [configured.model?.provider, configured.model?.model, ...seen]
}

function refusal(variables: Partial<ModelVariables>): string {
  const configured = configuredModel({ ...BASE, ...variables }, fetch)
  if (configured.ok) throw new Error('not refused')
  expect(configured.why).toMatch(/^[A-Z][^\n]{10,150}\.$/)
  return configured.why
}

const hosts: ModelHost[] = []
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.close()))
})

describe('the configured model', () => {
  it('is none without a provider, whatever else is set', () => {
    const none = { ok: true, model: null }
    expect(configuredModel({ LLM_PROVIDER: '', LLM_URL: '', LLM_MODEL: '' }, fetch)).toEqual(none)
    expect(configuredModel({ ...BASE, LLM_PROVIDER: '', LLM_URL: 'no address', AI }, fetch)).toEqual(none)
  })
  it('is at its provider’s own address unless another is given', async () => {
    expect(await looksAt({})).toEqual(['openai', 'model-1', 'https://api.openai.com/v1/models', `Bearer ${KEY}`])
    expect(await looksAt({ LLM_PROVIDER: 'anthropic' })).toEqual([
      'anthropic',
      'model-1',
      'https://api.anthropic.com/v1/models/model-1',
      KEY,
    ])
    expect(await looksAt({ LLM_PROVIDER: 'anthropic', LLM_URL: 'https://gateway.example/a/anthropic/v1' })).toEqual([
      'anthropic',
      'model-1',
      'https://gateway.example/a/anthropic/v1/models/model-1',
      KEY,
    ])
  })
  it.each(['https://llm.example/v1', 'https://llm.example/v1/', 'https://llm.example/v1///'])(
    'is at %s without the slashes at its end',
    async (LLM_URL) => {
      expect(await looksAt({ LLM_URL })).toContain('https://llm.example/v1/models')
    },
  )
  it('may be at the root of a host', async () => {
    expect(await looksAt({ LLM_URL: 'https://llm.example' })).toContain('https://llm.example/models')
  })
  it.each([undefined, ''])('needs no key (%j) where an endpoint needs none', async (LLM_API_KEY) => {
    const variables = { LLM_URL: 'http://ollama.example:11434/v1', LLM_API_KEY }
    expect(await looksAt(variables)).toEqual(['openai', 'model-1', 'http://ollama.example:11434/v1/models', null])
  })
  it.each(['localhost', '127.0.0.1', '127.8.9.10', '127.1', '[::1]'])(
    'may be told a key over http on this machine, %s',
    async (host) => {
      expect(await looksAt({ LLM_URL: `http://${host}:8080/v1` })).toContain(`Bearer ${KEY}`)
    },
  )
  it('is Workers AI behind its binding', async () => {
    expect(await looksAt({ LLM_PROVIDER: 'workers-ai', AI, LLM_API_KEY: undefined })).toEqual(['workers-ai', 'model-1'])
  })
  it('answers over real HTTP', async () => {
    const host = await startModelHost({ model: 'model-1', key: KEY })
    hosts.push(host)
    const configured = configuredModel({ ...BASE, LLM_URL: `${host.origin}/v1/` }, fetch)
    const schema = {
      type: 'object' as const,
      properties: { summary: { type: 'string' as const, description: '' } },
      required: ['summary'],
      additionalProperties: false as const,
    }
    const prompt = { system: 'Rules.', user: 'Data.', schema, mostTokens: 50 }
    expect(configured.ok && (await configured.model?.complete(prompt, NEVER))).toEqual({
      ok: true,
      text: '{"summary":""}',
      usage: { input: 11, output: 7 },
    })
  })
})

describe('a configuration is refused in one sentence', () => {
  it.each<[string, Partial<ModelVariables>, RegExp]>([
    ['of an unknown provider', { LLM_PROVIDER: 'OpenAI' }, /LLM_PROVIDER must be openai, anthropic, workers-ai/],
    ['of a provider named like a method', { LLM_PROVIDER: 'toString' }, /LLM_PROVIDER/],
    ['without a model', { LLM_MODEL: '' }, /LLM_MODEL/],
    ['with a blank model', { LLM_MODEL: ' ', LLM_PROVIDER: 'workers-ai', AI }, /LLM_MODEL/],
    ['of OpenAI without a key', { LLM_API_KEY: undefined }, /LLM_API_KEY.*api\.openai\.com/],
    ['of OpenAI without a key, spelled out', { LLM_API_KEY: '', LLM_URL: 'https://API.openai.com/v1' }, /LLM_API_KEY/],
    ['of Anthropic without a key', { LLM_PROVIDER: 'anthropic', LLM_API_KEY: '' }, /LLM_API_KEY.*anthropic/],
    ['of Workers AI without its binding', { LLM_PROVIDER: 'workers-ai' }, /production environment/],
    ['with a key of two lines', { LLM_API_KEY: `${KEY}\n${KEY}` }, /LLM_API_KEY/],
    ['with a key beyond ASCII', { LLM_API_KEY: `${KEY}ä` }, /LLM_API_KEY/],
    ['with no address', { LLM_URL: `${KEY}` }, /LLM_URL is no address/],
    ['with another protocol', { LLM_URL: `ftp://llm.example/${KEY}` }, /https:\/\/ or http:\/\//],
    ['with a user', { LLM_URL: `https://${KEY}@llm.example/v1` }, /credentials/],
    ['with a password', { LLM_URL: `https://:${KEY}@llm.example/v1` }, /credentials/],
    ['with a query', { LLM_URL: `https://llm.example/v1?key=${KEY}` }, /query/],
    ['with an empty query', { LLM_URL: 'https://llm.example/v1?' }, /query/],
    ['with a fragment', { LLM_URL: `https://llm.example/v1#${KEY}` }, /fragment/],
    ['with a key over http', { LLM_URL: 'http://llm.example/v1' }, /https:\/\/ when there is a key/],
    ['with a key over http to a private address', { LLM_URL: 'http://10.0.0.1/v1' }, /https/],
    ['with a key over http to a name that begins like this machine', { LLM_URL: 'http://127.0.0.1.example/' }, /https/],
    ['with a key over http to a name that ends like it', { LLM_URL: 'http://evil-localhost/' }, /https/],
    ['with a key of Anthropic over http', { LLM_PROVIDER: 'anthropic', LLM_URL: 'http://llm.example' }, /https/],
  ])('%s', (_, variables, why) => {
    expect(refusal(variables)).toMatch(why)
    expect(refusal(variables)).not.toContain(KEY)
  })
})

describe('prices', () => {
  it.each(['', '  '])('are unknown when nobody gives them (%j)', (given) => {
    expect(configuredPrices(given)).toEqual({ ok: true, prices: null })
  })
  it('are read from JSON', () => {
    expect(configuredPrices('{"input": 0.15, "output": 0.6}')).toEqual({
      ok: true,
      prices: { input: 0.15, output: 0.6 },
    })
    expect(configuredPrices('{"input": 0, "output": 0}')).toEqual({ ok: true, prices: { input: 0, output: 0 } })
  })
  it.each([
    '0.15',
    'null',
    '{',
    '{"input": 0.15}',
    '{"input": "0.15", "output": 0.6}',
    '{"input": -1, "output": 0.6}',
    '{"input": 1e999, "output": 0.6}',
    '{"input": 0.15, "output": 0.6, "cached": 0.1}',
  ])('are refused when they are %s', (given) => {
    expect(configuredPrices(given)).toEqual({ ok: false, why: expect.stringMatching(/^LLM_PRICES must be JSON/) })
  })
  it('make the cost of a request in dollars', () => {
    expect(costOf({ input: 2_000_000, output: 500_000 }, { input: 0.15, output: 0.6 })).toBeCloseTo(0.6, 10)
    expect(costOf({ input: 0, output: 0 }, { input: 0.15, output: 0.6 })).toBe(0)
  })
  it.each([
    [
      { input: null, output: 1 },
      { input: 1, output: 1 },
    ],
    [
      { input: 1, output: null },
      { input: 1, output: 1 },
    ],
    [{ input: 1, output: 1 }, null],
  ])('make no cost of what is unknown: %o at %o', (usage, prices) => {
    expect(costOf(usage, prices)).toBeNull()
  })
})
