import { RANK } from '../../detector'
import type { Source } from '../../facts'
import { lineCounter } from '../../line-numbers'
import { folderOf, join, lineAt, type Project } from '../../project'
import type { Requirement } from '../manifest-facts'
import { within } from '../within'
import { type Build, isMain, mainBeside, type Target } from './build'

const CONFIGURE = ['configure.ac', 'configure.in']
/** Scripts by which projects make `configure`, as they are commonly called. */
const BOOTSTRAP = ['autogen.sh', 'bootstrap', 'bootstrap.sh', 'buildconf', 'autogen', 'buildconf.sh']
const MOST_MAKEFILES = 60
const MOST_PROGRAMS = 60

/** An argument of an m4 macro without its quotes. */
const unquoted = (text: string | undefined): string =>
  (text ?? '')
    .trim()
    .replace(/^\[+|\]+$/g, '')
    .trim()

/** Values of the variables of a `Makefile.am`, continued lines joined. */
function assignments(
  project: Project,
  path: string,
): { name: string; value: string; line: number; conditional: boolean }[] {
  const text = project.text(path) ?? ''
  const lineOf = lineCounter(text)
  let depth = 0
  return [...text.matchAll(/^(?:(if|endif)\b|(\w{1,120})[ \t]*\+?=((?:[^\\\n]|\\\n|\\.){0,20000}))/gm)].flatMap(
    (match) => {
      if (match[1]) depth = Math.max(0, depth + (match[1] === 'if' ? 1 : -1))
      return match[2] === undefined
        ? []
        : [
            {
              name: match[2],
              value: match[3]!.replace(/\\\n/g, ' ').trim(),
              line: lineOf(match.index),
              conditional: depth > 0,
            },
          ]
    },
  )
}

const words = (value: string) => value.split(/\s+/).filter((word) => /^[\w./+-]+$/.test(word))

function targetsOf(
  project: Project,
  makefiles: readonly string[],
): { targets: Target[]; test: Source | null; installs: boolean } {
  const targets: Target[] = []
  let test: Source | null = null
  let installs = false
  for (const path of makefiles) {
    const folder = folderOf(path)
    const all = assignments(project, path)
    const always = all.some(({ name, conditional }) => /bin_PROGRAMS$/.test(name) && !conditional)
    for (const { name, value, line, conditional } of all) {
      if (/^TESTS$/.test(name) && value !== '') test ??= { path, line }
      const kind = /^(?:dist_)?s?bin_PROGRAMS$/.test(name)
        ? 'program'
        : /^lib_(?:LTLIBRARIES|LIBRARIES)$/.test(name)
          ? 'library'
          : null
      if (kind || /_(?:HEADERS|SCRIPTS|MANS|DATA)$/.test(name)) installs = true
      if (!kind) continue
      for (const title of words(value).slice(0, MOST_PROGRAMS)) {
        const key = `${title.replace(/[^\w@]/g, '_')}_SOURCES`
        const written = words(all.find((one) => one.name === key)?.value ?? `${title}.c`)
        const files = written
          .map((one) => join(folder, one))
          .filter((one): one is string => one !== null && project.has(one))
        const namesake = files.find((one) => one.replace(/^.*\//, '').replace(/\.\w+$/, '') === title)
        targets.push({
          name: title.replace(/^.*\//, '').replace(/\.l?a$/, ''),
          kind,
          entry:
            files.find(isMain) ??
            namesake ??
            (kind === 'program' ? mainBeside(project, folder, title.replace(/^.*\//, '')) : null) ??
            files[0] ??
            null,
          installed: true,
          product: project.role(path) === 'own' && (!conditional || !always),
          source: { path, line },
        })
      }
    }
  }
  return { targets, test, installs }
}

/** Comments blanked, so that what follows stands where it stood. */
const withoutComments = (text: string) =>
  text.replace(/^[ \t]*(?:dnl\b|#).*$/gm, (comment) => ' '.repeat(comment.length))

/** Words of the errors with which a `configure` gives up. */
const errorsIn = (text: string): string[] =>
  [...text.matchAll(/AC_MSG_(?:ERROR|FAILURE)\(([^)]{1,300})/g)].flatMap(
    (match) => match[1]!.toLowerCase().match(/[a-z][\w+-]{4,}/g) ?? [],
  )

/** What `configure` looks for; without what it gives up the project needs, without the rest it does. */
function requirementsOf(text: string, path: string): Requirement[] {
  const errors = errorsIn(text)
  const needed = (name: string) => errors.some((word) => name.toLowerCase().includes(word))
  const libraries = [
    ...text.matchAll(
      /(?:\bAC_SEARCH_LIBS\(\s{0,99}\[?\w{1,80}\]?\s{0,99},\s{0,99}|\w{0,40}CHECK_LIB\(\s{0,99})\[?([\w +-]{1,200})/g,
    ),
  ].flatMap((match) =>
    words(match[1]!).flatMap((name): Requirement[] =>
      /^(?:m|c|dl|rt|pthread|socket|nsl|util|resolv)$/.test(name)
        ? []
        : [{ name, scope: needed(name) ? 'runtime' : 'optional', source: { path, line: lineAt(text, match.index) } }],
    ),
  )
  const modules = [
    ...text.matchAll(/PKG_CHECK_(?:MODULES|EXISTS)\(\s{0,99}(?:\[?\w{1,80}\]?\s{0,99},\s{0,99})?\[?([^\],)]{1,400})/g),
  ].flatMap((match) => {
    const named = [...match[1]!.matchAll(/([A-Za-z][\w.+-]*)(?:\s{0,9}([<>]?=)\s{0,9}(\d[\w.]*))?/g)]
    const optional = /^\s{0,99}\]?\s{0,99},/.test(
      text.slice(match.index + match[0].length, match.index + match[0].length + 300),
    )
    return named.map(([, name = '', operator, version]) => ({
      name,
      ...(operator && version && { version: `${operator}${version}` }),
      scope: optional && !needed(name) ? ('optional' as const) : ('runtime' as const),
      source: { path, line: lineAt(text, match.index) },
    }))
  })
  return [...new Map([...libraries, ...modules].map((one) => [one.name, one])).values()]
}

/** How `configure` comes about; `null` where the tree carries it, or holds no way that is known. */
function bootstrap(project: Project, folder: string): { command: string; source: Source } | null {
  if (project.has(within(folder, 'configure'))) return null
  const script = BOOTSTRAP.find((name) => project.has(within(folder, name)))
  if (!script)
    return {
      command: 'autoreconf -fi',
      source: { path: within(folder, CONFIGURE.find((name) => project.has(within(folder, name)))!) },
    }
  const path = within(folder, script)
  return { command: project.files.get(path)?.mode === 'executable' ? `./${script}` : `sh ${script}`, source: { path } }
}

/** A `configure` that no Autoconf made, beside the template of a makefile that it fills. */
function handWritten(project: Project, folder: string): string | undefined {
  const path = within(folder, 'configure')
  return project.has(path) && project.has(within(folder, 'Makefile.in')) ? path : undefined
}

/** What the template of a makefile offers that Automake has not written. */
function plainMakefile(project: Project, folder: string) {
  const path = within(folder, 'Makefile.in')
  const text = project.text(path) ?? ''
  const target = text.match(/^(check|test)[ \t]*:/m)?.[1]
  return {
    installs: /^install[ \t]*:/m.test(text),
    test: target
      ? { command: `make ${target}`, sources: [project.find(path, new RegExp(`^${target}[ \\t]*:`, 'm'))] }
      : null,
  }
}

/** Reads the Autotools project in `folder`; `null` where there is none. https://www.gnu.org/software/automake/manual/ */
export function readAutotools(project: Project, folder: string): Build | null {
  const manifest = CONFIGURE.map((name) => within(folder, name)).find(project.has) ?? handWritten(project, folder)
  const text = manifest ? withoutComments(project.text(manifest) ?? '') : null
  if (!manifest || text === null) return null
  const init = text.match(
    /AC_INIT\(\s{0,99}(\[[^\]]{1,200}\]|[^,)]{1,200})(?:,\s{0,99}(\[[^\]]{1,200}\]|[^,)]{1,200}))?/,
  )
  const source: Source = { path: manifest, ...(init?.index !== undefined && { line: lineAt(text, init.index) }) }
  const name = unquoted(init?.[1])
  const version = unquoted(init?.[2])
  const makefiles = project
    .named('Makefile.am')
    .filter((path) => folder === '.' || path.startsWith(`${folder}/`))
    .filter((path) => project.role(path) !== 'vendored')
    .slice(0, MOST_MAKEFILES)
  const { targets, test, installs } = targetsOf(project, makefiles)
  const plain = makefiles.length ? null : plainMakefile(project, folder)
  const first = bootstrap(project, folder)
  const build = `${first ? `${first.command} && ` : ''}./configure && make`
  const sources = first ? [first.source, source] : [source]
  return {
    tool: manifest.endsWith('configure') ? 'configure' : 'Autotools',
    manifest,
    name: /^[\w.+ -]+$/.test(name) ? { value: name, sources: [source] } : null,
    version: /^\d+(?:\.\d+)+[\w.+-]*$/.test(version) ? { value: version, sources: [source] } : null,
    description: null,
    license: null,
    targets,
    requirements: requirementsOf(text, manifest),
    runtimes: [],
    commands: [
      { group: 'build', command: build, rank: RANK.convention, makes: ['./configure'], sources },
      ...(test ? [{ group: 'test' as const, command: 'make check', rank: RANK.convention, sources: [test] }] : []),
      ...(plain?.test ? [{ group: 'test' as const, ...plain.test, rank: RANK.convention }] : []),
      ...(installs || plain?.installs
        ? [
            {
              group: 'install' as const,
              command: `${build} && sudo make install`,
              rank: RANK.documented + 2,
              makes: ['./configure'],
              sources,
            },
          ]
        : []),
    ],
  }
}
