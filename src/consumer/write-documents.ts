import type { Facts } from '../analysis/facts'
import type { ArtifactFile } from '../job/job'
import { renderPreview } from '../preview/render-preview'
import type { EvidenceDocument } from '../readme/evidence'
import type { Options } from '../readme/options'
import { reportOn, writeReadme } from '../readme/write-readme'
import type { Address } from '../source/address'
import { blobUrl, type Hosts, rawUrl } from '../source/hosts'
import type { Worded } from './worded'

/** Files by the names under which they are kept; a check leaves none of the README's. */
export type Documents = Partial<Record<ArtifactFile, string>>

/** Facts as whoever gets them reads them: each source belongs to one fact, however the analysis came to it. */
export interface ToldFacts {
  json: string
  facts: Facts
}
export function asTold(facts: Facts): ToldFacts {
  const json = JSON.stringify(facts)
  return { json, facts: JSON.parse(json) }
}

/**
 * All that is written from facts. @param address where the repository is; `null` for an upload without one
 * @throws TemplateTooLarge
 * @throws NotMarkdown
 */
export function writeDocuments(
  { json: analysis, facts }: ToldFacts,
  options: Options,
  { wording, model }: Worded,
  address: Address | null,
  hosts: Hosts,
): Documents {
  if (options.mode === 'check')
    return { 'analysis.json': analysis, 'report.json': JSON.stringify(reportOn(facts, options.mode)) }

  const { markdown, evidence, report, path } = writeReadme(facts, options, { wording })
  const { commit } = facts.repository
  const base = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : ''
  const linked = address && commit !== null
  const pageOf = (file: string, line?: number) => (linked ? blobUrl(address, commit, file, hosts, line) : null)
  const preview = renderPreview(markdown, {
    title: `README of ${facts.name.value}`,
    blobBase: linked ? blobUrl(address, commit, base, hosts) : null,
    rawBase: linked ? rawUrl(address, commit, base, hosts) : null,
    evidence,
    placeUrl: pageOf,
  })
  const lines = evidence.map((one) => ({
    ...one,
    sources: one.sources.map((source) => ({ ...source, url: pageOf(source.path, source.line) })),
  }))
  return {
    'README.md': markdown,
    'analysis.json': analysis,
    'preview.html': preview,
    'evidence.json': JSON.stringify({ path, commit, lines } satisfies EvidenceDocument),
    'report.json': JSON.stringify({ ...report, model }),
  }
}
