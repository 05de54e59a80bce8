import { type CommandCandidate, type Contribution, RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { CommandGroup, Source } from '../facts'
import { baseOf, type Project } from '../project'
import { readFlake } from './nix/flake'
import { tools } from './nix/tools'

const MOST = 131_072
/** Files at the root that make a project one of another ecosystem, for which Nix is a further way. */
const OTHERS =
  /^(?:package\.json|deno\.jsonc?|pyproject\.toml|setup\.py|requirements\.txt|Cargo\.toml|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|Gemfile|composer\.json|mix\.exs|rebar\.config|Package\.swift|pubspec\.yaml|CMakeLists\.txt|meson\.build|configure\.ac|[Mm]akefile|build\.zig|stack\.yaml|dune-project|build\.sbt|project\.clj|deps\.edn|Project\.toml|DESCRIPTION|shard\.yml|elm\.json|[\w.-]+\.(?:cabal|nimble|opam|gemspec|slnx?|csproj|rockspec))$/

/** After what the manifests of other ecosystems say, before what only documents do. */
const FURTHER = RANK.convention + 15

function commandsOf(project: Project): CommandCandidate[] {
  const commands: CommandCandidate[] = []
  const alone = !project.inFolder('.').some((path) => OTHERS.test(path))
  const rank = alone ? RANK.convention : FURTHER
  const say = (group: CommandGroup, command: string, source: Source | null, purpose?: string) => {
    if (source) commands.push({ group, command, cwd: '.', ...(purpose && { purpose }), rank, sources: [source] })
  }
  if (project.has('flake.nix')) {
    const { build, run, develop, configurations } = readFlake(project, 'flake.nix')
    say('setup', 'nix develop', develop, 'Enter a shell with all tools')
    say('build', 'nix build', build)
    say('run', 'nix run', run)
    for (const { kind, name, source } of configurations.slice(0, 3)) {
      if (kind === 'nixos') say('deploy', `sudo nixos-rebuild switch --flake .#${name}`, source)
      if (kind === 'darwin') say('deploy', `darwin-rebuild switch --flake .#${name}`, source)
      if (kind === 'home') say('deploy', `home-manager switch --flake .#${name}`, source)
    }
    return commands
  }
  if (project.has('shell.nix')) say('setup', 'nix-shell', { path: 'shell.nix' }, 'Enter a shell with all tools')
  // A function that nixpkgs calls cannot be built by itself.
  if (
    alone &&
    project.has('default.nix') &&
    /\bimport\s{1,9}<nixpkgs>|\bpkgs\s{0,9}\?\s{0,9}import\b/.test(project.text('default.nix') ?? '')
  )
    say('build', 'nix-build', { path: 'default.nix' })
  return commands
}

function detect(project: Project): Contribution {
  const manifest = ['flake.nix', 'default.nix', 'shell.nix'].find(project.has)
  if (!manifest) return {}
  const flake = manifest === 'flake.nix' ? readFlake(project, manifest) : null
  const alone = !project.inFolder('.').some((path) => OTHERS.test(path))
  const configured = flake?.configurations.length ?? 0
  const managed = alone || Boolean(flake?.build) || configured > 0
  return {
    package_managers: managed
      ? [
          {
            name: 'nix',
            manifest,
            ...(project.has('flake.lock') && flake && { lockfile: 'flake.lock' }),
            cwd: '.',
            sources: [{ path: manifest }],
          },
        ]
      : [],
    frameworks: [
      ...(flake ? [{ name: 'Nix', category: 'build', cwd: '.', sources: [{ path: manifest }] }] : []),
      ...(flake?.configurations.some(({ kind }) => kind === 'nixos') && alone
        ? [{ name: 'NixOS', category: 'platform', cwd: '.', sources: [flake.configurations[0]!.source] }]
        : []),
      ...(flake?.configurations.some(({ kind }) => kind === 'home') && alone
        ? [
            {
              name: 'Home Manager',
              category: 'platform',
              cwd: '.',
              sources: [flake.configurations.find(({ kind }) => kind === 'home')!.source],
            },
          ]
        : []),
    ],
    commands: commandsOf(project),
    kinds: alone && configured ? ['config'] : [],
  }
}

/** Nix: flakes, and what stood in their place before. A further way beside a project's own tools, its only one where it has none. */
export const nix: Ecosystem = {
  name: 'nix',
  packages: { nix: ['Nix'] },
  tools,
  extensions: [],
  wants: (path, bytes) =>
    /^(?:flake|default|shell)\.nix$/.test(baseOf(path)) && !path.includes('/') && bytes <= MOST ? bytes : 0,
  detect,
}
