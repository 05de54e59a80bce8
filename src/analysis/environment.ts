import { interpolate, parseCompose } from './compose'
import { type CommandCandidate, type Detector, RANK } from './detector'
import { dotenvKind, dotenvSettings } from './environment-files'
import { isPersonalVariable, isPlatformVariable, isVariableName, shownDefault } from './environment-names'
import { environmentReads, mayRead, READ_EXTENSIONS } from './environment-reads'
import type { Facts, Kind } from './facts'
import { byFolder } from './paths'
import { baseOf, folderOf, join, type Project } from './project'
import { roleOf } from './roles'

type Variable = Facts['environment'][number]

/** Names of files in which programs read their settings: by a word of theirs, by all, or by the beginning. */
const SETTINGS = new RegExp(
  [
    '(?:^|[._-])(?:settings?|config(?:uration)?s?|conf|env(?:ironment)?s?|constants?|secrets?|options|opts|args|flags|runtime|vite-env|vars)[._-]',
    '^(?:main|__main__|__init__|index|app|server|api|cli|cmd|root|program|startup|manage|wsgi|asgi|database|db|auth|mail(?:er)?|logging|logger|log|storage|cache|redis|queue|client|http|next|nuxt|vite|astro|prisma|drizzle|data-source|mod|lib|setup|celery|worker)(?:\\.d)?\\.\\w+$',
    '^(?:application|bootstrap)\\b',
  ].join('|'),
  'i',
)
const SETTINGS_FOLDER = /(?:^|\/)(?:config|settings|conf|env)\//i
/** Bytes that a settings file, and any other source file, may have to be read. */
const SETTINGS_BYTES = 131_072
const SOURCE_BYTES = 16_384
/**
 * Languages whose programs read variables anywhere, and how many folders deep; Java's, C's and C#'s read them in settings files if at all.
 * The deeper ones are also asked for what they export and import.
 */
const ANYWHERE = [
  { files: /\.(?:[cm]?[jt]sx?|vue|svelte|py)$/, depth: 6 },
  { files: /\.(?:go|rs|rb|php|exs?)$/, depth: 5 },
]
/** Folders that a settings file of a language of C's family may lie deep: below, it is a module's of the program. */
const C_DEPTH = 2
const C_FAMILY = /\.(?:c|cc|cpp|cxx|h|hpp|m|mm)$/
/** Scripts of the maintainers and the editor's environment: nobody configures the project with what they read. */
const ASIDE =
  /(?:^|\/)(?:\.github|\.circleci|scripts?|tools?|tooling|hack|ci|build|\.storybook|packaging|release|devtools|contrib|extras?|\.mvn|\.husky|[\w-]*test[-_](?:support|utils?|helpers?|harness|kit|common))\//i
const ASIDE_FILE = /(?:^|\/)(?:tests?|testing)\.\w+$/i
const COMPOSE = /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/i
/** Settings of one Spring profile, which somebody has to switch on. */
const SPRING_PROFILE = /^application-(?!test\b)\w+\.(?:properties|ya?ml)$/

const placeOf = byFolder((folder) => ({
  depth: folder.split('/').length - 1,
  settings: SETTINGS_FOLDER.test(folder),
  aside: ASIDE.test(folder),
}))

/**
 * Is this a source file in which the project would read its settings, by its name or because it is short?
 * Laravel's `config/*.php` wraps every setting of the framework: its `.env.example` is the list that people fill in.
 */
function isRead(path: string, bytes: number): boolean {
  // Asked for every file of the archive, so what costs least and refuses most comes first.
  if (bytes > SETTINGS_BYTES || !mayRead(path)) return false
  const place = placeOf(path)
  if (place.aside || (place.depth > C_DEPTH && C_FAMILY.test(path))) return false
  const short = bytes <= SOURCE_BYTES && ANYWHERE.some(({ files, depth }) => place.depth <= depth && files.test(path))
  if (!short && !place.settings && !SETTINGS.test(baseOf(path))) return false
  return !ASIDE_FILE.test(path)
}

/** Joins what several places say of one variable: the first default and description stand, every source is kept. */
function collector() {
  const found = new Map<string, Variable>()
  return {
    add(
      name: string,
      source: Variable['sources'][number],
      more: { value?: string | null; description?: string; required?: boolean },
    ) {
      if (!isVariableName(name) || isPlatformVariable(name)) return
      const known = found.get(name) ?? { name, sources: [] }
      const value = shownDefault(name, more.value)
      if (known.default === undefined && value !== undefined) known.default = value
      if (known.description === undefined && more.description) known.description = more.description
      // One place that can do without it is enough.
      if (more.required === false) known.required = false
      else if (more.required && known.required === undefined) known.required = true
      if (!known.sources.some((one) => one.path === source.path)) known.sources.push(source)
      found.set(name, known)
    },
    all: () => [...found.values()].map(({ required, ...rest }) => (required ? { ...rest, required } : rest)),
  }
}

const isDotenv = (base: string) => dotenvKind(base) !== null

/** Files with settings, examples before those in use, shallow before deep. */
function dotenvFiles(project: Project): { path: string; kind: 'example' | 'committed' }[] {
  const found = project.own(isDotenv).flatMap((path) => {
    const kind = dotenvKind(baseOf(path))
    return kind ? [{ path, kind }] : []
  })
  return found.toSorted((a, b) => Number(a.kind === 'committed') - Number(b.kind === 'committed'))
}

/** `cp .env.example .env`, where the copy's name is what the ecosystem reads and the copy isn't committed. */
function copyCommand(project: Project, path: string): CommandCandidate[] {
  const base = baseOf(path)
  const target = base.match(/^(\.env|\.dev\.vars)\.(?:example|sample|template|dist)$/)?.[1]
  const copy = target && join(folderOf(path), target)
  if (!target || !copy || project.has(copy)) return []
  return [
    {
      group: 'setup',
      command: `cp ${base} ${target}`,
      cwd: folderOf(path),
      purpose: 'Make your own settings file',
      // After the packages, before what reads the settings: migrations.
      rank: RANK.convention + 4,
      sources: [{ path }],
    },
  ]
}

/**
 * Variables that configure the project: from example files, from what compose gives to services built here and asks of its user,
 * and from reads in own code. Looked into are files where programs read their settings (names such as `settings.py`, `config/*`,
 * `main.go`, up to 128 KiB) and sources of up to 16 KiB. Measured on 55 repositories (121 MB of own sources up to 1 MB each): the names alone
 * find 81 % of the variables in 9 % of the bytes, with the short sources it is 93 % in 31 %.
 */
export const environment: Detector = {
  name: 'environment',
  extensions: ['', 'env', 'yml', 'yaml', ...READ_EXTENSIONS],
  wants(path, bytes) {
    const base = baseOf(path)
    if (base.startsWith('.') || !mayRead(path)) {
      if (dotenvKind(base)) return 65_536
      if (COMPOSE.test(base)) return 262_144
    }
    return bytes > 0 && isRead(path, bytes) && roleOf(path) === 'own' ? Number.POSITIVE_INFINITY : 0
  },
  detect(project) {
    const { add, all } = collector()
    const commands: CommandCandidate[] = []
    for (const { path, kind } of dotenvFiles(project)) {
      if (kind === 'example') commands.push(...copyCommand(project, path))
      for (const { name, value, description, line } of dotenvSettings(project.text(path) ?? ''))
        add(name, { path, line }, { value, ...(description && { description }) })
    }
    for (const path of project.own(COMPOSE)) {
      const document = project.yaml(path)
      for (const service of parseCompose(document) ?? [])
        for (const { name, value, key } of service.build ? service.environment : [])
          add(name, document!.at('services', service.name, 'environment', key), {
            value: value === null ? null : interpolate(value),
          })
    }
    const profiles = project.own(SPRING_PROFILE).filter((path) => /(?:^|\/)src\/main\/resources\//.test(path))
    for (const path of profiles) add('SPRING_PROFILES_ACTIVE', { path }, {})
    const laravel = project.has('artisan') && project.has('.env.example')
    for (const [path, { bytes }] of project.files) {
      if (!isRead(path, bytes) || project.role(path) !== 'own' || (laravel && path.startsWith('config/'))) continue
      for (const { name, fallback, required, line } of environmentReads(path, project.text(path) ?? ''))
        add(name, { path, line }, { ...(fallback !== undefined && { value: fallback }), required: required ?? false })
    }
    return { environment: all(), commands: commands.slice(0, 2) }
  },
}

/** What of these somebody configures: a library's reads of `PAGER` and `EDITOR` are its users' own, a program's are worth telling. */
export const configurable = (kinds: readonly Kind[], variables: Facts['environment']): Facts['environment'] =>
  kinds.length > 0 && kinds.every((kind) => kind === 'library' || kind === 'framework')
    ? variables.filter(({ name }) => !isPersonalVariable(name))
    : variables
