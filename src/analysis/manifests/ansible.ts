import type { Contribution } from '../detector'
import { RANK } from '../detector'
import type { Ecosystem } from '../ecosystem'
import { baseOf, folderOf, type Project } from '../project'
import {
  isPlaybook,
  lintCommands,
  moleculeCommands,
  playbookCommands,
  playbooks,
  requirementCommands,
} from './ansible/commands'
import { type Galaxy, readCollection, readRole } from './ansible/identity'
import { roleVariables } from './ansible/variables'
import { contributionOf } from './manifest-facts'
import { mentionBytes } from './mention'
import { PRE_COMMIT, preCommitCommands } from './pre-commit'
import { isReadme, MOST_README } from './readme-mention'

const MOST_MANIFEST = 65_536
/** Folders of playbooks beside a project in something else. */
const FOLDERS = ['.', 'ansible', 'playbooks', 'provisioning', 'deploy/ansible', 'infra/ansible', 'ansible/playbooks']

function wants(path: string, bytes: number): number {
  const base = baseOf(path)
  const folder = folderOf(path)
  const yaml = /\.ya?ml$/.test(base)
  if (PRE_COMMIT.includes(path)) return MOST_MANIFEST
  if (base === 'ansible.cfg') return 8_192
  if (
    yaml &&
    (FOLDERS.includes(folder) ||
      /^(?:meta|defaults|collections|roles)$/.test(folder) ||
      /^ansible\/(?:roles|collections)$/.test(folder))
  )
    return bytes <= MOST_MANIFEST ? bytes : 0
  return isReadme(path) ? MOST_README : mentionBytes(path)
}

const named = (project: Project, names: readonly string[]) => names.find(project.has) ?? null

/** The collection or role that the repository is; `null` where it is neither. */
function galaxyOf(project: Project): (Galaxy & { what: 'collection' | 'role' }) | null {
  const galaxy = named(project, ['galaxy.yml', 'galaxy.yaml'])
  const collection = galaxy && readCollection(project, galaxy)
  if (collection) return { ...collection, what: 'collection' }
  const meta = named(project, ['meta/main.yml', 'meta/main.yaml'])
  const role = meta && project.hasFolder('tasks') ? readRole(project, meta) : null
  return role && { ...role, what: 'role' }
}

function ofGalaxy(project: Project, galaxy: NonNullable<ReturnType<typeof galaxyOf>>): Contribution {
  const { manifest, install } = galaxy
  const defaults = galaxy.what === 'role' ? named(project, ['defaults/main.yml', 'defaults/main.yaml']) : null
  const tasks = galaxy.what === 'role' ? named(project, ['tasks/main.yml', 'tasks/main.yaml']) : null
  const contribution = contributionOf('galaxy', 'ansible-galaxy', manifest, {
    name: galaxy.what === 'collection' ? galaxy.name : null,
    description: galaxy.description,
    version: galaxy.version,
    license: galaxy.license,
    private: false,
    kinds: ['infrastructure'],
    requirements: galaxy.requirements,
    runtimes: galaxy.ansible
      ? [{ name: 'ansible', constraint: galaxy.ansible.value, sources: galaxy.ansible.sources }]
      : [],
    commands: install
      ? [{ group: 'install', command: install.value, cwd: '.', rank: RANK.convention, sources: install.sources }]
      : [],
    entry_points: tasks ? [{ path: tasks, what: 'Tasks of the role', sources: [{ path: tasks }] }] : [],
  })
  return {
    ...contribution,
    // The folder `meta` is the role's own: the repository's root is the package.
    packages: (contribution.packages ?? []).map((one) => ({ ...one, directory: '.' })),
    package_managers: (contribution.package_managers ?? []).map((one) => ({ ...one, cwd: '.' })),
    surface: { inputs: defaults ? roleVariables(project.text(defaults) ?? '', defaults) : [] },
  }
}

/** A repository of playbooks: one for everything at its root, or a configuration of Ansible's beside its playbooks. */
const playsAtRoot = (project: Project) =>
  playbooks(project, '.').length > 0 ||
  (project.has('ansible.cfg') &&
    project.inFolder('.').some((path) => /\.ya?ml$/.test(path) && isPlaybook(project, path)))

/** Ansible collections, roles and playbooks: https://docs.ansible.com */
export const ansible: Ecosystem = {
  name: 'ansible',
  packages: {},
  tools: [
    { tools: ['ansible-playbook'], manifest: /\.ya?ml$/, verbs: [['', 'run']] },
    { tools: ['ansible-lint'], manifest: /\.ya?ml$|^(?:tasks|roles)$/, verbs: [['', 'lint']] },
    { tools: ['yamllint'], manifest: /^\.yamllint|\.ya?ml$/, verbs: [['', 'lint']] },
    {
      tools: ['ansible-galaxy'],
      manifest: /^requirements\.ya?ml$/,
      verbs: [
        ['install -r', 'setup'],
        ['role install -r', 'setup'],
        ['collection install -r', 'setup'],
      ],
    },
    {
      tools: ['molecule'],
      manifest: /^(?:galaxy\.ya?ml|README\.md|\.ansible-lint|\.yamllint)$/,
      verbs: [['test', 'test']],
    },
  ],
  extensions: ['yml', 'yaml', 'cfg', 'md'],
  wants,
  detect(project) {
    const galaxy = galaxyOf(project)
    const plays = playsAtRoot(project)
    const folders = galaxy
      ? ['.']
      : FOLDERS.filter((folder) => project.inFolder(folder).length > 0 && (folder !== '.' || plays))
    if (!galaxy && !plays && !folders.some((folder) => playbooks(project, folder).length)) return {}
    const own = galaxy ? ofGalaxy(project, galaxy) : {}
    const main = galaxy ? [] : playbooks(project, '.').slice(0, 1)
    const first = galaxy?.manifest ?? main[0] ?? (project.has('ansible.cfg') ? 'ansible.cfg' : null)
    const isAnsible = galaxy !== null || plays
    const requirements = folders.flatMap((folder) => requirementCommands(project, folder))
    return {
      ...own,
      ...(!galaxy && plays && { kinds: ['infrastructure'] }),
      ...(!galaxy &&
        plays &&
        requirements.length && {
          package_managers: requirements.slice(0, 1).map(({ sources }) => ({
            name: 'ansible-galaxy',
            manifest: sources[0]!.path,
            cwd: '.',
            sources,
          })),
        }),
      frameworks:
        isAnsible && first ? [{ name: 'Ansible', category: 'cloud', cwd: '.', sources: [{ path: first }] }] : [],
      entry_points: [
        ...(own.entry_points ?? []),
        ...main.map((path) => ({ path, what: 'Playbook', sources: [{ path }] })),
      ],
      commands: [
        ...(own.commands ?? []),
        ...requirements,
        ...(galaxy ? [] : folders.flatMap((folder) => playbookCommands(project, folder))),
        ...moleculeCommands(project, isAnsible),
        ...(isAnsible ? [...lintCommands(project), ...preCommitCommands(project)] : []),
      ],
    }
  },
}
