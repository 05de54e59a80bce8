import { type CommandCandidate, RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import { readmeIn } from '../existing-readme'
import type { CommandGroup, Kind, Source, Sourced } from '../facts'
import { escaped } from '../literal-pattern'
import { baseOf, folderOf, lineAt, type Project } from '../project'
import { contributionOf, type ManifestFacts, type Requirement, together, topManifests } from './manifest-facts'
import { groupOfTask } from './task-names'
import { within } from './within'

const MOST = 65_536
const NIMBLE = /\.nimble$/
const WEB = /^(?:jester|prologue|httpbeast|mummy|happyx|rosencrantz|karax|basolato)$/
const MOST_REQUIREMENTS = 200

/** A NimScript field at the left margin: `version = "1.0"`. */
function field(path: string, text: string, name: string): Sourced | null {
  const match = text.match(new RegExp(`^${name}\\s*=\\s*"([^"\\n]{1,400})"`, 'm'))
  return match ? { value: match[1]!, sources: [{ path, line: lineAt(text, match.index!) }] } : null
}

/** `requires "nim >= 1.6", "jester#head"`; those of tasks (`taskRequires`) are for development. */
function requirementsOf(path: string, text: string): Requirement[] {
  return [...text.matchAll(/^[ \t]*(requires|taskRequires)\b([^\n]*(?:\n[ \t]*"[^\n]*)*)/gm)]
    .flatMap((match) => {
      const names = [...match[2]!.matchAll(/"([^"\n]{1,200})"/g)].map((one) => one[1]!)
      return (match[1] === 'taskRequires' ? names.slice(1) : names).flatMap((given) => {
        const [, name, version] = given.match(/^(?:https?:\/\/\S*\/)?([\w.-]+?)(?:\.git)?\s*((?:[<>=~^#@].*)?)$/) ?? []
        if (!name) return []
        return [
          {
            name: name.toLowerCase(),
            ...(version && { version: version.trim() }),
            scope: match[1] === 'requires' ? ('runtime' as const) : ('dev' as const),
            source: { path, line: lineAt(text, match.index) },
          },
        ]
      })
    })
    .slice(0, MOST_REQUIREMENTS)
}

/** Programs of `bin = @["a"]`, each with the module that it is compiled from. */
function programsOf(project: Project, path: string, text: string) {
  const match = text.match(/^bin\s*=\s*@\[([^\]]{0,1000})\]/m)
  const named = text.match(/^namedBin\s*=\s*\{([^}]{0,1000})\}/m)
  const source = field(path, text, 'srcDir')?.value.replace(/\/+$/, '') ?? ''
  const at = match ?? named
  if (!at) return []
  const line = lineAt(text, at.index!)
  const pairs = named
    ? [...named[1]!.matchAll(/"([^"]+)"\s*:\s*"([^"]+)"/g)].map((one) => [one[1]!, one[2]!] as const)
    : [...(match?.[1] ?? '').matchAll(/"([^"]+)"/g)].map((one) => [one[1]!, baseOf(one[1]!)] as const)
  return pairs.flatMap(([module, name]) => {
    const entry = within(folderOf(path), `${source === '' ? '' : `${source}/`}${module}.nim`)
    return project.has(entry) ? [{ name, entry, sources: [{ path, line }] }] : []
  })
}

function nimbleFacts(project: Project, manifest: string, text: string): ManifestFacts {
  const folder = folderOf(manifest)
  const name = baseOf(manifest).replace(NIMBLE, '')
  const description = field(manifest, text, 'description')
  const license = field(manifest, text, 'license')
  const binaries = programsOf(project, manifest, text)
  const requirements = requirementsOf(manifest, text)
  const nim = requirements.find((one) => one.name === 'nim')
  const commands: Omit<CommandCandidate, 'cwd'>[] = []
  const say = (
    group: CommandGroup,
    command: string,
    source: Source,
    rank: number = RANK.convention,
    purpose?: string,
  ) => commands.push({ group, command, rank, ...(purpose && { purpose }), sources: [source] })
  const readme = readmeIn(project, '.')
  const literal = escaped(name)
  const shown = readme ? new RegExp(`nimble install ${literal}\\b`).test(project.text(readme) ?? '') : false
  if (shown || (!binaries.length && description && license))
    say('install', `nimble install ${name}`, { path: manifest })
  if (requirements.length > (nim ? 1 : 0)) say('setup', 'nimble install --depsOnly', { path: manifest })
  if (binaries.length) {
    say('build', 'nimble build', binaries[0]!.sources[0]!)
    say('run', binaries.length === 1 ? 'nimble run' : `nimble run ${binaries[0]!.name}`, binaries[0]!.sources[0]!)
  }
  for (const match of text.matchAll(/^task\s+(\w{1,60})\s*,\s*"([^"\n]{0,200})"/gm)) {
    const group = groupOfTask(match[1]!)
    if (group)
      say(group, `nimble ${match[1]!}`, { path: manifest, line: lineAt(text, match.index) }, RANK.script, match[2])
  }
  // Without a task of that name, Nimble runs the files of `tests` whose names begin with a t.
  const tests = project.inFolder(within(folder, 'tests')).find((path) => /^t\w*\.nim$/.test(baseOf(path)))
  if (tests && !/^task\s+test\b/m.test(text)) say('test', 'nimble test', { path: tests })
  const web = requirements.some((one) => WEB.test(one.name))
  const program: Kind = web ? 'web-app' : 'cli'
  const source = field(manifest, text, 'srcDir')?.value.replace(/\/+$/, '')
  const library = within(folder, `${source ? `${source}/` : ''}${name}.nim`)
  const lock = within(folder, 'nimble.lock')
  return {
    name: { value: name, sources: [{ path: manifest }] },
    description,
    version: field(manifest, text, 'version'),
    license,
    private: false,
    kinds: binaries.length ? [program] : ['library'],
    ...(project.has(lock) && { lockfile: lock }),
    requirements: requirements.filter((one) => one !== nim),
    runtimes: nim?.version ? [{ name: 'nim', constraint: nim.version, sources: [nim.source] }] : [],
    commands,
    binaries,
    entry_points: [
      ...binaries.map((one) => ({ path: one.entry, what: `Program ${one.name}`, sources: one.sources })),
      ...(project.has(library) ? [{ path: library, what: `Library ${name}`, sources: [{ path: manifest }] }] : []),
    ],
  }
}

/** Nim projects: packages of Nimble (https://nim-lang.github.io/nimble/nimble-reference.html). */
export const nim: Ecosystem = {
  name: 'nim',
  packages: { nimble: ['Nim'] },
  tools: [
    {
      tools: ['nimble'],
      manifest: NIMBLE,
      verbs: [
        ['install -d', 'setup'],
        ['install --depsOnly', 'setup'],
        ['build', 'build'],
        ['run', 'run'],
        ['test', 'test'],
      ],
    },
  ],
  extensions: ['nimble'],
  wants: (path) => (NIMBLE.test(path) || /^readme(?:\.\w+)?$/i.test(path) ? MOST : 0),
  detect: (project) =>
    together(
      topManifests(project, NIMBLE, 3).flatMap((manifest) => {
        const text = project.text(manifest)
        return text === null ? [] : [contributionOf('nimble', 'nimble', manifest, nimbleFacts(project, manifest, text))]
      }),
    ),
}
