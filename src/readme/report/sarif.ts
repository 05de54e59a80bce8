import type { Drift, Source } from '../../analysis/facts'
import { CLAIM_KINDS } from '../../analysis/vocabulary'
import { clean } from '../escape'
import { fingerprint } from '../respect/fingerprint'
import type { Report } from './report'
import { CLAIMS } from './rules'

interface Message {
  text: string
}
interface PhysicalLocation {
  artifactLocation: { uri: string; uriBaseId: '%SRCROOT%' }
  region?: { startLine: number }
}
interface Result {
  ruleId: string
  ruleIndex: number
  level: 'error' | 'warning' | 'note'
  message: Message
  locations: { physicalLocation: PhysicalLocation }[]
  relatedLocations?: { id: number; physicalLocation: PhysicalLocation; message: Message }[]
  partialFingerprints: { primaryLocationLineHash: string }
}
interface Rule {
  id: string
  name: string
  shortDescription: Message
  fullDescription: Message
  help: Message
  defaultConfiguration: { level: Result['level'] }
  properties: { tags: string[] }
}

/** The part of SARIF 2.1.0 that a drift report needs. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export interface Sarif {
  $schema: string
  version: '2.1.0'
  runs: {
    tool: { driver: { name: string; version: string; rules: Rule[] } }
    columnKind: 'utf16CodeUnits'
    versionControlProvenance?: { repositoryUri: string; revisionId?: string }[]
    results: Result[]
  }[]
}

/** What a report does not say of itself. */
export interface SarifOrigin {
  /** Version of the engine that found it: `facts.engine_version`. */
  engine: string
  /** Address of the repository and its commit, where they are known. */
  url?: string | null
  commit?: string | null
}

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'
const ruleId = (kind: Drift['kind']) => `readme/${kind}`

const RULES: readonly Rule[] = CLAIM_KINDS.map((kind) => {
  const { title, short, help, level } = CLAIMS[kind]
  return {
    id: ruleId(kind),
    name: title,
    shortDescription: { text: short },
    fullDescription: { text: `${short} ${help}` },
    help: { text: help },
    defaultConfiguration: { level },
    properties: { tags: ['documentation'] },
  }
})

/** A path as a relative reference of RFC 3986, in which no segment is taken for a scheme. */
const uriOf = (path: string) => path.toWellFormed().split('/').map(encodeURIComponent).join('/')

const physical = ({ path, line }: Source): PhysicalLocation => ({
  artifactLocation: { uri: uriOf(path), uriBaseId: '%SRCROOT%' },
  ...(line !== undefined && { region: { startLine: line } }),
})

/** Brackets in a message are links to related locations, unless they are escaped (section 3.11.6). */
const plain = (text: string) => clean(text).replace(/[[\]\\]/g, '\\$&')

/**
 * The drift of a report as SARIF 2.1.0, as GitHub's code scanning takes it: one rule for each kind of claim, one result for each finding at its
 * line of the README, what shows it as related locations. A finding keeps its fingerprint when lines above it come or go.
 * Without a README there are no results.
 */
export function reportSarif({ readme, drift }: Report, { engine, url, commit }: SarifOrigin): Sarif {
  const seen = new Map<string, number>()
  const results = (readme === null ? [] : drift).map(({ kind, line, claim, message, sources }): Result => {
    const hash = fingerprint([kind, claim])
    const occurrence = (seen.get(hash) ?? 0) + 1
    seen.set(hash, occurrence)
    return {
      ruleId: ruleId(kind),
      ruleIndex: CLAIM_KINDS.indexOf(kind),
      level: CLAIMS[kind].level,
      message: { text: plain(`${claim}: ${message}`) },
      locations: [{ physicalLocation: physical({ path: readme ?? '', line }) }],
      ...(sources.length > 0 && {
        relatedLocations: sources.map((source, index) => ({
          id: index + 1,
          physicalLocation: physical(source),
          message: { text: plain(source.path) },
        })),
      }),
      partialFingerprints: { primaryLocationLineHash: `${hash}:${occurrence}` },
    }
  })
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'readme-forge', version: engine, rules: [...RULES] } },
        columnKind: 'utf16CodeUnits',
        ...(url && { versionControlProvenance: [{ repositoryUri: url, ...(commit && { revisionId: commit }) }] }),
        results,
      },
    ],
  }
}
