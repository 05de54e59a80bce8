import { withJob } from '../job/client'
import type { Message } from '../job/effects'
import { log, reason } from '../job/log'
import type { LanguageModelEnv } from './language-model'

/** Dead letters end here: wrangler.consumer.toml. */
const DEAD_QUEUE = 'readme-forge-jobs-dead'
/** Seconds until a message whose job object could not be reached is delivered again; spread out, so that they do not come all at once. */
const retryDelay = (attempts: number) =>
  Math.round(Math.min(10 * 2 ** (attempts - 1), 300) * (0.75 + Math.random() / 2))

/**
 * One message to one README, and dead letters to a nudge. A message is acknowledged when the job's object has been told
 * how its work ended, or has refused the work; only an object that cannot be reached brings the message back.
 */
export async function consume(batch: MessageBatch<Message>, env: ConsumerEnv & LanguageModelEnv): Promise<void> {
  for (const message of batch.messages) {
    const { id } = message.body
    try {
      if (batch.queue === DEAD_QUEUE) {
        log('job.dead_lettered', { job: id, deliveries: message.attempts })
        await withJob(env.JOB, id, async (stub) => await stub.deadLetter())
      } else {
        // Reading, analysis and all that they stand on run no code before there is a job: an isolate starts in less than a third of the time.
        const { runJob } = await import('./run-job')
        await runJob(env, id)
      }
      message.ack()
    } catch (error) {
      log('effect.failed', { job: id, effect: 'message', reason: reason(error) })
      message.retry({ delaySeconds: retryDelay(message.attempts) })
    }
  }
}
