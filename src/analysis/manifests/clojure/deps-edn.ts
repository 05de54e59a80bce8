import { type CommandCandidate, type Contribution, RANK } from '../../detector'
import type { CommandGroup, Facts, Source, Sourced } from '../../facts'
import { baseOf, folderOf, join, type Project } from '../../project'
import { contributionOf, type Requirement } from '../manifest-facts'
import { entries, formsOf, listOf, textOf, wordOf } from '../s-expressions'
import { groupOfTask } from '../task-names'
import { within } from '../within'
import { localRoots, mapRequirements } from './coordinates'
import { clojarsInstall } from './install'
import { clojureKinds } from './kinds'
import { sourceOf } from './sources'

/** What starts in an alias, by the namespace that it calls. */
const RUNNERS: readonly (readonly [RegExp, CommandGroup])[] = [
  [/^(?:cognitect\.test-runner|kaocha\.runner|cljs-test-runner|eftest)/, 'test'],
  [/^(?:clj-kondo|eastwood|kibit|cljfmt|splint|noahtheduke\.splint)/, 'lint'],
]
const NAMED: ReadonlyMap<string, CommandGroup> = new Map([
  ['kaocha', 'test'],
  ['kondo', 'lint'],
  ['clj-kondo', 'lint'],
  ['eastwood', 'lint'],
  ['splint', 'lint'],
])

/** Functions of a `build.clj` that make something to hand out, the most telling first. */
const BUILDS = ['uber', 'uberjar', 'jar', 'build', 'ci']

/** Aliases for what only maintainers look at. */
const ASIDE = /bench|profil|watch|coverage|nvd|outdated|antq/

interface Alias {
  name: string
  source: Source
  options: ReturnType<typeof entries>
  /** Namespace that `-M` starts. */
  main: string | null
  /** Function that `-X` calls. */
  exec: string | null
}

function aliasesOf(path: string, options: ReturnType<typeof entries>): Alias[] {
  return [...entries(listOf(options.get(':aliases')?.value))].flatMap(([key, { value, line }]) => {
    if (!/^:[\w./-]+$/.test(key)) return []
    const inside = entries(listOf(value))
    const words = listOf(inside.get(':main-opts')?.value).flatMap((one) => textOf(one) ?? [])
    const at = words.findIndex((word) => word === '-m' || word === '--main')
    return [
      {
        name: key,
        source: { path, line },
        options: inside,
        main: at < 0 ? null : (words[at + 1] ?? null),
        exec: wordOf(inside.get(':exec-fn')?.value),
      },
    ]
  })
}

function groupOf(alias: Alias, own: boolean): CommandGroup | null {
  if (ASIDE.test(alias.name) || /^(?:shadow\.cljs|figwheel)/.test(alias.main ?? '')) return null
  const name = alias.name.slice(1)
  const runner = alias.main ?? alias.exec ?? ''
  const told = own ? undefined : RUNNERS.find(([pattern]) => pattern.test(runner))?.[1]
  return (told === 'lint' && /fix|format/.test(name) ? 'format' : told) ?? NAMED.get(name) ?? groupOfTask(name)
}

function commandsOf(
  project: Project,
  directory: string,
  manifest: string,
  aliases: readonly Alias[],
): { commands: Omit<CommandCandidate, 'cwd'>[]; program: { namespace: string; source: Source } | null } {
  const commands: Omit<CommandCandidate, 'cwd'>[] = []
  let program: { namespace: string; source: Source } | null = null
  const say = (group: CommandGroup, command: string, sources: Source[], rank: number = RANK.script) =>
    commands.push({ group, command, rank, sources })
  say('setup', 'clojure -P', [{ path: manifest }], RANK.convention)
  for (const alias of aliases) {
    const own = alias.main && sourceOf(project, directory, alias.main)
    const group = groupOf(alias, Boolean(own))
    if (own && alias.main && (group === 'run' || group === null) && /run|start|main|serve|app|dev/.test(alias.name)) {
      program ??= { namespace: alias.main, source: alias.source }
      say('run', `clojure -M${alias.name}`, [alias.source])
    } else if (group && group !== 'run' && group !== 'build' && group !== 'setup') {
      // `-X` calls the function that the alias names, `-M` what its main options say.
      if (alias.exec && !alias.main) say(group, `clojure -X${alias.name}`, [alias.source])
      else if (alias.main) say(group, `clojure -M${alias.name}`, [alias.source])
    } else if (group === 'run' && alias.exec) say('run', `clojure -X${alias.name}`, [alias.source])
    const script = within(
      directory,
      `${(wordOf(alias.options.get(':ns-default')?.value) ?? '').replaceAll('.', '/')}.clj`,
    )
    const text = alias.options.has(':ns-default') && !script.includes('//') ? project.text(script) : null
    if (text === null) continue
    const built = BUILDS.find((name) => new RegExp(`^\\(defn \\^?[{}:\\w ]*${name}\\b`, 'm').test(text))
    if (built)
      say('build', `clojure -T${alias.name} ${built}`, [
        alias.source,
        project.find(script, new RegExp(`^\\(defn [^\\n]{0,40}${built}\\b`, 'm')),
      ])
    if (!commands.some(({ group: one }) => one === 'test') && /^\(defn test\b/m.test(text))
      say('test', `clojure -T${alias.name} test`, [alias.source])
  }
  return { commands, program }
}

/** What a `build.clj` calls the library that it makes: `(def lib 'group/artifact)`. */
function libraryOf(
  project: Project,
  directory: string,
): { name: Sourced; version: string | null; description: Sourced | null } | null {
  const path = within(directory, 'build.clj')
  const text = project.text(path) ?? ''
  const name = text.match(/\(def \^?[{}:\w ]{0,20}lib(?:rary)?\s+'([\w.-]+\/[\w.-]+)\)/)?.[1]
  if (!name) return null
  const [group, artifact] = name.split('/')
  const description = text.match(/\[:description\s+"([^"\n]{1,300})"\]/)?.[1]
  return {
    name: { value: group === artifact ? group! : name, sources: [project.find(path, `'${name}`)] },
    version: text.match(/\(def \^?[{}:\w ]{0,20}version\s+"(\d[\w.-]{0,40})"\)/)?.[1] ?? null,
    description: description ? { value: description, sources: [project.find(path, description)] } : null,
  }
}

/** A project of tools.deps (https://clojure.org/reference/deps_edn), with the folders beside it that it needs by `:local/root`. */
export function depsProject(
  project: Project,
  path: string,
  { beside, pages }: { beside: boolean; pages: boolean },
): Contribution | null {
  const form = formsOf(project.text(path) ?? '')[0]
  if (form?.kind !== 'list' || form.open !== '{') return null
  const directory = folderOf(path)
  const options = entries(form.items)
  const aliases = aliasesOf(path, options)
  const scopes = aliases.filter(({ name }) => /test|dev|cljs|lint|kondo/.test(name))
  const requirements: Requirement[] = [
    ...mapRequirements(path, options.get(':deps')?.value, 'runtime'),
    ...scopes.flatMap((alias) =>
      [':extra-deps', ':replace-deps'].flatMap((key) => mapRequirements(path, alias.options.get(key)?.value, 'dev')),
    ),
  ]
  const roots = [
    options.get(':deps')?.value,
    ...aliases.map((alias) => alias.options.get(':extra-deps')?.value),
  ].flatMap(localRoots)
  const members = [...new Set(roots)].flatMap((root) => {
    const folder = join(directory, root)
    return folder &&
      folder !== directory &&
      !folder.startsWith('..') &&
      project.role(`${folder}/deps.edn`) === 'own' &&
      project.has(within(folder, 'deps.edn'))
      ? [folder]
      : []
  })
  const library = libraryOf(project, directory)
  const { commands, program } = commandsOf(project, directory, path, aliases)
  const installs = library
    ? clojarsInstall(project, directory, library.name.value, library.version, library.name.sources[0]!, true)
    : []
  const entry = program && sourceOf(project, directory, program.namespace)
  const language = requirements.find(({ name, scope }) => name === 'org.clojure/clojure' && scope === 'runtime')
  const runtimes: Facts['runtimes'] = language?.version
    ? [{ name: 'clojure', constraint: language.version, sources: [language.source] }]
    : []
  const published = installs.length > 0
  const contribution = contributionOf('clojars', 'deps.edn', path, {
    name: library?.name ?? (directory === '.' ? null : { value: baseOf(directory), sources: [{ path }] }),
    description: library?.description ?? null,
    version: library?.version ? { value: library.version, sources: library.name.sources } : null,
    license: null,
    private: !published,
    kinds: clojureKinds(
      requirements,
      { program: program !== null, published: published || library !== null, pages },
      library?.description?.value,
    ),
    members,
    requirements,
    runtimes,
    commands: [...installs, ...commands],
    entry_points: entry && program ? [{ path: entry, what: 'Program', sources: [program.source] }] : [],
  })
  const inside = members.flatMap(
    (folder) =>
      contributionOf('clojars', 'deps.edn', within(folder, 'deps.edn'), {
        name: { value: baseOf(folder), sources: [{ path: within(folder, 'deps.edn') }] },
        description: null,
        version: null,
        license: null,
        private: true,
        kinds: ['library'],
      }).packages ?? [],
  )
  // Beside a `project.clj` it says which tool can be used as well; what the project is, that one says.
  return beside
    ? {
        ...contribution,
        packages: [],
        commands: contribution.commands?.filter(({ group }) => group !== 'install') ?? [],
      }
    : { ...contribution, packages: [...(contribution.packages ?? []), ...inside] }
}
