import { type CommandCandidate, type Contribution, RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { CommandGroup, Facts, Kind, Source, Sourced } from '../facts'
import { sameName } from '../names'
import { baseOf, folderOf, type Project } from '../project'
import { contributionOf, type Requirement, together, topManifests } from './manifest-facts'
import { within } from './within'
import { type BuildScript, readBuildScript } from './zig/build-script'
import { tools } from './zig/tools'
import { parseZon, type Zon, zonField, zonText } from './zig/zon'

const MOST = 131_072
const README = /^readme(?:\.\w+)?$/i

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  if (/^build\.zig(?:\.zon)?$/.test(base)) return path.split('/').length <= 4 && bytes <= MOST ? bytes : 0
  if (/^\.zig-?version$/.test(base)) return 200
  return README.test(path) ? MOST : 0
}

function requirementsOf(zon: Zon | null, path: string): Requirement[] {
  const table = zonField(zon, 'dependencies')
  if (!table || !('fields' in table)) return []
  return [...table.fields].flatMap(([name, value]): Requirement[] => {
    // A path is a part of the same repository.
    if (!/^[\w.-]+$/.test(name) || zonField(value, 'path')) return []
    const optional = zonText(zonField(value, 'lazy')) === 'true'
    return [{ name, scope: optional ? 'optional' : 'runtime', source: { path, line: value.line } }]
  })
}

function runtimesOf(project: Project, folder: string, zon: Zon | null, path: string): Facts['runtimes'] {
  const least = zonField(zon, 'minimum_zig_version')
  const version = zonText(least)
  const pinned = ['.zigversion', '.zig-version'].map((name) => within(folder, name)).find(project.has)
  const pin = pinned ? project.text(pinned)?.match(/^\s*(\d[\w.+-]*)/)?.[1] : undefined
  return [
    ...(least && version && /^\d/.test(version)
      ? [{ name: 'zig', constraint: `>=${version}`, sources: [{ path, line: least.line }] }]
      : []),
    ...(pinned && pin && !version ? [{ name: 'zig', constraint: pin, sources: [{ path: pinned, line: 1 }] }] : []),
  ]
}

const WINDOWS =
  /^(?:raylib(?:_zig)?|sdl\d?|SDL\d?|mach|mach_core|capy|dvui|zgui|zglfw|glfw|sokol|gtk|gobject|qt\d?|webui|zig_sdl|(?:zig_)?wlroots)$/
const SERVES = /^(?:httpz|zap|jetzig|tokamak|zzz)$/

function kindsOf({ programs, libraries }: BuildScript, uses: readonly Requirement[], name: string): Kind[] {
  const uses_ = (pattern: RegExp) => uses.some((one) => one.scope === 'runtime' && pattern.test(one.name))
  const program: Kind[] = programs.length ? [uses_(WINDOWS) ? 'desktop-app' : uses_(SERVES) ? 'service' : 'cli'] : []
  const library: Kind[] = libraries.length ? ['library'] : []
  const isNamed = (one: { name: string }) => sameName(one.name) === sameName(name)
  return libraries.some(isNamed) && !programs.some(isNamed)
    ? [...library, ...program]
    : [...program, ...library.filter(() => !programs.length || libraries.some(isNamed))]
}

/** Steps by what people call them; `run` and `test` are those that `zig init` writes. */
const STEPS: readonly (readonly [CommandGroup, readonly string[]])[] = [
  ['run', ['run', 'serve', 'dev']],
  ['test', ['test', 'tests', 'unit-test', 'test-unit']],
  ['lint', ['lint', 'fmt-check', 'check-fmt']],
  ['format', ['fmt', 'format']],
]

function commandsOf(
  project: Project,
  folder: string,
  manifest: string,
  { programs, steps }: BuildScript,
  library: boolean,
): Omit<CommandCandidate, 'cwd'>[] {
  const commands: Omit<CommandCandidate, 'cwd'>[] = []
  const say = (group: CommandGroup, command: string, source: Source) =>
    commands.push({ group, command, rank: RANK.convention, sources: [source] })
  // The package manager of Zig takes an address: the one that the README shows for this repository.
  const readme = [...new Set([folder, '.'])]
    .flatMap((at) => project.inFolder(at))
    .find((path) => README.test(baseOf(path)))
  const fetch = /zig fetch --save(?:=[\w-]+)? ["']?((?:git\+)?https:\/\/[\w./#@?=&+-]+)["']?(?=\s|`|$)/
  const fetched = library && readme ? project.text(readme)?.match(fetch) : null
  if (readme && fetched && sameName(fetched[1]!).includes(sameName(project.hostedName)))
    say('install', fetched[0].trim(), project.find(readme, fetch))
  say('build', 'zig build', { path: manifest })
  for (const [group, names] of STEPS) {
    const name = names.find((one) => steps.has(one))
    if (name && (group !== 'run' || programs.length || steps.has('run')))
      say(group, `zig build ${name}`, steps.get(name)!.source)
  }
  return commands
}

function detectOne(project: Project, manifest: string): Contribution {
  const folder = folderOf(manifest)
  const path = within(folder, 'build.zig.zon')
  const text = project.has(path) ? project.text(path) : null
  const zon = text === null ? null : parseZon(text)
  const said = (key: string): Sourced | null => {
    const field = zonField(zon, key)
    const value = zonText(field)
    return field && value ? { value, sources: [{ path, line: field.line }] } : null
  }
  const script = readBuildScript(project, folder, manifest)
  const uses = requirementsOf(zon, path)
  const name = said('name')
  const kinds = kindsOf(script, uses, name?.value ?? project.repositoryName)
  return contributionOf('zig', 'zig', zon ? path : manifest, {
    name,
    description: null,
    version: said('version'),
    license: null,
    private: false,
    kinds,
    requirements: uses,
    runtimes: runtimesOf(project, folder, zon, path),
    commands: commandsOf(project, folder, manifest, script, kinds.includes('library')),
    binaries: script.programs.map((one) => ({ name: one.name, entry: one.entry ?? manifest, sources: [one.source] })),
    entry_points: [
      ...script.programs.flatMap((one) =>
        one.entry ? [{ path: one.entry, what: `Program ${one.name}`, sources: [one.source] }] : [],
      ),
      ...script.libraries.flatMap((one) =>
        one.entry ? [{ path: one.entry, what: `Module ${one.name}`, sources: [one.source] }] : [],
      ),
    ],
  })
}

/** Zig packages and programs by `build.zig` and `build.zig.zon` (https://ziglang.org/learn/build-system/). */
export const zig: Ecosystem = {
  name: 'zig',
  packages: { zig: ['Zig'] },
  tools,
  extensions: ['zig', 'zon'],
  wants,
  detect: (project) => together(topManifests(project, 'build.zig').map((path) => detectOne(project, path))),
}
