// Holds what the analyser says of railpack's example applications against the plans that railpack itself makes for them.
//   npx tsx test/score/railpack.ts GIT_DIR [EXAMPLE…]      GIT_DIR: a clone of railwayapp/railpack, bare or not
// A plan is for an image, facts are for a person: what railpack adds for the image alone is left out of the comparison (ITS_OWN), and what both
// say in different words counts as the same (SAME, MADE). Printed: each example whose manager, install, build or start differs, with the reason
// where there is one (EXPLAINED), and last the sum of it.
import { execFileSync } from 'node:child_process'
import { analyse, interestIn } from '../../src/analysis/analyse'
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

/** Steps of a command line, as they are written. */
const written = (line: string): string[] =>
  line
    .replace(/^(?:ba)?sh -c '(.*)'$/s, '$1')
    .split(/\s*(?:&&|;)\s*/)
    .map((step) => step.replace(/^(?:[A-Z_]+=\S+\s+)+/, '').trim())
    .filter(Boolean)

/** What railpack does for the image, not for the project: anybody else has the tools, the folders and the environment already. */
const ITS_OWN: readonly RegExp[] = [
  // Its tools and those that native modules of Node are compiled with.
  /^(?:mise|corepack|apt-get|pipx install|install-php|docker-php)\b/,
  /^(?:npm|pnpm|yarn|bun) (?:add|install|i) (?:-g|--global)\b/,
  /^npm (?:install|i) corepack|^gem install|^pip3? install (?:poetry|uv|pdm|pipenv)\b|^mix local\./,
  // Where things lie in the image, and what of them is thrown away.
  /^(?:mkdir|cp|mv|rm|chmod|find|tar|sed|echo|curl|export|ls)\b|^\/app\b|^python -m venv\b/,
  // What makes the image's first start faster: a program runs without it.
  /^(?:deno cache|bundle exec bootsnap|mix deps\.compile|php artisan (?:storage|config|event|route|view))\b/,
  // A server of its own for static files.
  /^caddy\b/,
]

/** A step without options that only an image needs, and without the address to listen at. */
const plain = (step: string): string =>
  step
    .replace(
      /\s+(?:--(?!filter|bin|package|release|prefix|cwd|module|app)[\w-]+(?:[= ](?:prod|production|\d[\w.]*|\$\{?\S+))?|-[a-zA-Z]+(?:\s+\$\S+)?(?=\s|$))/g,
      '',
    )
    .replace(/\s+(?:0\.0\.0\.0|\[::\])(?::\S+)?/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** Ways of saying the same, each made the words behind it. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/^(npm|pnpm|yarn|bun) (?:ci|i)\b/, '$1 install'],
  [/^yarn$/, 'yarn install'],
  [/^(npm|pnpm|yarn|bun) run (start|test)\b/, '$1 $2'],
  [/^(pnpm|yarn|bun) run /, '$1 '],
  // The whole build, whichever of the tool's goals it stops at.
  [/^(\.\/gradlew|\.\/mvnw|gradle|mvn)\b.*\b(?:build|package|install|bootJar)\b.*/, '$1 build'],
  [/^(cargo|go) build.*/, '$1 build'],
  [/^(uv sync|poetry install|pdm install|mix deps\.get|dotnet restore).*/, '$1'],
  [/^pipenv install.*/, 'pipenv install'],
  [/^pip3? install/, 'pip install'],
  [/^dotnet (?:publish|build).*/, 'dotnet build'],
  // One project of a workspace, or all that have the target.
  [/^(?:npx )?nx (?:build|run-many build)\b.*/, 'nx build'],
  // A release and a shipment are what `build` compiles, packed for a machine without the tool.
  [/^mix release.*/, 'mix compile'],
  [/^gleam export erlang-shipment/, 'gleam build'],
  [/^cmake (?:\S+ )*\/?build.*|^cmake --build.*|^cmake build.*/, 'cmake build'],
  [/^meson (setup|compile).*/, 'meson $1'],
  // In the image the environment is on the path; outside its manager enters it.
  [/^(?:uv|poetry|pdm|pipenv) run /, ''],
  [/^bundle exec /, ''],
  // One application, behind the server of development or that of production.
  [/^(?:gunicorn|waitress-serve)(?: \S+)* (\w+)\.wsgi(?::application)?$/, 'python manage.py runserver'],
  [/^(?:gunicorn|uvicorn|hypercorn)(?: \S+)* ([\w.]+):\w+$/, 'serve $1'],
  [/^flask --app ([\w.]+) run$/, 'serve $1'],
  [/^fastapi (?:dev|run) (\w+)\.py$/, 'serve $1'],
  [/^(?:rackup|puma)\b.*/, 'serve config.ru'],
  [/^(?:\.\/)?(?:bin\/)?rails (?:server|s)\b.*/, 'rails server'],
  [/^(?:bin\/rails|rails|rake) (assets:\w+)/, 'rake $1'],
  // `db:prepare` makes the database where there is none, and migrates it.
  [/^(?:bin\/rails|rails|rake) db:(?:migrate|prepare)/, 'rake db:migrate'],
]

const same = (step: string): string =>
  SAME.reduce((said, [pattern, words]) => said.replace(pattern, words), plain(step)).trim()

const stepsOf = (line: string): string[] =>
  written(line)
    .filter((step) => !ITS_OWN.some((own) => own.test(step)))
    .map(same)
    .filter(Boolean)

/**
 * An image starts what its build made; from a clone the tool builds and starts in one. What such a start looks like, and what of ours
 * starts the same program.
 */
const MADE: readonly (readonly [made: RegExp, run: RegExp])[] = [
  [/^\.\/out$/, /^go run\b/],
  [/^\.\/bin\/[\w-]+$/, /^cargo run\b/],
  [/^java\b.*build\/libs/, /^(?:\.\/gradlew|gradle) \S*(?:run|bootRun)$/],
  [
    /^java\b.*target\/\S*jar/,
    /^java\b.*target\/\S*jar$|^(?:\.\/mvnw|mvn) .*(?:spring-boot:run|exec:java|quarkus:dev)$/,
  ],
  [/^\.\/out\/[\w.-]+$/, /^dotnet run\b/],
  [/^\.\/build\/erlang-shipment/, /^gleam run\b/],
  [/^(?:\/app\/)?_build\/prod\/rel\//, /^mix (?:run|phx\.server)\b/],
  [/^\/build\/[\w-]+$/, /^\.\/(?:build|builddir)\/[\w/-]+$/],
  // What a framework's build leaves is what its own preview serves.
  [/^node \.output\/server\/index\.mjs$|^node build$|^npx srvx\b/, /^(?:npm run|pnpm|yarn|bun) preview$/],
  // Its image brings PHP's server; here the application's own is started.
  [/^\/start-container\.sh$/, /^php artisan serve\b|^php -S\b/],
]

const startsSame = (wanted: string, ours: ReadonlySet<string>): boolean =>
  MADE.some(([made, run]) => made.test(wanted) && [...ours].some((one) => run.test(one)))

const said = (commands: readonly Command[]): Set<string> => new Set(commands.flatMap(({ command }) => stepsOf(command)))

/** What of railpack's steps none of ours says. */
const missing = (wanted: readonly string[], ours: ReadonlySet<string>): string[] =>
  [...new Set(wanted.flatMap(stepsOf))].filter((step) => !ours.has(step) && !startsSame(step, ours))

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

const NOTHING_TO_INSTALL =
  'the manifest declares no dependency, so there is nothing to install; railpack installs whatever stands there'
const JSON5 = 'package.json5 is read by pnpm alone, and by few projects used: the analyser reads package.json'
const FOR_PRODUCTION =
  'assets are packed for the image; from a clone the server of development makes them as they are asked for'
const PHP_PAGES = 'pages of PHP without a manifest: any server shows them, and the tree names none'
const RUBY_FILE = 'nothing in the tree says that app.rb is a start; railpack tries the name'
const OF_ITS_SETTINGS = "the plan follows the example's railpack.json, a file of railpack's own, not the project's"

/** Differences that stay, by example and question, and why ours is what a maintainer would say. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'config-file · build': OF_ITS_SETTINGS,
  'config-file · start': OF_ITS_SETTINGS,
  'elixir-latest · install': NOTHING_TO_INSTALL,
  'elixir-phoenix · install': '`mix setup` is an alias that fetches the dependencies first',
  'elixir-phoenix · build': FOR_PRODUCTION,
  'go-workspaces · install': NOTHING_TO_INSTALL,
  'node-bun-no-deps · install': NOTHING_TO_INSTALL,
  'node-npm-install-in-build · install': NOTHING_TO_INSTALL,
  'node-npm-install-in-build · build': OF_ITS_SETTINGS,
  'node-nx-next · start': 'the image starts the built pages; from a clone the workspace starts them by its own tool',
  'node-oldest · install': NOTHING_TO_INSTALL,
  'node-pnpm-11-engines · install': NOTHING_TO_INSTALL,
  'node-pnpm-engines · install': NOTHING_TO_INSTALL,
  'node-pnpm-json5 · manager': JSON5,
  'node-pnpm-json5 · install': NOTHING_TO_INSTALL,
  'node-pnpm-json5 · start': JSON5,
  'node-version-precedence · install': NOTHING_TO_INSTALL,
  'php-vanilla · start': PHP_PAGES,
  'php-vanilla-82 · start': PHP_PAGES,
  'python-poetry · start': 'the guard of main.py starts the Flask application that `flask --app main run` starts',
  'ruby-3-precompiled · start': RUBY_FILE,
  'ruby-jemalloc · start': RUBY_FILE,
  'ruby-rails-postgres · build': FOR_PRODUCTION,
  'rust-cargo-workspaces-glob · start':
    'all members lie in a folder `example`, and what is only an example is not what a project runs',
}

const { wants, glance } = interestIn(null)
const inExample = (path: string) => path.replace(/^examples\/[^/]+\//, '')
const all = snapshotFromGit(gitDir, 'HEAD', {
  wants: (path, bytes) => wants(inExample(path), bytes),
  glance: glance && {
    wants: (path, bytes) => glance.wants(inExample(path), bytes),
    at: (path, content, bytes) => glance.at(inExample(path), content, bytes),
    holds: (path, content) => glance.holds(inExample(path), content),
  },
})
const rows: Record<string, string>[] = []
let agreed = 0
let asked = 0
let explained = 0
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
    // Migrations before the start are a step of the setup.
    start: missing(start, new Set([...said(run), ...said(setup)])),
  }
  for (const [what, lacking] of Object.entries(answers)) {
    asked++
    if (!lacking.length) agreed++
    else {
      const why = EXPLAINED[`${name} · ${what}`]
      if (why) explained++
      rows.push({
        name,
        what,
        railpack: lacking.join(' ; '),
        ours: what === 'manager' ? [...ours].join(' ') : [...(what === 'start' ? said(run) : everything)].join(' ; '),
        why: why ?? '',
      })
    }
  }
}
for (const { name, what, railpack, ours, why } of rows)
  console.log(
    `${name} · ${what}\n    railpack: ${railpack}\n    ours:     ${ours}${why ? `\n    because:  ${why}` : ''}`,
  )
console.log(`\n${agreed} of ${asked} the same (${((100 * agreed) / asked).toFixed(1)} %), ${explained} explained`)
