import { analyse, interestIn } from '../../../../src/analysis/analyse'
import type { Facts } from '../../../../src/analysis/facts'
import { type Files, snapshotOf } from '../../snapshot'

/** Examples of a repository `acme/harbour` of these files, as the analysis of the whole gives them. */
export const examplesOf = (files: Files): Facts['surface']['examples'] =>
  analyse(snapshotOf(files, interestIn(null)), {
    host: 'github.com',
    owner: 'acme',
    name: 'harbour',
    url: 'https://github.com/acme/harbour',
    clone_url: 'https://github.com/acme/harbour.git',
    ref: 'main',
  }).surface.examples

/** Their code alone. */
export const codes = (files: Files): string[] => examplesOf(files).map(({ code }) => code)

/** A README with one block of code under a heading. */
export const readme = (language: string, code: string, heading = 'Usage'): string =>
  `# Harbour\n\n## ${heading}\n\n\`\`\`${language}\n${code}\n\`\`\`\n`

/** A package of npm that exports `dig` and `fill`. */
export const npm: Files = {
  'package.json':
    '{"name": "harbour", "version": "1.0.0", "main": "index.js", "type": "module", "exports": "./index.js"}',
  'index.js': 'export function dig(depth) { return depth }\nexport function fill() {}\n',
}
