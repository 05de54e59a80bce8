import type { Contribution } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Facts, Sourced } from '../facts'
import { baseOf, type Project } from '../project'
import { contributionOf, type ManifestFacts, together, UNNAMED } from './manifest-facts'
import { applicationOf, siteTitle } from './ruby/application'
import { lintCommands, setupCommands, testCommands } from './ruby/checks'
import { gemCommands, gemEntries, gemInstall, gemKinds } from './ruby/gem'
import type { Gemspec } from './ruby/gemspec'
import { RAKE_PARTS, RAKEFILES } from './ruby/rakefile'
import { tools } from './ruby/tools'
import { isTestBed, rubyUnits, type Unit } from './ruby/unit'
import { VERSION_FILE } from './ruby/version'

const MANIFESTS = new Set(['Gemfile', 'gems.rb', '_config.yml', '.ruby-version', 'VERSION', ...RAKEFILES])
const MOST_MANIFEST = 131_072
const MOST_LOCK = 262_144
const MOST_VERSION = 8_192

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  if (
    MANIFESTS.has(base) ||
    base.endsWith('.gemspec') ||
    /^Gemfile\.\w+$|^gems\.locked$|^[A-Z_]{1,20}VERSION$/.test(base)
  )
    return /\.lock(?:ed)?$/.test(base) ? MOST_LOCK : bytes <= MOST_MANIFEST ? bytes : 0
  if (RAKE_PARTS.test(path)) return bytes <= MOST_MANIFEST ? bytes : 0
  if (VERSION_FILE.test(path)) return MOST_VERSION
  return /(?:^|\/)(?:config\/application\.rb|bin\/setup)$/.test(path) ? MOST_VERSION : 0
}

/** The Ruby that a bundle runs on: the gem's requirement, else the Gemfile's, else the version file's or the lock file's. */
function rubyRuntime(project: Project, unit: Unit): Facts['runtimes'] {
  const say = (value: string, sources: Sourced['sources']) => [{ name: 'ruby', constraint: value, sources }]
  const stated = [unit.gemspec?.ruby, unit.gemfile?.ruby].flatMap((one) => (one ? say(one.value, one.sources) : []))
  const path = unit.file('.ruby-version')
  const pinned = path ? project.text(path)?.match(/^(?:ruby-)?(\d[\w.]*)\s*$/m)?.[1] : undefined
  const version = path && pinned ? say(pinned, [{ path, line: 1 }]) : []
  const locked = unit.lockfile
    ? project.text(unit.lockfile)?.match(/^RUBY VERSION\n\s+ruby (\d+\.\d+\.\d+)/m)?.[1]
    : null
  if (stated.length || version.length) return [...stated, ...version]
  return unit.lockfile && locked ? say(locked, [project.find(unit.lockfile, /^RUBY VERSION/m)]) : []
}

/** Facts that a gem's own manifest gives, without commands. */
const ofGem = (gem: Gemspec): ManifestFacts => ({
  name: gem.name,
  description: gem.summary,
  version: gem.version,
  license: gem.license,
  private: !gem.publishable,
  kinds: gemKinds(gem),
  binaries: gem.executables.map(({ name, entry, source }) => ({ name, entry, sources: [source] })),
})

/** What contributors to a project in another language need Ruby for. */
function testBedFacts(project: Project, unit: Unit): Contribution {
  const { packages: _, ...rest } = contributionOf('gem', 'bundler', unit.gemfile!.path, {
    ...UNNAMED,
    ...(unit.lockfile && { lockfile: unit.lockfile }),
    requirements: (unit.gemfile?.requirements ?? []).map((one) => ({ ...one, scope: 'dev' as const })),
    commands: [...setupCommands(project, unit), ...testCommands(project, unit)],
  })
  return rest
}

function unitFacts(project: Project, unit: Unit): Contribution {
  const { gemspec, gemfile } = unit
  if (isTestBed(project, unit)) return testBedFacts(project, unit)
  const application = applicationOf(project, unit)
  const manifest = gemfile?.path ?? gemspec!.path
  const title = siteTitle(project, unit)
  const base: ManifestFacts = gemspec
    ? ofGem(gemspec)
    : {
        name: title.name,
        description: title.description,
        version: null,
        license: null,
        private: true,
        kinds: application?.kinds ?? [],
      }
  const own = new Set([gemspec, ...unit.members].flatMap((gem) => (gem ? [gem.name.value] : [])))
  // A gem's Gemfile is what it is worked on with.
  const bundle = (gemfile?.requirements ?? []).map((one) => (gemspec ? { ...one, scope: 'dev' as const } : one))
  const listed = [...(gemspec?.requirements ?? []), ...bundle].filter(
    ({ name }) => !own.has(name) && name !== 'bundler',
  )
  const said = contributionOf('gem', gemfile ? 'bundler' : 'rubygems', manifest, {
    ...base,
    members: unit.members.map(({ folder }) => folder),
    ...(unit.lockfile && { lockfile: unit.lockfile }),
    requirements: listed,
    runtimes: rubyRuntime(project, unit),
    entry_points: gemspec ? gemEntries(project, gemspec) : [],
    commands: [
      ...(gemspec ? gemInstall(gemspec) : []),
      ...setupCommands(project, unit),
      ...(application?.commands ?? []),
      ...(gemspec ? gemCommands(unit, gemspec) : []),
      ...(application?.tested ? [] : testCommands(project, unit)),
      ...lintCommands(project, unit),
    ],
  })
  const members = unit.members.map((gem) => {
    const one = contributionOf('gem', 'bundler', gem.path, {
      ...ofGem(gem),
      requirements: gem.requirements.filter(({ name }) => !own.has(name)),
    })
    return { ...one, package_managers: [] }
  })
  return together([said, ...members])
}

/** Ruby projects: gems (https://guides.rubygems.org/specification-reference/), bundles (https://bundler.io) and what they run. */
export const ruby: Ecosystem = {
  name: 'ruby',
  packages: { gem: ['Ruby', 'HTML+ERB', 'Haml', 'Slim'] },
  tools,
  extensions: ['', 'rb', 'gemspec', 'lock', 'locked', 'rake', 'yml'],
  wants,
  detect: (project) => together(rubyUnits(project).map((unit) => unitFacts(project, unit))),
}
