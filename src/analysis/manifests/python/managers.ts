import type { Source } from '../../facts'
import { foldersAbove } from '../../paths'
import { type Project, record, strings } from '../../project'
import { calledIn } from '../ci-calls'
import { namesFolder } from '../members'
import { within } from '../within'
import type { Manifest } from './manifest'
import type { RequirementsFile } from './requirements'

/** Names of conda environment files. */
export const CONDA_FILES = ['environment.yml', 'environment.yaml', 'conda.yml', 'conda.yaml']

/** Lock files and manifests that decide on a package manager, surest first. */
const MANAGERS: { name: string; lockfile?: string; manifest: string[]; tool?: string }[] = [
  { name: 'uv', lockfile: 'uv.lock', manifest: ['pyproject.toml'] },
  { name: 'poetry', lockfile: 'poetry.lock', manifest: ['pyproject.toml'] },
  { name: 'pdm', lockfile: 'pdm.lock', manifest: ['pyproject.toml'] },
  { name: 'pixi', lockfile: 'pixi.lock', manifest: ['pixi.toml', 'pyproject.toml'] },
  { name: 'pipenv', lockfile: 'Pipfile.lock', manifest: ['Pipfile'] },
  { name: 'poetry', manifest: ['pyproject.toml'], tool: 'poetry' },
  { name: 'pdm', manifest: ['pyproject.toml'], tool: 'pdm.dev-dependencies' },
  { name: 'pdm', manifest: ['pyproject.toml'], tool: 'pdm.scripts' },
  { name: 'hatch', manifest: ['pyproject.toml'], tool: 'hatch.envs' },
  { name: 'uv', manifest: ['pyproject.toml'], tool: 'uv' },
  { name: 'pixi', manifest: ['pixi.toml'] },
  { name: 'pipenv', manifest: ['Pipfile'] },
]

function hasTool(project: Project, path: string, tool: string): boolean {
  let value: unknown = record(project.toml(path)?.value).tool
  for (const key of tool.split('.')) value = record(value)[key]
  return Object.keys(record(value)).length > 0
}

/** Does a workflow prepare the project with uv? Then it is what the maintainers use, lock file or not. */
const continuousIntegrationUsesUv = (project: Project): Source | null =>
  calledIn(
    project,
    project.inFolder('.github/workflows').filter((path) => /\.ya?ml$/.test(path)),
    /^[ \t]*(?:-[ \t]*)?(?:run:[ \t]*)?uv (?:sync|run)\b/m,
  )?.source ?? null

/**
 * The root of the uv workspace around the folder that is analysed, with the lock file that its members share; `null` where the folder is no
 * member. https://docs.astral.sh/uv/concepts/projects/workspaces/
 */
function uvWorkspace(project: Project): string | null {
  for (const folder of foldersAbove(project)) {
    const uv = record(record(record(project.toml(within(folder, 'pyproject.toml'))?.value).tool).uv)
    const inside = project.folder.split('/').slice(-folder.split('/').length).join('/')
    const { members, exclude } = record(uv.workspace)
    if (namesFolder(strings(members), inside) && !namesFolder(strings(exclude), inside)) return folder
  }
  return null
}

/** What manages the packages of a folder, decided by lock file, then manifest, then CI, then the files alone. */
export function managerOf(project: Project, directory: string, requirements: RequirementsFile[], manifest: Manifest) {
  const workspace = uvWorkspace(project)
  const folders = [
    ...(workspace === null ? [] : [workspace]),
    '.',
    ...directory.split('/').map((_, index, all) => all.slice(0, index + 1).join('/')),
  ].reverse()
  for (const { name, lockfile, manifest: files, tool } of MANAGERS) {
    // Only uv keeps one lock file for a whole workspace, at the root of it.
    const lock = lockfile && (name === 'uv' ? folders : [directory]).map((at) => within(at, lockfile)).find(project.has)
    const path = files.map((file) => within(directory, file)).find(project.has)
    if (!path || (lockfile && !lock) || (tool && !hasTool(project, path, tool))) continue
    return {
      name,
      manifest: path,
      ...(lock ? { lockfile: lock } : {}),
      cwd: directory,
      sources: [{ path: lock || path }],
    }
  }
  const workflow = continuousIntegrationUsesUv(project)
  if (workflow && manifest.path.endsWith('pyproject.toml'))
    return {
      name: 'uv',
      manifest: manifest.path,
      cwd: directory,
      sources: [workflow],
    }
  const conda = CONDA_FILES.map((file) => within(directory, file)).find(project.has)
  const pip = requirements[0]?.path
  const path = manifest.path === conda ? (pip ?? conda) : manifest.path
  return { name: path === conda ? 'conda' : 'pip', manifest: path, cwd: directory, sources: [{ path }] }
}
