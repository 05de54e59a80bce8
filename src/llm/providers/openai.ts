import * as z from 'zod'
import type { Model, Prompt } from '../model'
import { judged, MOST_OF_A_LIST, MOST_OF_AN_ANSWER, mostOfAStream, shaped } from './answer'
import { streamedCompletion, wholeCompletion } from './chat-completion'
import { eventData, isEventStream } from './event-stream'
import { bytesOf, drop, expectOk, type Fetch, readJson, send } from './exchange'
import { answering, looking } from './fault'

export interface OpenAiSettings {
  /** Up to and with the version, such as `https://api.openai.com/v1`: without slash at the end, credentials, query. */
  url: string
  model: string
  /** Sent as `Authorization: Bearer`, to this address alone; `null` sends none. */
  key: string | null
}

export const OPENAI_HOST = 'api.openai.com'
/** Statuses by which servers refuse parameters that they do not know. */
const NOT_UNDERSTOOD: ReadonlySet<number> = new Set([400, 422])
const List = z.object({ data: z.array(z.object({ id: z.string() })) })

const messages = (system: string, user: string) => [
  { role: 'system', content: system },
  { role: 'user', content: user },
]

/** OpenAI's own models take the newer name of the limit alone, and those that reason take no temperature. */
const limits = (host: string, { mostTokens }: Prompt) =>
  host === OPENAI_HOST ? { max_completion_tokens: mostTokens } : { max_tokens: mostTokens }

const fullRequest = (host: string, model: string, prompt: Prompt) => ({
  model,
  messages: messages(prompt.system, prompt.user),
  response_format: {
    type: 'json_schema',
    json_schema: { name: 'passages', strict: true, schema: prompt.schema },
  },
  stream: true,
  stream_options: { include_usage: true },
  ...limits(host, prompt),
  ...(host === OPENAI_HOST ? {} : { temperature: 0 }),
})

/** For servers without structured answers: the schema goes into the rules, and what came later into the protocol goes. */
const plainerRequest = (host: string, model: string, prompt: Prompt) => ({
  model,
  messages: messages(
    `${prompt.system}\n\nAnswer with one JSON object that keeps to this JSON Schema, and with nothing else:\n${JSON.stringify(prompt.schema)}`,
    prompt.user,
  ),
  stream: true,
  ...limits(host, prompt),
})

/**
 * A model behind any endpoint that speaks OpenAI's Chat Completions: OpenAI, AI Gateway, vLLM, Ollama, llama.cpp.
 * The answer is asked for as a stream and read as whichever comes. A 400 or 422 is answered by one plainer request,
 * without `response_format`, `stream_options` and `temperature`, the schema in the rules instead; if that is refused
 * too, the fault is `rejected`.
 * Source: https://platform.openai.com/docs/api-reference/chat/create, /models/list
 */
export function openAi({ url, model, key }: OpenAiSettings, fetch: Fetch): Model {
  const { host } = new URL(url)
  const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` }

  const ask = (body: object, signal: AbortSignal) =>
    send(fetch, { url: `${url}/chat/completions`, method: 'POST', headers, body }, signal)

  async function askTwice(prompt: Prompt, signal: AbortSignal): Promise<Response> {
    const response = await ask(fullRequest(host, model, prompt), signal)
    if (!NOT_UNDERSTOOD.has(response.status)) return response
    await drop(response)
    return ask(plainerRequest(host, model, prompt), signal)
  }

  return {
    provider: 'openai',
    model,
    complete: (prompt, signal) =>
      answering(async () => {
        const response = await expectOk(await askTwice(prompt, signal), host)
        const answer = isEventStream(response)
          ? await streamedCompletion(
              eventData(bytesOf(response, host, mostOfAStream(prompt.mostTokens), signal), host),
              host,
            )
          : wholeCompletion(await readJson(response, host, MOST_OF_AN_ANSWER, signal), host)
        return judged(answer, host)
      }),
    look: (signal) =>
      looking(host, async () => {
        const response = await expectOk(
          await send(fetch, { url: `${url}/models`, method: 'GET', headers }, signal),
          host,
        )
        const { data } = shaped(List, await readJson(response, host, MOST_OF_A_LIST, signal), host)
        return data.some(({ id }) => id === model)
      }),
  }
}
