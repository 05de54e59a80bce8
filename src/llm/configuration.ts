import * as z from 'zod'
import type { Model, Usage } from './model'
import { anthropic } from './providers/anthropic'
import type { Fetch } from './providers/exchange'
import { OPENAI_HOST, openAi } from './providers/openai'
import { type WorkersAi, workersAi } from './providers/workers-ai'

/** What an operator says of the model. */
export interface ModelVariables {
  /** `openai` for any endpoint of its kind, `anthropic`, `workers-ai`; empty for no model. */
  LLM_PROVIDER: string
  /** Address up to and with the version; empty for the provider's own. Workers AI has none. */
  LLM_URL: string
  LLM_MODEL: string
  LLM_API_KEY?: string
  /** Only in the production environment. */
  AI?: WorkersAi
}

type Refusal = { ok: false; why: string }
const refused = (why: string): Refusal => ({ ok: false, why })

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/
/** What a header may carry without being changed on its way. */
const KEY = /^[\x21-\x7e]+$/

/** No reason repeats a value: a key may have been put in the wrong place. */
function address(given: string, key: string | null): { ok: true; url: string; host: string } | Refusal {
  if (!URL.canParse(given)) return refused('LLM_URL is no address: give one such as https://api.openai.com/v1.')
  const url = new URL(given)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refused('LLM_URL must begin with https:// or http://.')
  if (url.username || url.password) return refused('LLM_URL must not hold credentials: the key belongs in LLM_API_KEY.')
  if (/[?#]/.test(given)) return refused('LLM_URL must not have a query or a fragment.')
  if (url.protocol === 'http:' && key !== null && !LOOPBACK.test(url.hostname))
    return refused('LLM_URL must begin with https:// when there is a key, or name this machine itself.')
  return { ok: true, url: url.href.replace(/\/+$/, ''), host: url.host }
}

function overHttp(
  { LLM_PROVIDER: provider, LLM_URL, LLM_MODEL: model, LLM_API_KEY }: ModelVariables,
  fetch: Fetch,
): { ok: true; model: Model } | Refusal {
  const key = LLM_API_KEY || null
  if (key !== null && !KEY.test(key))
    return refused('LLM_API_KEY holds spaces, line breaks or other characters no key has.')
  const own = provider === 'anthropic' ? 'https://api.anthropic.com/v1' : `https://${OPENAI_HOST}/v1`
  const checked = address(LLM_URL || own, key)
  if (!checked.ok) return checked
  const { url, host } = checked
  if (provider === 'openai') {
    if (key === null && host === OPENAI_HOST) return refused(`LLM_API_KEY is missing: ${OPENAI_HOST} requires a key.`)
    return { ok: true, model: openAi({ url, model, key }, fetch) }
  }
  if (key === null) return refused('LLM_API_KEY is missing: anthropic requires a key.')
  return { ok: true, model: anthropic({ url, model, key }, fetch) }
}

/**
 * The model that the variables name; `null` when they name none, which is no fault: READMEs need no model.
 * `why` is one sentence for an operator, without any of the values.
 */
export function configuredModel(
  variables: ModelVariables,
  fetch: Fetch,
): { ok: true; model: Model | null } | { ok: false; why: string } {
  const { LLM_PROVIDER: provider, LLM_MODEL: model, AI: ai } = variables
  if (provider === '') return { ok: true, model: null }
  if (provider !== 'openai' && provider !== 'anthropic' && provider !== 'workers-ai')
    return refused('LLM_PROVIDER must be openai, anthropic, workers-ai, or empty for no model.')
  if (model.trim() === '') return refused('LLM_MODEL is missing: name the model of the provider.')
  if (provider !== 'workers-ai') return overHttp(variables, fetch)
  return ai
    ? { ok: true, model: workersAi({ ai, model }) }
    : refused('The binding AI is missing: workers-ai works only in the production environment, which has it.')
}

/** US dollars for a million tokens. */
const Prices = z.strictObject({ input: z.number().nonnegative(), output: z.number().nonnegative() })
export type Prices = z.infer<typeof Prices>

/** `LLM_PRICES`: JSON such as `{"input": 0.15, "output": 0.6}`, in US dollars for a million tokens; empty for unknown. */
export function configuredPrices(given: string): { ok: true; prices: Prices | null } | { ok: false; why: string } {
  if (given.trim() === '') return { ok: true, prices: null }
  const why = 'LLM_PRICES must be JSON such as {"input": 0.15, "output": 0.6}: US dollars for a million tokens.'
  try {
    const read = Prices.safeParse(JSON.parse(given))
    return read.success ? { ok: true, prices: read.data } : refused(why)
  } catch {
    return refused(why)
  }
}

/** US dollars of one request; `null` where a price or a count is unknown. */
export function costOf({ input, output }: Usage, prices: Prices | null): number | null {
  if (prices === null || input === null || output === null) return null
  return (input * prices.input + output * prices.output) / 1_000_000
}
