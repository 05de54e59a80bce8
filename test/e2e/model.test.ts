import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FALSEHOODS } from '../corpora/falsehoods/falsehoods'
import { REPOSITORIES } from '../corpora/falsehoods/repositories'
import type { Behaviour } from '../model-host/behaviour'
import { type Asked, type ModelHost, startModelHost } from '../model-host/model-host'
import { atRest, connect } from './client'
import { type Forge, startForge } from './forge'
import { type Repositories, startRepositories } from './repositories'

/*
 * The whole product with a language model configured, against a stand-in that speaks the providers' protocols on loopback. No
 * real model is used in any test.
 */

const MODEL = 'stand-in-1'
const KEY = 'key-of-the-stand-in-0123456789'

let hosted: Repositories
let host: ModelHost
let forge: Forge
let api: Awaited<ReturnType<typeof connect>>

const answers = () => host.requests.filter(({ method }) => method === 'POST')
const sampleOf = (name: string) => REPOSITORIES.find((one) => one.name === name)!
const addressOf = (name: string) => `https://github.com/${sampleOf(name).owner}/${name}`

interface Passage {
  key: string
  statements: { text: string }[]
}
/** The passages that a request is about, as the stand-in reads them from the data between the marks. */
function passagesIn({ body }: Asked): Passage[] {
  const text = JSON.stringify(body)
  const user = text.match(/\\n(\[[0-9a-f-]{36}\])\\n(.*?)\\n\[/)?.[2]
  if (!user) throw new Error(`no data in ${text}`)
  return (JSON.parse(JSON.parse(`"${user}"`)) as { passages: Passage[] }).passages
}
/** One text for every passage, or what a function makes of each. */
const saying =
  (make: string | ((passage: Passage) => string)) =>
  (asked: Asked): Behaviour => ({
    say: Object.fromEntries(
      passagesIn(asked).map((passage) => [passage.key, typeof make === 'string' ? make : make(passage)]),
    ),
  })

interface Report {
  model: { outcome: string; why: string | null; passages: string[]; dropped: { text: string; why: string }[] } | null
}

/** A job from its request to its documents. */
async function made(url: string, more: object = {}) {
  const { id } = await api.generate({ url, ...more })
  const job = await api.until(id, atRest)
  expect(job.status).toBe('completed')
  const read = async (path: string) => (await api.get(`/jobs/${id}/${path}`)).text()
  return {
    id,
    readme: await read('download/'),
    report: JSON.parse(await read('report/')) as Report,
    evidence: JSON.parse(await read('evidence/')) as {
      lines: { line: number; by: string; sources: { path: string; line?: number }[]; facts: string[] }[]
    },
  }
}
/** The README of nobody's wording. */
const plain = (url: string) => made(url, { options: { llm: 'off' } })

const variables = (more: Record<string, string> = {}) => ({
  LLM_PROVIDER: 'openai',
  LLM_URL: `${host.origin}/v1`,
  LLM_MODEL: MODEL,
  LLM_API_KEY: KEY,
  ...more,
})

beforeAll(async () => {
  hosted = await startRepositories()
  for (const { owner, name, files } of REPOSITORIES) await hosted.make(owner, name, { branches: { main: files } })
  host = await startModelHost({ model: MODEL, key: KEY })
  forge = await startForge({ 'github.com': hosted.host.origin }, variables({ LLM_PRICES: '{"input":1,"output":2}' }))
  api = await connect(forge.origin)
})
afterAll(async () => {
  await forge.stop()
  await host.close()
  await hosted.close()
})

describe('a model that keeps to the statements', () => {
  const honest = saying(({ statements }) =>
    statements
      .slice(0, 2)
      .map(({ text }) => text)
      .join(' '),
  )

  it('has its words in the README, each with the lines behind it, and says so', async () => {
    host.answerWith(honest)
    const before = answers().length
    const { id, readme, report, evidence } = await made(addressOf('sieve'))
    expect(answers().length - before).toBe(1)
    expect(report.model).toMatchObject({ provider: 'openai', model: MODEL, outcome: 'worded', why: null })
    const lines = readme.split('\n')
    const by = evidence.lines.filter((line) => line.by === 'model')
    expect(by.length).toBeGreaterThan(0)
    for (const { line, sources, facts } of by) {
      expect(lines[line - 1]).toMatch(/\S/)
      expect(sources.length + facts.length).toBeGreaterThan(0)
      for (const { path } of sources) expect(Object.keys(sampleOf('sieve').files)).toContain(path)
    }
    const asked = forge.logs().filter(({ event, job }) => event === 'job.model' && job === id)
    expect(asked).toMatchObject([
      { provider: 'openai', model: MODEL, outcome: 'answered', tries: 1, latency_ms: expect.any(Number) },
    ])
    const [{ input_tokens, output_tokens, cost_usd }] = asked as [Record<string, number>]
    expect(cost_usd).toBeCloseTo((input_tokens! + 2 * output_tokens!) / 1e6, 12)
  })

  it('is asked once for a commit: the next README is the same, byte for byte, and a refresh asks anew', async () => {
    host.answerWith(honest)
    const first = await made(addressOf('kettle'))
    const before = answers().length
    host.answerWith(saying(''))
    const second = await made(addressOf('kettle'))
    expect(answers().length).toBe(before)
    expect(second.readme).toBe(first.readme)
    const third = await made(addressOf('kettle'), { refresh: true })
    expect(answers().length).toBe(before + 1)
    expect(third.readme).toBe((await plain(addressOf('kettle'))).readme)
    expect(third.readme).not.toBe(first.readme)
  })

  it('is told facts and the lines behind them within its budget, no README, and the key only where it belongs', async () => {
    host.answerWith(honest)
    const before = answers().length
    await made(addressOf('lantern'), { refresh: true })
    const [asked] = answers().slice(before)
    const text = JSON.stringify(asked!.body)
    expect(Buffer.byteLength(text)).toBeLessThan(8_000 * 3 + 4_000)
    expect(asked!.headers.authorization).toBe(`Bearer ${KEY}`)
    expect(text).not.toContain(KEY)
    const readme = sampleOf('lantern').files['README.md']!
    const sentences = readme.split(/(?<=[.!?])\s+/).filter((one) => one.length > 60)
    expect(sentences.length).toBeGreaterThan(3)
    for (const sentence of sentences) expect(text).not.toContain(sentence)
  })

  it('is not asked where nobody wants it, for a check, or of what a token opened', async () => {
    host.answerWith(honest)
    const before = answers().length
    expect((await plain(addressOf('ferry'))).report.model).toBeNull()
    const { report } = await made(addressOf('ferry'), { token: 'a-token-of-a-person' })
    expect(report.model).toMatchObject({ outcome: 'withheld', passages: [] })
    const { id } = await api.generate({ url: addressOf('ferry'), options: { mode: 'check' } })
    await api.until(id, atRest)
    expect(answers().length).toBe(before)
    await made(addressOf('ferry'), { token: 'a-token-of-a-person', options: { llm: 'required' } })
    expect(answers().length).toBe(before + 1)
  })

  it('hides no fault of the request: a template that writes too much fails as it does without one', async () => {
    host.answerWith(honest)
    const loops = 7
    const text = `${'{{#tree}}'.repeat(loops)}x${'{{/tree}}'.repeat(loops)}`
    const { id } = await api.generate({ url: addressOf('lantern'), options: { template: { text } } })
    const job = await api.until(id, atRest)
    expect(job.error).toMatchObject({ code: 'template_too_large', retryable: false })
  })

  it('leaves nothing of the key in logs or state', async () => {
    expect(forge.output()).not.toContain(KEY)
    const kept = (await forge.stores(KEY)).filter((file) => !file.endsWith('.dev.vars'))
    expect(kept).toEqual([])
  })

  it('is well, by its own list, and is looked at once a minute', async () => {
    const looks = () => host.requests.filter(({ method }) => method === 'GET').length
    const health = async () => (await api.get('/health/llm/')).json() as Promise<Record<string, unknown>>
    expect(await health()).toMatchObject({ status: 'ok', provider: 'openai', model: MODEL, detail: null })
    const before = looks()
    host.listModels('missing')
    expect(await health()).toMatchObject({ status: 'ok' })
    expect(looks()).toBe(before)
    host.listModels('listed')
  })
})

describe('a model that lies', () => {
  it.each(REPOSITORIES.map(({ name }) => name))('about %s gets no falsehood into its README', async (name) => {
    const clean = await plain(addressOf(name))
    const planted = FALSEHOODS.filter(({ repository }) => repository === name)
    let [next, told] = [0, 0]
    while (next < planted.length) {
      const batch: typeof planted = []
      host.answerWith(
        saying(({ statements }) => {
          const lies = planted.slice(next, next + 3)
          next += lies.length
          batch.push(...lies)
          // Hidden among the true ones, where a passage has some.
          return [statements[0]?.text, ...lies.map(({ text }) => text)].join(' ')
        }),
      )
      const { readme, report } = await made(addressOf(name), { refresh: true })
      expect(batch.length).toBeGreaterThan(0)
      for (const { marker } of batch) expect(readme).not.toContain(marker)
      expect(report.model?.dropped.length).toBeGreaterThan(0)
      expect(report.model?.outcome).toMatch(/^(?:worded|unchanged)$/)
      for (const section of clean.readme.match(/^## .*$/gm) ?? []) expect(readme).toContain(section)
      told += batch.length
    }
    expect(told).toBe(planted.length)
  })
  it('was given at least two hundred of them', () => expect(FALSEHOODS.length).toBeGreaterThanOrEqual(200))
})

/** What a provider may do wrong; a request after each that is answered keeps the circuit closed. */
const FAULTS: Record<string, { as: (asked: Asked) => Behaviour; tries: number }> = {
  'is broken (500)': { as: () => ({ status: 500 }), tries: 2 },
  'cuts the connection': { as: () => ({ cut: 10, say: { p1: 'It is cut somewhere in here.' } }), tries: 2 },
  'floods us': { as: () => ({ flood: true }), tries: 1 },
  'answers with broken JSON': { as: () => ({ say: '{"p1": "It is' }), tries: 2 },
  'answers in another shape': { as: () => ({ say: { p1: ['It', 'lies.'], other: 1 } }), tries: 2 },
  'answers with prose': { as: () => ({ say: 'Sure! Here is your README: # Everything is great' }), tries: 2 },
  'answers with nothing': { as: () => ({ say: '' }), tries: 2 },
  refuses: { as: () => ({ refuse: true }), tries: 1 },
  'stops at its limit': { as: () => ({ lengthStop: true, say: { p1: 'It stops.' } }), tries: 2 },
  'fails amid the stream': { as: () => ({ errorInStream: true }), tries: 2 },
  'redirects us': { as: () => ({ redirect: 'http://127.0.0.1:9/v1/chat/completions' }), tries: 2 },
  'stalls before it answers': { as: () => ({ stall: 'before' }), tries: 2 },
}

describe('a provider that', () => {
  it.each(Object.entries(FAULTS))('%s leaves a complete README', { timeout: 120_000 }, async (_, { as, tries }) => {
    const clean = await plain(addressOf('orchard'))
    host.answerWith(saying(''))
    await made(addressOf('orchard'), { refresh: true })
    host.answerWith(as)
    const before = answers().length
    const { readme, report } = await made(addressOf('orchard'), { refresh: true })
    expect(readme).toBe(clean.readme)
    expect(report.model).toMatchObject({ outcome: 'unavailable', passages: [], dropped: [] })
    expect(answers().length - before).toBe(tries)
  })

  it('answers in odd ways is understood', async () => {
    const words = saying(({ statements }) => statements[0]?.text ?? '')
    const odd: Behaviour[] = [{ notEventStream: true }, { slow: 5 }, { split: true }]
    const readmes = new Set<string>()
    for (const behaviour of odd) {
      host.answerWith((asked) => ({ ...behaviour, ...words(asked) }) as Behaviour)
      const { readme, report } = await made(addressOf('sieve'), { refresh: true })
      expect(report.model?.outcome).toBe('worded')
      readmes.add(readme)
    }
    expect(readmes.size).toBe(1)
  })

  it('fails again and again is left alone, and jobs go on without it', async () => {
    host.answerWith(() => ({ status: 503 }))
    for (let job = 0; job < 3; job++) await made(addressOf('terraform-aws-cellar'), { refresh: true })
    const before = answers().length
    const { report } = await made(addressOf('terraform-aws-cellar'), { refresh: true })
    expect(report.model).toMatchObject({ outcome: 'unavailable' })
    expect(answers().length).toBe(before)
    const { id } = await api.generate({
      url: addressOf('terraform-aws-cellar'),
      refresh: true,
      options: { llm: 'required' },
    })
    const job = await api.until(id, ({ error }) => error !== null)
    expect(job.error).toMatchObject({ code: 'model_unavailable', retryable: true })
    await api.ask('DELETE', `/jobs/${id}/delete/`)
  })
})

/** A deployment of its own for what its configuration makes of it. */
async function withForge(
  given: Record<string, string>,
  work: (api: Awaited<ReturnType<typeof connect>>) => Promise<void>,
) {
  const other = await startForge({ 'github.com': hosted.host.origin }, given)
  const before = api
  try {
    api = await connect(other.origin)
    await work(api)
  } finally {
    api = before
    await other.stop()
  }
}
const healthOf = async () => {
  const response = await api.get('/health/llm/')
  return { code: response.status, ...((await response.json()) as Record<string, unknown>) }
}

describe('a deployment', () => {
  it('with Anthropic’s protocol has the words of the model; one that its provider does not list is degraded', async () => {
    host.answerWith(saying(({ statements }) => statements[0]?.text ?? ''))
    host.listModels('missing')
    await withForge(variables({ LLM_PROVIDER: 'anthropic' }), async () => {
      expect(await healthOf()).toMatchObject({ code: 200, status: 'degraded', provider: 'anthropic' })
      const { report } = await made(addressOf('sieve'))
      expect(report.model).toMatchObject({ provider: 'anthropic', outcome: 'worded' })
      expect(answers().at(-1)).toMatchObject({ path: '/v1/messages', headers: { 'x-api-key': KEY } })
      host.answerWith(() => ({ status: 429, headers: { 'retry-after': '120' } }))
      const before = answers().length
      await made(addressOf('sieve'), { refresh: true })
      await made(addressOf('sieve'), { refresh: true })
      expect(answers().length).toBe(before + 1)
    })
    host.listModels('listed')
  })

  it('whose key is refused is down, and its jobs are whole', async () => {
    await withForge(variables({ LLM_API_KEY: 'another-key-0123456789' }), async () => {
      expect(await healthOf()).toMatchObject({ code: 503, status: 'down', provider: 'openai', model: MODEL })
      const before = answers().length
      const { readme, report } = await made(addressOf('kettle'))
      expect(report.model).toMatchObject({ outcome: 'unavailable' })
      expect(readme).toBe((await plain(addressOf('kettle'))).readme)
      await made(addressOf('ferry'))
      expect(answers().length).toBe(before + 1)
    })
  })

  it('that names no model, or names it wrongly, says so and writes whole READMEs', async () => {
    const refused = async (options: object) =>
      api.ask('POST', '/generate/', {
        body: JSON.stringify({ url: addressOf('kettle'), options }),
        headers: { 'Content-Type': 'application/json' },
      })
    await withForge({}, async () => {
      expect(await healthOf()).toMatchObject({ code: 200, status: 'not_configured', provider: null, model: null })
      expect((await made(addressOf('kettle'))).report.model).toBeNull()
      const answer = await refused({ llm: 'required' })
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, 'model_not_configured'])
    })
    await withForge(variables({ LLM_MODEL: '' }), async () => {
      expect(await healthOf()).toMatchObject({
        code: 503,
        status: 'down',
        detail: expect.stringContaining('LLM_MODEL'),
      })
      expect((await made(addressOf('kettle'))).report.model).toBeNull()
      expect((await refused({ llm: 'required' })).status).toBe(422)
    })
  })
})
