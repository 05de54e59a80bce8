// Holds what the analyser says of railpack's example applications against the plans that railpack itself makes for them.
//   npx tsx test/score/railpack.ts GIT_DIR [EXAMPLE…]      GIT_DIR: a clone of railwayapp/railpack, bare or not
// A plan is for an image, facts are for a person: `--no-dev` and the like are left out of the comparison, and so is what railpack adds of its
// own (its package manager for tools, static file servers, cleaning up). Printed: each example whose manager, install, build or start differs.
import { execFileSync } from 'node:child_process'
import { analyse, wants } from '../../src/analysis/analyse'
import type { Command, Facts } from '../../src/analysis/facts'
import type { Snapshot } from '../../src/source/files'
import { snapshotFromGit } from './snapshot-from-git'

const [gitDir, ...only] = process.argv.slice(2)
if (!gitDir) throw new Error('usage: railpack.ts GIT_DIR [EXAMPLE…]')

interface Plan {
  steps?: { name: string; commands?: { cmd?: string }[] }[]
  deploy?: { startCommand?: string }
}

const plans = (): Map<string, Plan> => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', gitDir, ...args], { encoding: 'utf8', maxBuffer: 2 ** 30 })
  const paths = git('ls-tree', '-r', '--name-only', 'HEAD', 'core/__snapshots__').split('\n')
  return new Map(
    paths.flatMap((path) => {
      const name = path.match(/ForExamples_(.+)_1\.snap\.json$/)?.[1]
      return name ? [[name, JSON.parse(git('show', `HEAD:${path}`)) as Plan]] : []
    }),
  )
}

/** The files of one example as a repository of their own. */
function example(all: Snapshot, name: string): Snapshot {
  const prefix = `examples/${name}/`
  const files = new Map(
    [...all.files].flatMap(([path, file]) =>
      path.startsWith(prefix) ? [[path.slice(prefix.length), file] as const] : [],
    ),
  )
  return { ...all, files }
}

/** Steps of a command line, without what only an image needs. */
const stepsOf = (line: string): string[] =>
  line
    .replace(/^(?:ba)?sh -c '(.*)'$/s, '$1')
    .split(/\s*(?:&&|;)\s*/)
    .map((step) =>
      step
        .replace(/\b(?:[A-Z_]+=\S+\s+)+/, '')
        .replace(
          /\s+(?:--(?!filter|bin|package|release|prefix|cwd|module)[\w-]+(?:[= ](?:prod|\d[\w.]*|\$\{?\S+))?|-[a-zN](?:\s+\$\S+)?)/g,
          '',
        )
        .replace(/\s+0\.0\.0\.0:\S+/g, '')
        .trim(),
    )
    .filter(Boolean)

/** What railpack or its image does around the project's own steps. */
const ITS_OWN =
  /^(?:mise |mkdir |apt-get |gem install|npm (?:install|i) (?:-g|corepack)|corepack |python -m venv|caddy|cp |chmod |rm |find |mv |curl|mix local|docker-php|install-php|echo|sed|tar|\/app|pip install (?:poetry|uv|pdm|pipenv)|pipx install|bundle exec bootsnap|mix deps\.compile|php artisan (?:storage|config|event|route|view)|export)/

/** One word for the ways of saying the same. */
const same = (step: string): string =>
  step
    .replace(/^(npm|pnpm|yarn|bun) (?:ci|i)\b/, '$1 install')
    .replace(/^yarn$/, 'yarn install')
    .replace(/^(npm|pnpm|yarn|bun) run (start|test)\b/, '$1 $2')
    .replace(/^(pnpm|yarn|bun) run /, '$1 ')
    .replace(/^(\.\/gradlew|\.\/mvnw|gradle|mvn)\b.*\b(?:build|package|install|bootJar)\b.*/, '$1 build')
    .replace(/^cargo build.*/, 'cargo build')
    .replace(/^go build.*/, 'go build')
    .replace(/^uv sync.*/, 'uv sync')
    .replace(/^poetry install.*/, 'poetry install')
    .replace(/^pip3? install/, 'pip install')
    .replace(/^mix deps\.get.*/, 'mix deps.get')
    .replace(/^dotnet restore.*/, 'dotnet restore')
    .replace(/^dotnet publish.*|^dotnet build.*/, 'dotnet build')
    .trim()

const said = (commands: readonly Command[]): Set<string> =>
  new Set(commands.flatMap(({ command }) => stepsOf(command).map(same)))

/** What of railpack's steps none of ours says. */
const missing = (wanted: readonly string[], ours: Set<string>): string[] =>
  [
    ...new Set(
      wanted
        .flatMap(stepsOf)
        .filter((step) => !ITS_OWN.test(step))
        .map(same),
    ),
  ].filter((step) => !ours.has(step))

const MANAGERS =
  /^(npm|pnpm|yarn|bun|uv|poetry|pipenv|pdm|pip|bundle|composer|cargo|go|mix|dotnet|deno|gleam|\.\/gradlew|gradle|\.\/mvnw|mvn)\b/
const AS: Record<string, string> = {
  bundle: 'bundler',
  './gradlew': 'gradle',
  './mvnw': 'maven',
  mvn: 'maven',
  dotnet: 'nuget',
}
const managersOf = (steps: readonly string[]) =>
  [...new Set(steps.flatMap(stepsOf).flatMap((step) => step.match(MANAGERS)?.[1] ?? []))].map(
    (name) => AS[name] ?? name,
  )

const all = snapshotFromGit(gitDir, 'HEAD', (path, bytes) => wants(path.replace(/^examples\/[^/]+\//, ''), bytes))
const rows: Record<string, string>[] = []
let agreed = 0
let asked = 0
for (const [name, plan] of plans()) {
  if (only.length && !only.includes(name)) continue
  const facts: Facts = analyse(example(all, name), {
    host: 'github.com',
    owner: 'railwayapp',
    name,
    url: 'https://github.com/railwayapp/railpack',
    clone_url: 'https://github.com/railwayapp/railpack.git',
    ref: null,
  })
  const step = (wanted: RegExp) =>
    (plan.steps ?? [])
      .filter((one) => wanted.test(one.name))
      .flatMap(({ commands = [] }) => commands.flatMap(({ cmd }) => cmd ?? []))
  const install = step(/^install/)
  const build = step(/^build/)
  const start = plan.deploy?.startCommand ? [plan.deploy.startCommand] : []
  const { setup, build: built, run } = facts.commands
  const everything = said([...setup, ...built, ...run, ...facts.commands.install])
  const ours = new Set(facts.package_managers.map((one) => one.name))
  const answers = {
    manager: managersOf([...install, ...build]).filter((one) => !ours.has(one)),
    install: missing(install, everything),
    build: missing(build, everything),
    start: missing(start, said(run)),
  }
  for (const [what, lacking] of Object.entries(answers)) {
    asked++
    if (!lacking.length) agreed++
    else
      rows.push({
        name,
        what,
        railpack: lacking.join(' ; '),
        ours: what === 'manager' ? [...ours].join(' ') : [...(what === 'start' ? said(run) : everything)].join(' ; '),
      })
  }
}
for (const { name, what, railpack, ours } of rows)
  console.log(`${name} · ${what}\n    railpack: ${railpack}\n    ours:     ${ours}`)
console.log(`\n${agreed} of ${asked} answers the same (${((100 * agreed) / asked).toFixed(1)} %)`)
