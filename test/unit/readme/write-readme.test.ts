import { slug } from 'github-slugger'
import { describe, expect, test } from 'vitest'
import { COMMAND_GROUPS, type Facts, FactsSchema } from '../../../src/analysis/facts'
import { DEFAULTS } from '../../../src/readme/options'
import { SECTIONS } from '../../../src/readme/sections'
import { writeReadme } from '../../../src/readme/write-readme'
import {
  almostEmpty,
  djangoSite,
  FIXTURES,
  factsOf,
  goCommand,
  javaService,
  library,
  monorepo,
  rustWorkspace,
} from './fixtures'
import { lint } from './lint'
import { plain } from './plain'

const readme = (facts: Facts) => plain(writeReadme(facts).markdown)
const headings = (markdown: string) => [...markdown.matchAll(/^## (.+)$/gm)].map((match) => match[1])
const section = (markdown: string, heading: string) =>
  markdown.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
/** Lines inside fences marked `sh`. */
const shell = (markdown: string) =>
  [...markdown.matchAll(/^```sh\n([\s\S]*?)\n```$/gm)].flatMap((match) => (match[1] ?? '').split('\n'))
/** Code spans in the second column of the tables that say what to type for what. */
const tabled = (markdown: string) =>
  [...markdown.matchAll(/^\| (?:Task|Package) \| Command \|\n\| --- \| --- \|\n((?:\|.*\n)+)/gm)]
    .flatMap((match) => (match[1] ?? '').trim().split('\n'))
    .flatMap((row) => [...(row.split(' | ')[1] ?? '').matchAll(/`([^`]+)`/g)].map((span) => span[1] ?? ''))

describe.each(Object.entries(FIXTURES))('%s', (_, facts) => {
  const { markdown, evidence: lines } = writeReadme(facts)

  test('the facts keep the contract', () => {
    expect(FactsSchema.parse(facts)).toEqual(facts)
  })

  test('markdownlint has nothing to say', () => {
    expect(lint(markdown)).toEqual([])
  })

  test('the same facts give the same bytes', () => {
    expect(writeReadme(structuredClone(facts)).markdown).toBe(markdown)
  })

  test('every line that is not empty names what it rests on, and no other line does', () => {
    const written = markdown.split('\n').flatMap((line, index) => (line === '' ? [] : [index + 1]))
    expect(lines.map(({ line }) => line)).toEqual(written)
    expect(lines.filter(({ sources }) => sources.length === 0)).toEqual([])
  })

  test('one heading of the first level, no heading twice, no section without content', () => {
    expect(markdown.match(/^# /gm)).toHaveLength(1)
    expect(new Set(headings(markdown)).size).toBe(headings(markdown).length)
    expect(markdown).not.toMatch(/^## .*\n\n(?:##|$)/m)
    expect(markdown).toMatch(/[^\n]\n$/)
  })

  test('every command in a shell block or a table is a fact, or the clone', () => {
    const known = COMMAND_GROUPS.flatMap((group) => facts.commands[group]).flatMap(({ command, cwd }) =>
      cwd === '.' ? [command] : [`cd ${cwd} && ${command}`, `(cd ${cwd} && ${command})`],
    )
    const clone = [`git clone ${facts.repository.url}.git`, `cd ${facts.repository.name}`]
    for (const line of [...shell(markdown), ...tabled(markdown)]) expect([...known, ...clone]).toContain(line)
  })

  test('every relative link is a path that a fact names, every other one a badge', () => {
    const paths = new Set(
      JSON.stringify(facts)
        .match(/"(?:[^"\\]|\\.)*"/g)
        ?.map((one) => JSON.parse(one) as string),
    )
    for (const [, target = ''] of markdown.matchAll(/\]\(([^)]*)\)/g)) {
      if (target.startsWith('#')) expect(headings(markdown).map((one) => `#${slug(one ?? '')}`)).toContain(target)
      else if (/^https:/.test(target))
        expect(target).toMatch(/^https:\/\/(?:img\.shields\.io|github\.com|www\.npmjs\.com|crates\.io)\//)
      else expect(paths).toContain(decodeURIComponent(target))
    }
  })
})

describe('order', () => {
  test('a library is used before it is developed, and the licence is last', () => {
    expect(headings(readme(library))).toEqual([
      'Installation',
      'Usage',
      'Project layout',
      'Development',
      'Documentation',
      'Contributing',
      'License',
    ])
  })
  test('an application is started first', () => {
    const told = headings(readme(djangoSite)).filter((heading) => heading !== 'Contents')
    expect(told.slice(0, 4)).toEqual(['Quick start', 'HTTP interface', 'Configuration', 'Containers'])
  })
  test('a monorepo shows its packages before its layout', () => {
    const shown = headings(readme(monorepo))
    expect(shown.indexOf('Packages')).toBeLessThan(shown.indexOf('Project layout'))
  })
  test('ids and headings of the table are unique', () => {
    expect(new Set(SECTIONS.map(({ id }) => id)).size).toBe(SECTIONS.length)
    expect(new Set(SECTIONS.map(({ heading }) => heading)).size).toBe(SECTIONS.length)
  })
})

describe('what is not known is not said', () => {
  test('a repository with only a licence has its name, badge and licence', () => {
    expect(readme(almostEmpty)).toBe(
      '# void\n\n[![License: Unlicense](https://img.shields.io/badge/license-Unlicense-blue)](LICENSE)\n\n## License\n\nUnlicense, see [`LICENSE`](LICENSE).\n',
    )
  })
  test('a repository without a licence says so', () => {
    expect(readme(factsOf('a', 'b', {}))).toContain('No license is stated')
  })
  test('a licence that another file contradicts is flagged', () => {
    expect(readme(javaService)).toContain('Another file disagrees: pom.xml states `MIT`.')
  })
  test('both texts of a dual licence are named', () => {
    expect(readme(rustWorkspace)).toContain(
      '`MIT OR Apache-2.0`, see [`LICENSE-MIT`](LICENSE-MIT) and [`LICENSE-APACHE`](LICENSE-APACHE).',
    )
  })
})

describe('badges', () => {
  const badges = (facts: Facts) =>
    [...readme(facts).matchAll(/!\[([^\]]*)\]\((https:\/\/[^/]+)/g)].map((match) => `${match[1]} ${match[2]}`)
  test('the workflow that tests, the package, the licence and the runtime', () => {
    expect(badges(library)).toEqual([
      'CI https://github.com',
      '@arrow/quiver on npm https://img.shields.io',
      'License: MIT https://img.shields.io',
      'Node.js \\>=20 https://img.shields.io'.replace('\\', ''),
    ])
  })
  test('a workflow that deploys is no test', () => {
    expect(readme(javaService)).toContain('workflows/maven.yml/badge.svg')
  })
  test('no package badge where several packages are published and none has the project’s name', () => {
    expect(badges(monorepo).join()).not.toContain('npm')
  })
  test('no workflow badge for another host', () => {
    const elsewhere = { ...library, repository: { ...library.repository, host: 'gitlab.com' } }
    expect(badges(elsewhere).join()).not.toContain('CI')
  })
})

describe('commands', () => {
  test('a command of another folder is typed with the way there, and comes back in a sequence', () => {
    const markdown = readme(djangoSite)
    expect(shell(markdown)).toContain('(cd frontend && npm ci)')
    expect(markdown).toContain('`cd frontend && npm test`')
    expect(markdown).not.toMatch(/^npm ci$/m)
  })
  test('a settings file is copied before anything reads it', () => {
    const typed = shell(readme(djangoSite))
    expect(typed.indexOf('cp .env.example .env')).toBeLessThan(typed.indexOf('pip install -r requirements.txt'))
  })
  test('a README in a folder of the repository starts from there', () => {
    const there = { ...djangoSite, repository: { ...djangoSite.repository, subdirectory: 'frontend' } }
    const markdown = readme(there)
    // What runs above it is typed on the way down.
    const typed = shell(markdown)
    expect(typed).toContain('cd bakery')
    expect(typed.indexOf('cd bakery')).toBeLessThan(typed.indexOf('cd frontend'))
    expect(markdown).toContain('`npm test`')
    expect(markdown).toContain('`cd .. && python manage.py test`')
    expect(markdown).toContain('](../compose.yaml)')
    expect(lint(markdown)).toEqual([])
  })
  test('a folder that a shell would read otherwise is quoted', () => {
    const facts = factsOf('a', 'b', {
      commands: { test: [{ command: 'npm test', cwd: "it's $(x)", sources: [{ path: 'x' }] }] },
    })
    expect(readme(facts)).toContain("`cd 'it'\\''s $(x)' && npm test`")
  })
  test('what starts in containers asks for nothing but Docker, and tells where it answers', () => {
    const start = section(readme(javaService), 'Quick start')
    expect(start).toContain('docker compose up')
    expect(start).toContain('`vets` then answers at `http://localhost:8080`.')
    expect(start).toContain('Requires Docker.\n')
  })
  test('different packages are told apart, ways to the same package follow each other', () => {
    expect(readme(monorepo)).toContain('| `@prairie/vue` | `npm install @prairie/vue` |')
    expect(readme(goCommand)).toContain('Or with Homebrew:\n\n```sh\nbrew install hill/tap/molehill\n```')
  })
})

describe('sentences', () => {
  test('a long description ends at a clause within 120 characters, and is not told again', () => {
    const markdown = readme(goCommand)
    expect(markdown.split('\n')[4]).toBe(
      'Molehill is a command-line tool that watches a directory tree and runs a command for each file that changes.',
    )
    expect(markdown.match(/watches a directory tree/g)).toHaveLength(1)
  })
  test('a sentence is never broken off where no clause ends in time', () => {
    const value = `${'Supercalifragilistic '.repeat(8)}toolkit`
    const markdown = readme(factsOf('a', 'b', { description: { value, sources: [{ path: 'README.md' }] } }))
    expect(markdown).toContain(`\n${value}.\n`)
    expect(markdown).not.toContain('…')
  })
  test('what the description says of kind and language is not said again', () => {
    const facts = (value: string) => ({ ...goCommand, description: { value, sources: [{ path: 'README.md' }] } })
    expect(readme(facts('A command line program for moles'))).toContain('\nIt is written in Go with')
    expect(readme(facts('Moles for the shell, written in Go'))).toContain('\nIt is a command-line tool built with')
  })
  test('further sentences of a description follow the first', () => {
    expect(readme(javaService)).toContain('Appointments of a clinic.\n\nSends reminders. Keeps records.\n')
  })
  test('what it is: kind, language, what it is built with, without its style sheets', () => {
    expect(readme(djangoSite)).toContain('It is a web application written in Python with Django.')
    expect(readme(goCommand)).toContain('It is written in Go with Bubble Tea.')
  })
  test('versions in words, the runtime of most of the code first', () => {
    expect(readme(djangoSite)).toContain('Requires Python 3.12 or later and Node.js 24.')
    expect(readme(goCommand)).toContain('Requires Go 1.24 or later.')
    expect(readme(monorepo)).toContain('Requires Node.js `^20.19.0 || >=22`.')
    expect(readme(monorepo)).toContain('Requires Node.js `^20.19.0 || >=22` and Yarn.')
  })
  test('a library shows the import of its own names, no types and no errors first', () => {
    expect(readme(library)).toContain("```js\nimport { SortedMap, SortedSet } from '@arrow/quiver'\n```")
  })
  test('commands are shown with their flags', () => {
    expect(readme(goCommand)).toContain('| `molehill watch` | Watch a folder | `--exec`, `--journal` |')
  })
  test('a required variable comes first and says so', () => {
    expect(readme(djangoSite)).toMatch(/\| `DATABASE_URL` \| Where the orders are \| required \|.*\n\| `DEBUG` \|/)
  })
  test('the dev container is not the project’s image', () => {
    expect(section(readme(djangoSite), 'Containers')).not.toContain('.devcontainer')
  })
  test('a pipe in a description stays in its cell', () => {
    expect(readme(rustWorkspace)).toContain('| The query language \\| its parser |')
  })
  test('packages of the tests are none of the project’s', () => {
    expect(readme(rustWorkspace)).not.toContain('crates/fixtures')
  })
  test('nested paths stand below their folder', () => {
    expect(readme(javaService)).toContain('├── src/main/java/org/clinic/  Application code\n│   └── owner/\n')
  })
})

describe('contents', () => {
  test('a README of a hundred lines lists its sections', () => {
    const lines = 100
    const long = factsOf('a', 'b', { ...monorepo, commands: monorepo.commands })
    expect(readme(long).split('\n').length).toBeGreaterThan(lines - 30)
    const contents = section(
      readme({
        ...long,
        environment: Array.from({ length: 40 }, (_, n) => ({ name: `V${n}`, sources: [{ path: 'a' }] })),
      }),
      'Contents',
    )
    expect(contents).toContain('- [Project layout](#project-layout)\n')
  })
  test('a short README has none', () => {
    expect(headings(readme(library))).not.toContain('Contents')
  })
  test('a project named like a section keeps the headings unique', () => {
    const facts = factsOf('a', 'License', {})
    expect(readme(facts)).toMatch(/^# a\/License\n/)
  })
})

test('links can lead to another place than the folder of the README', () => {
  const { markdown } = writeReadme(library, DEFAULTS, { links: { file: (path) => `https://example.org/blob/${path}` } })
  expect(markdown).toContain('](https://example.org/blob/CHANGELOG.md)')
})
