import { analyse, wants, wantsBelow } from '../analysis/analyse'
import type { ArtifactFile, JobSpec } from '../job/job'
import { renderPreview } from '../preview/render-preview'
import { writeReadme } from '../readme/write-readme'
import { fetchRepository, resolveRepository } from '../source/fetch-repository'
import type { SourceAccess } from '../source/guarded-fetch'
import { blobUrl, rawUrl } from '../source/hosts'
import { LIMITS } from '../source/limits'
import { configuredOrigins } from '../source/origins'
import { parseRequest } from '../source/request'
import type { SourceFailure } from '../source/result'
import { EMPTY, type Failed, failureOf } from './failures'
import { LeaseLost } from './lease'
import type { Stages } from './stages'

/** A README and what goes with it. */
export interface Produced {
  files: Record<ArtifactFile, string>
  commit: string
  engineVersion: string
}

/**
 * Address → files → Facts → Markdown → HTML, stage by stage.
 * @param sourceOrigins the operator's `SOURCE_ORIGINS`
 * @param signal ends the work when the lease is lost
 * @throws LeaseLost
 */
export async function produce(
  spec: JobSpec,
  sourceOrigins: string,
  signal: AbortSignal,
  stages: Stages,
): Promise<{ ok: true; value: Produced } | Failed> {
  const origins = configuredOrigins(sourceOrigins)
  const access: SourceAccess = { fetch: (url, init) => fetch(url, init), origins, token: null, signal, limits: LIMITS }

  stages.enter('resolve')
  const address = parseRequest(spec, origins)
  if (!address.ok) return failureOf(address)
  const resolved = await resolveRepository(address.value, access)
  if (!resolved.ok) return failed(resolved, signal)
  const { commit, ref, subdirectory: asked } = resolved.value
  stages.end({ commit })

  stages.enter('download')
  const wanted = asked === null ? wants : wantsBelow(asked)
  const fetched = await fetchRepository(address.value, resolved.value, wanted, access, (bytes) =>
    stages.received(bytes),
  )
  if (!fetched.ok) return failed(fetched, signal)
  const { snapshot, subdirectory } = fetched.value
  stages.end({ archive_bytes: snapshot.archiveBytes, files: snapshot.files.size })
  if (!snapshot.files.size) return EMPTY

  stages.enter('analyse')
  const { host, owner, name, url } = address.value
  const facts = analyse(snapshot, { host, owner, name, url, ref, ...(subdirectory ? { subdirectory } : {}) })
  stages.end({
    languages: facts.languages.length,
    dependencies: facts.dependencies.length,
    warnings: facts.warnings.length,
  })

  stages.enter('write')
  const { markdown } = writeReadme(facts)
  const base = subdirectory ? `${subdirectory}/` : ''
  const preview = renderPreview(markdown, {
    title: `README of ${facts.name.value}`,
    blobBase: blobUrl(address.value, commit, base),
    rawBase: rawUrl(address.value, commit, base),
  })
  stages.end({ characters: markdown.length })

  return {
    ok: true,
    value: {
      files: { 'README.md': markdown, 'analysis.json': JSON.stringify(facts), 'preview.html': preview },
      commit,
      engineVersion: facts.engine_version,
    },
  }
}

/** A cancelled fetch means that the lease is lost: the signal says why. */
function failed(failure: SourceFailure, signal: AbortSignal): Failed {
  if (failure.code === 'cancelled')
    throw signal.reason instanceof LeaseLost ? signal.reason : new LeaseLost('cancelled')
  return failureOf(failure)
}
