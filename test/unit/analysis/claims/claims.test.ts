import { describe, expect, test } from 'vitest'
import { analyse } from '../../../../src/analysis/analyse'
import type { Drift } from '../../../../src/analysis/facts'
import { type Files, snapshotOf } from '../../snapshot'

const ORIGIN = {
  host: 'github.com',
  owner: 'acme',
  name: 'widget',
  url: 'https://github.com/acme/widget',
  clone_url: 'https://github.com/acme/widget.git',
  ref: 'main',
}

/** What of this README no longer holds, in a repository with these files. */
function held(readme: string, files: Files = {}, path = 'README.md') {
  const facts = analyse(snapshotOf({ ...files, [path]: readme }), ORIGIN)
  const { checked = {}, drift = [] } = facts.existing_readme ?? {}
  return { checked, drift, warnings: facts.warnings }
}
const said = ({ kind, line, message }: Drift) => `${line} ${kind}: ${message}`
const drift = (readme: string, files: Files = {}, path?: string) => held(readme, files, path).drift.map(said)
const shell = (...lines: string[]) => ['# Widget', '', '## Development', '', '```sh', ...lines, '```', ''].join('\n')

const APP: Files = {
  'package.json': JSON.stringify(
    { name: 'widget', private: true, scripts: { lint: 'eslint .', dev: 'vite' } },
    null,
    2,
  ),
  'src/index.ts': 'export const widget = 1\n',
}

describe('a script', () => {
  test('that no manifest has is told with its near miss and the line of that', () => {
    expect(held(shell('npm run lint:js'), APP).drift).toEqual([
      {
        kind: 'command',
        line: 6,
        claim: 'npm run lint:js',
        message: 'No package.json of the repository has a script `lint:js`; package.json has `lint`.',
        sources: [{ path: 'package.json', line: 5 }],
      },
    ])
  })
  test('that exists is counted as checked', () => {
    expect(held(shell('npm run dev', 'yarn lint'), APP)).toMatchObject({ checked: { command: 1 }, drift: [] })
  })
  test.each([
    ['of a workspace member', 'pnpm --filter web run serve'],
    ['that the reader chooses', 'npm run <script>'],
    ['that npm has without being told', 'npx vitest'],
    ['that may be a program of a dependency', 'yarn vitest'],
  ])('%s is left alone', (_, line) => {
    const files = { ...APP, 'packages/web/package.json': '{"name":"web","scripts":{"serve":"vite"}}' }
    expect(drift(shell(line), files)).toEqual([])
  })
  test('of a project that the README has just made is left alone', () => {
    expect(drift(shell('npx create-widget my-app', 'cd my-app', 'npm start'), APP)).toEqual([])
    expect(drift(shell('npx create-widget .', 'npm start'), APP)).toEqual([])
  })
  test('typed after another repository was cloned is left alone, after this one is not', () => {
    expect(drift(shell('git clone https://github.com/acme/gadget', 'cd gadget', 'npm run nothing'), APP)).toEqual([])
    expect(drift(shell('git clone https://github.com/acme/gadget', 'npm run nothing'), APP)).toEqual([])
    expect(drift(shell('git clone https://github.com/acme/widget', 'cd widget', 'npm run nothing'), APP)).toHaveLength(
      1,
    )
  })
  test('of the reader’s own project is left alone in the README of a library', () => {
    const library = {
      'package.json': '{"name":"widget","main":"index.js","scripts":{"test":"ava"}}',
      'index.js': 'module.exports = 1\n',
    }
    const readme = '# Widget\n\n## Usage\n\n```sh\nnpm run build\n```\n'
    expect(drift(readme, library)).toEqual([])
    expect(drift(readme.replace('Usage', 'Contributing'), library)).toHaveLength(1)
  })
})

describe('a target', () => {
  test('that no makefile names is told', () => {
    expect(drift(shell('make tests'), { ...APP, Makefile: 'test:\n\tnpm test\n' })).toEqual([
      '6 command: No Makefile of the repository has a target `tests`; Makefile has `test`.',
    ])
  })
  test.each([
    ['computed', 'targets := a\n$(foreach t,$(targets),$(eval $(t):))\n'],
    ['made by a pattern', '%-all:\n\techo\n'],
    ['included', 'include $(SHARED)/rules.mk\n'],
  ])('that may be %s is left alone', (_, makefile) => {
    expect(drift(shell('make tests'), { ...APP, Makefile: makefile })).toEqual([])
  })
  test('of a makefile that a build writes is left alone', () => {
    expect(drift(shell('make tests'), { ...APP, Makefile: 'all:\n', 'CMakeLists.txt': '' })).toEqual([])
  })
  test('service of the compose file is told where it is gone', () => {
    const compose = 'services:\n  api:\n    build: .\n    ports: ["8080:80"]\n'
    expect(
      drift(shell('docker compose up backend'), { ...APP, Dockerfile: 'FROM node\n', 'compose.yaml': compose }),
    ).toHaveLength(1)
    expect(
      drift(shell('docker compose up api'), { ...APP, Dockerfile: 'FROM node\n', 'compose.yaml': compose }),
    ).toEqual([])
  })
})

describe('a file that a command names', () => {
  const files = { ...APP, 'tools/migrate.py': 'print(1)\n', 'run.sh': '#!/bin/sh\n' }
  test('and that has moved is told with where it is', () => {
    expect(drift(shell('python scripts/migrate.py'), files)).toEqual([
      '6 command: The file scripts/migrate.py is not in the repository; it has tools/migrate.py.',
    ])
  })
  test('is looked for in the folder that the lines before led to', () => {
    expect(drift(shell('cd tools', 'python migrate.py', 'cd ..', './run.sh'), files)).toEqual([])
  })
  test.each(['python path/to/file.py', 'python dist/migrate.py', 'python my_script.py', './build/run.sh'])(
    'and that a build or the reader makes is left alone: %s',
    (line) => expect(drift(shell(line), files)).toEqual([]),
  )
  test('and that Git passes over is left alone', () => {
    expect(drift(shell('python local/settings.py'), files)).toHaveLength(1)
    expect(drift(shell('python local/settings.py'), { ...files, '.gitignore': 'local/\n' })).toEqual([])
  })
})

describe('members', () => {
  test('a binary of Cargo and a folder of Go that are gone are told', () => {
    const rust = {
      'Cargo.toml': '[package]\nname = "widget"\nversion = "1.0.0"\n',
      'src/bin/gear.rs': 'fn main() {}\n',
      'src/main.rs': 'fn main() {}\n',
    }
    expect(drift(shell('cargo run --bin gear', 'cargo run --bin cog'), rust)).toHaveLength(1)
    const go = {
      'go.mod': 'module github.com/acme/widget\n\ngo 1.22\n',
      'cmd/widget/main.go': 'package main\n\nfunc main() {}\n',
    }
    expect(
      drift(
        shell(
          'go install github.com/acme/widget/cmd/widget@latest',
          'go install github.com/acme/widget/cmd/widgets@latest',
        ),
        go,
      ),
    ).toEqual(['7 command: The repository has no folder cmd/widgets; it has cmd/widget.'])
  })
})

describe('paths, drawings, links and anchors', () => {
  const files = { ...APP, 'docs/Guide.md': '# Guide\n', 'src/server.ts': '', 'src/router.ts': '' }
  test('a link in another case, to nothing, or out of the folder of the README is told', () => {
    const readme =
      '# Widget\n\n[a](docs/guide.md) [b](./docs/Guide.md#x) [c](LICENSE)\n\n![d](/docs/logo.png)\n\n[ref]: docs/old.md\n'
    expect(drift(readme, files)).toEqual([
      '3 link: docs/guide.md is not in the repository; it has docs/Guide.md.',
      '3 link: LICENSE is not in the repository.',
      '5 link: docs/logo.png is not in the repository.',
      '7 link: docs/old.md is not in the repository.',
    ])
    expect(
      drift(
        '# Widget\n\n[a](Guide.md) [b](../src/index.ts) [c](../../issues)\n',
        { ...APP, 'docs/Guide.md': '# G\n' },
        'docs/README.md',
      ),
    ).toEqual([])
  })
  test('an address of this repository at its branch is a link, at another branch it is not', () => {
    const at = (ref: string) => drift(`# Widget\n\n[a](https://github.com/acme/widget/blob/${ref}/gone.md)\n`, files)
    expect(at('main')).toEqual(['3 link: gone.md is not in the repository.'])
    expect(at('v1')).toEqual([])
  })
  test('links in code and comments are none', () => {
    expect(drift('# Widget\n\n`[a](gone.md)`\n\n```md\n[a](gone.md)\n```\n\n<!-- [a](gone.md) -->\n', files)).toEqual(
      [],
    )
  })
  test('anchors follow the host’s rule, duplicates, HTML ids and case included', () => {
    const readme =
      '# Widget\n\n[a](#set-up) [b](#set-up-1) [c](#Set-Up) [d](#x) [e](#whats-new) [f](#setup)\n\n## Set up\n\n## Set up\n\n<a id="x"></a>\n\n## What’s `new`?\n'
    expect(drift(readme)).toEqual(['3 anchor: No heading has the anchor #setup; the one on line 5 has #set-up.'])
  })
  test('a path in a sentence counts where its file has been renamed, and only there', () => {
    expect(drift('# Widget\n\nSee `src/server.js` and `src/other.js`.\n', files)).toEqual([
      '3 path: src/server.js is not in the repository; it has src/server.ts.',
    ])
  })
  test('a drawing of the tree is held against it', () => {
    const readme =
      '# Widget\n\n```\nwidget\n├── docs\n│   └── Guide.md\n└── src\n    ├── index.ts\n    ├── legacy.ts\n    └── server.ts\n```\n'
    expect(drift(readme, files)).toEqual(['9 path: src/legacy.ts is not in the repository.'])
  })
  test('nothing is missing that was not to be looked at', () => {
    const readme = '# Widget\n\n[a](gone.md)\n'
    const snapshot = { ...snapshotOf({ ...files, 'README.md': readme }), hidden: new Set(['gone.md']) }
    expect(analyse(snapshot, ORIGIN).existing_readme?.drift).toEqual([])
  })
  test('a folder of an archive that leaves files out is no more certain', () => {
    const snapshot = snapshotOf({ 'web/index.ts': '', 'web/README.md': '# Web\n\n[a](gone.md)\n' })
    const at = { ...ORIGIN, subdirectory: 'web' }
    expect(analyse(snapshot, at).existing_readme?.drift).toHaveLength(1)
    snapshot.warnings.push({ code: 'export_ignore', message: 'Files are left out.', sources: [] })
    expect(analyse(snapshot, at).existing_readme?.drift).toEqual([])
  })
  test('nothing is missing from an archive that leaves files out', () => {
    const snapshot = snapshotOf({ ...files, 'README.md': '# Widget\n\n[a](gone.md)\n' })
    snapshot.warnings.push({ code: 'export_ignore', message: 'Files are left out.', sources: [] })
    expect(analyse(snapshot, ORIGIN).existing_readme?.drift).toEqual([])
  })
})

describe('versions', () => {
  const go = { 'go.mod': 'module github.com/acme/widget\n\ngo 1.25.0\n', 'main.go': 'package main\n' }
  test('an older runtime than the manifest asks for is told with its line', () => {
    expect(held('# Widget\n\nRequires Go 1.21+.\n', go).drift).toEqual([
      {
        kind: 'version',
        line: 3,
        claim: 'Go 1.21+',
        message: 'go.mod asks for >=1.25.0.',
        sources: [{ path: 'go.mod', line: 3 }],
      },
    ])
  })
  test.each([
    'Tested on Go 1.19.',
    'On old systems you may need Go 1.19+ for colours.',
    'Go 1.25+ and mongo 4.0+',
    'Widget 0.9 works with Go 1.19 or later.',
    '- [gear](https://example.org) (Go 1.19+)',
  ])('one that is no least version, holds, or is another’s is not: %s', (line) =>
    expect(drift(`# Widget\n\n${line}\n`, go)).toEqual([]),
  )
  test('the line that asks for this package names a version that it still has', () => {
    const crate = { 'Cargo.toml': '[package]\nname = "widget"\nversion = "0.5.2"\n', 'src/lib.rs': 'pub fn x() {}\n' }
    const asks = (version: string) =>
      drift(`# widget\n\n\`\`\`toml\n[dependencies]\nwidget = "${version}"\n\`\`\`\n`, crate)
    expect(asks('0.3')).toEqual(['5 version: Cargo.toml has version 0.5.2.'])
    expect(asks('0.5')).toEqual([])
    expect(asks('0.6')).toEqual([])
  })
})

describe('licence, ports and environment', () => {
  const MIT = `MIT License\n\nCopyright (c) 2024 Acme\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:\n\nThe above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.\n\nTHE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.\n`
  test('a licence that the file does not hold is told, another part’s is not', () => {
    const files = { ...APP, LICENSE: MIT }
    expect(drift('# Widget\n\n## License\n\nApache License 2.0\n', files)).toEqual([
      '5 license: LICENSE holds the text of MIT.',
    ])
    expect(drift('# Widget\n\n## License\n\nMIT\n', files)).toEqual([])
    expect(drift('# Widget\n\n## License\n\nThe icons are Apache License 2.0\n', files)).toEqual([])
    expect(drift('# Widget\n\n![l](https://img.shields.io/badge/license-Apache--2.0-blue.svg)\n', files)).toHaveLength(
      1,
    )
  })
  test('a port is told only where the services are started and no file names it', () => {
    const files = {
      ...APP,
      Dockerfile: 'FROM node\n',
      'compose.yaml': 'services:\n  web:\n    build: .\n    ports: ["8080:80"]\n',
    }
    const readme = (port: number) =>
      `# Widget\n\n## Run\n\n\`\`\`sh\ndocker compose up\n\`\`\`\n\nOpen http://localhost:${port}.\n`
    expect(drift(readme(3000), files)).toEqual(['9 port: No file names port 3000; compose.yaml publishes 8080.'])
    expect(drift(readme(8080), files)).toEqual([])
    expect(drift(readme(3000), { ...files, 'vite.config.ts': 'export default { server: { port: 3000 } }\n' })).toEqual(
      [],
    )
    expect(drift('# Widget\n\nOpen http://localhost:3000.\n', files)).toEqual([])
  })
  test('a variable is told only where the declared ones hold its new name', () => {
    const files = { ...APP, '.env.example': 'WIDGET_API_URL=x\nWIDGET_KEY=y\n' }
    const readme =
      '# Widget\n\n## Environment variables\n\n| Variable | What |\n| --- | --- |\n| `WIDGET_APIURL` | Where it is |\n| `WIDGET_KEY` | The key |\n| `OTHER` | Else |\n'
    expect(drift(readme, files)).toEqual([
      '7 environment: No file names WIDGET_APIURL; .env.example has WIDGET_API_URL.',
    ])
    expect(drift(readme, { ...files, 'src/index.ts': 'export const url = process.env.WIDGET_APIURL\n' })).toEqual([])
    expect(drift(readme, { ...files, 'nginx.conf.template': 'proxy_pass ${WIDGET_APIURL};\n' })).toEqual([])
  })
})

describe('the text', () => {
  test('counts lines as they stand in the file, with CRLF and comments', () => {
    expect(drift('# Widget\r\n\r\n<!--\r\n\r\n-->\r\n\r\n[a](gone.md)\r\n', APP)).toEqual([
      '7 link: gone.md is not in the repository.',
    ])
  })
  test('within a comment claims nothing', () => {
    expect(drift('# Widget\n\n<!--\n[a](gone.md)\n-->\n', APP)).toEqual([])
  })
  test('of 500 KB, whatever stands in it, gives at most 200 findings', () => {
    for (const piece of [
      '[a](gone.md)\n\n',
      '`a',
      '[',
      '<a href="',
      '`src/x.js` ',
      '├── a\n',
      '```\n',
      '## a\n',
      'make x\n',
    ])
      expect(held(piece.repeat(500_000 / piece.length), { ...APP, Makefile: 'a:\n' }).drift.length).toBeLessThanOrEqual(
        200,
      )
  })
})
