import { tried } from '../job/log'
import { configuredModel, type ModelVariables } from '../llm/configuration'
import type { Look } from '../llm/model'

/** The provider has so many milliseconds to answer, and its answer stands for so many seconds. */
const LIMIT_MS = 3_000
/** A provider that takes so long for a list will take long for an answer. */
const SLOW_MS = 2_000
const FRESH = 60

/** Where the state of the model is kept: an address that nobody is served from. */
const KEPT = 'https://readme-forge.invalid/health/llm/'

/** What is told of the model. `latency_ms` is that of the look; `detail` says why it is not `ok`. */
export interface ModelState {
  status: 'not_configured' | 'ok' | 'degraded' | 'down'
  provider: string | null
  model: string | null
  latency_ms: number | null
  detail: string | null
}

const configured = (env: ModelVariables) => configuredModel(env, (url, init) => fetch(url, init))

/** May jobs ask for a model? Also where it is down: that passes. */
export function hasModel(env: ModelVariables): boolean {
  const found = configured(env)
  return found.ok && found.model !== null
}

async function look(env: ModelVariables): Promise<ModelState> {
  const none = { provider: null, model: null, latency_ms: null }
  const found = configured(env)
  if (!found.ok) return { ...none, status: 'down', detail: found.why }
  if (!found.model) return { ...none, status: 'not_configured', detail: null }
  const { provider, model } = found.model
  const began = performance.now()
  const seen: Look = await found.model.look(AbortSignal.timeout(LIMIT_MS))
  const latency_ms = Math.round(performance.now() - began)
  const isSlow = seen.status === 'ok' && latency_ms > SLOW_MS
  const state = isSlow ? { status: 'degraded' as const, detail: 'The provider answers slowly.' } : seen
  return { provider, model, latency_ms, ...state }
}

/** The state of the model, looked at without spending tokens, once a minute in each data centre. */
export async function modelState(env: ModelVariables): Promise<ModelState> {
  // What was seen of another configuration tells nothing of this one.
  const key = `${KEPT}?${new URLSearchParams([env.LLM_PROVIDER, env.LLM_URL, env.LLM_MODEL].map((value) => ['of', value]))}`
  const kept = await caches.default.match(key).catch(() => undefined)
  if (kept) return await kept.json<ModelState>()
  const state = await look(env)
  if (state.provider !== null) {
    const answer = Response.json(state, { headers: { 'Cache-Control': `public, s-maxage=${FRESH}` } })
    await tried('model.keep', () => caches.default.put(key, answer))
  }
  return state
}
