// What `readme.ts` bundles and starts: reads the folder, makes or takes the READMEs, prints the tables.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { judge, passes } from './checks'
import { declared } from './checks/declared'
import { readDocument } from './document'
import { generate } from './generate'
import { asJson, type Outcome, outcomeLines, totalLines } from './report'
import { ownReadme, readRepository } from './repository'
import { documentOf, type Subject, subjectOf } from './subject'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    own: { type: 'boolean', default: false },
    readme: { type: 'string' },
    only: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
    out: { type: 'string' },
  },
})

const isRepository = (folder: string) => existsSync(join(folder, '.git')) || existsSync(join(folder, 'HEAD'))

/** The repositories of a folder: itself, those in it, and those in it as `owner+name/repo`. */
function repositories(folder: string): string[] {
  if (isRepository(folder)) return [folder]
  return readdirSync(folder)
    .sort()
    .filter((name) => !values.only.length || values.only.includes(name))
    .flatMap((name) => [join(folder, name), join(folder, name, 'repo')].filter(isRepository).slice(0, 1))
}

function subject(gitDir: string): Subject | string {
  const repository = readRepository(gitDir)
  if (values.readme) return subjectOf(repository, readDocument('README.md', readFileSync(values.readme, 'utf8')), false)
  if (values.own) {
    const path = ownReadme(repository)
    return path === undefined ? 'no README in Markdown' : subjectOf(repository, documentOf(repository, path), true)
  }
  const { readme, generated } = generate(gitDir, repository)
  if (values.out) {
    mkdirSync(values.out, { recursive: true })
    writeFileSync(join(values.out, `${repository.owner}+${repository.name}.md`), readme.markdown)
  }
  return subjectOf(repository, readme, false, generated)
}

if (!positionals.length)
  throw new Error(
    'usage: npm run score -- FOLDER… [--own | --readme FILE] [--only owner+name]… [--json FILE] [--out FOLDER]',
  )
const outcomes: Outcome[] = []
let broken = 0
for (const gitDir of positionals.flatMap((folder) => repositories(resolve(folder)))) {
  try {
    const made = subject(gitDir)
    if (typeof made === 'string') {
      console.log(`${gitDir}: ${made}`)
      continue
    }
    const { repository, readme } = made
    const outcome = {
      repository: `${repository.owner}/${repository.name}`,
      lines: readme.lines.length - 1,
      packages: declared(repository).length,
      judged: judge(made),
    }
    outcomes.push(outcome)
    console.log(outcomeLines(outcome).join('\n'))
  } catch (error) {
    broken++
    console.log(
      `${basename(gitDir) === 'repo' ? gitDir : basename(gitDir)}: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
    )
  }
}
console.log(['', ...totalLines(outcomes)].join('\n'))
if (values.json) writeFileSync(values.json, `${JSON.stringify(asJson(outcomes), null, 1)}\n`)
const rejected = outcomes.some(({ judged }) => judged.some((one) => one.check.gate && !passes(one)))
process.exitCode = broken || (rejected && !values.own) ? 1 : 0
