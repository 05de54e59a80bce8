import { expect, it } from 'vitest'
import { analyse, interestIn } from '../../../src/analysis/analyse'
import { writeReadme } from '../../../src/readme/write-readme'
import { plain } from '../readme/plain'
import { snapshotOf } from '../snapshot'

/* Every file that a detector reads, filled with the same nonsense: each costs its facts at most, never a detector, never the job. */

const FILES =
  `package.json pnpm-workspace.yaml deno.json lerna.json turbo.json pyproject.toml setup.py setup.cfg requirements.txt
Pipfile tox.ini noxfile.py environment.yml go.mod go.work main.go Cargo.toml src/main.rs src/lib.rs pom.xml build.gradle
build.gradle.kts settings.gradle gradle/libs.versions.toml Makefile justfile Taskfile.yml mise.toml Dockerfile
docker-compose.yml .github/workflows/ci.yml .gitlab-ci.yml .env.example README.md README.rst README.adoc CONTRIBUTING.md
LICENSE .gitattributes .tool-versions .nvmrc src/index.ts index.js app.py settings.py pkg/__init__.py
src/main/resources/application.yml application.properties src/main/java/a/App.java x.h x.pl script/test`.split(/\s+/)
const PIECES =
  `[ ( { " \` * # < | \\ / - = : $ @ ! ~ % & a a. a/ a:\u0020 a\u0020=\u0020 -\u0020 >\u0020 1.\u0020 <a> <a\u0020 </a> <!-- /* // \${ {{ [a]( ![a]( _a *a** ~~a
http://a www.a process.env.A os.environ[ import\u0020 export\u0020{ FROM\u0020a\n [a]\n [[a]]\n "a":{ a\n \n \t \u0020 \r\n \u0000 \ufeff é \u{1f600}`.match(
    /[^ \n]+(?:\n(?! ))?|\n|\t|\r\n/g,
  )!

it.each(PIECES)('files full of %j', (piece) => {
  const text = piece.repeat(Math.ceil(5_000 / piece.length))
  const facts = analyse(snapshotOf(Object.fromEntries(FILES.map((path) => [path, text])), interestIn(null)), {
    host: 'github.com',
    owner: 'acme',
    name: 'nonsense',
    url: 'https://github.com/acme/nonsense',
    clone_url: 'https://github.com/acme/nonsense.git',
    ref: null,
  })
  expect(facts.warnings.filter(({ code }) => code === 'detector_failed')).toEqual([])
  expect(plain(writeReadme(facts).markdown)).toMatch(/^# \S/)
})
