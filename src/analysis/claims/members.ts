import { join, reach } from '../paths'
import { baseOf, folderOf } from '../project'
import { onDisk } from './absence'
import type { CommandCheck, Ground, Typed, Verdict } from './claim'
import { endsSomewhere, nearName, nearPath } from './near'
import { vocabularyOf } from './words'

const NAME = /^[A-Za-z][\w-]*$/
const behind = (words: readonly string[], options: RegExp): string[] =>
  words.flatMap((word, at) => {
    const [name = '', value] = word.split('=', 2)
    return options.test(name) ? [value ?? words[at + 1] ?? ''] : []
  })

const CARGO = /^Cargo\.toml$/
const SETTINGS = /^settings\.gradle(?:\.kts)?$/

/** `cargo run --bin x`, `--example x`, `-p x`, `--features x`: the name stands in a Cargo.toml, or a file or folder has it. */
function cargo(ground: Ground, { words, inClone }: Typed): Verdict {
  const { project } = ground
  if (!/^(?:run|build|test|bench|install|check|doc|clippy|r|b|t|c)$/.test(words[1] ?? '')) return null
  if (words[1] === 'install' && !words.includes('--path')) return null
  const names = [
    ...behind(words, /^(?:--bin|--example|--test|--bench|-p|--package)$/),
    ...behind(words, /^--features$/).flatMap((list) => list.split(',')),
  ].filter((name) => NAME.test(name))
  const files = vocabularyOf(project, CARGO)
  const [first] = files.paths
  if (!names.length || !first || !files.complete || !ground.whole) return null
  const missing = names.find(
    (name) =>
      !files.has(name) &&
      !project.named(`${name}.rs`).length &&
      !project.hasFolder(name) &&
      !endsSomewhere(project, name),
  )
  if (missing === undefined) return 'holds'
  if (!inClone) return null
  return {
    message: `No Cargo.toml of the repository names \`${missing}\`, and no file is called ${missing}.rs.`,
    sources: [{ path: first }],
  }
}

/** `go run ./cmd/x`, `go install module/cmd/x@latest`: the folder exists. */
function go(ground: Ground, { words, cwd, inClone }: Typed): Verdict {
  const { project } = ground
  if (!/^(?:run|build|install|test|vet|get)$/.test(words[1] ?? '')) return null
  const output = words.indexOf('-o')
  const given = words.slice(2).find((word, at) => !word.startsWith('-') && at + 2 !== output + 1)
  const module = project.text('go.mod')?.match(/^module\s+(\S+)/m)?.[1]
  if (given === undefined || module === undefined) return null
  const bare = given.replace(/@[\w.-]+$/, '').replace(/\/?\.\.\.$/, '')
  if (bare === module || bare.startsWith(`${module}/`)) {
    const path = bare.slice(module.length + 1) || '.'
    // A module of its own below the root has its own versions.
    return folder(ground, path, 'go.mod')
  }
  const line = (bare.match(/^(.*)\/v\d+(\/.*)?$/) ?? module.match(/^(.*)\/v\d+()$/))?.[1]
  if (line !== undefined && (bare === line || bare.startsWith(`${line}/`)) && module.replace(/\/v\d+$/, '') === line)
    return majorOf(ground, bare, line, module)
  if (!inClone || !/^\.\/[\w./-]+$/.test(bare) || /\.go$/.test(bare)) return null
  const path = reach(project, cwd, bare)
  return path === null ? null : folder(ground, path, 'go.mod')
}

/** A module path of another major version than go.mod has now. */
function majorOf({ project, readme }: Ground, given: string, line: string, module: string): Verdict {
  const rest = given.slice(line.length)
  const said = Number(rest.match(/^\/v(\d+)/)?.[1] ?? 1)
  const now = Number(module.match(/\/v(\d+)$/)?.[1] ?? 1)
  // A README that tells both speaks of both.
  if (said >= now || readme.includes(module)) return null
  return {
    message: `go.mod calls the module ${module}, so this gets an older major version.`,
    sources: [project.find('go.mod', /^module\s/m)],
  }
}

function folder(ground: Ground, path: string, source: string): Verdict {
  const { project } = ground
  const presence = onDisk(ground, '.', path)
  if (presence !== 'missing') return presence === 'there' ? 'holds' : null
  if (endsSomewhere(project, path)) return null
  const beside = [...project.folders].filter((one) => folderOf(one) === folderOf(path)).map(baseOf)
  const name = nearName(baseOf(path), new Set(beside))
  const near = nearPath(project, path) ?? (name && join(folderOf(path), name))
  return {
    message: `The repository has no folder ${path}${near ? `; it has ${near}` : ''}.`,
    sources: [project.find(source, /^module\s/m)],
  }
}

/** `./gradlew :m:task`: a project of that name is included, or a folder has it. */
function gradle(ground: Ground, { words, inClone }: Typed): Verdict {
  const { project } = ground
  const names = words.slice(1).flatMap((word) => word.match(/^:?([\w-]+(?::[\w-]+)*):[\w-]+$/)?.[1]?.split(':') ?? [])
  const settings = vocabularyOf(project, SETTINGS)
  const [first] = settings.paths
  if (!names.length || !first || !settings.complete) return null
  const missing = names.find((name) => !settings.has(name) && !project.hasFolder(name) && !endsSomewhere(project, name))
  if (missing === undefined) return 'holds'
  // Names that a script computes stand nowhere.
  if (!inClone || !ground.whole || settings.matches(/\bfor\b|each|\.name\s*=|\$|includeBuild|apply\b/)) return null
  return { message: `${first} includes no project \`${missing}\`.`, sources: [{ path: first }] }
}

/** What a tool cannot do without, in its folder or anywhere in the repository. */
const NEEDS: readonly (readonly [command: RegExp, files: RegExp, what: string])[] = [
  [/^npm ci$/, /^(?:package-lock|npm-shrinkwrap)\.json$/, 'package-lock.json'],
  [
    /^pip3? install (?:-e|--editable) \.(?:\[[\w,-]+\])?$/,
    /^(?:pyproject\.toml|setup\.(?:py|cfg))$/,
    'pyproject.toml or setup.py',
  ],
  [/^python3? setup\.py\b/, /^setup\.py$/, 'setup.py'],
  [/^docker[ -]compose (?:up|build)\b(?!.*\s-f)/, /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/, 'compose file'],
  [/^docker build (?:-t \S+ )?\.$/, /dockerfile|containerfile/i, 'Dockerfile'],
  [/^bundle install$/, /^(?:Gemfile|gems\.rb)$/, 'Gemfile'],
  [/^poetry install\b/, /^pyproject\.toml$/, 'pyproject.toml'],
  [/^cargo (?:build|test|run)\b/, /^Cargo\.toml$/, 'Cargo.toml'],
  [
    /^make$/,
    /makefile|\.mk$|^configure|^CMakeLists\.txt$|^meson\.build$|\.pro$|^Makefile\.|^wscript$|^Build\.PL$|^extconf\.rb$|^autogen|^bootstrap|^Rakefile$/i,
    'Makefile',
  ],
]
const GROUPS = new Set(['setup', 'build', 'run', 'test'])

function needs({ project, facts, whole }: Ground, { words, inClone }: Typed): Verdict {
  const command = words.join(' ')
  const row = NEEDS.find(([one]) => one.test(command))
  if (!row) return null
  const [, files, what] = row
  if (project.named(files).length || project.outside.some((path) => files.test(baseOf(path)))) return 'holds'
  // Without any manifest at all the repository is a collection, or its README another's.
  const known = Object.entries(facts.commands).some(([group, list]) => GROUPS.has(group) && list.length > 0)
  const [manager] = facts.package_managers
  return inClone && whole && known
    ? { message: `The repository has no ${what}.`, sources: manager ? manager.sources.slice(0, 1) : [] }
    : null
}

const TOOLS: readonly (readonly [tool: RegExp, check: CommandCheck])[] = [
  [/^cargo$/, cargo],
  [/^go$/, go],
  [/^(?:\.\/)?gradlew?$/, gradle],
]

/** Members of the project that a command names (binaries, examples, folders of commands, Gradle projects), and the manifest that it cannot do without. */
export const memberCalls: CommandCheck = (ground, typed) =>
  TOOLS.find(([tool]) => tool.test(typed.words[0] ?? ''))?.[1](ground, typed) ?? needs(ground, typed)
