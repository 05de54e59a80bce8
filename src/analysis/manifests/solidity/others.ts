import { type CommandCandidate, type Contribution, RANK } from '../../detector'
import type { Facts, Sourced } from '../../facts'
import { folderOf, join, type Project, record, string } from '../../project'
import { contributionOf } from '../manifest-facts'

type Say = Pick<CommandCandidate, 'group' | 'command'>

/** A tool for smart contracts by the file that configures it; names are Linguist's, commands what it does by itself. */
interface Tool {
  name: string
  file: RegExp
  manager: string
  /** Folders or endings of files below the manifest of which one must exist. */
  commands(has: (folder: string) => boolean, project: Project, path: string): Say[]
}

/** Is it a dependency that npm would bring? */
const bringsNpm = (project: Project, path: string, name: string) => {
  const manifest = record(project.json(join(folderOf(path), 'package.json') ?? '')?.value)
  return [manifest.dependencies, manifest.devDependencies].some((all) => Object.hasOwn(record(all), name))
}
/** Do scripts of the manifest beside it call the tool for this? Then they are the way. */
const scripted = (project: Project, path: string, call: RegExp) =>
  Object.values(record(record(project.json(join(folderOf(path), 'package.json') ?? '')?.value).scripts)).some(
    (body) => typeof body === 'string' && call.test(body),
  )

const TOOLS: readonly Tool[] = [
  {
    name: 'Hardhat',
    file: /^hardhat\.config\.[cm]?[jt]s$/,
    manager: 'npm',
    commands: (has, project, path) =>
      bringsNpm(project, path, 'hardhat')
        ? [
            ...(has('contracts') && !scripted(project, path, /\bhardhat (?:compile|build)\b/)
              ? [{ group: 'build' as const, command: 'npx hardhat compile' }]
              : []),
            ...(has('test') && !scripted(project, path, /\bhardhat (?:test|coverage)\b/)
              ? [{ group: 'test' as const, command: 'npx hardhat test' }]
              : []),
          ]
        : [],
  },
  {
    name: 'Truffle',
    file: /^truffle(?:-config)?\.js$/,
    manager: 'npm',
    commands: (has, project, path) =>
      bringsNpm(project, path, 'truffle')
        ? [
            { group: 'build', command: 'npx truffle compile' },
            ...(has('test') && !scripted(project, path, /\btruffle test\b/)
              ? [{ group: 'test' as const, command: 'npx truffle test' }]
              : []),
          ]
        : [],
  },
  {
    name: 'Brownie',
    file: /^brownie-config\.ya?ml$/,
    manager: 'brownie',
    commands: (has) => [
      ...(has('contracts') ? [{ group: 'build' as const, command: 'brownie compile' }] : []),
      ...(has('tests') ? [{ group: 'test' as const, command: 'brownie test' }] : []),
    ],
  },
  {
    name: 'Ape',
    file: /^ape-config\.(?:ya?ml|json)$/,
    manager: 'ape',
    commands: (has) => [
      { group: 'setup', command: 'ape plugins install .' },
      ...(has('contracts') || has('src') ? [{ group: 'build' as const, command: 'ape compile' }] : []),
      ...(has('tests') ? [{ group: 'test' as const, command: 'ape test' }] : []),
    ],
  },
  {
    name: 'Anchor',
    file: /^Anchor\.toml$/,
    manager: 'anchor',
    commands: (has, project, path) => [
      { group: 'build', command: 'anchor build' },
      ...(has('tests') || string(record(record(project.toml(path)?.value).scripts).test) !== null
        ? [{ group: 'test' as const, command: 'anchor test' }]
        : []),
      { group: 'deploy', command: 'anchor deploy' },
    ],
  },
  {
    name: 'Scarb',
    file: /^Scarb\.toml$/,
    manager: 'scarb',
    commands: () => [
      { group: 'build', command: 'scarb build' },
      { group: 'test', command: 'scarb test' },
      { group: 'lint', command: 'scarb fmt --check' },
      { group: 'format', command: 'scarb fmt' },
    ],
  },
  {
    name: 'Move',
    file: /^Move\.toml$/,
    manager: 'move',
    commands: (_, project, path) => {
      const text = project.text(path) ?? ''
      const [tool, build] = /\bAptos/.test(text)
        ? ['aptos', 'compile']
        : /\bSui\b|edition\s*=/.test(text)
          ? ['sui', 'build']
          : []
      return tool && build
        ? [
            { group: 'build', command: `${tool} move ${build}` },
            { group: 'test', command: `${tool} move test` },
          ]
        : []
    },
  },
]
/** Manifests of these tools, one pattern for each. */
export const CONTRACT_TOOLS: readonly RegExp[] = TOOLS.map(({ file }) => file)
export const CONTRACT_MANIFESTS = new RegExp(TOOLS.map(({ file }) => file.source).join('|'))

/** Names of a TOML manifest's `[package]`. */
function packageOf(project: Project, path: string) {
  const document = path.endsWith('.toml') ? project.toml(path) : null
  const given = record(record(document?.value).package)
  return (key: string): Sourced | null => {
    const found = string(given[key])
    return found && document ? { value: found, sources: [document.at('package', key)] } : null
  }
}

/** Programs of Solana's that `Anchor.toml` deploys, and versions that it pins. */
function ofAnchor(project: Project, path: string): Pick<Contribution, 'entry_points' | 'runtimes'> {
  const document = project.toml(path)
  const toolchain = record(record(document?.value).toolchain)
  const folder = folderOf(path)
  const runtimes: Facts['runtimes'] = (['anchor', 'solana'] as const).flatMap((name) => {
    const constraint = string(toolchain[`${name}_version`])
    return constraint && document ? [{ name, constraint, sources: [document.at('toolchain', `${name}_version`)] }] : []
  })
  const programs = project
    .below(join(folder, 'programs') ?? 'programs')
    .filter((one) => /(?:^|\/)programs\/[^/]+\/src\/lib\.rs$/.test(one))
    .slice(0, 4)
  return {
    runtimes,
    entry_points: programs.map((one) => ({ path: one, what: 'Solana program', sources: [{ path: one }] })),
  }
}

/** A project of one of the other tools, by its manifest. */
export function contractProject(project: Project, path: string): Contribution {
  const base = path.slice(path.lastIndexOf('/') + 1)
  const tool = TOOLS.find(({ file }) => file.test(base))
  const folder = folderOf(path)
  if (!tool) return {}
  const read = packageOf(project, path)
  const named = base === 'Scarb.toml' || base === 'Move.toml'
  const commands = tool.commands((name) => project.hasFolder(join(folder, name) ?? name), project, path)
  const all = contributionOf('github', tool.manager, path, {
    name: read('name'),
    description: read('description'),
    version: read('version'),
    license: read('license'),
    private: false,
    kinds: ['contracts'],
    commands: commands.map((one) => ({
      ...one,
      rank: base === 'Anchor.toml' ? RANK.script : RANK.convention,
      sources: [{ path }],
    })),
  })
  const cairo = read('cairo-version')
  return {
    kinds: ['contracts'],
    commands: all.commands ?? [],
    frameworks: [{ name: tool.name, category: 'blockchain', cwd: folder, sources: [{ path }] }],
    ...(tool.manager !== 'npm' && { package_managers: all.package_managers ?? [] }),
    ...(named && {
      packages: (all.packages ?? []).map((one) => ({ ...one, ecosystem: base === 'Scarb.toml' ? 'scarb' : 'move' })),
    }),
    ...(cairo && { runtimes: [{ name: 'cairo', constraint: cairo.value, sources: cairo.sources }] }),
    ...(base === 'Anchor.toml' && ofAnchor(project, path)),
  }
}
