import { type CommandCandidate, RANK } from '../../detector'
import type { Project } from '../../project'
import { depends } from './applications'
import { prefixOf } from './environment'
import { beside, type PythonRoot } from './root'

/** What a contributor types once before anything else. */
export function setupCommands(project: Project, root: PythonRoot, manage: string | null): CommandCandidate[] {
  const commands: CommandCandidate[] = []
  const say = (command: string, path: string, rank: number, cwd = root.directory, line?: number) =>
    commands.push({ group: 'setup', command, cwd, rank, sources: [line === undefined ? { path } : { path, line }] })
  const manager = root.manager
  const proof = manager.lockfile ?? manager.manifest
  const fixed = SETUPS[manager.name]
  // One environment is made one way: the one that the README names first, conda where it names neither.
  const conda = manager.name === 'pip' ? root.alsoManagers.find(({ name }) => name === 'conda') : undefined
  if (conda && !pipFirst(project, root))
    say(`conda env create -f ${conda.manifest.split('/').at(-1)!}`, conda.manifest, RANK.convention)
  else if (manager.name === 'pip') pipSetup(root, say)
  else if (manager.name === 'conda')
    say(`conda env create -f ${manager.manifest.split('/').at(-1)!}`, manager.manifest, RANK.convention)
  else if (fixed) say(fixed, proof, RANK.convention)
  if (manage) {
    const cwd = manage.includes('/') ? manage.slice(0, manage.lastIndexOf('/')) : '.'
    say(`${prefixOf(root)}python manage.py migrate`, manage, RANK.convention + 5, cwd)
  }
  const alembic = beside(project, root, 'alembic.ini')
  if (alembic && depends(root, 'alembic')) say(`${prefixOf(root)}alembic upgrade head`, alembic, RANK.convention + 5)
  const hooks = beside(project, root, '.pre-commit-config.yaml')
  if (hooks && depends(root, 'pre-commit', 'prek')) {
    const tool = depends(root, 'pre-commit') ? 'pre-commit' : 'prek'
    say(`${prefixOf(root)}${tool} install`, hooks, RANK.convention + 6)
  }
  return commands
}

/** Does the README tell of `pip install` with this folder's files before any conda environment? A package that is installed by itself needs no telling. */
function pipFirst(project: Project, root: PythonRoot): boolean {
  const readme = project.inFolder('.').find((path) => /^readme(?:\.\w+)?$/i.test(path))
  const text = readme ? (project.text(readme) ?? '') : ''
  const pip = text.search(/\bpip3? install (?:-r|-e|\.)/)
  const conda = text.search(/\b(?:conda|mamba) (?:env )?(?:create|update|activate)\b/)
  return root.manifest.distributable
    ? conda === -1 || (pip !== -1 && pip < conda)
    : pip !== -1 && (conda === -1 || pip < conda)
}

const SETUPS: Record<string, string> = {
  uv: 'uv sync',
  poetry: 'poetry install',
  pdm: 'pdm install',
  pipenv: 'pipenv install --dev',
  pixi: 'pixi install',
  hatch: 'hatch env create',
}

/** Extras and groups for developers, the most general first. */
const PREFERRED = ['dev', 'develop', 'development', 'devel', 'test', 'tests', 'testing']
const best = <T extends { name: string }>(items: readonly T[]): T | undefined =>
  PREFERRED.map((name) => items.find((item) => item.name.toLowerCase() === name)).find((item) => item !== undefined)

function pipSetup(
  root: PythonRoot,
  say: (command: string, path: string, rank: number, cwd?: string, line?: number) => void,
) {
  const { manifest, requirements } = root
  const relative = (path: string) => (root.directory === '.' ? path : path.slice(root.directory.length + 1))
  const files = requirements.filter(
    ({ path, scope, dependencies, includes }) =>
      path.endsWith('.txt') && (scope === 'runtime' || scope === 'dev') && (dependencies.length || includes.length),
  )
  const depth = (path: string) => path.split('/').length
  const developer = files
    .filter((file) => file.developer && DEVELOPER_FILE.test(file.path))
    .sort((a, b) => depth(a.path) - depth(b.path))[0]
  const plain =
    files.find(({ path }) => relative(path) === 'requirements.txt') ?? files.find(({ scope }) => scope === 'runtime')
  let installed = false
  // A development file that includes the plain one, or shares the folder of what the plain one includes, is the whole setup.
  const covers = developer && (!plain || developer.includes.length > 0 || developer.path.includes('requirements/'))
  for (const file of covers ? [developer] : [plain, developer]) {
    if (
      !file ||
      (manifest.distributable &&
        file === plain &&
        !manifest.dependencies.some(({ source }) => source.path === file.path) &&
        !file.installsProject)
    )
      continue
    say(`pip install -r ${relative(file.path)}`, file.path, RANK.convention + (installed ? 1 : 0))
    installed ||= true
    if (file.installsProject) return
  }
  if (
    !manifest.distributable ||
    !['pyproject.toml', 'setup.py', 'setup.cfg'].includes(manifest.path.split('/').at(-1)!)
  )
    return
  const extra = best(manifest.extras)
  const group = best(manifest.groups)
  const editable = extra
    ? `pip install -e ".[${extra.name}]"`
    : group
      ? `pip install -e . --group ${group.name}`
      : 'pip install -e .'
  const source = extra?.source ?? group?.source
  say(
    editable,
    source?.path ?? manifest.path,
    RANK.convention + (developer && !extra ? 2 : -1),
    root.directory,
    source?.line,
  )
}

const DEVELOPER_FILE = /(?:dev|devel|develop|development|local|test|tests|testing)\b/i
