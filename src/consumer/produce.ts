import { type Options, OptionsSchema } from '../readme/options'
import { TemplateTooLarge } from '../readme/template/from-template'
import { NotMarkdown } from '../readme/write-readme'
import type { Surroundings } from './facts-in'
import { factsOfAddress } from './facts-of-address'
import { type Asked, factsOfUpload } from './facts-of-upload'
import { type Failed, permanent } from './failures'
import type { LanguageModel } from './language-model'
import { worded } from './worded'
import { asTold, type Documents, writeDocuments } from './write-documents'

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
  given: Omit<Surroundings, 'isQuoted'> & { languageModel: LanguageModel },
): Promise<{ ok: true; value: Produced } | Failed> {
  const { upload, options: text } = asked.spec
  const options = OptionsSchema.parse(text === undefined ? {} : JSON.parse(text))
  const { languageModel, isSecret } = given
  const mayBeWorded = languageModel.is === 'configured' && options.llm !== 'off' && options.mode !== 'check'
  const surroundings: Surroundings = { ...given, isQuoted: mayBeWorded }
  const selection = { include: options.include, exclude: options.exclude }
  const obtained = upload
    ? await factsOfUpload(asked, upload, selection, surroundings)
    : await factsOfAddress(asked.spec, selection, surroundings)
  if (!obtained.ok) return obtained
  const { quotes, address } = obtained.value
  const { stages, hosts } = surroundings

  stages.enter('write')
  const told = asTold(obtained.value.facts)
  const { facts } = told
  try {
    const wording = await worded(
      { facts, quotes, options, isSecret, isRefreshed: asked.spec.refresh === true },
      { ...surroundings, languageModel },
    )
    if (!wording.ok) return wording
    const documents = writeDocuments(told, options, wording.value, address, hosts)
    stages.end({ mode: options.mode, characters: documents['README.md']?.length ?? 0 })
    const { commit } = facts.repository
    return { ok: true, value: { mode: options.mode, documents, commit, engineVersion: facts.engine_version } }
  } catch (error) {
    if (error instanceof TemplateTooLarge) return permanent('template_too_large', error.message)
    if (error instanceof NotMarkdown) return permanent('readme_not_markdown', error.message)
    throw error
  }
}
