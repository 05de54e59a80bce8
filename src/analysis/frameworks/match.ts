import { composer } from './composer'
import { cpan } from './cpan'
import { cran } from './cran'
import { gem } from './gem'
import { golang } from './go'
import { hackage } from './hackage'
import { hex } from './hex'
import { juliaPackages } from './julia'
import { clojars, maven } from './jvm'
import { github, luarocks } from './lua'
import { generic } from './native'
import { jsr, npm } from './npm'
import { nuget } from './nuget'
import { opam } from './opam'
import { pub } from './pub'
import { pypi } from './python'
import { cargo } from './rust'
import { elm, nimble, shards } from './small-registries'
import { swift } from './swift'
import { CATEGORIES, type Category, type Technologies } from './technologies'
import { zigPackages } from './zig'

export interface Technology {
  name: string
  category: Category
}

/** Technologies by package URL type. */
const ECOSYSTEMS: ReadonlyMap<string, Technologies> = new Map(
  Object.entries({
    npm,
    jsr,
    pypi,
    // Channels of conda carry PyPI's packages under their own names, but for few.
    conda: pypi,
    golang,
    generic,
    conan: generic,
    vcpkg: generic,
    cran,
    julia: juliaPackages,
    zig: zigPackages,
    cargo,
    maven,
    clojars,
    composer,
    gem,
    github,
    cpan,
    shards,
    nimble,
    elm,
    luarocks,
    hex,
    hackage,
    opam,
    pub,
    nuget,
    swift,
    cocoapods: swift,
  }),
)

/** How a registry compares names. */
const normal = (ecosystem: string, name: string): string => {
  if (ecosystem === 'pypi' || ecosystem === 'conda') return name.toLowerCase().replace(/[-_.]+/g, '-')
  if (
    ecosystem === 'github' ||
    ecosystem === 'generic' ||
    ecosystem === 'conan' ||
    ecosystem === 'vcpkg' ||
    ecosystem === 'nuget' ||
    ecosystem === 'composer' ||
    ecosystem === 'swift' ||
    ecosystem === 'cocoapods'
  )
    return name.toLowerCase()
  // Scala's libraries carry the version of the language that they are built for: `cats-core_2.13`.
  if (ecosystem === 'maven') return name.replace(/_(?:2\.\d+|3)$/, '')
  return ecosystem === 'golang' ? name.replace(/\/v\d+$/, '') : name
}

interface Index {
  exact: Map<string, Technology[]>
  prefixes: { prefix: string; technology: Technology }[]
}
const indexes = new Map<string, Index>()

/** The table of one registry turned round: package to technologies. Built on first use and kept. */
function indexOf(ecosystem: string): Index {
  const known = indexes.get(ecosystem)
  if (known) return known
  const index: Index = { exact: new Map(), prefixes: [] }
  const table = ECOSYSTEMS.get(ecosystem) ?? {}
  for (const category of CATEGORIES)
    for (const [name, packages] of Object.entries(table[category] ?? {}))
      for (const pattern of packages.split(' ')) {
        const technology = { name, category }
        if (pattern.endsWith('*')) index.prefixes.push({ prefix: normal(ecosystem, pattern.slice(0, -1)), technology })
        else {
          const key = normal(ecosystem, pattern)
          index.exact.set(key, [...(index.exact.get(key) ?? []), technology])
        }
      }
  indexes.set(ecosystem, index)
  return index
}

/** Technologies that a package of a registry (package URL type) proves. */
export function technologiesOf(ecosystem: string, packageName: string): Technology[] {
  const { exact, prefixes } = indexOf(ecosystem)
  const name = normal(ecosystem, packageName)
  const found = [
    ...(exact.get(name) ?? []),
    ...prefixes.filter(({ prefix }) => name.startsWith(prefix)).map(({ technology }) => technology),
  ]
  if (ecosystem !== 'golang' || found.length) return found
  // A Go path stands for the modules below it: `entgo.io/contrib` is not, `go.opentelemetry.io/otel/sdk` is.
  for (let parent = name; parent.includes('/'); ) {
    parent = parent.slice(0, parent.lastIndexOf('/'))
    const above = exact.get(normal(ecosystem, parent))
    if (above) return above
  }
  return []
}

/** Number of distinct technologies in all tables. */
export function allTechnologies(): Set<string> {
  const names = new Set<string>()
  for (const table of ECOSYSTEMS.values())
    for (const category of CATEGORIES) for (const name of Object.keys(table[category] ?? {})) names.add(name)
  return names
}
