import { intersects, validRange } from 'semver'
import type { Facts, Source } from '../../facts'
import { array, type Project, record, string } from '../../project'
import { within } from '../within'
import type { Manifest } from './manifest'

type Stated = { name: 'node' | 'bun' | 'deno'; constraint: string; source: Source }

/** Major versions behind Node's long-term support names. https://github.com/nodejs/Release */
const LTS = new Map(
  Object.entries({
    argon: 4,
    boron: 6,
    carbon: 8,
    dubnium: 10,
    erbium: 12,
    fermium: 14,
    gallium: 16,
    hydrogen: 18,
    iron: 20,
    jod: 22,
    krypton: 24,
  }),
)
const NAMES = { node: 'node', nodejs: 'node', bun: 'bun', deno: 'deno' } as const
const nameOf = (name: string) => (Object.hasOwn(NAMES, name) ? NAMES[name as keyof typeof NAMES] : null)

/** Files of one line each that hold one runtime's version. */
const LINES = [
  ['.nvmrc', 'node'],
  ['.node-version', 'node'],
  ['.bun-version', 'bun'],
  ['.deno-version', 'deno'],
  ['.dvmrc', 'deno'],
] as const

export const RUNTIME_FILES = new Set<string>([
  ...LINES.map(([file]) => file),
  '.tool-versions',
  'mise.toml',
  '.mise.toml',
  '.npmrc',
])

/** `v22.1`, `lts/iron` and `22` as a constraint; `null` for words that name no version. */
function plain(text: string): string | null {
  const word = text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .find(Boolean)
    ?.split(/\s+/)[0]
  if (!word) return null
  const lts = word.toLowerCase().match(/^lts[/-](\w+)$/)?.[1]
  if (lts) return LTS.has(lts) ? String(LTS.get(lts)) : null
  const version = word.replace(/^(?:node-?)?v?(?=\d)/, '')
  return /^\d/.test(version) ? version : null
}

/** Every statement about a runtime beside one manifest, the strongest first. */
function statements(project: Project, directory: string, manifest: Manifest | null): Stated[] {
  const out: Stated[] = []
  const file = (name: string) => within(directory, name)
  const add = (name: Stated['name'] | null, constraint: string | null, source: Source) => {
    if (name && constraint && constraint !== '*') out.push({ name, constraint, source })
  }
  if (manifest) {
    const engines = record(manifest.json.engines)
    for (const name of ['node', 'bun', 'deno'] as const)
      if (Object.hasOwn(engines, name)) add(name, string(engines[name]), manifest.at('engines', name))
    const dev = record(manifest.json.devEngines).runtime
    for (const one of Array.isArray(dev) ? dev : [dev])
      add(nameOf(string(record(one).name) ?? ''), string(record(one).version), manifest.at('devEngines', 'runtime'))
  }
  for (const [name, runtime] of LINES)
    add(runtime, plain(project.text(file(name)) ?? ''), project.find(file(name), /\d/))
  const tools = project.text(file('.tool-versions'))
  for (const line of tools?.split('\n') ?? []) {
    const [tool, version] = line.replace(/#.*/, '').trim().split(/\s+/)
    const name = nameOf(tool ?? '')
    if (name && version) add(name, plain(version), project.find(file('.tool-versions'), `${tool} `))
  }
  for (const path of [file('mise.toml'), file('.mise.toml')]) {
    const document = project.toml(path)
    for (const [tool, value] of Object.entries(record(record(document?.value).tools))) {
      const version = string(value) ?? string(record(value).version) ?? string(Array.isArray(value) ? value[0] : null)
      if (document) add(nameOf(tool), plain(version ?? ''), document.at('tools', tool))
    }
  }
  if (manifest) {
    add('node', string(record(manifest.json.volta).node), manifest.at('volta', 'node'))
    const [manager, version] = (string(manifest.json.packageManager) ?? '').split(/[@+]/)
    if (manager === 'bun' && version) add('bun', version, manifest.at('packageManager'))
  }
  return out
}

/** Do two statements allow a version in common? Those that semver cannot read do. */
const agree = (a: string, b: string) => !validRange(a) || !validRange(b) || intersects(a, b)

/** Steps that test: a job that only releases or deploys uses the version of its own tools. */
const TESTS = /\b(?:tests?|vitest|jest|mocha|ava|tap|playwright|cypress|check)\b/i
const isTested = (job: Record<string, unknown>) =>
  array(job.steps).some((step) => TESTS.test(string(record(step).run) ?? ''))

/** Node versions of the CI matrix: what the project is tested with when nothing states what it needs. */
function fromWorkflows(project: Project): Stated | null {
  for (const path of project.inFolder('.github/workflows').filter((p) => /\.ya?ml$/.test(p))) {
    const document = project.yaml(path)
    for (const [job, value] of Object.entries(record(record(document?.value).jobs))) {
      if (!isTested(record(value))) continue
      const matrix = record(record(record(value).strategy).matrix)
      for (const key of ['node-version', 'node', 'node_version', 'nodeVersion', 'node-versions']) {
        const list = Object.hasOwn(matrix, key) && Array.isArray(matrix[key]) ? matrix[key] : []
        const versions = list.map((v) => plain(String(v))).filter((v) => v !== null)
        if (document && versions.length)
          return {
            name: 'node',
            constraint: versions.join(' || '),
            source: document.at('jobs', job, 'strategy', 'matrix', key),
          }
      }
    }
  }
  return null
}

/**
 * One constraint for each runtime, the manifest's before the toolchain files', and a warning where they exclude each other.
 * @param enclosing root of the workspace that the manifest is a member of, outside the folder that is analysed
 */
export function runtimesOf(
  project: Project,
  directory: string,
  manifest: Manifest | null,
  enclosing: Manifest | null = null,
): { runtimes: Facts['runtimes']; warnings: Facts['warnings'] } {
  const runtimes: Facts['runtimes'] = []
  const warnings: Facts['warnings'] = []
  const own = statements(project, directory, manifest)
  // What the workspace asks for holds for its members, as far as they do not say themselves.
  const stated = own.length || !enclosing ? own : statements(project, enclosing.directory, enclosing)
  const known = stated.some((s) => s.name === 'node') || directory !== '.' || !manifest
  const inCi = known ? null : fromWorkflows(project)
  for (const { name, constraint, source } of inCi ? [...stated, inCi] : stated) {
    const first = runtimes.find((runtime) => runtime.name === name)
    if (!first) runtimes.push({ name, constraint, sources: [source] })
    else if (agree(first.constraint, constraint)) first.sources.push(source)
    else
      warnings.push({
        code: 'runtime_conflict',
        message: `${first.sources[0]?.path} asks for ${name} ${first.constraint}, ${source.path} says ${constraint}.`,
        sources: [...first.sources.slice(0, 1), source],
      })
  }
  return { runtimes, warnings }
}
