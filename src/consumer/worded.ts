import type { Facts } from '../analysis/facts'
import type { Quotes } from '../analysis/quotes'
import { log } from '../job/log'
import { type Answer, readAnswer } from '../llm/answer'
import { ask } from '../llm/prompt'
import { takeOver } from '../llm/take-over'
import { contextOf } from '../readme/context'
import type { Options } from '../readme/options'
import { PLAIN, type Wording } from '../readme/passages/passage'
import { passagesOf } from '../readme/passages/passages'
import type { Report } from '../readme/report/report'
import { writeReadme } from '../readme/write-readme'
import { type Failed, permanent, unavailable } from './failures'
import { answerKey, keepAnswer, recallAnswer } from './kept-answers'
import { type LanguageModel, throughCircuit } from './language-model'
import type { Stages } from './stages'

type Configured = Extract<LanguageModel, { is: 'configured' }>
/** Passages in other words, and what the report says of the model. */
export interface Worded {
  wording: Wording
  model: Report['model']
}

export interface Wordable {
  facts: Facts
  quotes: Quotes
  options: Options
  /** Who may not read the repository may not read it by way of a model's provider. */
  isSecret: boolean
  /** Ask anew, whatever was answered before. */
  isRefreshed: boolean
}

export interface Writer {
  languageModel: LanguageModel
  bucket: R2Bucket
  signal: AbortSignal
  stages: Stages
}

const UNWORDED: Worded = { wording: PLAIN, model: null }

type Asked = NonNullable<ReturnType<typeof ask>>

/** The model's answer: as it was kept, else asked for. */
async function answered(
  asked: Asked,
  { isSecret, isRefreshed }: Wordable,
  { model, cost }: Configured,
  { bucket, signal, stages }: Writer,
): Promise<{ ok: true; answer: Answer } | { ok: false; fault: string; message: string }> {
  const key = isSecret ? null : await answerKey(model, asked.content)
  const about = { ...stages.about, provider: model.provider, model: model.model }
  const kept = key === null || isRefreshed ? null : await recallAnswer(bucket, key)
  const keys = [...asked.passages.keys()]
  const known = kept && readAnswer(JSON.stringify(kept), keys)
  if (known) {
    log('job.model', { ...about, outcome: 'kept', latency_ms: 0 })
    return { ok: true, answer: known }
  }
  const began = Date.now()
  const mark = `[${crypto.randomUUID()}]`
  const inquiry = await throughCircuit(model, asked.prompt(mark), signal, (text) => readAnswer(text, keys))
  const { tries } = inquiry
  const latency = Date.now() - began
  if (!inquiry.ok) {
    const { fault, message } = inquiry
    log('job.model', { ...about, outcome: fault, reason: message, tries, latency_ms: latency })
    return { ok: false, fault, message }
  }
  const { usage, value } = inquiry
  log('job.model', {
    ...about,
    ...{ outcome: 'answered', tries, latency_ms: latency, cost_usd: cost(usage) },
    ...{ input_tokens: usage.input, output_tokens: usage.output },
  })
  return { ok: true, answer: key === null ? value : await keepAnswer(bucket, key, value, isRefreshed || kept !== null) }
}

/** Lines of the existing README that a new one leaves out for their length; an update leaves none. */
const tooLong = (facts: Facts, options: Options) =>
  options.mode === 'fresh' && facts.existing_readme
    ? writeReadme(facts, options)
        .report.left.filter(({ why }) => why === 'too_long')
        .map(({ from }) => from)
    : []

/**
 * The passages as the model words them, as far as that is backed; without a model, or where it does not answer, none: the
 * README is whole without it. A failure only where the model is required.
 * @throws TemplateTooLarge
 */
export async function worded(wanted: Wordable, writer: Writer): Promise<{ ok: true; value: Worded } | Failed> {
  const { facts, quotes, options, isSecret } = wanted
  const { languageModel, stages } = writer
  const isRequired = options.llm === 'required'
  if (options.llm === 'off' || options.mode === 'check') return { ok: true, value: UNWORDED }
  if (languageModel.is === 'none') {
    if (isRequired) return permanent('model_not_configured', 'This deployment has no language model.')
    if (languageModel.why !== null) log('effect.failed', { effect: 'model', reason: languageModel.why })
    return { ok: true, value: UNWORDED }
  }
  const { provider, model } = languageModel.model
  const told = (outcome: NonNullable<Report['model']>['outcome'], why: string | null): Worded => ({
    wording: PLAIN,
    model: { provider, model, outcome, why, passages: [], dropped: [] },
  })
  if (isSecret && !isRequired)
    return {
      ok: true,
      value: told('withheld', 'The repository or its job is private: a model is asked only where it is required.'),
    }
  const asked = ask(passagesOf(contextOf(facts, options), quotes, tooLong(facts, options)), quotes)
  if (!asked) return { ok: true, value: told('unchanged', 'There is no passage that it could word.') }
  const reply = await answered(asked, wanted, languageModel, writer)
  writer.signal.throwIfAborted()
  if (!reply.ok) {
    if (isRequired) return unavailable(`The language model did not answer: ${reply.message}`)
    return { ok: true, value: told('unavailable', reply.message) }
  }
  const { wording, dropped, kept } = takeOver(asked.passages, reply.answer)
  log('job.grounded', { ...stages.about, kept, dropped: dropped.length, passages: wording.size })
  const outcome = wording.size ? 'worded' : 'unchanged'
  return {
    ok: true,
    value: { wording, model: { provider, model, outcome, why: null, passages: [...wording.keys()], dropped } },
  }
}
