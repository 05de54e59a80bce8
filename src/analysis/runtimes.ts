import { coerce, satisfies, validRange } from 'semver'
import type { Facts } from './facts'
import { folderOf } from './project'

type Runtime = Facts['runtimes'][number]

/** A constraint of npm, Cargo, Python, Composer, Mix or Bundler as a semver range; `null` where it has no such form. */
export function asRange(constraint: string): string | null {
  const npm = constraint
    .replace(/(?<=[\d*xX])\s*,\s*/g, ' ')
    .replace(/~=\s*/g, '~')
    // Mix, Bundler and Terraform: `~> 1.4` takes any 1.x from 1.4 on, `~> 1.4.2` any 1.4.x from there.
    .replace(
      /~>\s*(\d{1,6})\.(\d{1,6})(?![\d.])/g,
      (_, major: string, minor: string) => `>=${major}.${minor} <${Number(major) + 1}`,
    )
    .replace(/===?\s*/g, '')
    .replace(/!=\s*\S+/g, '')
    .replace(/(\d)(?=\s*[<>])/g, '$1 ')
    .replace(/(\d+(?:\.\d+){2})(?:\.\d+)+/g, '$1')
    .trim()
  return validRange(npm)
}

/** Do a requirement and a pinned version contradict each other? Unknown forms don't. */
export function contradicts(requirement: string, pinned: string): boolean {
  const range = asRange(requirement)
  const version = /^[v=]?\d+(?:\.\d+){0,3}(?:\.[x*])?$/.test(pinned.trim()) ? coerce(pinned) : null
  if (!range || !version || range === '*') return false
  // "Go 1.25" pins the line, not 1.25.0: any patch of it would do.
  const loose = pinned.trim().split('.').length < 3
  return (
    !satisfies(version, range) &&
    !(loose && satisfies(`${version.major}.${version.minor}.999`, range)) &&
    !(loose && /^v?\d+$/.test(pinned.trim()) && satisfies(`${version.major}.999.999`, range))
  )
}

/**
 * One entry for each runtime: what the root says before what members say, what was said first before what came later
 * (manifest, then toolchain file, then CI: the order in which detectors give them). The same constraint said twice keeps
 * both sources; a root's pinned version outside of its own requirement is a warning.
 */
export function mergeRuntimes(said: readonly Runtime[]): { runtimes: Runtime[]; warnings: Facts['warnings'] } {
  const isRoot = ({ sources }: Runtime) =>
    sources.some(({ path }) => folderOf(path) === '.' || path.startsWith('.github/'))
  const byName = new Map<string, Runtime[]>()
  for (const one of said) byName.set(one.name, [...(byName.get(one.name) ?? []), one])
  const warnings: Facts['warnings'] = []
  const runtimes = [...byName.values()].flatMap((all) => {
    const ordered = all.toSorted((a, b) => Number(isRoot(b)) - Number(isRoot(a)))
    const [first, ...rest] = ordered
    if (!first) return []
    for (const other of rest.filter((one) => isRoot(one) && isRoot(first)))
      if (contradicts(first.constraint, other.constraint) || contradicts(other.constraint, first.constraint))
        warnings.push({
          code: 'runtime_conflict',
          message: `${first.sources[0]!.path} asks for ${first.name} ${first.constraint}, ${other.sources[0]!.path} says ${other.constraint}.`,
          sources: [first.sources[0]!, other.sources[0]!],
        })
    const same = rest.filter((one) => one.constraint === first.constraint).flatMap(({ sources }) => sources)
    const more = same.filter(({ path, line }) => !first.sources.some((one) => one.path === path && one.line === line))
    return [{ ...first, sources: [...first.sources, ...more] }]
  })
  return { runtimes, warnings }
}
