import { interpolate, parseCompose } from './compose'
import { type CommandCandidate, type Detector, RANK } from './detector'
import { documentedVariables } from './environment-documented'
import { entrypointBytes, entrypointReads } from './environment-entrypoint'
import { dotenvKind, dotenvSettings } from './environment-files'
import { indirectReads } from './environment-indirect'
import {
  isBundledVariable,
  isPersonalVariable,
  isPlatformVariable,
  isVariableName,
  shownDefault,
} from './environment-names'
import type { EnvironmentRead } from './environment-patterns'
import { environmentReads, mayRead, READ_EXTENSIONS } from './environment-reads'
import { namesEnvironment } from './environment-rows'
import { isRead, isSourced, SHELL_EXTENSIONS } from './environment-sources'
import { readmeIn, wantsForReadme } from './existing-readme'
import type { Facts, Kind } from './facts'
import { shellEnvironment } from './manifests/shell/environment'
import { baseOf, folderOf, join, type Project } from './project'
import { roleOf } from './roles'

type Variable = Facts['environment'][number]

const COMPOSE = /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/i
/** Settings of one Spring profile, which somebody has to switch on. */
const SPRING_PROFILE = /^application-(?!test\b)\w+\.(?:properties|ya?ml)$/

/** Where a value comes from: the code that reads it, a compose file that passes it on, or a file of settings to fill in. */
type Origin = 'code' | 'compose' | 'settings'

/**
 * Joins what several places say of one variable: every source is kept, the first description stands. The default is what the code falls
 * back to, else compose; a file of settings shows what somebody set, which is an example.
 */
function collector() {
  const found = new Map<string, Variable>()
  const inCode = new Set<string>()
  const value = (known: Variable, given: string, origin: Origin, source: Variable['sources'][number]) => {
    if (origin === 'settings') known.example ??= given
    else if (known.default === undefined || (origin === 'code' && !inCode.has(known.name))) {
      known.default = given
      if (origin !== 'code') return
      // Whoever says where the default stands names the first.
      inCode.add(known.name)
      known.sources = [source, ...known.sources.filter(({ path }) => path !== source.path)]
    }
  }
  return {
    add(
      name: string,
      source: Variable['sources'][number],
      more: { value?: string | null; from?: Origin; description?: string; required?: boolean; asked?: boolean },
    ) {
      if (!isVariableName(name) || (isPlatformVariable(name) && !more.asked)) return
      const known = found.get(name) ?? { name, sources: [] }
      const given = shownDefault(name, more.value)
      if (known.description === undefined && more.description) known.description = more.description
      // One place that can do without it is enough.
      if (more.required === false) known.required = false
      else if (more.required && known.required === undefined) known.required = true
      if (!known.sources.some((one) => one.path === source.path)) known.sources.push(source)
      if (given !== undefined) value(known, given, more.from ?? 'code', source)
      found.set(name, known)
    },
    all: () => [...found.values()].map(({ required, ...rest }) => (required ? { ...rest, required } : rest)),
  }
}

/** A variable of the same name that compose demands. https://docs.docker.com/reference/compose-file/interpolation/ */
const DEMANDED = /^\$\{(\w{1,100}):?\?[^{}]{0,200}\}$/
const SHELL = /^\.(?:sh|bash|zsh|fish)$/
const MOST_SHELL = 65_536

/** Settings of compose and of CI, which no program reads. */
const OF_TOOLS = /^(?:COMPOSE_|GITHUB_ACTIONS$|CI$)/

const isDotenv = (base: string) => dotenvKind(base) !== null

/** Files with settings, examples before those in use, shallow before deep. */
function dotenvFiles(project: Project): { path: string; kind: 'example' | 'committed' }[] {
  const found = project.own(isDotenv).flatMap((path) => {
    // What fastlane is told for its own work configures no program.
    const kind = /(?:^|\/)fastlane\//.test(path) ? null : dotenvKind(baseOf(path))
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
 * from the scripts that images start with, from reads in own code, direct or through functions of its own, and from the lists of the README. Looked into are files where programs read their settings (names such as `settings.py`, `config/*`,
 * `main.go`, up to 128 KiB) and sources of up to 16 KiB. Measured on 55 repositories (121 MB of own sources up to 1 MB each): the names alone
 * find 81 % of the variables in 9 % of the bytes, with the short sources it is 93 % in 31 %.
 */
export const environment: Detector = {
  name: 'environment',
  extensions: [
    '',
    'env',
    'dockerfile',
    'example',
    'sample',
    'template',
    'dist',
    'yml',
    'yaml',
    ...SHELL_EXTENSIONS,
    ...READ_EXTENSIONS,
  ],
  wants(path, bytes) {
    const base = baseOf(path)
    if (base.startsWith('.') || !mayRead(path)) {
      if (dotenvKind(base)) return 65_536
      if (COMPOSE.test(base)) return 262_144
      const started = entrypointBytes(path, bytes)
      if (started) return started
      if (isSourced(path)) return bytes <= MOST_SHELL ? bytes : 0
      const readme = path === base ? wantsForReadme(path) : 0
      if (readme) return readme
    }
    return bytes > 0 && isRead(path, bytes) && roleOf(path) === 'own' ? Number.POSITIVE_INFINITY : 0
  },
  detect(project) {
    const { add, all } = collector()
    const commands: CommandCandidate[] = []
    for (const { path, kind } of dotenvFiles(project)) {
      if (kind === 'example') commands.push(...copyCommand(project, path))
      // What the maintainer gives to fill in is asked for, though the platform may set it as well.
      for (const { name, value, description, line } of dotenvSettings(project.text(path) ?? ''))
        add(
          name,
          { path, line },
          {
            value,
            from: 'settings',
            ...(description && { description }),
            asked: kind === 'example' && !OF_TOOLS.test(name),
          },
        )
    }
    for (const path of project.own(COMPOSE)) {
      const document = project.yaml(path)
      for (const service of parseCompose(document) ?? [])
        for (const { name, value, key } of service.build ? service.environment : [])
          add(name, document!.at('services', service.name, 'environment', key), {
            value: value === null ? null : interpolate(value),
            // What compose sets by itself is one way to run it, not what is taken when nothing is set.
            from: value?.includes(`\${${name}:-`) || value?.includes(`\${${name}-`) ? 'compose' : 'settings',
            // `${NAME:?what to do}`: compose starts nothing without it.
            ...(value?.match(DEMANDED)?.[1] === name && { required: true }),
          })
    }
    const profiles = project.own(SPRING_PROFILE).filter((path) => /(?:^|\/)src\/main\/resources\//.test(path))
    for (const path of profiles) add('SPRING_PROFILES_ACTIVE', { path }, {})
    const laravel = project.has('artisan') && project.has('.env.example')
    const indirect = indirectReads()
    const reading: string[] = []
    const settled = dotenvFiles(project).length > 0
    const astro = project.inFolder('.').some((path) => /^astro\.config\./.test(path))
    const tell = (
      path: string,
      { name, fallback, description, required, bundled, declared, line }: EnvironmentRead,
    ) => {
      // A bundler's other names are its own, or a build's; what is only declared says less than the files with values.
      if ((bundled && !astro && !isBundledVariable(name)) || (declared && settled)) return
      add(
        name,
        { path, line },
        {
          ...(fallback !== undefined && { value: fallback }),
          ...(description && { description }),
          required: required ?? false,
        },
      )
    }
    for (const [path, { bytes }] of project.files) {
      if (!isRead(path, bytes) || project.role(path) !== 'own' || (laravel && path.startsWith('config/'))) continue
      const text = project.text(path)
      if (text === null) continue
      reading.push(path)
      const named = namesEnvironment(text)
      if (named) indirect.note(path, text)
      for (const read of environmentReads(path, text, named)) tell(path, read)
    }
    for (const path of indirect.found() ? reading : [])
      for (const read of indirect.readsOf(path, project.text(path) ?? '')) tell(path, read)
    for (const one of shellEnvironment(project, project.ending(SHELL).filter(isSourced)))
      for (const source of one.sources) add(one.name, source, { value: one.default ?? null })
    for (const { path, read } of entrypointReads(project)) tell(path, read)
    const readme = readmeIn(project, '.')
    if (readme)
      for (const { name, description, line } of documentedVariables(project.text(readme) ?? ''))
        add(name, { path: readme, line }, description ? { description } : {})
    return { environment: all(), commands: commands.slice(0, 2) }
  },
}

/** What of these somebody configures: a library's reads of `PAGER` and `EDITOR` are its users' own, a program's are worth telling. */
export const configurable = (kinds: readonly Kind[], variables: Facts['environment']): Facts['environment'] =>
  kinds.length > 0 && kinds.every((kind) => kind === 'library' || kind === 'framework')
    ? variables.filter(({ name }) => !isPersonalVariable(name))
    : variables
