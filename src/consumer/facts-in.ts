import { analyse, type Origin } from '../analysis/analyse'
import type { Facts } from '../analysis/facts'
import { NO_QUOTES, type Quotes, quotesOf } from '../analysis/quotes'
import type { Selection } from '../analysis/selection'
import type { Address } from '../source/address'
import type { Repository } from '../source/fetch-repository'
import { freeContents } from '../source/free-contents'
import type { Hosts } from '../source/hosts'
import type { SourceFailure } from '../source/result'
import { EMPTY, type Failed, failureOf } from './failures'
import { LeaseLost } from './lease'
import type { Stages } from './stages'

/** What a job's work needs of its surroundings. */
export interface Surroundings {
  hosts: Hosts
  bucket: R2Bucket
  /** Opens a private repository. */
  token: string | null
  /** For its owner alone, or opened by a token. */
  isSecret: boolean
  /** May passages be worded by a model, so that it needs to know the lines behind facts? */
  isQuoted: boolean
  /** Ends the work when the lease is lost. */
  signal: AbortSignal
  stages: Stages
}

export interface Obtained {
  facts: Facts
  /** None where nobody asks for them. */
  quotes: Quotes
  /** Where the repository is; `null` for an upload without an address. */
  address: Address | null
}

export type Outcome = { ok: true; value: Obtained } | Failed

/** The facts of files that were read, and their quotes. The contents of the files are gone afterwards. */
export function factsIn(
  { snapshot, subdirectory }: Repository,
  origin: Origin,
  selection: Selection,
  { stages, isQuoted }: Pick<Surroundings, 'stages' | 'isQuoted'>,
): { ok: true; value: Omit<Obtained, 'address'> } | Failed {
  stages.end({ archive_bytes: snapshot.archiveBytes, files: snapshot.files.size })
  if (!snapshot.files.size) return EMPTY
  stages.enter('analyse')
  try {
    const facts = analyse(snapshot, { ...origin, ...(subdirectory ? { subdirectory } : {}) }, selection)
    stages.end({
      languages: facts.languages.length,
      dependencies: facts.dependencies.length,
      warnings: facts.warnings.length,
    })
    return { ok: true, value: { facts, quotes: isQuoted ? quotesOf(snapshot.files, facts) : NO_QUOTES } }
  } finally {
    freeContents(snapshot)
  }
}

/** A cancelled fetch means that the lease is lost: the signal says why. */
export function failed(failure: SourceFailure, signal: AbortSignal): Failed {
  if (failure.code === 'cancelled')
    throw signal.reason instanceof LeaseLost ? signal.reason : new LeaseLost('cancelled')
  return failureOf(failure)
}
