import { type CommandCandidate, type Contribution, RANK } from '../../detector'
import type { Facts, Kind, Source, Sourced } from '../../facts'
import { baseOf, folderOf, join, type Project, record, string } from '../../project'
import { contributionOf, type Requirement } from '../manifest-facts'
import { mention } from '../mention'
import { inReadme } from '../readme-mention'

/** Contracts that are the project's entry: the one of its name, the only one at the top of the sources, scripts that deploy. */
const MOST_SCRIPTS = 3

const value = (project: Project, path: string) => {
  const document = project.toml(path)
  const given = record(record(record(document?.value).profile).default)
  return { document, given, all: record(document?.value) }
}

/** Libraries that Git brings as submodules, those of the folder of `forge install` and such. */
function submodules(project: Project, folder: string): Requirement[] {
  if (folder !== '.') return []
  const text = project.text('.gitmodules') ?? ''
  return [...text.matchAll(/^[ \t]*path[ \t]*=[ \t]*(\S+)[ \t]*$/gm)].slice(0, 100).flatMap((match): Requirement[] => {
    const start = text.lastIndexOf('[', match.index)
    const end = text.indexOf('[', match.index)
    const section = text.slice(Math.max(0, start), end === -1 ? undefined : end)
    const address = section.match(
      /^[ \t]*url[ \t]*=[ \t]*(?:https:\/\/|git@)github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?[ \t]*$/m,
    )?.[1]
    const library = baseOf(match[1]!)
    const scope = /^(?:forge-std|ds-test|solidity-stringutils|halmos-cheatcodes|forge-gas-snapshot)$/.test(library)
      ? 'dev'
      : 'runtime'
    return address ? [{ name: address, scope, source: project.find('.gitmodules', match[0].trim()) }] : []
  })
}

/** What the manifest of npm beside it says of the package: many libraries are published there as well. */
function beside(project: Project, folder: string) {
  const path = join(folder, 'package.json') ?? 'package.json'
  const document = project.json(path)
  const given = record(document?.value)
  const read = (key: string): Sourced | null => {
    const found = string(given[key])
    return found && document ? { value: found, sources: [document.at(key)] } : null
  }
  const scripts = Object.values(record(given.scripts)).filter((one): one is string => typeof one === 'string')
  return { read, isPublished: Array.isArray(given.files), isPrivate: given.private === true, scripts }
}

/** The address under which the README installs the repository as a library. */
function libraryAddress(project: Project): { value: string; source: Source } | null {
  const name = project.hostedName.replace(/[^\w.-]/g, '').replace(/\./g, '\\.')
  const found = inReadme(
    project,
    '.',
    new RegExp(`\\bforge install (?:https://github\\.com/)?([\\w-]{1,60}/${name})(?![\\w-])`, 'i'),
  )
  return found && { value: found.match[1]!, source: found.source }
}

function entries(project: Project, sources: string, scripts: string): Facts['entry_points'] {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')
  const top = project.inFolder(sources).filter((path) => path.endsWith('.sol'))
  const named = top.find((path) => plain(baseOf(path).replace(/\.sol$/, '')) === plain(project.repositoryName))
  const all = project.below(sources).filter((path) => path.endsWith('.sol'))
  const main = named ?? (all.length === 1 ? top[0] : undefined)
  const deploys = project.inFolder(scripts).filter((path) => DEPLOYS.test(path))
  return [
    ...(main ? [{ path: main, what: 'Contract', sources: [{ path: main }] }] : []),
    ...deploys.slice(0, MOST_SCRIPTS).map((path) => ({ path, what: 'Deployment script', sources: [{ path }] })),
  ]
}

/** Scripts that somebody runs to deploy: https://book.getfoundry.sh/guides/scripting-with-solidity */
export const DEPLOYS = /(?:^|\/)[Dd]eploy[^/]*\.s\.sol$/

/** Variables that the settings and the deployment scripts take from the environment. */
function readVariables(project: Project, manifest: string, scripts: string): Facts['environment'] {
  const found = new Map<string, Facts['environment'][number]>()
  const add = (path: string, pattern: RegExp) => {
    for (const [, name = ''] of (project.text(path) ?? '').matchAll(pattern))
      if (!found.has(name) && !name.includes('PLACEHOLDER'))
        found.set(name, { name, sources: [project.find(path, name)] })
  }
  add(manifest, /\$\{([A-Z][A-Z0-9_]{2,60})\}/g)
  for (const path of project.inFolder(scripts))
    if (DEPLOYS.test(path)) add(path, /\bvm\.env\w{2,12}\(\s{0,20}"([A-Z][A-Z0-9_]{2,60})"/g)
  return [...found.values()]
}

/** A project of Foundry's by its `foundry.toml`: https://book.getfoundry.sh/config/ */
export function foundryProject(project: Project, path: string): Contribution {
  const { document, given, all } = value(project, path)
  const folder = folderOf(path)
  const at = (name: string) => join(folder, name) ?? name
  const hold = (name: string, ending: string) => project.below(at(name)).some((one) => one.endsWith(ending))
  const sources =
    string(given.src) ?? (project.hasFolder(at('src')) || !project.hasFolder(at('contracts')) ? 'src' : 'contracts')
  const tests = string(given.test) ?? 'test'
  const npm = beside(project, folder)
  const address = libraryAddress(project)
  const requirements = submodules(project, folder)
  const formats = all.fmt === undefined ? mention(project, /\bforge fmt\b/)?.source : document?.at('fmt')
  const formatted =
    formats ?? (npm.scripts.some((one) => /\bforge fmt\b/.test(one)) ? { path: at('package.json') } : undefined)
  const say = (
    group: CommandCandidate['group'],
    command: string,
    source: Source,
    purpose?: string,
  ): Omit<CommandCandidate, 'cwd'> => ({
    group,
    command,
    ...(purpose && { purpose }),
    rank: RANK.convention,
    sources: [source],
  })
  const kinds: Kind[] = address || npm.isPublished ? ['contracts', 'library'] : ['contracts']
  const hasTests = hold(tests, '.sol') || hold(sources, '.t.sol')
  const variables = readVariables(project, path, at(string(given.script) ?? 'script'))
  const contribution = contributionOf('github', 'forge', path, {
    name: npm.isPrivate ? null : npm.read('name'),
    description: npm.read('description'),
    version: npm.read('version'),
    license: npm.read('license'),
    private: false,
    kinds,
    requirements,
    commands: [
      ...(address ? [say('install', `forge install ${address.value}`, address.source)] : []),
      ...(requirements.length
        ? [say('setup', 'forge install', requirements[0]!.source, 'Fetch the libraries, which are Git submodules')]
        : []),
      ...(Object.keys(record(all.dependencies)).length
        ? [say('setup', 'forge soldeer install', document!.at('dependencies'), 'Fetch the libraries')]
        : []),
      ...(hold(sources, '.sol') ? [say('build', 'forge build', { path })] : []),
      ...(hasTests ? [say('test', 'forge test', { path })] : []),
      ...(formatted ? [say('lint', 'forge fmt --check', formatted), say('format', 'forge fmt', formatted)] : []),
    ],
    entry_points: entries(project, at(sources), at(string(given.script) ?? 'script')),
  })
  return {
    ...contribution,
    packages: (contribution.packages ?? []).map((one) => ({ ...one, ecosystem: 'foundry' })),
    frameworks: [{ name: 'Foundry', category: 'blockchain', cwd: folder, sources: [{ path }] }],
    environment: variables,
  }
}
