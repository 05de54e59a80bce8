import * as z from 'zod'
import { type Answer, Count, nothingYet, shaped } from './answer'
import { parseJson } from './exchange'
import { ProviderFault } from './fault'

/*
 * The answers of OpenAI's Chat Completions, whole and in chunks.
 * Source: https://platform.openai.com/docs/api-reference/chat, /chat-streaming
 */

const Words = z.object({ content: z.string().nullish(), refusal: z.string().nullish() })
const Counts = z.object({ prompt_tokens: Count, completion_tokens: Count }).nullish().catch(null)
const finish_reason = z.string().nullish()

const Whole = z.object({
  choices: z.array(z.object({ message: Words, finish_reason })).min(1),
  usage: Counts,
})
/** The last chunk has no choice: it brings the usage. */
const Chunk = z.object({
  choices: z.array(z.object({ delta: Words.nullish(), finish_reason })).nullish(),
  usage: Counts,
})
/** Some servers answer 200 before they know that they cannot. */
const Failed = z.object({ error: z.union([z.object({}), z.string()]) })

const usageOf = (counts: z.infer<typeof Counts>) => ({
  input: counts?.prompt_tokens ?? null,
  output: counts?.completion_tokens ?? null,
})

function stopOf(reason: string): Answer['stop'] {
  if (reason === 'length') return 'length'
  return reason === 'content_filter' || reason === 'refusal' ? 'refused' : 'done'
}

function refuseFailure(value: unknown, host: string): void {
  if (Failed.safeParse(value).success)
    throw new ProviderFault('unavailable', `${host} reported a failure instead of an answer.`)
}

/** @throws ProviderFault `unavailable` for a failure in place of the answer, `invalid` for any other shape */
export function wholeCompletion(value: unknown, host: string): Answer {
  refuseFailure(value, host)
  const { choices, usage } = shaped(Whole, value, host)
  const [choice] = choices
  const text = choice?.message.content ?? ''
  // Old servers give no reason with an answer that is whole.
  const stop = choice?.message.refusal ? 'refused' : stopOf(choice?.finish_reason ?? 'stop')
  return { text, usage: usageOf(usage), stop }
}

/**
 * What the chunks come to, as far as the stream goes. A reason to stop or `[DONE]`: either ends an answer.
 * @throws ProviderFault `unavailable` for a failure amid the stream, `invalid` for any other shape
 */
export async function streamedCompletion(events: AsyncIterable<string>, host: string): Promise<Answer> {
  const answer = nothingYet()
  for await (const data of events) {
    if (data.trim() === '[DONE]') {
      answer.stop ??= 'done'
      break
    }
    const value = parseJson(data, host)
    refuseFailure(value, host)
    const { choices, usage } = shaped(Chunk, value, host)
    if (usage) answer.usage = usageOf(usage)
    const [choice] = choices ?? []
    answer.text += choice?.delta?.content ?? ''
    if (choice?.delta?.refusal) answer.stop = 'refused'
    if (choice?.finish_reason && answer.stop !== 'refused') answer.stop = stopOf(choice.finish_reason)
  }
  return answer
}
