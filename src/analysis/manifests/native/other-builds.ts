import { type CommandCandidate, RANK } from '../../detector'
import type { Facts, Source, Sourced } from '../../facts'
import { lineAt, type Project } from '../../project'
import { within } from '../within'
import { type Build, isAside, isMain, type Target } from './build'

type Say = Omit<CommandCandidate, 'cwd' | 'sources' | 'rank'>

const empty = (tool: string, manifest: string): Build => ({
  tool,
  manifest,
  name: null,
  version: null,
  description: null,
  license: null,
  targets: [],
  requirements: [],
  runtimes: [],
  commands: [],
})

const saying = (path: string, all: readonly Say[]): Build['commands'] =>
  all.map((one) => ({ ...one, rank: RANK.convention, sources: [{ path }] }))

/** The first group of the first match, with its line. */
function matched(project: Project, path: string, pattern: RegExp): Sourced | null {
  const text = project.text(path) ?? ''
  const match = pattern.exec(text)
  return match?.[1] ? { value: match[1], sources: [{ path, line: lineAt(text, match.index) }] } : null
}

/** https://bazel.build/external/module */
function bazel(project: Project, folder: string): Build | null {
  const manifest = ['MODULE.bazel', 'WORKSPACE.bazel', 'WORKSPACE']
    .map((name) => within(folder, name))
    .find(project.has)
  const builds = project.own(/^BUILD(?:\.bazel)?$/).some((path) => folder === '.' || path.startsWith(`${folder}/`))
  if (!manifest || !builds) return null
  const pinned = within(folder, '.bazelversion')
  const version = project.text(pinned)?.match(/^\s*(\d[\w.]*)/)?.[1]
  const runtimes: Facts['runtimes'] = version
    ? [{ name: 'bazel', constraint: version, sources: [{ path: pinned, line: 1 }] }]
    : []
  const tests = project
    .named(/^BUILD(?:\.bazel)?$/)
    .filter((path) => /\b\w{1,40}_test\(|\btest_suite\(/.test(project.text(path) ?? ''))
  return {
    ...empty('Bazel', manifest),
    name: matched(project, manifest, /\b(?:module|workspace)\(\s{0,99}name\s{0,9}=\s{0,9}"([\w.-]{1,100})"/),
    version: matched(project, manifest, /\bmodule\([^)]{0,400}\bversion\s{0,9}=\s{0,9}"(\d[\w.-]{0,40})"/),
    runtimes,
    commands: [
      ...saying(manifest, [{ group: 'build', command: 'bazel build //...' }]),
      ...saying(tests[0] ?? manifest, tests.length ? [{ group: 'test', command: 'bazel test //...' }] : []),
    ],
  }
}

/** https://xmake.io/ */
function xmake(project: Project, folder: string): Build | null {
  const manifest = within(folder, 'xmake.lua')
  const text = project.has(manifest) ? project.text(manifest) : null
  if (text === null || !/^\s*target\s*\(/m.test(text)) return null
  const targets = [...text.matchAll(/^[ \t]*target\s{0,9}\(\s{0,9}["']([\w.-]{1,80})["']/gm)].map((match): Target => {
    const body = text.slice(match.index, match.index + 2_000).split(/\n\s*(?:target\s*\(|target_end)/)[0]!
    const kind = body.match(/set_kind\(\s{0,9}["'](\w+)["']/)?.[1] ?? 'binary'
    const source: Source = { path: manifest, line: lineAt(text, match.index) }
    return {
      name: match[1]!,
      kind: kind === 'binary' ? 'program' : 'library',
      entry: null,
      installed: true,
      product: !isAside(match[1]!),
      source,
    }
  })
  const program = targets.find(({ kind, product }) => kind === 'program' && product)
  return {
    ...empty('xmake', manifest),
    name: matched(project, manifest, /^[ \t]*set_project\(\s{0,9}["']([^"'\n]{1,80})["']/m),
    version: matched(project, manifest, /^[ \t]*set_version\(\s{0,9}["'](\d[\w.-]{0,40})["']/m),
    targets,
    requirements: [...text.matchAll(/add_requires\(([^)]{1,2000})\)/g)].flatMap((call) =>
      [...call[1]!.matchAll(/["']([A-Za-z][\w.+-]*)(?:\s+([^"']{1,40}))?["']/g)].map((match) => ({
        name: match[1]!,
        scope: 'runtime' as const,
        source: { path: manifest, line: lineAt(text, call.index) },
      })),
    ),
    commands: saying(manifest, [
      { group: 'build', command: 'xmake' },
      ...(program ? [{ group: 'run' as const, command: `xmake run ${program.name}` }] : []),
    ]),
  }
}

/** Build tools that one call of one file starts. */
const SIMPLE: readonly { tool: string; files: readonly string[]; commands: readonly Say[] }[] = [
  { tool: 'SCons', files: ['SConstruct', 'SConstruct.py'], commands: [{ group: 'build', command: 'scons' }] },
  { tool: 'Premake', files: ['premake5.lua'], commands: [{ group: 'build', command: 'premake5 gmake2 && make' }] },
]

/** https://waf.io/book/: the program lies in the tree, or there is no way to know which is meant. */
function waf(project: Project, folder: string): Build | null {
  const manifest = within(folder, 'wscript')
  if (!project.has(manifest) || !project.has(within(folder, 'waf'))) return null
  return {
    ...empty('waf', manifest),
    commands: saying(manifest, [{ group: 'build', command: './waf configure && ./waf build' }]),
  }
}

/** https://doc.qt.io/qt-6/qmake-project-files.html; only where one stands alone: of several nobody can tell the top one. */
function qmake(project: Project, folder: string): Build | null {
  const files = project.inFolder(folder).filter((path) => path.endsWith('.pro'))
  const manifest = files.length === 1 ? files[0]! : undefined
  const text = manifest ? project.text(manifest) : null
  if (!manifest || text === null || !/^\s*(?:TEMPLATE|QT|SOURCES)\s*\+?=/m.test(text)) return null
  const title = manifest.slice(manifest.lastIndexOf('/') + 1, -'.pro'.length)
  const target = text.match(/^\s*TARGET\s*=\s*"?([\w.-]+)"?\s*$/m)?.[1] ?? title
  const kind = text.match(/^\s*TEMPLATE\s*=\s*(\w+)/m)?.[1] ?? 'app'
  const main = [...text.matchAll(/([\w./-]{1,200}\.(?:cpp|cc|cxx|c))\b/g)]
    .map((match) => within(folder, match[1]!))
    .find((path) => isMain(path) && project.has(path))
  const source: Source = { path: manifest }
  return {
    ...empty('qmake', manifest),
    targets:
      kind === 'app' || kind === 'lib'
        ? [
            {
              name: target,
              kind: kind === 'app' ? 'program' : 'library',
              entry: main ?? null,
              installed: true,
              product: true,
              source,
            },
          ]
        : [],
    requirements: [{ name: 'Qt', scope: 'runtime', source: project.find(manifest, /^\s*(?:QT|TEMPLATE)\b/m) }],
    commands: saying(manifest, [{ group: 'build', command: 'qmake && make' }]),
  }
}

/** The other builds whose description stands in `folder`. */
export function readOthers(project: Project, folder: string): Build[] {
  const simple = SIMPLE.flatMap(({ tool, files, commands }) => {
    const manifest = files.map((name) => within(folder, name)).find(project.has)
    return manifest ? [{ ...empty(tool, manifest), commands: saying(manifest, commands) }] : []
  })
  return [...[bazel, xmake, waf, qmake].flatMap((read) => read(project, folder) ?? []), ...simple]
}
