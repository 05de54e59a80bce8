import type { Fault, Look, ModelFault } from '../model'

/** Ends a request from wherever it stands; never leaves this folder, where it becomes a value again. */
export class ProviderFault extends Error {
  constructor(
    readonly fault: ModelFault,
    /** One plain sentence without key, address beyond the host, or words of the answer. */
    message: string,
    readonly retryAfter?: number,
  ) {
    super(message)
  }
}

/** What a signal that has ended a request means. */
export const stopped = (signal: AbortSignal): ProviderFault =>
  signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError'
    ? new ProviderFault('timeout', 'The model did not answer in time.')
    : new ProviderFault('cancelled', 'The request to the model was cancelled.')

/** Runs one request, whose faults become values. Anything else that is thrown is taken for a provider out of order. */
export async function answering<Answer>(work: () => Promise<Answer>): Promise<Answer | Fault> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ProviderFault))
      return { ok: false, fault: 'unavailable', message: 'The request to the model failed.' }
    const { fault, message, retryAfter } = error
    return { ok: false, fault, message, ...(retryAfter === undefined ? {} : { retryAfter }) }
  }
}

/** Whether a look that failed so leaves hope for the model: the provider answered, only its list did not help. */
const DEGRADED: Record<ModelFault, boolean> = {
  not_found: true,
  rejected: true,
  rate_limited: true,
  too_long: true,
  invalid: true,
  refused: true,
  unauthorized: false,
  unavailable: false,
  timeout: false,
  cancelled: false,
  broken_off: false,
}

/**
 * A look at the provider: `listed` says whether it lists the model.
 * @param name what the provider is called in sentences
 */
export async function looking(name: string, listed: () => Promise<boolean>): Promise<Look> {
  const seen = await answering(async () => ({ ok: true as const, listed: await listed() }))
  if (!seen.ok) return { status: DEGRADED[seen.fault] ? 'degraded' : 'down', detail: seen.message }
  return seen.listed
    ? { status: 'ok', detail: null }
    : { status: 'degraded', detail: `${name} does not list the configured model.` }
}
