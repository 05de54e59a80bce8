/** What only starts another program: the program behind it is the one to name. */
const WRAPPER =
  /^(?:(?:uv|poetry|pdm|pipenv|hatch|rye) run |npx (?:--yes |-y )?|bunx |(?:pnpm|yarn) (?:exec|dlx) |python3? -m |bundle exec |dotnet tool run )/

/** The command without what only starts it: `uv run python -m mypy src` is `mypy src`. */
export function unwrapped(command: string): string {
  const inner = command.replace(WRAPPER, '')
  return inner === command || inner === '' ? command : unwrapped(inner)
}

/** Names of tools as their makers write them, by the program that is typed. */
const NAMES = new Map([
  ['make', 'Make'],
  ['just', 'just'],
  ['task', 'Task'],
  ['mise', 'mise'],
  ['rake', 'Rake'],
  ['npm', 'npm'],
  ['npx', 'npx'],
  ['pnpm', 'pnpm'],
  ['yarn', 'Yarn'],
  ['bun', 'Bun'],
  ['deno', 'Deno'],
  ['pip', 'pip'],
  ['pip3', 'pip'],
  ['pipx', 'pipx'],
  ['uv', 'uv'],
  ['poetry', 'Poetry'],
  ['pdm', 'PDM'],
  ['hatch', 'Hatch'],
  ['conda', 'conda'],
  ['build', 'build'],
  ['pytest', 'pytest'],
  ['tox', 'tox'],
  ['nox', 'nox'],
  ['go', 'Go'],
  ['cargo', 'Cargo'],
  ['gradle', 'Gradle'],
  ['gradlew', 'Gradle'],
  ['mvn', 'Maven'],
  ['mvnw', 'Maven'],
  ['sbt', 'sbt'],
  ['dotnet', '.NET'],
  ['composer', 'Composer'],
  ['gem', 'RubyGems'],
  ['bundle', 'Bundler'],
  ['mix', 'Mix'],
  ['flutter', 'Flutter'],
  ['dart', 'Dart'],
  ['swift', 'Swift'],
  ['cmake', 'CMake'],
  ['ctest', 'CTest'],
  ['meson', 'Meson'],
  ['bazel', 'Bazel'],
  ['brew', 'Homebrew'],
  ['docker', 'Docker'],
  ['podman', 'Podman'],
  ['black', 'Black'],
  ['isort', 'isort'],
  ['ruff', 'Ruff'],
  ['prettier', 'Prettier'],
  ['biome', 'Biome'],
  ['eslint', 'ESLint'],
  ['golangci-lint', 'golangci-lint'],
  ['gofmt', 'gofmt'],
])

const program = (command: string) => {
  const first = unwrapped(command).split(' ', 1)[0] ?? ''
  return first.slice(first.lastIndexOf('/') + 1).replace(/\.(?:bat|cmd|exe)$/, '')
}

/** The tool that a command is typed for, under its maker's name; `null` where it is none of those known. */
export const toolOf = (command: string): string | null => NAMES.get(program(command)) ?? null

/** The tool that is typed first, wrappers included: `uv tool install x` is of uv. */
export const typedTool = (command: string): string | null =>
  NAMES.get((command.split(' ', 1)[0] ?? '').replace(/^\.\//, '')) ?? null

/** The name of the script or target that a runner is asked for: `lint` of `npm run lint`, `make lint`. */
export const scriptOf = (command: string): string | null =>
  command.match(
    /^(?:(?:npm|bun|pnpm|yarn|deno|pdm|mise|composer)(?: run| task)?|make|just|task|rake) ([\w:./-]+)$/,
  )?.[1] ?? null
