import type { Package } from '../detector'
import type { Ecosystem } from '../ecosystem'
import type { Facts, Kind } from '../facts'
import { folderOf, type Project } from '../project'
import { purl } from './purl'
import { applications, djangoManage, entryPoints, STARTER_PATH } from './python/applications'
import { publicNames } from './python/exports'
import { packageKinds } from './python/kinds'
import { importPackage, versionFromCode } from './python/layout'
import { lintCommands } from './python/lint-commands'
import { isPrivate } from './python/manifest'
import { publication } from './python/publication'
import { normalised } from './python/requirement'
import { REQUIREMENTS_FILE } from './python/requirements'
import { type PythonRoot, pythonRoots, readRoot } from './python/root'
import { pythonRuntimes } from './python/runtime'
import { bareScripts } from './python/scripts'
import { setupCommands } from './python/setup-commands'
import { testCommands } from './python/test-commands'
import { tools } from './python/tools'
import { buildCommands, installCommands, runCommands, taskCommands } from './python/use-commands'

const MANIFESTS =
  /^(?:pyproject\.toml|setup\.py|setup\.cfg|Pipfile|pixi\.toml|tox\.ini|tox\.toml|noxfile\.py|pytest\.ini|mypy\.ini|\.mypy\.ini|\.flaskenv|manage\.py|environment\.ya?ml|conda\.ya?ml|\.python-version|runtime\.txt|\.tool-versions|mise\.toml|\.pre-commit-config\.ya?ml)$/
const VERSION_FILES = /^(?:__init__|__about__|__version__|_version|version|__meta__)\.py$/
/** Bytes of a source file that are looked at: definitions at the left margin of a starter stand near the top. */
const MOST_CODE = 65_536
const MOST_MANIFEST = 262_144

function wants(path: string, bytes: number): number {
  const base = path.slice(path.lastIndexOf('/') + 1)
  const depth = path.split('/').length
  if (
    depth <= 5 &&
    (MANIFESTS.test(base) ||
      (depth <= 4 && REQUIREMENTS_FILE.test(path.split('/').slice(-2).join('/'))) ||
      REQUIREMENTS_FILE.test(base))
  )
    return bytes <= MOST_MANIFEST ? bytes : 0
  if (depth === 1 && /^readme(?:\.|$)/i.test(base)) return MOST_MANIFEST
  if (/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return MOST_CODE
  if (!base.endsWith('.py')) return 0
  if (depth <= 4 && (STARTER_PATH.test(path) || VERSION_FILES.test(base) || depth === 1)) return MOST_CODE
  return /^tests?\/(?:[^/]+\/)?test_\w+\.py$/.test(path) ? 2048 : /^tests?\.py$/.test(path) ? MOST_CODE : 0
}

/** Kinds that are imported, not started. */
const LIBRARY_KINDS = new Set<string>(['library', 'framework', 'plugin'])

function packageOf(root: PythonRoot, kinds: Kind[], version: Package['version']): Package {
  const { manifest } = root
  return {
    ecosystem: 'pypi',
    directory: root.directory,
    manifest: manifest.path,
    name: manifest.name,
    description: manifest.description,
    version: manifest.version ?? version,
    license: manifest.license,
    private: !manifest.distributable || isPrivate(manifest),
    kinds,
    members: root.members,
  }
}

function dependenciesOf(root: PythonRoot, own: ReadonlySet<string>): Facts['dependencies'] {
  const seen = new Set<string>()
  return root.manifest.dependencies.flatMap(({ name, version, scope, source, conda }) => {
    const key = `${normalised(name)} ${scope}`
    if (seen.has(key) || own.has(normalised(name))) return []
    seen.add(key)
    return [
      {
        name,
        ...(version ? { version } : {}),
        scope,
        manifest: source.path,
        purl: purl(conda ? 'conda' : 'pypi', name, version),
        sources: [source],
      },
    ]
  })
}

/** Facts of one root; workspace members contribute their identity, dependencies and commands to install. */
function detectRoot(project: Project, root: PythonRoot) {
  const found = importPackage(project, root)
  const manage = djangoManage(project, root)
  const apps = applications(project, root)
  const names = found ? publicNames(project, found) : { exports: [], declared: false }
  const published = publication(project, root.manifest)
  const kinds = packageKinds(project, root, found, names, manage, apps, published !== null)
  return {
    found,
    published,
    // What a command's own modules import of each other is nothing to import from outside.
    exports: root.manifest.distributable && (names.declared || kinds[0] !== 'cli') ? names.exports : [],
    package: packageOf(root, kinds, versionFromCode(project, root, found)),
    entry_points: entryPoints(
      project,
      root,
      manage,
      apps,
      found && root.manifest.distributable ? { path: found.init, name: found.name } : null,
    ),
    commands: [
      ...installCommands(root, published, kinds[0] === 'cli'),
      ...setupCommands(project, root, manage),
      ...taskCommands(root),
      ...buildCommands(root, published),
      ...(LIBRARY_KINDS.has(kinds[0] ?? '')
        ? []
        : runCommands(project, root, manage, kinds[0] === 'cli' && published ? [] : apps, found)),
      ...testCommands(project, root, manage),
      ...lintCommands(project, root, found),
    ],
    binaries: root.manifest.distributable
      ? root.manifest.scripts.map(({ name, reference, source }) => ({ name, entry: reference, sources: [source] }))
      : [],
  }
}

/**
 * Python projects: pyproject.toml in all its dialects, setup.cfg, setup.py (never run), requirements, Pipfile, conda and
 * pixi. Follows the Python packaging specifications (https://packaging.python.org/specifications/).
 */
export const python: Ecosystem = {
  name: 'python',
  packages: { pypi: ['Python', 'Cython', 'Jupyter Notebook'], conda: ['Python', 'Jupyter Notebook', 'R'] },
  tools,
  extensions: ['', 'py', 'toml', 'cfg', 'ini', 'txt', 'in', 'pip', 'yml', 'yaml'],
  wants,
  detect(project) {
    const roots = pythonRoots(project)
    if (!roots.length) return bareScripts(project)
    const details = roots.map((root) => detectRoot(project, root))
    const members = roots.flatMap(({ members: folders }) =>
      folders.flatMap((folder) => readRoot(project, folder) ?? []),
    )
    const own = new Set(
      [...roots, ...members].flatMap(({ manifest }) => (manifest.name ? [normalised(manifest.name.value)] : [])),
    )
    const inside = members.map((root) => ({ root, ...detectRoot(project, root) }))
    const ownMembers = inside.filter(({ root }) => project.role(root.manifest.path) === 'own')
    // A root that is only a workspace has nothing to run or test; its members have.
    const virtual = roots.every(({ manifest }) => manifest.name === null)
    return {
      packages: [...details.map((detail) => detail.package), ...inside.map((detail) => detail.package)].filter(
        ({ name, members: folders, manifest, directory }) =>
          name !== null || folders.length > 0 || folderOf(manifest) === directory,
      ),
      package_managers: roots.flatMap(({ manager, alsoManagers }) => [manager, ...alsoManagers]),
      dependencies: [...roots, ...ownMembers.map(({ root }) => root)].flatMap((root) => dependenciesOf(root, own)),
      runtimes: pythonRuntimes(project, [...roots, ...members]),
      commands: [
        ...details.flatMap(({ commands }) => commands),
        ...ownMembers.flatMap(({ commands }) =>
          commands.filter(({ group }) => group === 'install' || (virtual && (group === 'run' || group === 'test'))),
        ),
      ],
      binaries: [...details, ...ownMembers].flatMap(({ binaries }) => binaries),
      entry_points: [...details, ...ownMembers].flatMap((detail) => detail.entry_points),
      surface: { exports: details.flatMap(({ exports }) => exports) },
    }
  },
}
