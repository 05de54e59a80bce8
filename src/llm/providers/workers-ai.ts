import * as z from 'zod'
import type { Model, ModelFault, Prompt } from '../model'
import { type Answer, Count, judged, shaped } from './answer'
import { wholeCompletion } from './chat-completion'
import { answering, looking, ProviderFault, stopped } from './fault'

/** What we use of the Workers AI binding; Cloudflare's `Ai` is one. */
export interface WorkersAi {
  run(model: string, inputs: Record<string, unknown>, options?: { signal?: AbortSignal }): Promise<unknown>
  models(params?: { search?: string }): Promise<{ name: string }[]>
}

const NAME = 'Workers AI'

const Native = z.object({
  response: z.union([z.string(), z.record(z.string(), z.unknown())]),
  usage: z.object({ prompt_tokens: Count, completion_tokens: Count }).nullish().catch(null),
})

/**
 * Internal codes, which the runtime puts before the message: `3040: …`.
 * Source: https://developers.cloudflare.com/workers-ai/platform/errors/, and `_parseError` of workerd's
 * src/cloudflare/internal/ai-api.ts
 */
const CODES: Record<string, { fault: ModelFault; says: string }> = {
  ...each(['5007', '3042'], 'not_found', 'has no such model.'),
  ...each(['5016', '5018', '3023', '3041'], 'unauthorized', 'does not open this model to the account.'),
  ...each(['3003', '3006', '3039', '5004', '5005', '5019'], 'rejected', 'does not take the request.'),
  ...each(['3036'], 'rate_limited', 'has given the account all that it may use today.'),
  ...each(['3007', '3008', '3040'], 'unavailable', 'cannot answer at the moment.'),
}

function each(codes: string[], fault: ModelFault, says: string) {
  return Object.fromEntries(codes.map((code) => [code, { fault, says }]))
}

/** The model could not keep to the schema. Source: https://developers.cloudflare.com/workers-ai/features/json-mode/ */
const OFF_SCHEMA = /JSON (?:Mode|Model) couldn.t be met/i

function faultOf(error: unknown): ProviderFault {
  const message = error instanceof Error ? error.message : ''
  if (OFF_SCHEMA.test(message)) return new ProviderFault('invalid', `The model of ${NAME} did not keep to the schema.`)
  const known = CODES[message.match(/^(\d{4}):/)?.[1] ?? '']
  return known
    ? new ProviderFault(known.fault, `${NAME} ${known.says}`)
    : new ProviderFault('unavailable', `${NAME} cannot answer at the moment.`)
}

/** The work's result, or the signal's end, whichever comes first: not every runtime hands the signal on. */
function within<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(stopped(signal))
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    work()
      .then(resolve, (error) => reject(signal.aborted ? stopped(signal) : faultOf(error)))
      .finally(() => signal.removeEventListener('abort', stop))
  })
}

function read(value: unknown): Answer {
  const native = Native.safeParse(value)
  if (!native.success) return wholeCompletion(value, NAME)
  const { response, usage } = native.data
  return {
    text: typeof response === 'string' ? response : JSON.stringify(response),
    usage: { input: usage?.prompt_tokens ?? null, output: usage?.completion_tokens ?? null },
    stop: 'done',
  }
}

const request = ({ system, user, schema, mostTokens }: Prompt): Record<string, unknown> => ({
  messages: [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ],
  response_format: { type: 'json_schema', json_schema: schema },
  // Without it, an answer ends after 256.
  max_tokens: mostTokens,
})

/**
 * A model of Workers AI behind its binding, asked for a whole answer: JSON Mode has no streams. Answers come in the
 * binding's own shape, the text already parsed in JSON Mode, or in that of Chat Completions.
 * Source: https://developers.cloudflare.com/workers-ai/features/json-mode/
 */
export function workersAi({ ai, model }: { ai: WorkersAi; model: string }): Model {
  return {
    provider: 'workers-ai',
    model,
    complete: (prompt, signal) =>
      answering(async () => judged(read(await within(signal, () => ai.run(model, request(prompt), { signal }))), NAME)),
    look: (signal) =>
      looking(NAME, async () => {
        const found = await within(signal, () => ai.models({ search: model }))
        return shaped(z.array(z.object({ name: z.string() })), found, NAME).some(({ name }) => name === model)
      }),
  }
}
