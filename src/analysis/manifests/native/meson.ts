import { RANK } from '../../detector'
import type { Facts, Source, Sourced } from '../../facts'
import { join, type Project } from '../../project'
import type { Requirement } from '../manifest-facts'
import { within } from '../within'
import { type Build, isAside, isMain, mainBeside, type Target } from './build'
import { type MesonCall, mesonCalls, mesonStrings } from './meson/calls'

const MOST_FILES = 200
const PROGRAM = new Set(['executable'])
const LIBRARY = new Set(['library', 'shared_library', 'static_library', 'both_libraries', 'shared_module'])
/** What Meson finds by itself, and tools of the build. */
const OWN =
  /^(?:threads|dl|m|rt|python3?|valgrind|doxygen|scdoc|intl|iconv|gtk-doc|.*-doc|wayland-scanner|wayland-protocols|appleframeworks)$/

interface Run extends MesonCall {
  path: string
  folder: string
  aside: boolean
}

/** Options of `meson_options.txt` or `meson.options` that are off by default. */
function optionsOff(project: Project, folder: string): ReadonlySet<string> {
  const path = ['meson.options', 'meson_options.txt'].map((name) => within(folder, name)).find(project.has)
  const off = mesonCalls((path && project.text(path)) || '').filter(
    ({ name, keywords }) => name === 'option' && /^(?:false|'(?:disabled|false)')/.test(keywords.get('value') ?? ''),
  )
  return new Set(off.flatMap(({ args }) => (args[0] ? [args[0].text] : [])))
}

/** Options whose value a condition asks for. */
const optionsIn = (condition: string): string[] =>
  [...condition.matchAll(/get_option\(\s{0,9}'([\w-]{1,80})'\s{0,9}\)/g)].map((match) => match[1]!)

/** What the script in `folder` and those that it goes into call, in order. */
function runMeson(project: Project, folder: string): Run[] {
  const runs: Run[] = []
  const seen = new Set<string>()
  const read = (at: string, conditions: readonly string[], aside: boolean) => {
    const path = within(at, 'meson.build')
    const text = seen.size < MOST_FILES && !seen.has(path) ? project.text(path) : null
    if (text === null) return
    seen.add(path)
    for (const call of mesonCalls(text)) {
      const all = [...conditions, ...call.conditions]
      const besides = aside || call.conditions.some((one) => !one.startsWith('not ') && optionsIn(one).some(isAside))
      const run: Run = { ...call, conditions: all, path, folder: at, aside: besides }
      runs.push(run)
      const below = call.name === 'subdir' && call.args[0]?.literal ? join(at, call.args[0].text) : null
      if (below && project.role(`${below}/meson.build`) !== 'vendored')
        read(below, all, besides || project.role(`${below}/meson.build`) !== 'own' || isAside(below))
    }
  }
  read(folder, [], false)
  return runs
}

function targetOf(
  project: Project,
  run: Run,
  off: ReadonlySet<string>,
  lists: ReadonlyMap<string, string[]>,
): Target[] {
  const kind = PROGRAM.has(run.name) ? 'program' : LIBRARY.has(run.name) ? 'library' : null
  const title = run.args[0]
  const name = title?.literal
    ? title.text
    : run.args[0]?.text === 'meson.project_name()'
      ? (lists.get(PROJECT)?.[0] ?? '')
      : ''
  if (!kind || !/^[\w.+-]+$/.test(name) || run.conditions.some((one) => isOff(one, off))) return []
  const written = [
    ...run.args.slice(1),
    ...mesonStrings(run.keywords.get('sources') ?? '').map((text) => ({ text, literal: true })),
  ]
  const sources = written
    .flatMap(({ text, literal }) =>
      literal
        ? [join(run.folder, text)]
        : (text.match(/\w+/g) ?? []).flatMap(
            (word) => lists.get(`${run.folder}\n${word}`) ?? lists.get(`\n${word}`) ?? [],
          ),
    )
    .filter((path): path is string => path !== null && project.has(path))
    // Where each system has a file of its own, the one of most is told.
    .toSorted((a, b) => Number(OTHER_SYSTEM.test(a)) - Number(OTHER_SYSTEM.test(b)))
  const entry =
    sources.find(isMain) ?? (kind === 'program' ? mainBeside(project, run.folder, name) : null) ?? sources[0] ?? null
  const installed = run.keywords.get('install') !== undefined && !/^false/.test(run.keywords.get('install')!)
  return [
    {
      name,
      kind,
      entry,
      installed,
      product: !run.aside && (installed || !isAside(name)),
      source: { path: run.path, line: run.line },
    },
  ]
}

/** Names of a file for one system beside those of Unix. */
const OTHER_SYSTEM = /[-_.](?:mac(?:os|osx)?|osx|darwin|win(?:32|64|dows)?|android|ios)\.\w{1,4}$/i

/** Where the project's own name is kept among the lists of sources. */
const PROJECT = '\n\nproject'

/** Does a condition ask only for options that are off? */
const isOff = (condition: string, off: ReadonlySet<string>): boolean =>
  !/^not\b/.test(condition) && !/\bor\b/.test(condition) && optionsIn(condition).some((option) => off.has(option))

/** Lists of source files by the variables that hold them: `src = ['a.c', 'b.c']`, `files(…)`. */
function listsOf(project: Project, runs: readonly Run[], name: string | null): ReadonlyMap<string, string[]> {
  const lists = new Map<string, string[]>(name ? [[PROJECT, [name]]] : [])
  for (const path of new Set(runs.map((run) => run.path))) {
    const folder = path === 'meson.build' ? '.' : path.slice(0, -'/meson.build'.length)
    for (const match of (project.text(path) ?? '').matchAll(
      /^[ \t]*(\w{1,80})\s{0,9}\+?=\s{0,9}(?:files\s{0,9}\(\s{0,9})?\[?([^\]()=]{1,20000})[\])]/gm,
    )) {
      const files = mesonStrings(match[2]!).flatMap((one) => join(folder, one) ?? [])
      for (const key of [`${folder}\n${match[1]}`, `\n${match[1]}`])
        lists.set(key, [...(lists.get(key) ?? []), ...files])
    }
  }
  return lists
}

function requirementsOf(runs: readonly Run[], off: ReadonlySet<string>): Requirement[] {
  const found = new Map<string, Requirement>()
  for (const run of runs) {
    const title = run.args[0]
    if (run.name !== 'dependency' || !title?.literal || !/^[\w.+-]+$/.test(title.text) || OWN.test(title.text)) continue
    const required = run.keywords.get('required')
    const needed =
      (required === undefined || required.startsWith('true')) && !run.conditions.some((one) => isOff(one, off))
    const scope =
      run.aside || /^(?:true)/.test(run.keywords.get('native') ?? '') ? 'dev' : needed ? 'runtime' : 'optional'
    if (found.has(title.text) && scope !== 'runtime') continue
    const version = mesonStrings(run.keywords.get('version') ?? '').join(' ')
    found.set(title.text, {
      name: title.text,
      ...(/^[<>=!\s\d.,]*\d[<>=!\s\d.,]*$/.test(version) && { version }),
      scope,
      source: { path: run.path, line: run.line },
    })
  }
  return [...found.values()]
}

function runtimesOf(title: Run): Facts['runtimes'] {
  const sources: Source[] = [{ path: title.path, line: title.line }]
  const least = mesonStrings(title.keywords.get('meson_version') ?? '')[0]
  const options = mesonStrings(title.keywords.get('default_options') ?? '')
  const standard = (key: string) => options.find((one) => one.startsWith(`${key}=`))?.match(/(\d+)(?:$|,)/)?.[1]
  return [
    ...(least ? [{ name: 'meson', constraint: least.replace(/\s+/g, ''), sources }] : []),
    ...[
      { name: 'c++', constraint: standard('cpp_std') },
      { name: 'c', constraint: standard('c_std') },
    ].flatMap(({ name, constraint }) => (constraint ? [{ name, constraint, sources }] : [])),
  ]
}

/** Reads the Meson project in `folder`; `null` where there is none. https://mesonbuild.com/Reference-manual_functions.html */
export function readMeson(project: Project, folder: string): Build | null {
  const manifest = within(folder, 'meson.build')
  if (!project.has(manifest)) return null
  const runs = runMeson(project, folder)
  const title = runs.find(({ name }) => name === 'project')
  if (!title) return null
  const source: Source = { path: title.path, line: title.line }
  const off = optionsOff(project, folder)
  const name = title.args[0]?.literal ? title.args[0].text : null
  const said = (key: string): Sourced | null => {
    const value = mesonStrings(title.keywords.get(key) ?? '')[0]
    return value && title.keywords.get(key)!.startsWith("'")
      ? { value, sources: [project.find(title.path, value)] }
      : null
  }
  const version = said('version')
  const lists = listsOf(project, runs, name)
  const tests = runs.find((run) => run.name === 'test' && !run.conditions.some((one) => isOff(one, off)))
  const gated = tests ? undefined : runs.find((run) => run.name === 'test')
  const options = [...new Set(gated?.conditions.flatMap(optionsIn).filter((option) => off.has(option)))].map(
    (option) => ` -D${option}=true`,
  )
  const test = tests ?? (options.length === 1 ? gated : undefined)
  const setup = 'meson setup build'
  const targets = runs.flatMap((run) => targetOf(project, run, off, lists))
  const installs = runs.some((run) => /^install_/.test(run.name)) || targets.some(({ installed }) => installed)
  return {
    tool: 'Meson',
    manifest,
    name: name ? { value: name, sources: [source] } : null,
    version: version && /^\d[\w.+-]*$/.test(version.value) ? version : null,
    description: null,
    license: said('license'),
    targets,
    requirements: requirementsOf(runs, off),
    runtimes: runtimesOf(title),
    commands: [
      {
        group: 'build',
        command: `${setup} && meson compile -C build`,
        rank: RANK.convention,
        sources: [{ path: manifest }],
      },
      ...(test
        ? [
            {
              group: 'test' as const,
              command: `${options.length ? `${setup}${options.join('')} && ` : ''}meson test -C build`,
              rank: RANK.convention,
              sources: [{ path: test.path, line: test.line }],
            },
          ]
        : []),
      ...(installs
        ? [
            {
              group: 'install' as const,
              command: `${setup} && meson install -C build`,
              rank: RANK.documented + 2,
              sources: [{ path: manifest }],
            },
          ]
        : []),
    ],
  }
}
