import type { ArtifactFile } from '../job/job'
import { renderPreview } from '../preview/render-preview'
import { writeReadme } from '../readme/write-readme'
import { blobUrl, rawUrl } from '../source/hosts'
import type { Surroundings } from './facts-in'
import { factsOfAddress } from './facts-of-address'
import { type Asked, factsOfUpload } from './facts-of-upload'
import type { Failed } from './failures'

/** A README and what goes with it. */
export interface Produced {
  files: Record<ArtifactFile, string>
  commit: string | null
  engineVersion: string
}

/**
 * Address or archive → files → Facts → Markdown → HTML, stage by stage.
 * @throws LeaseLost
 */
export async function produce(
  asked: Asked,
  surroundings: Surroundings,
): Promise<{ ok: true; value: Produced } | Failed> {
  const { upload } = asked.spec
  const obtained = upload
    ? await factsOfUpload(asked, upload, surroundings)
    : await factsOfAddress(asked.spec, surroundings)
  if (!obtained.ok) return obtained
  const { facts, address } = obtained.value
  const { stages, hosts } = surroundings

  stages.enter('write')
  const { markdown } = writeReadme(facts)
  const { commit, subdirectory } = facts.repository
  const base = subdirectory ? `${subdirectory}/` : ''
  const linked = address && commit !== null
  const preview = renderPreview(markdown, {
    title: `README of ${facts.name.value}`,
    blobBase: linked ? blobUrl(address, commit, base, hosts) : null,
    rawBase: linked ? rawUrl(address, commit, base, hosts) : null,
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
