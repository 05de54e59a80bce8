import * as z from 'zod'
import type { Model, Prompt } from '../model'
import { judged, MOST_OF_A_LIST, MOST_OF_AN_ANSWER, mostOfAStream, shaped } from './answer'
import { eventData, isEventStream } from './event-stream'
import { bytesOf, expectOk, type Fetch, readJson, send } from './exchange'
import { answering, looking } from './fault'
import { streamedMessage, wholeMessage } from './message'

export interface AnthropicSettings {
  /** Up to and with the version, such as `https://api.anthropic.com/v1`: without slash at the end, credentials, query. */
  url: string
  model: string
  /** Sent as `x-api-key`, to this address alone. */
  key: string
}

const VERSION = '2023-06-01'
const Listed = z.object({ id: z.string() })

/** Without temperature: the newer models refuse a request that has one. */
const request = (model: string, { system, user, schema, mostTokens }: Prompt) => ({
  model,
  max_tokens: mostTokens,
  system,
  messages: [{ role: 'user', content: user }],
  output_config: { format: { type: 'json_schema', schema } },
  stream: true,
})

/**
 * A model behind Anthropic's Messages. The schema is kept by the provider, for Claude 4.5 and later; older models refuse
 * the request, which is `rejected`. The look asks for the one model, which also finds the aliases that the list has not.
 * Source: https://platform.claude.com/docs/en/api/messages/create, /build-with-claude/structured-outputs,
 * /api/models/retrieve
 */
export function anthropic({ url, model, key }: AnthropicSettings, fetch: Fetch): Model {
  const { host } = new URL(url)
  const headers = { 'x-api-key': key, 'anthropic-version': VERSION }
  return {
    provider: 'anthropic',
    model,
    complete: (prompt, signal) =>
      answering(async () => {
        const body = request(model, prompt)
        const asked = await send(fetch, { url: `${url}/messages`, method: 'POST', headers, body }, signal)
        const response = await expectOk(asked, host)
        const answer = isEventStream(response)
          ? await streamedMessage(
              eventData(bytesOf(response, host, mostOfAStream(prompt.mostTokens), signal), host),
              host,
            )
          : wholeMessage(await readJson(response, host, MOST_OF_AN_ANSWER, signal), host)
        return judged(answer, host)
      }),
    look: (signal) =>
      looking(host, async () => {
        const asked = { url: `${url}/models/${encodeURIComponent(model)}`, method: 'GET' as const, headers }
        const response = await expectOk(await send(fetch, asked, signal), host)
        shaped(Listed, await readJson(response, host, MOST_OF_A_LIST, signal), host)
        return true
      }),
  }
}
