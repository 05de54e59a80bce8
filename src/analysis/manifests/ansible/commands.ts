import { type CommandCandidate, RANK } from '../../detector'
import type { Source } from '../../facts'
import { array, baseOf, folderOf, join, type Project, record, string } from '../../project'
import { mention } from '../mention'
import { inReadme } from '../readme-mention'

/** Names under which the playbook for everything goes, best first. */
const PLAYBOOKS = /^(?:site|main|playbook|local|setup|deploy|provision|install|all|cluster)\.ya?ml$/
const REQUIREMENTS = ['requirements.yml', 'requirements.yaml', 'collections/requirements.yml', 'roles/requirements.yml']
const INVENTORIES = ['inventory', 'inventory.ini', 'inventory.yml', 'inventory.yaml', 'hosts', 'hosts.ini', 'hosts.yml']

/** Is it a list of plays? https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_intro.html */
export function isPlaybook(project: Project, path: string): boolean {
  const plays = array(project.yaml(path)?.value)
  return plays.some((play) =>
    ['hosts', 'import_playbook', 'ansible.builtin.import_playbook'].some((key) => Object.hasOwn(record(play), key)),
  )
}

/** The playbooks of a folder for everything, best first. */
export function playbooks(project: Project, folder: string): string[] {
  const order = ['site', 'main', 'playbook', 'local']
  const place = (path: string) => (order.indexOf(baseOf(path).split('.')[0]!) + order.length + 1) % (order.length + 1)
  return project
    .inFolder(folder)
    .filter((path) => PLAYBOOKS.test(baseOf(path)) && isPlaybook(project, path))
    .toSorted((a, b) => place(a) - place(b))
}

/** What a playbook runs against: the inventory that `ansible.cfg` names, else one under a usual name. */
function inventoryOption(project: Project, folder: string, playbook: string): string | null {
  const configured = project
    .text(join(folder, 'ansible.cfg') ?? '')
    ?.match(/^[ \t]*inventory[ \t]*=[ \t]*(\S[^\n;#,]*)/m)?.[1]
    ?.trim()
  const at = (name: string) => join(folder, name) ?? ''
  if (configured) return project.has(at(configured)) || project.hasFolder(at(configured)) ? '' : null
  const found = INVENTORIES.find((name) => project.has(at(name)))
  if (found) return `-i ${found} `
  const local = array(project.yaml(playbook)?.value).every((play) =>
    /^(?:localhost|127\.0\.0\.1)$/.test(string(record(play).hosts) ?? ''),
  )
  return local ? '' : null
}

const say = (
  group: CommandCandidate['group'],
  command: string,
  cwd: string,
  sources: Source[],
  purpose?: string,
  rank: number = RANK.convention,
): CommandCandidate => ({ group, command, cwd, ...(purpose && { purpose }), rank, sources })

/** Roles and collections that a folder's requirements name: https://docs.ansible.com/ansible/latest/galaxy/user_guide.html#install-multiple-collections-with-a-requirements-file */
export function requirementCommands(project: Project, folder: string): CommandCandidate[] {
  return REQUIREMENTS.flatMap((name) => {
    const path = join(folder, name) ?? name
    const value = project.yaml(path)?.value
    const given = record(value)
    const roles = Array.isArray(value) ? value.length : array(given.roles).length
    const collections = array(given.collections).length
    if (!roles && !collections) return []
    const what = roles ? (collections ? '' : ' role') : ' collection'
    return [
      say(
        'setup',
        `ansible-galaxy${what} install -r ${name}`,
        folder,
        [{ path }],
        'Install the roles and collections that it uses',
      ),
    ]
  }).slice(0, 2)
}

/** How the README calls a playbook, options included; none where they name what only its reader has. */
function shownCall(project: Project, playbook: string): { command: string; source: Source } | null {
  const name = baseOf(playbook).replace(/\W/g, '\\$&')
  const found = inReadme(
    project,
    folderOf(playbook),
    new RegExp(`\\bansible-playbook (?:[\\w./=-]+ ){0,4}${name}(?: -[\\w=-]+){0,3}(?=\\s*(?:[\`\\n]|$))`),
  )
  const files = found?.match[0].split(/[ =]/).filter((word) => /[./]/.test(word)) ?? []
  const exist = files.every((word) => project.has(join(folderOf(playbook), word) ?? ''))
  return found && exist ? { command: found.match[0], source: found.source } : null
}

/** The playbooks for everything, where what they run against is in the tree. */
export function playbookCommands(project: Project, folder: string): CommandCandidate[] {
  return playbooks(project, folder)
    .slice(0, 1)
    .flatMap((path) => {
      const option = inventoryOption(project, folder, path)
      if (option === null) return []
      const shown = shownCall(project, path)
      const command = shown?.command ?? `ansible-playbook ${option}${baseOf(path)}`
      return [say('run', command, folder, [...(shown ? [shown.source] : []), { path }])]
    })
}

const SCENARIO = /(?:^|\/)molecule\/([^/]+)\/molecule\.ya?ml$/

/** Scenarios of Molecule, `default` being the one that is meant without a name: https://ansible.readthedocs.io/projects/molecule */
export function moleculeCommands(project: Project, own: boolean): CommandCandidate[] {
  const scenarios = project.named(/^molecule\.ya?ml$/).flatMap((path) => {
    const name = path.match(SCENARIO)?.[1]
    const folder = folderOf(folderOf(folderOf(path)))
    return name && /^[\w.-]+$/.test(name) && (folder === '.' || folder === 'extensions') ? [{ path, name, folder }] : []
  })
  if (!own || !scenarios.length) return []
  const standard = scenarios.find(({ name }) => name === 'default')
  if (standard) return [say('test', 'molecule test', standard.folder, [{ path: standard.path }])]
  return scenarios
    .slice(0, 4)
    .map(({ name, path, folder }) => say('test', `molecule test -s ${name}`, folder, [{ path }]))
}

/** Linters that the project has settings for or that its CI calls. */
export function lintCommands(project: Project): CommandCandidate[] {
  const settings = (base: RegExp, folders = ['.', '.config']) =>
    folders.flatMap((folder) => project.inFolder(folder)).find((path) => base.test(baseOf(path)))
  const of = (command: string, found: Source | undefined) => (found ? [say('lint', command, '.', [found])] : [])
  const ansible = settings(/^\.?ansible-lint(?:\.ya?ml)?$/)
  const yaml = settings(/^\.?yamllint(?:\.ya?ml)?$/, ['.'])
  const called = (pattern: RegExp) => mention(project, pattern)?.source
  return [
    ...of('ansible-lint', ansible ? { path: ansible } : called(/\bansible-lint(?:-action)?\b/)),
    ...of('yamllint .', yaml ? { path: yaml } : called(/\byamllint \.(?=\s|$)/)),
  ]
}
