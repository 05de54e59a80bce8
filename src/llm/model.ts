/** One request to a model: all that it is told, and the shape of what it may answer. */
export interface Prompt {
  /** The rules. */
  system: string
  /** The task and the data. */
  user: string
  schema: AnswerSchema
  /** Tokens of the answer, at most. */
  mostTokens: number
}

/** JSON Schema of the answer: one flat, closed object of plain texts. */
export interface AnswerSchema {
  type: 'object'
  properties: Record<string, { type: 'string'; description: string }>
  required: string[]
  additionalProperties: false
}

/** Tokens that the provider says it counted; `null` where it says nothing. */
export interface Usage {
  input: number | null
  output: number | null
}

/**
 * Why there is no answer.
 * `unauthorized` 401, 403 · `not_found` 404, 410: no such address or model · `rejected` any other 4xx: it does not take the
 * request as it stands · `rate_limited` 429 · `unavailable` 5xx, no connection, a redirect (none is followed: the key goes
 * nowhere else) · `timeout` the signal ended it with a `TimeoutError` · `cancelled` with anything else · `broken_off` the
 * connection or the stream ended early, or the model stopped at its limit of tokens · `too_long` more bytes than an answer
 * may have · `refused` the model or a filter would not · `invalid` no answer of this protocol, or an empty one
 */
export type ModelFault =
  | 'unauthorized'
  | 'not_found'
  | 'rejected'
  | 'rate_limited'
  | 'unavailable'
  | 'timeout'
  | 'cancelled'
  | 'broken_off'
  | 'too_long'
  | 'refused'
  | 'invalid'

export interface Fault {
  ok: false
  fault: ModelFault
  /** One plain sentence for an operator: no key, no text of the answer. */
  message: string
  /** Seconds of a `Retry-After`. */
  retryAfter?: number
}

/** The model's words, unread: JSON by the schema, if it kept to it. */
export type Completion = { ok: true; text: string; usage: Usage } | Fault

/**
 * What a look at the provider finds without spending a token. `degraded`: it answers, but does not list the model, asks to
 * wait, or has no list. `down`: it does not answer, or refuses the key.
 */
export interface Look {
  status: 'ok' | 'degraded' | 'down'
  /** One plain sentence, `null` for `ok`. */
  detail: string | null
}

/** A language model behind its provider's protocol. Never throws. */
export interface Model {
  provider: string
  model: string
  /** One request, no retry. */
  complete(prompt: Prompt, signal: AbortSignal): Promise<Completion>
  look(signal: AbortSignal): Promise<Look>
}
