import type { Repository } from './repository'
import { inFolder, nearest } from './repository'
import type { Step } from './shell'
import { cargo, dotnet, go } from './tools/compiled'
import { cmake, compose, composer, copy, docker, firstFile, mix, program, shellFile } from './tools/files'
import { gradle, maven } from './tools/jvm'
import { deno, node, nodeManager } from './tools/node'
import { exists, type Fault, isOpen, type Place, type Tool } from './tools/place'
import { pip, pytest, python, pythonManager } from './tools/python'
import { just, make, needs, nox, task, tox } from './tools/task-runners'
import { unknownVerb } from './tools/verbs'

const BUNDLED: Tool = (words, place) =>
  /^(?:install|exec)$/.test(words[1] ?? '') &&
  !place.person &&
  !nearest(place.repository, place.folder, ['Gemfile', 'gems.rb'])
    ? 'there is no Gemfile'
    : words[1] === 'exec'
      ? fault(words.slice(2), place)
      : null

const folderThere: Tool = (words, place) =>
  place.person || words[1] === undefined || words[1] === '-' || exists(place, words[1])
    ? null
    : `${words[1]} is no folder of ${place.folder}`

/** Every tool whose commands a file can contradict; what is not here resolves. */
const TOOLS: Record<string, Tool> = {
  npm: nodeManager('npm'),
  yarn: nodeManager('yarn'),
  pnpm: nodeManager('pnpm'),
  bun: nodeManager('bun'),
  node,
  deno,
  make,
  gmake: make,
  just,
  task,
  tox,
  nox,
  python,
  python3: python,
  pip,
  pip3: pip,
  pytest,
  poetry: pythonManager(['pyproject.toml'], (words, place) => fault(words, place)),
  uv: pythonManager(['pyproject.toml'], (words, place) => fault(words, place)),
  pdm: pythonManager(['pyproject.toml'], (words, place) => fault(words, place)),
  pipenv: pythonManager(['Pipfile', 'requirements.txt', 'setup.py', 'pyproject.toml'], (words, place) =>
    fault(words, place),
  ),
  hatch: needs(['pyproject.toml', 'hatch.toml']),
  cargo,
  go,
  dotnet,
  gradle,
  mvn: maven,
  docker,
  'docker-compose': compose,
  cmake,
  meson: needs(['meson.build'], /^(?:setup|build|builddir)(?: |$)/),
  composer,
  mix,
  bundle: BUNDLED,
  rake: needs(['Rakefile', 'rakefile', 'Rakefile.rb']),
  rails: needs(['bin/rails', 'Gemfile'], /^(?:s|server|db:\w+|test|console)(?: |$)/),
  php: firstFile(/\.php$|^artisan$|^bin\/|^\.\//, ['-S', '-t', '-d']),
  ruby: firstFile(/\.rb$|^bin\//, ['-I', '-r']),
  perl: firstFile(/\.(?:pl|PL)$/, ['-I', '-M']),
  lua: firstFile(/\.lua$/),
  Rscript: firstFile(/\.R$/, ['-e']),
  bash: shellFile,
  sh: shellFile,
  zsh: shellFile,
  source: shellFile,
  cp: copy,
  cd: folderThere,
  flutter: needs(['pubspec.yaml'], /^(?:pub get|run|build|test|analyze|gen-l10n)(?: |$)/),
  dart: needs(['pubspec.yaml'], /^(?:pub get|test|analyze)(?: |$)/),
  swift: needs(['Package.swift'], /^(?:build|run|test|package (?!init))(?: |$)/),
  sbt: needs(['build.sbt', 'project/build.properties', 'build.sc']),
  stack: needs(['stack.yaml', 'package.yaml'], /^(?:build|test|run|exec|install|haddock|bench)(?: |$)/),
  cabal: needs(/\.cabal$|^cabal\.project$/, /^(?:v2-)?(?:build|test|run|repl|haddock|bench)(?: |$)/),
  dune: needs(['dune-project', 'dune-workspace', 'dune'], /^(?:build|runtest|test|exec)(?: |$)/),
  zig: needs(['build.zig'], /^build(?: |$)/),
  nimble: needs(/\.nimble$/, /^(?:build|test|run|c)(?: |$)/),
  shards: needs(['shard.yml'], /^(?:install|build|run)(?: |$)/),
  rebar3: needs(
    ['rebar.config', 'rebar.config.script'],
    /^(?:compile|eunit|ct|shell|release|dialyzer|proper|fmt)(?: |$)/,
  ),
  lein: needs(['project.clj'], /^(?:test|run|repl|uberjar|deps|compile|jar)(?: |$)/),
  clojure: needs(['deps.edn']),
  clj: needs(['deps.edn']),
  gleam: needs(['gleam.toml'], /^(?:build|run|test|format|check)(?: |$)/),
  terraform: needs(/\.tf$/, /^(?:init|plan|apply|validate|test)(?: |$)/),
  'ansible-playbook': firstFile(/\.ya?ml$/, ['-i', '-e', '--extra-vars', '-t', '--tags', '-l']),
  'pre-commit': needs(['.pre-commit-config.yaml', '.pre-commit-config.yml'], /^(?:run|install)(?: |$)/),
  forge: needs(['foundry.toml'], /^(?:build|test|fmt|install|snapshot|coverage)(?: |$)/),
}

const BY_PATH: readonly [RegExp, Tool][] = [
  [/(?:^|\/)gradlew(?:\.bat)?$/, gradle],
  [/(?:^|\/)mvnw(?:\.cmd)?$/, maven],
  [/^\.{0,2}\/?[\w.-]+(?:\/[\w.-]+)+$|^\.\/[\w.-]+$/, program],
]

function fault(words: readonly string[], place: Place): Fault {
  const [name = ''] = words
  if (!name || isOpen(name)) return null
  const tool = Object.hasOwn(TOOLS, name) ? TOOLS[name] : BY_PATH.find(([shape]) => shape.test(name))?.[1]
  return tool?.(words, place) ?? unknownVerb(words, place)
}

/**
 * Why a command cannot be run as the README says, or null. `others` are folders of the repository that the README speaks of: a person
 * often says "in the folder x" in a sentence, so a person's command may resolve in any of them.
 */
export function commandFault(repository: Repository, step: Step, person: boolean, others: readonly string[]): Fault {
  if (step.folder === null) return null
  const here = fault(step.words, { repository, folder: step.folder, person, step })
  if (here === null || !person) return here
  return others.some(
    (folder) =>
      fault(step.words, { repository, folder, person, step }) === null && inFolder(repository, folder, /./).length,
  )
    ? null
    : here
}
