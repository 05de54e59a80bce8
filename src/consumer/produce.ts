import { type Options, OptionsSchema } from '../readme/options'
import { TemplateTooLarge } from '../readme/template/from-template'
import { NotMarkdown } from '../readme/write-readme'
import type { Surroundings } from './facts-in'
import { factsOfAddress } from './facts-of-address'
import { type Asked, factsOfUpload } from './facts-of-upload'
import { type Failed, permanent } from './failures'
import { type Documents, writeDocuments } from './write-documents'

/** What a job leaves. */
export interface Produced {
  mode: Options['mode']
  documents: Documents
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
  const { upload, options: given } = asked.spec
  const options = OptionsSchema.parse(given === undefined ? {} : JSON.parse(given))
  const selection = { include: options.include, exclude: options.exclude }
  const obtained = upload
    ? await factsOfUpload(asked, upload, selection, surroundings)
    : await factsOfAddress(asked.spec, selection, surroundings)
  if (!obtained.ok) return obtained
  const { facts, address } = obtained.value
  const { stages, hosts } = surroundings

  stages.enter('write')
  try {
    const documents = writeDocuments(facts, options, address, hosts)
    stages.end({ mode: options.mode, characters: documents['README.md']?.length ?? 0 })
    const { commit } = facts.repository
    return { ok: true, value: { mode: options.mode, documents, commit, engineVersion: facts.engine_version } }
  } catch (error) {
    if (error instanceof TemplateTooLarge) return permanent('template_too_large', error.message)
    if (error instanceof NotMarkdown) return permanent('readme_not_markdown', error.message)
    throw error
  }
}
