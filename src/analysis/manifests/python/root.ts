import type { Facts } from '../../facts'
import { folderOf, join, type Project, record, strings } from '../../project'
import { memberFolders } from '../members'
import { within } from '../within'
import { chosen } from './frozen'
import { CONDA_FILES, managerOf } from './managers'
import { emptyManifest, type Manifest, merged } from './manifest'
import { readCondaEnvironment, readPipfile } from './other-manifests'
import { readPixi } from './pixi'
import { readPyproject } from './pyproject'
import { REQUIREMENTS_FILE, type RequirementsFile, readRequirements } from './requirements'
import { readSetupCfg } from './setup-cfg'
import { readSetupPy } from './setup-py'

/** A folder that holds a Python project: its manifests read, and what manages its packages. */
export interface PythonRoot {
  directory: string
  manifest: Manifest
  /** Requirements files of this folder, all purposes. */
  requirements: RequirementsFile[]
  /** Workspace members (uv), as folders. */
  members: string[]
  manager: Facts['package_managers'][number]
  /** Other managers that the folder keeps files for: a conda environment beside requirements. */
  alsoManagers: Facts['package_managers']
}

/** Reads the Python project of one folder; `null` when none of its files says anything. */
export function readRoot(project: Project, directory: string): PythonRoot | null {
  const read = <T>(name: string, reader: (project: Project, path: string) => T | null): T[] => {
    const path = within(directory, name)
    const found = project.has(path) ? reader(project, path) : null
    return found ? [found] : []
  }
  const requirements = requirementsOf(project, directory)
  const conda = CONDA_FILES.flatMap((file) => read(file, readCondaEnvironment))
  const manifests = [
    ...read('pyproject.toml', readPyproject),
    ...read('setup.cfg', readSetupCfg),
    ...read('setup.py', readSetupPy),
    ...read('Pipfile', readPipfile),
    ...read('pixi.toml', readPixi),
  ]
  const primary = merged([...manifests, ...conda])
  const first = requirements.find(({ scope }) => scope === 'runtime') ?? requirements[0]
  const manage = within(directory, 'manage.py')
  const path = primary?.path ?? first?.path ?? (project.has(manage) ? manage : null)
  if (path === null) return null
  const manifest = primary ?? emptyManifest(path)
  const withFiles = {
    ...manifest,
    dependencies: [...manifest.dependencies, ...fromRequirements(project, manifest, requirements)],
  }
  const manager = managerOf(project, directory, requirements, withFiles)
  const alsoManagers = conda
    .filter(({ path: file }) => manager.name !== 'conda' && file !== manager.manifest)
    .map(({ path: file }) => ({ name: 'conda', manifest: file, cwd: directory, sources: [{ path: file }] }))
  return { directory, manifest: withFiles, requirements, members: uvMembers(project, directory), manager, alsoManagers }
}

/** Requirements files of a folder: its own and those of its folder `requirements`, in the order of the tree. */
function requirementsOf(project: Project, directory: string): RequirementsFile[] {
  const prefix = directory === '.' ? '' : `${directory}/`
  return project.paths
    .filter((path) => path.startsWith(prefix) && REQUIREMENTS_FILE.test(path.slice(prefix.length)))
    .slice(0, 40)
    .map((path) => readRequirements(project, path))
}

/**
 * Direct dependencies that requirements files add. A generated file lists transitive packages too, so its `.in` speaks
 * for it; where the manifest names runtime dependencies itself, a requirements file only repeats them.
 */
function fromRequirements(project: Project, manifest: Manifest, files: RequirementsFile[]) {
  const stated = manifest.dependencies.some(({ scope }) => scope === 'runtime')
  const sources = new Set(files.filter(({ path }) => path.endsWith('.in')).map(({ path }) => path.replace(/\.in$/, '')))
  return files.flatMap((file) => {
    const { path, scope, generated, installsProject } = file
    // A file that installs the project itself is for those who work on it, whatever its name.
    const purpose = stated && installsProject ? 'dev' : scope
    if (purpose === null || (stated && purpose !== 'dev')) return []
    const spoken = sources.has(path.replace(/\.(?:txt|pip)$/, '')) || (generated && stated)
    if (!path.endsWith('.in') && spoken) return []
    return chosen(project, file).map((dependency) => ({ ...dependency, scope: purpose }))
  })
}

function uvMembers(project: Project, directory: string): string[] {
  const uv = record(record(record(project.toml(within(directory, 'pyproject.toml'))?.value).tool).uv)
  const workspace = record(uv.workspace)
  return memberFolders(project, directory, strings(workspace.members), strings(workspace.exclude), 'pyproject.toml')
}

/** Folders of tools around a project, which are not the project. */
const TOOLING =
  /(?:^|\/)(?:docker|releases?|deploy(?:ment)?|scripts?|tools?|tooling|hack|ci|build|contrib|packaging|misc|utils?|\.[^/]+)(?:\/|$)/i
const MANIFEST_FILE =
  /^(?:pyproject\.toml|setup\.py|setup\.cfg|Pipfile|pixi\.toml|manage\.py|environment\.ya?ml|requirements\.(?:txt|in))$/
/** Manifests that make the root another language's project; requirements in its folders then serve its tools. */
const OTHER_ROOT =
  /^(?:build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|pom\.xml|Cargo\.toml|go\.mod|CMakeLists\.txt|mix\.exs|Gemfile|[^/]+\.slnx?)$/
/** Does a folder hold a Python program or package, and not only requirements? */
const isProgram = (project: Project, { directory, manifest }: PythonRoot): boolean =>
  manifest.name !== null ||
  ['manage.py', 'app.py', 'main.py', 'app/main.py', 'src/main.py', 'wsgi.py'].some((file) =>
    project.has(within(directory, file)),
  )
/** Services side by side that are looked at. */
const MOST_ROOTS = 6

/**
 * The Python projects of a repository: the root's, or else the shallowest own folders with a manifest, at most two
 * levels down; workspace members of each come with their root.
 */
export function pythonRoots(project: Project): PythonRoot[] {
  const atRoot = readRoot(project, '.')
  const identity = atRoot && (atRoot.manifest.name || atRoot.manifest.dependencies.length || atRoot.members.length)
  if (identity || (atRoot && project.has('manage.py'))) return [atRoot]
  const other = project.inFolder('.').some((path) => OTHER_ROOT.test(path))
  const found: PythonRoot[] = []
  for (const path of project.own(MANIFEST_FILE)) {
    const directory = folderOf(path)
    if (directory === '.' || directory.split('/').length > 2 || TOOLING.test(directory)) continue
    if (found.some((root) => directory === root.directory || directory.startsWith(`${root.directory}/`))) continue
    const root = readRoot(project, directory)
    if (other && root && !isProgram(project, root)) continue
    if (root) found.push(root)
    if (found.length === MOST_ROOTS) break
  }
  return found.length ? found : atRoot ? [atRoot] : []
}

/** Path of a file beside the root's manifest when it exists. */
export function beside(project: Project, root: PythonRoot, ...names: string[]): string | null {
  return (
    names
      .map((name) => join(root.directory, name))
      .find((path): path is string => path !== null && project.has(path)) ?? null
  )
}
