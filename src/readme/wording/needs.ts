import type { Command } from '../../analysis/facts'
import { unwrapped } from './tools'

/** What must be there before a command can be typed: a tool by its name, and the runtimes (by the names that facts use) it is for or brings packages for. */
export interface Need {
  /** Named beside its runtime; `null` where it comes with that. */
  tool: string | null
  runtimes: readonly string[]
  /** It fetches the runtime by itself: that is named only where its version is known. */
  fetches: boolean
}

const need = (tool: string | null, ...runtimes: string[]): Need => ({ tool, runtimes, fetches: false })
const fetching = (tool: string, ...runtimes: string[]): Need => ({ tool, runtimes, fetches: true })

/** By the program that is typed first. */
const PROGRAMS: ReadonlyMap<string, Need> = new Map([
  ...['node', 'npm', 'npx'].map((name) => [name, need(null, 'node')] as const),
  ['pnpm', need('pnpm', 'node')],
  ['yarn', need('Yarn', 'node')],
  ['bun', need(null, 'bun')],
  ['bunx', need(null, 'bun')],
  ['deno', need(null, 'deno')],
  ...['python', 'python3', 'pip', 'pip3', 'py'].map((name) => [name, need(null, 'python')] as const),
  ['uv', fetching('uv', 'python')],
  ['uvx', fetching('uv', 'python')],
  ['conda', fetching('conda', 'python')],
  ['pixi', fetching('Pixi', 'python')],
  ['poetry', need('Poetry', 'python')],
  ['pipenv', need('Pipenv', 'python')],
  ['pdm', need('PDM', 'python')],
  ['hatch', need('Hatch', 'python')],
  ['pipx', need('pipx', 'python')],
  ['tox', need('tox', 'python')],
  ['nox', need('Nox', 'python')],
  ['cargo', need(null, 'rust')],
  ['go', need(null, 'go')],
  ['gem', need(null, 'ruby')],
  ['ruby', need(null, 'ruby')],
  ['bundle', need('Bundler', 'ruby')],
  ['php', need(null, 'php')],
  ['composer', need('Composer', 'php')],
  ['mvnw', need(null, 'java')],
  ['gradlew', need(null, 'java')],
  ['mvn', need('Maven', 'java')],
  ['gradle', need('Gradle', 'java')],
  ['sbt', need('sbt', 'java')],
  ['dotnet', need(null, 'dotnet')],
  ['flutter', need(null, 'flutter')],
  ['dart', need(null, 'dart')],
  ['swift', need(null, 'swift')],
  ['mix', need(null, 'elixir')],
  ['julia', need(null, 'julia')],
  ['zig', need(null, 'zig')],
  ['terraform', need(null, 'terraform')],
  ['tofu', need(null, 'opentofu')],
  ['cmake', need(null, 'cmake')],
  ['meson', need(null, 'meson')],
  ['bazel', need(null, 'bazel')],
  ['Rscript', need(null, 'r')],
  ['forge', need('Foundry')],
  ['just', need('just')],
  ['task', need('Task')],
  ['mise', need('mise')],
  ['nix', need('Nix')],
  ['stack', need('Stack')],
  ['cabal', need('Cabal')],
  ['helm', need('Helm')],
  ['kubectl', need('kubectl')],
  ['ansible-playbook', need('Ansible')],
  ['ansible-galaxy', need('Ansible')],
  ['pod', need('CocoaPods')],
  ['xcodebuild', need('Xcode')],
  ['pre-commit', need('pre-commit')],
  ['prek', need('prek')],
  ['brew', need('Homebrew')],
  ['docker', need('Docker')],
  ['docker-compose', need('Docker')],
  ['podman', need('Podman')],
  ['podman-compose', need('Podman')],
  // A step of a workflow, whose runner brings what it needs.
  ['uses:', need(null)],
])

/** The program that a line starts with, wherever it lies and whatever is set for it. */
function programOf(line: string): string {
  const first = line.split(/\s+/).find((word) => !/^[A-Za-z_]\w*=/.test(word)) ?? ''
  return first.slice(first.lastIndexOf('/') + 1).replace(/\.(?:bat|cmd|exe)$/, '')
}

/** A program that lies in the repository need not be there before. */
const isCarried = (line: string) => /^\.{1,2}\//.test(line)
const atHand = (need: Need | undefined, line: string) => (need && isCarried(line) ? { ...need, tool: null } : need)

/** What a command needs, with what it starts in turn where both are known: `npx nx` is of Node.js. `null` where its program is not known. */
export const needOf = ({ command }: Command): Need | null =>
  atHand(PROGRAMS.get(programOf(command)), command) ?? PROGRAMS.get(programOf(unwrapped(command))) ?? null
