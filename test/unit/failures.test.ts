import { expect, it } from 'vitest'
import { failureOf } from '../../src/consumer/failures'
import { FAILURES } from '../../src/job/failures'
import { failure, type SourceFailureCode } from '../../src/source/result'

/** What a job says of its own accord. */
const OWN = [
  'worker_lost',
  'internal',
  'repository_empty',
  'upload_expired',
  'token_lost',
  'readme_not_markdown',
  'template_too_large',
  'model_not_configured',
  'model_unavailable',
]

it.each(Object.keys(FAILURES).filter((code) => !OWN.includes(code)))(
  'a job says of %s what the source room says: same code, same sentence, retryable or not',
  (code) => {
    const told = failure(code as SourceFailureCode, 'Why.', 7)
    expect(failureOf(told)).toEqual({
      ok: false,
      error: { code, message: 'Why.', retryable: told.retryable },
      retryAfterMs: 7_000,
    })
  },
)
