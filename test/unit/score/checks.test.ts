import { describe, expect, it } from 'vitest'
import { CHECKS, judge } from '../../score/readme/checks'
import { FILES, findings, subject } from './harbour'

const sh = (...lines: string[]) => ['```sh', ...lines, '```', ''].join('\n')
const check = (id: number) => CHECKS.find((one) => one.id === id)!
const without = (...paths: string[]) => ({
  files: Object.fromEntries(Object.entries(FILES).filter(([path]) => !paths.includes(path))),
})

/** Number of the check, what it lets pass, and what it does not; each with the case's own files where it needs any. */
const CASES: [id: number, good: string, bad: string, given?: Parameters<typeof subject>[1]][] = [
  [1, '# harbour\n\nMoors ships.\n', '# harbour\n\nTODO: describe it.\n'],
  [1, '# harbour\n\nMoors ships.\n', '# harbour\n\nInsert your text here\n', { theirs: true }],
  [2, sh('npm install', 'npm run build'), sh('npm run bild')],
  [2, sh('npm start'), sh('npm test')],
  [2, sh('make build', 'make x.js'), sh('make bild')],
  [2, sh('cd web && npm run dev'), sh('(cd web && npm run build)')],
  [2, sh('(cd web && npm run dev)', 'npm run build'), sh('cd web', 'npm run build')],
  [
    2,
    sh('git clone https://github.com/acme/harbour.git', 'cd harbour/web', 'npm run dev'),
    sh('git clone https://github.com/acme/harbour.git', 'cd harbour', 'npm run dev'),
  ],
  [2, sh('git clone https://github.com/acme/other.git', 'cd other', 'npm run sail'), sh('npm run sail')],
  [2, 'Run `npm run build`.\n', 'Run `npm run bild`.\n', { theirs: true }],
  [2, sh('npx create-boat my-boat', 'cd my-boat', 'npm run sail'), sh('npm run sail'), { theirs: true }],
  [2, sh('node src/index.ts'), sh('node src/main.ts')],
  [2, sh('cargo build'), sh('cargo bild'), { files: { ...FILES, 'Cargo.toml': '[package]\nname = "harbour"\n' } }],
  [2, sh('npm install'), sh('cargo build')],
  [2, sh('docker build -t x .'), sh('docker build -t x web'), { files: { ...FILES, Dockerfile: 'FROM node\n' } }],
  [3, 'See [it](docs/manual.md) and `src/index.ts`.\n', 'See [it](docs/handbook.md).\n'],
  [3, 'In `src/index.ts` and `var/log.txt`.\n', 'In `src/main.ts`.\n'],
  [
    3,
    '```text\n├── src/\n│   └── index.ts  Start\n└── docs/\n```\n',
    '```text\n├── src/\n│   └── main.ts  Start\n└── docs/\n```\n',
  ],
  [4, sh('npm install harbour'), sh('npm install web')],
  [4, sh('npm install harbour'), sh('npm install harbor')],
  [5, 'Requires Node.js 22 or later.\n', 'Requires Node.js 18 or later.\n'],
  [
    6,
    '- `HARBOUR_PORT`, `HARBOUR_HOST`, `HARBOUR_FLAG`, `HARBOUR_LOG`\n',
    '- `HARBOUR_PORT`, `HARBOUR_HOST`, `HARBOUR_FLAG`, `HARBOUR_LOG`, `HARBOUR_TIDE`\n',
  ],
  [6, '- `HARBOUR_PORT`, `HARBOUR_HOST`, `HARBOUR_FLAG`, `HARBOUR_LOG`\n', '- `HARBOUR_PORT`\n'],
  [7, '## License\n\nMIT\n', '## License\n\nApache-2.0\n'],
  [7, '# harbour\n', '# harbour\n\n## License\n\nMIT\n', { files: { 'src/index.ts': '' } }],
  [8, 'It is built with Express.\n', 'It is built with React.\n'],
  [9, 'It moors ships.\n', 'It is blazing fast and secure.\n'],
  [
    10,
    '![CI](https://github.com/acme/harbour/actions/workflows/ci.yml/badge.svg)\n',
    '![CI](https://github.com/acme/harbour/actions/workflows/test.yml/badge.svg)\n',
  ],
  [10, '![v](https://img.shields.io/npm/v/harbour)\n', '![v](https://img.shields.io/npm/v/web)\n'],
  [11, '| `--tide` | `GET` |\n', '`--ebb` and `--flow`\n'],
  [11, '| `GET` | `/berths` |\n', '| `GET` | `/boats` |\n'],
  [16, '```js\nimport { moor } from "harbour"\n```\n', sh('git clone x')],
  [17, '## A\n\nwords\n', '## A\n\n## B\n\nwords\n'],
  [17, '## Contributing\n\nwords\n', '## Containers\n\nwords\n', { files: { ...FILES, 'CONTRIBUTING.md': '' } }],
  [
    18,
    'Packages: `packages/a`, `packages/b`.\n',
    'Many packages.\n',
    {
      files: {
        'pnpm-workspace.yaml': '',
        'packages/a/package.json': '{"name":"@acme/a"}',
        'packages/b/package.json': '{"name":"@acme/b"}',
      },
    },
  ],
  [21, '# A\n\n## B\n\n### C\n', '# A\n\n### C\n'],
  [21, '# A\n\n## B\n', '# A\n\n# B\n'],
  [21, '# A\n\n## B\n\n## License\n', '# A\n\n## B\n\n## B\n'],
  [22, '# A b!\n\n[a](#a-b) [m](docs/manual.md)\n', '# A b!\n\n[a](#ab)\n'],
  [22, '[m](docs/manual.md)\n', '[m](https://github.com/acme/harbour/blob/main/docs/manual.md)\n'],
  [22, '# A\n\n# A\n\n[a](#a-1)\n', '[m](docs/Manual.md)\n', { theirs: true }],
  [23, `# A\n\n## Contents\n\n- [A](#a)\n${'\nwords\n'.repeat(60)}`, `# A\n${'\nwords\n'.repeat(60)}`],
  [24, '# A\n\nwords\n', '# A\nwords <b>bold</b>\n'],
  [25, '# A\n\nwords\n', '# A\n\nA comprehensive, robust tool.\n'],
  [25, '# A\n\nwords\n', `# A\n${'\nwords\n'.repeat(110)}`, without('web/package.json')],
  [26, '# A\n\nwords\n', '# A\n\n<a href="https://evil.example">x</a>\n'],
  [26, '# A\n\nwords\n', '# A\n\nAKIAABCDEFGHIJKLMNOP\n'],
]

describe('the score of a README', () => {
  for (const [id, good, bad, given] of CASES)
    it(`check ${id} lets pass ${JSON.stringify(good.slice(0, 50))} and not ${JSON.stringify(bad.slice(0, 50))}`, () => {
      expect(findings(check(id), good, given)).toEqual([])
      expect(findings(check(id), bad, given)).not.toEqual([])
    })

  it('has a case of each check that looks at the text alone', () => {
    const cased = new Set([...CASES.map(([id]) => id), 12, 19])
    expect(CHECKS.filter(({ id }) => !cased.has(id))).toEqual([])
  })
  it('names the line', () => {
    expect(findings(check(2), `# A\n\n${sh('npm run build', 'npm run bild')}`)).toEqual([
      { line: 5, message: expect.stringContaining('bild') },
    ])
  })
  it("takes praise that the repository gives itself for the maintainers' claim", () => {
    const files = { ...FILES, 'README.md': '# harbour\n\nA secure harbour for ships.\n' }
    const verdict = check(9).judge(subject('# harbour\n\nA secure harbour for ships.\n', { files }))
    expect(verdict?.findings).toEqual([])
    expect(verdict?.notes).toHaveLength(1)
  })
  it('wants a file and a line behind each line', () => {
    const generated = { again: '# A\n\nwords\n', updated: null, adopted: null }
    const given = (line: number) => ({
      generated: {
        ...generated,
        evidence: [1, 3].map((one) => ({ line: one, sources: [{ path: 'Makefile', line }] })),
      },
    })
    expect(findings(check(12), '# A\n\nwords\n', given(2))).toEqual([])
    expect(findings(check(12), '# A\n\nwords\n', given(99))).toHaveLength(2)
    expect(findings(check(12), '# A\n\nwords\n', { generated: { ...generated, evidence: [] } })).toHaveLength(2)
  })
  it('sees a byte that an update changed outside of the regions', () => {
    const region = (words: string) =>
      `<!-- readme-forge:begin usage hash=0 -->\n${words}\n<!-- readme-forge:end usage -->`
    const adopted = (after: string) => ({
      generated: { evidence: [], again: '', updated: null, adopted: { before: `Mine\n${region('old')}\n`, after } },
    })
    expect(findings(check(19), '# A\n', adopted(`Mine\n${region('new')}\n`))).toEqual([])
    expect(findings(check(19), '# A\n', adopted(`mine\n${region('new')}\n`))).toHaveLength(1)
  })
})

/** What generators without a look at the files leave behind. */
const PLACEHOLDERS = [
  '# Project Title\n\n> TODO: one-liner\n\n## Installation\n\n```sh\nnpm install\nnpm run dev\n```\n\n## License\n\nMIT\n',
  '# harbour\n\n![b](https://img.shields.io/github/license/username/repo)\n\n<your description>\n\n```sh\ngit clone https://github.com/username/repo\ncd repo\npip install -r requirements.txt\n```\n',
  '# harbour\n\nA production-ready, scalable service with test coverage above 90.\n\n```sh\ncargo run\n```\n\nSee [the guide](docs/GUIDE.md). Coming soon.\n',
]
describe('READMEs of placeholders', () => {
  for (const [index, markdown] of PLACEHOLDERS.entries())
    it(`are rejected by a gate (${index + 1})`, () => {
      const failed = judge(subject(markdown)).filter(({ check: { gate }, verdict }) => gate && verdict.findings.length)
      expect(failed.length).toBeGreaterThanOrEqual(1)
      expect(failed.map(({ check: { id } }) => id)).toContain([1, 1, 9][index])
    })
})
