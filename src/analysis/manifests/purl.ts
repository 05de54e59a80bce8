/** Package URL types of the registries that manifests name packages of. */
export type PackageType =
  | 'pypi'
  | 'conda'
  | 'cargo'
  | 'maven'
  | 'nuget'
  | 'composer'
  | 'gem'
  | 'hex'
  | 'pub'
  | 'swift'
  | 'cocoapods'
  | 'hackage'
  | 'cran'
  | 'cpan'
  | 'julia'
  | 'luarocks'
  | 'opam'
  | 'clojars'
  | 'conan'
  | 'vcpkg'
  | 'terraform'
  | 'helm'
  | 'elm'
  | 'nimble'
  | 'shards'
  | 'zig'
  | 'galaxy'
  | 'generic'
  | 'github'

/** Types whose names have parts, and what stands between them. */
const PARTED: ReadonlyMap<PackageType, string | RegExp> = new Map<PackageType, string | RegExp>([
  ['maven', ':'],
  ['clojars', '/'],
  ['composer', '/'],
  ['swift', '/'],
  ['terraform', '/'],
  ['elm', '/'],
  ['github', '/'],
  ['galaxy', '.'],
])
/** Types whose names are the same in any case, and how they are written. */
const LOWER = new Set<PackageType>(['composer', 'github'])
/** Types whose bare version is an exact one, not a range. */
const BARE = new Set<PackageType>(['maven', 'clojars', 'nuget'])

/**
 * Package URL (https://github.com/package-url/purl-spec) of a dependency.
 * A Maven name is `group:artifact`, a Composer one `vendor/package`; PyPI names are put into their normalised form, as the specification asks.
 * The version is added only when it is one exact version, not a range (Cargo's bare `1.2` is a range).
 */
export function purl(type: PackageType, name: string, version?: string): string {
  const lower = LOWER.has(type) ? name.toLowerCase() : name
  const plain = type === 'pypi' ? name.toLowerCase().replace(/[-_.]+/g, '-') : lower
  const parts = PARTED.get(type)
  const path = (parts === undefined ? [plain] : plain.split(parts)).map(encodeURIComponent).join('/')
  const exact = version?.match(BARE.has(type) ? /^(\d[\w.+-]*)$/ : /^={1,3}\s*(\d[\w.+-]*)$/)?.[1]
  return `pkg:${type}/${path}${exact ? `@${encodeURIComponent(exact)}` : ''}`
}
