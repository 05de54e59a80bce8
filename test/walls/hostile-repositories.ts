import { analyse, interestIn } from '../../src/analysis/analyse'
import { writeReadme } from '../../src/readme/write-readme'
import { type Files, snapshotOf } from '../unit/snapshot'
import { EFFECT, type Payload, snippets } from './matrix'

/** Every so many snippets become a repository; a prime, so that contexts, shapes and payloads all come by. */
const STRIDE = 23
const ORIGIN = {
  host: 'github.com',
  owner: 'o',
  name: 'r',
  url: 'https://github.com/o/r',
  clone_url: 'https://github.com/o/r.git',
  ref: 'main',
}

/** A repository that writes `html` wherever a README takes something from. */
const repository = (html: string): Files => ({
  'package.json': JSON.stringify({
    name: html,
    version: html,
    description: html,
    license: html,
    homepage: `javascript:${EFFECT}`,
    author: html,
    keywords: [html],
    bugs: { url: `javascript:${EFFECT}` },
    engines: { node: html },
    bin: { [html]: 'cli.js' },
    scripts: { build: html, test: html, start: html, [html]: html },
    dependencies: { express: html, [html]: html },
  }),
  'README.md': `# ${html}\n\n${html}\n\n## Usage\n\n${html}\n\n![${html}](${html})\n\n## ${html}\n\n[a](javascript:${EFFECT})\n`,
  'CHANGELOG.md': `# ${html}\n\n## [1.0.0](${html}) ${html}\n\n- ${html}\n`,
  'CONTRIBUTING.md': `# ${html}\n\n${html}\n`,
  LICENSE: `${html}\n`,
  '.env.example': `# ${html}\nNAME=${html}\n`,
  Dockerfile: `FROM node:22\n# ${html}\nENV NAME="${html}"\nEXPOSE 3000\nCMD ["node", "${html}"]\n`,
  'docker-compose.yml': JSON.stringify({ services: { [html]: { image: html, ports: ['3000:3000'] } } }),
  Makefile: `build: ## ${html}\n\techo ${html}\n`,
  'cli.js': `#!/usr/bin/env node\n/** ${html} */\nexport const name = process.env.NAME\n`,
  [`src/${html}/${html}.ts`]: `/** ${html} */\nexport const a = 1\n`,
  [`docs/${html}.md`]: `# ${html}\n\n${html}\n`,
  [`${html}.md`]: `# ${html}\n`,
})

/** READMEs as the product writes them for hostile repositories, with what their lines rest on. */
export function* hostileReadmes(): Generator<Payload> {
  for (const [n, [name, html]] of [...snippets()].entries()) {
    if (n % STRIDE !== 0) continue
    const facts = analyse(snapshotOf(repository(html), interestIn(null)), ORIGIN)
    const { markdown, evidence } = writeReadme(facts)
    yield { name: `README of a repository: ${name}`, markdown, evidence }
  }
}
