import { analyse, interestIn } from '../../../src/analysis/analyse'
import { quotesOf } from '../../../src/analysis/quotes'
import { contextOf } from '../../../src/readme/context'
import { passagesOf } from '../../../src/readme/passages/passages'
import { REPOSITORIES } from '../../corpora/falsehoods/repositories'
import { snapshotOf } from '../snapshot'

/** Facts, quotes and passages of a sample, as a job has them. */
export function sampleOf({ owner, name, files }: (typeof REPOSITORIES)[number]) {
  const snapshot = snapshotOf(files, interestIn(null))
  const url = `https://github.com/${owner}/${name}`
  const facts = analyse(snapshot, { host: 'github.com', owner, name, url, clone_url: `${url}.git`, ref: 'main' })
  const quotes = quotesOf(snapshot.files, facts)
  return { name, facts, quotes, passages: passagesOf(contextOf(facts), quotes) }
}

export const SAMPLES = REPOSITORIES.map(sampleOf)
