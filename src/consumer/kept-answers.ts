import { hex, sha256 } from '../job/digest'
import { ANSWERS } from '../job/job'
import { type Answer, AnswerSchema } from '../llm/answer'
import type { Model } from '../llm/model'
import { orNothing } from './shared-facts'

/*
 * What a model answered is kept by all that it depends on: provider, model, and the whole request, which holds the facts of the
 * commit as the options ask for them, and the version of the prompt. The first answer stays, so that the same commit and options give
 * the same README. A cache, as the shared facts are.
 */

/** The R2 key of the answer to this content by this model. */
export async function answerKey({ provider, model }: Model, content: string): Promise<string> {
  return `${ANSWERS}${hex(await sha256(JSON.stringify([provider, model, content])))}.json`
}

export async function recallAnswer(bucket: R2Bucket, key: string): Promise<Answer | null> {
  const kept = await orNothing('answer.recall', async () => (await (await bucket.get(key))?.json<unknown>()) ?? null)
  return AnswerSchema.safeParse(kept).data ?? null
}

/** Keeps the answer; where another job was first, its answer is the one. @param replace keeps this one all the same */
export async function keepAnswer(bucket: R2Bucket, key: string, answer: Answer, replace: boolean): Promise<Answer> {
  const onlyIf = replace ? undefined : { etagDoesNotMatch: '*' }
  const put = await orNothing('answer.keep', async () => ({
    object: await bucket.put(key, JSON.stringify(answer), {
      httpMetadata: { contentType: 'application/json' },
      ...(onlyIf ? { onlyIf } : {}),
    }),
  }))
  return put && put.object === null ? ((await recallAnswer(bucket, key)) ?? answer) : answer
}
