import { withJob } from '../job/client'
import { ARTIFACT_FILES, type ArtifactFile, artifactKey, type JobError, type JobResult } from '../job/job'
import { log, reason } from '../job/log'
import { pageMetadata } from '../preview/page'
import { configuredHosts, Misconfigured } from '../source/origins'
import { type Failed, INTERNAL, TOKEN_LOST } from './failures'
import { type LanguageModelEnv, languageModel } from './language-model'
import { holdLease, LeaseLost } from './lease'
import { type Produced, produce } from './produce'
import { Stages } from './stages'

const TYPES: Record<ArtifactFile, string> = {
  'README.md': 'text/markdown; charset=utf-8',
  'analysis.json': 'application/json',
  'preview.html': 'text/html; charset=utf-8',
  'evidence.json': 'application/json',
  'report.json': 'application/json',
}

/**
 * Claims a job, does its work and tells its object how that ended. A refused claim is the end of the matter: somebody else
 * has the job, or it is at rest, or its object will ring again.
 * @throws JobUnreachable when the object cannot be told; then the message must come back, or the lease's end frees the job.
 */
export async function runJob(env: ConsumerEnv & LanguageModelEnv, id: string): Promise<void> {
  const token = crypto.randomUUID()
  const claim = await withJob(env.JOB, id, async (job) => await job.claim(token))
  if (!claim.ok) {
    log('job.claim_refused', { job: id, why: claim.why })
    return
  }
  const { key, run, attempt, spec, repository, isPrivate, credential } = claim.value
  const lease = holdLease(env.JOB, id, token)
  const stages = new Stages({ job: id, run, attempt }, lease.progress)
  try {
    const make = async () => {
      if (credential === 'lost') return TOKEN_LOST
      const hosts = configuredHosts(env.SOURCE_ORIGINS, env.SOURCE_HOSTS)
      const opens = credential === 'none' ? null : credential.token
      return produce(
        { spec, repository },
        {
          ...{ hosts, bucket: env.ARTIFACTS, token: opens, signal: lease.signal, stages },
          ...{ isSecret: isPrivate || opens !== null, languageModel: languageModel(env) },
        },
      )
    }
    const outcome = await work(env, key, make, stages)
    lease.signal.throwIfAborted()
    const reply = await withJob(env.JOB, id, async (job) =>
      outcome.ok
        ? await job.complete(token, outcome.value)
        : await job.fail(token, outcome.error, outcome.retryAfterMs),
    )
    if (!reply.ok) throw new LeaseLost(reply.why)
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error
    // Deleted, or given to another: what was stored belongs to nobody. The object purges it too, later.
    log('job.claim_refused', { job: id, run, attempt, why: error.message })
    await env.ARTIFACTS.delete(ARTIFACT_FILES.map((file) => artifactKey(key, file)))
  } finally {
    lease.release()
  }
}

type Outcome = { ok: true; value: JobResult } | Failed

/** The work itself, with everything that can go wrong as a value. */
async function work(
  env: ConsumerEnv,
  key: string,
  make: () => Promise<{ ok: true; value: Produced } | Failed>,
  stages: Stages,
): Promise<Outcome> {
  try {
    const made = await make()
    if (!made.ok) return made
    stages.enter('store')
    const result = await store(env.ARTIFACTS, key, made.value)
    stages.end({ bytes: result.bytes })
    return { ok: true, value: { ...result, timings: stages.timings } }
  } catch (error) {
    if (error instanceof LeaseLost) throw error
    log('effect.failed', {
      ...stages.about,
      effect: stages.current,
      reason: error instanceof Misconfigured ? error.message : reason(error),
    })
    return { ok: false, error: INTERNAL satisfies JobError, retryAfterMs: 0 }
  }
}

/** Puts what was written below the claim's key. */
async function store(
  bucket: R2Bucket,
  key: string,
  { documents, mode, commit, engineVersion }: Produced,
): Promise<Omit<JobResult, 'timings'>> {
  const main = documents['README.md'] === undefined ? 'report.json' : 'README.md'
  const put = async (file: ArtifactFile) => {
    const content = documents[file]
    return content === undefined
      ? null
      : bucket.put(artifactKey(key, file), content, {
          httpMetadata: { contentType: TYPES[file] },
          customMetadata: file === 'preview.html' ? pageMetadata(content) : {},
        })
  }
  const stored = await Promise.all(ARTIFACT_FILES.map(async (file) => ({ file, object: await put(file) })))
  const object = stored.find(({ file }) => file === main)?.object
  if (!object) throw new Error('nothing was written')
  return { mode, bytes: object.size, etag: object.etag, engine_version: engineVersion, commit }
}
