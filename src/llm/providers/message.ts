import * as z from 'zod'
import type { ModelFault } from '../model'
import { type Answer, Count, nothingYet, shaped } from './answer'
import { parseJson } from './exchange'
import { ProviderFault } from './fault'

/*
 * The answers of Anthropic's Messages, whole and as events.
 * Source: https://platform.claude.com/docs/en/api/messages/create, /build-with-claude/streaming,
 * /build-with-claude/handling-stop-reasons, /api/errors
 */

const Counts = z.object({ input_tokens: Count, output_tokens: Count }).nullish().catch(null)
/** Of text alone; what else a model puts into its answer, such as its thoughts, is passed over. */
const Block = z.object({ type: z.string(), text: z.string().optional() })
const stop_reason = z.string().nullish()

const Whole = z.object({ type: z.literal('message'), content: z.array(Block), stop_reason, usage: Counts })
const Event = z.object({ type: z.string() })
const Known = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message_start'), message: z.object({ usage: Counts }) }),
  z.object({ type: z.literal('content_block_start'), content_block: Block }),
  z.object({ type: z.literal('content_block_delta'), delta: Block }),
  z.object({ type: z.literal('message_delta'), delta: z.object({ stop_reason }), usage: Counts }),
  z.object({ type: z.literal('message_stop') }),
  z.object({ type: z.literal('error'), error: z.object({ type: z.string() }) }),
])
/** More kinds of events may come, says the protocol, and are to be passed over, like `ping` and `content_block_stop`. */
const KNOWN: ReadonlySet<string> = new Set(Known.options.map(({ shape }) => shape.type.value))

const ERRORS: Record<string, { fault: ModelFault; says: string }> = {
  authentication_error: { fault: 'unauthorized', says: 'does not accept the key.' },
  permission_error: { fault: 'unauthorized', says: 'does not accept the key.' },
  not_found_error: { fault: 'not_found', says: 'has no such address or no such model.' },
  invalid_request_error: { fault: 'rejected', says: 'does not take the request.' },
  rate_limit_error: { fault: 'rate_limited', says: 'asks us to wait before the next request.' },
}

const STOPS: Record<string, Answer['stop']> = {
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'refused',
}
const stopOf = (reason: string): Answer['stop'] => (Object.hasOwn(STOPS, reason) ? (STOPS[reason] ?? null) : 'done')

const textOf = ({ type, text }: z.infer<typeof Block>) => (type === 'text' || type === 'text_delta' ? (text ?? '') : '')

function failure(type: string, host: string): ProviderFault {
  const known = Object.hasOwn(ERRORS, type) ? ERRORS[type] : undefined
  return known
    ? new ProviderFault(known.fault, `${host} ${known.says}`)
    : new ProviderFault('unavailable', `${host} reported a failure instead of an answer.`)
}

/** @throws ProviderFault `invalid` */
export function wholeMessage(value: unknown, host: string): Answer {
  const { content, stop_reason: reason, usage } = shaped(Whole, value, host)
  return {
    text: content.map(textOf).join(''),
    usage: { input: usage?.input_tokens ?? null, output: usage?.output_tokens ?? null },
    stop: stopOf(reason ?? 'end_turn'),
  }
}

/**
 * What the events come to, as far as the stream goes.
 * @throws ProviderFault by the type of an `error` event (`unavailable` for `overloaded_error` and those that we do not
 * know), `invalid` for any other shape
 */
export async function streamedMessage(events: AsyncIterable<string>, host: string): Promise<Answer> {
  const answer = nothingYet()
  for await (const data of events) {
    const value = parseJson(data, host)
    if (!KNOWN.has(shaped(Event, value, host).type)) continue
    const event = shaped(Known, value, host)
    if (event.type === 'error') throw failure(event.error.type, host)
    if (event.type === 'message_stop') {
      answer.stop ??= 'done'
      break
    }
    if (event.type === 'message_start') answer.usage.input = event.message.usage?.input_tokens ?? null
    if (event.type === 'content_block_start') answer.text += textOf(event.content_block)
    if (event.type === 'content_block_delta') answer.text += textOf(event.delta)
    if (event.type === 'message_delta') {
      // These counts are of the whole answer so far, not of the step.
      answer.usage.output = event.usage?.output_tokens ?? answer.usage.output
      if (event.delta.stop_reason) answer.stop = stopOf(event.delta.stop_reason)
    }
  }
  return answer
}
