/** Names of runtimes as their makers write them, by the name that facts use. */
const NAMES = new Map([
  ['node', 'Node.js'],
  ['python', 'Python'],
  ['go', 'Go'],
  ['rust', 'Rust'],
  ['java', 'Java'],
  ['kotlin', 'Kotlin'],
  ['scala', 'Scala'],
  ['php', 'PHP'],
  ['ruby', 'Ruby'],
  ['elixir', 'Elixir'],
  ['erlang', 'Erlang/OTP'],
  ['dotnet', '.NET'],
  ['dotnet-framework', '.NET Framework'],
  ['unity', 'Unity'],
  ['swift', 'Swift'],
  ['dart', 'Dart'],
  ['flutter', 'Flutter'],
  ['julia', 'Julia'],
  ['clojure', 'Clojure'],
  ['terraform', 'Terraform'],
  ['opentofu', 'OpenTofu'],
  ['kubernetes', 'Kubernetes'],
  ['ansible', 'Ansible'],
  ['solidity', 'Solidity compiler'],
  ['cairo', 'Cairo'],
  ['haskell', 'GHC'],
  ['crystal', 'Crystal'],
  ['ocaml', 'OCaml'],
  ['perl', 'Perl'],
  ['lua', 'Lua'],
  ['nim', 'Nim'],
  ['gleam', 'Gleam'],
  ['sbt', 'sbt'],
  ['anchor', 'Anchor'],
  ['solana', 'Solana'],
  ['zig', 'Zig'],
  ['neovim', 'Neovim'],
  ['bun', 'Bun'],
  ['deno', 'Deno'],
  ['cmake', 'CMake'],
  ['r', 'R'],
  ['c', 'C'],
  ['c++', 'C++'],
  ['meson', 'Meson'],
  ['bazel', 'Bazel'],
  ['npm', 'npm'],
  ['pnpm', 'pnpm'],
  ['yarn', 'Yarn'],
  ['vscode', 'Visual Studio Code'],
])

/** A version as people say it: Java 1.8 is Java 8. */
export const spokenVersion = (name: string, version: string): string =>
  name === 'java' ? version.replace(/\b1\.(?=[5-8]\b)/, '') : version

export const runtimeName = (name: string): string => NAMES.get(name) ?? name

/** Manifests whose bare version is the oldest that will do; in a toolchain file it is the one to use. */
const OLDEST =
  /(?:^|\/)(?:go\.mod|go\.work|Cargo\.toml|pom\.xml|build\.gradle(?:\.kts)?|CMakeLists\.txt|(?:Julia)?Project\.toml|Package\.swift)$/

/**
 * A version constraint in words where it says "this or newer" (`>=20`, and a bare version in `manifest`s that mean it so)
 * or names one version; `null` where only the constraint itself says it right.
 */
export function constraintInWords(constraint: string, manifest: string): string | null {
  const oldest = constraint.match(/^>=\s*v?(\d+(?:\.\d+)*)$/)?.[1]
  if (oldest) return `${oldest} or later`
  const bare = constraint.match(/^v?(\d+(?:\.\d+)*)\+?$/)?.[1]
  if (!bare) return null
  return constraint.endsWith('+') || OLDEST.test(manifest) ? `${bare} or later` : bare
}

/** Languages whose code runs on each of these. */
const LANGUAGES = new Map([
  ['node', ['JavaScript', 'TypeScript', 'TSX', 'JSX', 'Vue', 'Svelte', 'Astro', 'CoffeeScript']],
  ['deno', ['TypeScript', 'JavaScript']],
  ['bun', ['TypeScript', 'JavaScript']],
  ['python', ['Python', 'Jupyter Notebook', 'Cython']],
  ['dotnet', ['C#', 'F#', 'Visual Basic .NET']],
  ['dotnet-framework', ['C#', 'F#', 'Visual Basic .NET']],
  ['unity', ['C#']],
  ['cmake', ['C', 'C++']],
  ['neovim', ['Lua', 'Vim Script']],
  ['flutter', ['Dart']],
  ['terraform', ['HCL']],
])

/** Runtimes of languages that a repository may hold beside its own: in a binding for others, in samples. */
const OF_LANGUAGES = new Set([
  'node',
  'python',
  'go',
  'rust',
  'ruby',
  'php',
  'dotnet',
  'swift',
  'java',
  'dart',
  'elixir',
])
const languagesOn = (runtime: string) => LANGUAGES.get(runtime) ?? [runtimeName(runtime)]

/** Is the project's own code, by its languages, made to run on this? True where nothing tells. */
export const runsCode = (runtime: string, languages: readonly { name: string }[]): boolean =>
  !OF_LANGUAGES.has(runtime) || !languages.length || languages.some(({ name }) => languagesOn(runtime).includes(name))

/** Runtimes by the package managers that bring packages for them. */
const MANAGED = new Map([
  ...['npm', 'pnpm', 'yarn', 'bun'].map((name) => [name, 'node'] as const),
  ...['pip', 'uv', 'poetry', 'pdm', 'pipenv', 'hatch'].map((name) => [name, 'python'] as const),
  ['cargo', 'rust'],
  ['go', 'go'],
  ['bundler', 'ruby'],
  ['composer', 'php'],
  ['nuget', 'dotnet'],
  ['pub', 'flutter'],
  ['mix', 'elixir'],
])
/** The languages of the one runtime that these managers bring packages for; none where they serve several, or none that is known. */
export function languagesOf(managers: readonly { name: string }[]): readonly string[] {
  const runtimes = new Set(managers.flatMap(({ name }) => MANAGED.get(name) ?? []))
  const [only] = runtimes
  return only === undefined || runtimes.size > 1 ? [] : languagesOn(only)
}

/** Runtimes in the order of how much of the code runs on each; `languages` as facts give them. */
export function byWeight<Runtime extends { name: string }>(
  runtimes: readonly Runtime[],
  languages: readonly { name: string; bytes: number }[],
): Runtime[] {
  const bytes = new Map(languages.map((one) => [one.name, one.bytes]))
  const weight = ({ name }: Runtime) => languagesOn(name).reduce((sum, language) => sum + (bytes.get(language) ?? 0), 0)
  return runtimes.toSorted((a, b) => weight(b) - weight(a))
}
