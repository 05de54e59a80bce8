import { analyse, interestIn } from '../../../src/analysis/analyse'
import type { Facts } from '../../../src/analysis/facts'
import { DEFAULTS } from '../../../src/readme/options'
import { writeReadme } from '../../../src/readme/write-readme'
import { snapshotFromGit } from '../snapshot-from-git'
import { type Readme, readDocument } from './document'
import type { Repository } from './repository'
import type { Generated } from './subject'

function factsOf(gitDir: string, { owner, name }: Repository): Facts {
  const url = `https://github.com/${owner}/${name}`
  return analyse(snapshotFromGit(gitDir, 'HEAD', interestIn(null)), {
    host: 'github.com',
    owner,
    name,
    url,
    clone_url: `${url}.git`,
    ref: null,
  })
}

const UPDATE = { ...DEFAULTS, mode: 'update' as const }

/** The README that the product writes for a repository, by its own path from files to Markdown, twice from the start. */
export function generate(gitDir: string, repository: Repository): { readme: Readme; generated: Generated } {
  const facts = factsOf(gitDir, repository)
  const { path, markdown, evidence } = writeReadme(facts)
  const existing = facts.existing_readme
  const before = existing?.text ?? null
  const written: Facts = { ...facts, existing_readme: { path, text: markdown, sections: [], checked: {}, drift: [] } }
  return {
    readme: readDocument(path, markdown),
    generated: {
      evidence,
      again: writeReadme(factsOf(gitDir, repository)).markdown,
      updated: /<!-- readme-forge:begin /.test(markdown) ? writeReadme(written, UPDATE).markdown : null,
      adopted:
        before !== null && /\.(?:md|markdown)$/i.test(existing?.path ?? '')
          ? { before, after: writeReadme(facts, UPDATE).markdown }
          : null,
    },
  }
}
