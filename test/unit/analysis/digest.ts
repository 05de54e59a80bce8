import type { Facts, Source } from '../../../src/analysis/facts'

const WIDE = 14
const place = ({ path, line }: Source) => (line === undefined ? path : `${path}:${line}`)
const from = (sources: readonly Source[]) => `  <- ${sources.map(place).join(' ')}`
const inFolder = (cwd: string) => (cwd === '.' ? '' : `  (in ${cwd})`)
const words = (...all: (string | undefined | false)[]) =>
  all.filter((one) => one !== undefined && one !== false && one !== '').join('  ')

/** Facts as a text to read and to compare: a line for each, what kind it is first, its sources last. Languages and the tree are left to their own tests. */
export function digest(facts: Facts): string {
  const lines: string[] = []
  const say = (field: string, what: string, sources: readonly Source[] = []) =>
    lines.push(`${field.padEnd(WIDE)}${what}${sources.length ? from(sources) : ''}`)
  say('name', facts.name.value, facts.name.sources)
  if (facts.description) say('description', facts.description.value, facts.description.sources)
  say('kinds', facts.kinds.join(' '))
  if (facts.version) say('version', facts.version.value, facts.version.sources)
  if (facts.license)
    say(
      'license',
      words(facts.license.spdx, facts.license.conflict && `but ${facts.license.conflict}`),
      facts.license.sources,
    )
  for (const one of facts.package_managers)
    say('manager', words(one.name, one.lockfile && `locked by ${one.lockfile}`) + inFolder(one.cwd), one.sources)
  for (const one of facts.runtimes) say('runtime', words(one.name, one.constraint), one.sources)
  for (const one of facts.frameworks)
    say('framework', words(one.name, one.version, `[${one.category}]`) + inFolder(one.cwd), one.sources)
  for (const one of facts.dependencies)
    say('dependency', words(one.scope, one.name, one.version, one.purl), one.sources)
  for (const [group, all] of Object.entries(facts.commands))
    for (const one of all)
      say(group, `${one.command}${inFolder(one.cwd)}${one.purpose ? `  # ${one.purpose}` : ''}`, one.sources)
  for (const one of facts.binaries) say('binary', words(one.name, one.entry), one.sources)
  for (const one of facts.entry_points) say('entry', words(one.path, one.what), one.sources)
  for (const one of facts.workspaces)
    say('workspace', words(one.path, one.name, `[${one.kind}]`, one.private && 'private', one.description), one.sources)
  for (const one of facts.docker?.dockerfiles ?? [])
    say('dockerfile', words(one.path, one.base_images.join(' '), one.exposed_ports.join(' ')), one.sources)
  for (const one of facts.docker?.compose ?? [])
    say(
      'compose',
      words(
        one.path,
        ...one.services.map(
          ({ name, image, build, ports }) => `${name}(${words(image, build && `build ${build}`, ports.join(' '))})`,
        ),
      ),
      one.sources,
    )
  for (const one of facts.ci)
    say(
      'ci',
      words(one.provider, ...one.workflows.map(({ name, triggers }) => `${name}[${triggers.join(' ')}]`)),
      one.sources,
    )
  for (const one of facts.environment)
    say(
      'environment',
      words(
        one.name,
        one.default !== undefined && `= ${one.default}`,
        one.example !== undefined && `e.g. ${one.example}`,
        one.required && 'required',
        one.description,
      ),
      one.sources,
    )
  for (const one of facts.infrastructure) say('infra', words(one.tool, one.paths.join(' ')), one.sources)
  for (const one of facts.surface.routes) say('route', words(one.method, one.path), one.sources)
  for (const one of facts.surface.cli) say('cli', words(one.name, one.flags.join(' '), one.description), one.sources)
  for (const one of facts.surface.exports) say('export', words(one.name, one.kind, one.module), one.sources)
  for (const one of facts.surface.inputs)
    say(
      'input',
      words(
        one.name,
        one.type,
        one.default !== undefined && `= ${one.default}`,
        one.required && 'required',
        one.description,
      ),
      one.sources,
    )
  for (const one of facts.surface.outputs) say('output', words(one.name, one.description), one.sources)
  for (const one of facts.surface.examples)
    say('example', words(one.from, one.language, one.title, one.code.split('\n').join(' ⏎ ')), one.sources.slice(0, 1))
  for (const one of facts.surface.notebooks) say('notebook', words(one.path, one.title), one.sources)
  for (const one of facts.warnings) say('warning', words(one.code, one.message), one.sources)
  return `${lines.join('\n')}\n`
}

/** Every source that facts name, wherever it stands in them. */
export function sourcesIn(value: unknown): Source[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'sources' && Array.isArray(inner) ? (inner as Source[]) : sourcesIn(inner),
  )
}
