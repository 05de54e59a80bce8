import { log } from '../job/log'
import { after, type Circuit, CLOSED, permit } from '../llm/circuit'
import { configuredModel, configuredPrices, costOf, type ModelVariables } from '../llm/configuration'
import { type Inquiry, inquire } from '../llm/inquire'
import type { Model, Prompt } from '../llm/model'

/** The deployment's model. `none`: none is configured, or it is configured wrongly, which `why` tells. */
export type LanguageModel =
  | { is: 'configured'; model: Model; cost(usage: Parameters<typeof costOf>[0]): number | null }
  | { is: 'none'; why: string | null }

/** `LLM_API_KEY` is a secret, which the configuration does not name. */
export type LanguageModelEnv = ModelVariables & { LLM_PRICES: string }

export function languageModel(env: LanguageModelEnv): LanguageModel {
  const configured = configuredModel(env, (url, init) => fetch(url, init))
  if (!configured.ok) return { is: 'none', why: configured.why }
  const { model } = configured
  if (!model) return { is: 'none', why: null }
  const prices = configuredPrices(env.LLM_PRICES)
  if (!prices.ok) log('effect.failed', { effect: 'model.prices', reason: prices.why })
  return { is: 'configured', model, cost: (usage) => costOf(usage, prices.ok ? prices.prices : null) }
}

/** By provider and model, for as long as this isolate lives: each finds out for itself that a provider is down. */
const circuits = new Map<string, Circuit>()

/** Asks the model unless its circuit is open, and notes how that went. Never throws. */
export async function throughCircuit<T>(
  model: Model,
  prompt: Prompt,
  signal: AbortSignal,
  read: (text: string) => T | null,
): Promise<Inquiry<T> | { ok: false; fault: 'circuit_open'; message: string; tries: 0 }> {
  const key = `${model.provider} ${model.model}`
  const permission = permit(circuits.get(key) ?? CLOSED, Date.now())
  if (!permission.ok) {
    const message = `It failed several times; it is asked again in ${Math.ceil(permission.forMs / 1000)} s.`
    return { ok: false, fault: 'circuit_open', message, tries: 0 }
  }
  circuits.set(key, permission.circuit)
  const inquiry = await inquire(model, prompt, signal, read)
  // Other jobs of this isolate may have asked meanwhile.
  circuits.set(key, after(circuits.get(key) ?? CLOSED, inquiry.ok ? null : inquiry, Date.now()))
  return inquiry
}
