import type { Facts, Source } from './facts'
import { CONFIG_FILES } from './frameworks/config-files'
import { technologiesOf } from './frameworks/match'
import type { Category } from './frameworks/technologies'
import { isPublishable, kindsOf } from './manifests/javascript/kinds'
import { readManifest } from './manifests/javascript/manifest'
import { folderOf, type Project } from './project'

type Framework = Facts['frameworks'][number]
type Dependency = Facts['dependencies'][number]

/** Categories of what a project is worked on with, so that a development dependency proves them; the rest it must ship or need. */
const TOOLING: ReadonlySet<Category> = new Set<Category>([
  'testing',
  'build',
  'lint',
  'language',
  'monorepo',
  'docs',
  'release',
])
/** A framework that many manifests of a monorepo declare is shown with this many of them. */
const MOST_SOURCES = 5

/**
 * Do the development dependencies of this manifest belong to what it is built with? They do in an application
 * (a bundled front end needs nothing at run time), not in a published package, whose are for its tests and examples,
 * nor in a workspace's root, which only brings tools.
 */
function developsWith(project: Project): (manifest: string) => boolean {
  const known = new Map<string, boolean>()
  return (path) => {
    const answer = known.get(path)
    if (answer !== undefined) return answer
    const manifest = path.endsWith('package.json') ? readManifest(project, path) : null
    const isRoot = manifest?.has('workspaces') || project.has(path.replace(/package\.json$/, 'pnpm-workspace.yaml'))
    const result =
      manifest !== null &&
      !isPublishable(project, manifest) &&
      (!isRoot || kindsOf(project, manifest, manifest).length > 0)
    known.set(path, result)
    return result
  }
}

/** TypeScript is a project's language only where it has sources in it: many depend on the compiler to check JavaScript. */
const writtenInTypeScript = (project: Project) =>
  project
    .ending(/^\.(?:[cm]ts|tsx?)$/)
    .some((path) => !/\.d\.[cm]?ts$|\.config\.[cm]?ts$|(?:^|\/)test-d\//.test(path) && project.role(path) === 'own')

const ecosystemOf = (purl: string) => purl.match(/^pkg:([a-z]+)\//)?.[1] ?? ''

/** What the dependencies prove, each with its category and source. */
function fromDependencies(project: Project, dependencies: readonly Dependency[]): Framework[] {
  const develops = developsWith(project)
  const counts = ({ scope, manifest }: Dependency, category: Category) =>
    TOOLING.has(category) ||
    scope === 'runtime' ||
    scope === 'peer' ||
    scope === 'build' ||
    (scope === 'dev' && develops(manifest))
  const typescript = dependencies.some(({ name }) => name === 'typescript') && writtenInTypeScript(project)
  return dependencies.flatMap((dependency) =>
    technologiesOf(ecosystemOf(dependency.purl), dependency.name)
      .filter(({ category }) => counts(dependency, category))
      .filter(({ name }) => name !== 'TypeScript' || typescript)
      .map(({ name, category }) => ({
        name,
        category,
        ...(dependency.version ? { version: dependency.version } : {}),
        cwd: folderOf(dependency.manifest),
        sources: dependency.sources,
      })),
  )
}

/** What configuration files at the root or beside one of the manifests prove. */
function fromFiles(project: Project, dependencies: readonly Dependency[]): Framework[] {
  const folders = new Set(dependencies.map(({ manifest }) => folderOf(manifest)))
  const isLeftOver = (tool: string, registry: string | undefined) => {
    const required = dependencies.filter(({ purl }) => ecosystemOf(purl) === registry)
    return (
      required.length > 0 &&
      // Tools that are installed apart stand in manifests of their own.
      !required.some(({ name }) => name === 'bamarni/composer-bin-plugin') &&
      !required.some((one) => technologiesOf(ecosystemOf(one.purl), one.name).some(({ name }) => name === tool))
    )
  }
  const paths = project.inFolder((folder) => folder === '.' || folders.has(folder))
  return paths.flatMap((path) => {
    const folder = folderOf(path)
    const base = path.slice(path.lastIndexOf('/') + 1)
    return CONFIG_FILES.filter(({ name, file, registry }) => file.test(base) && !isLeftOver(name, registry)).map(
      ({ name, category }) => ({
        name,
        category,
        cwd: folder,
        sources: [{ path }],
      }),
    )
  })
}

const depth = (folder: string) => (folder === '.' ? 0 : folder.split('/').length)

/**
 * The frameworks, libraries and tools that the project is built with, as its own manifests and configuration files
 * prove them. One entry for each name, at its shallowest folder, with the version constraint written there and the
 * lines of up to five manifests; products before tools, each in the order of the manifests.
 *
 * `dependencies` are the direct ones of the project's own manifests, as the detectors contribute them.
 */
export function detectFrameworks(project: Project, dependencies: Facts['dependencies']): Facts['frameworks'] {
  const found = new Map<string, Framework>()
  for (const framework of [...fromDependencies(project, dependencies), ...fromFiles(project, dependencies)]) {
    const known = found.get(framework.name)
    if (!known) found.set(framework.name, { ...framework })
    else {
      const isNew = (source: Source) =>
        !known.sources.some(({ path, line }) => path === source.path && line === source.line)
      const sources: Source[] = [...known.sources, ...framework.sources.filter(isNew)]
      const first = depth(framework.cwd) < depth(known.cwd) && framework.version ? framework : known
      found.set(framework.name, { ...first, sources: sources.slice(0, MOST_SOURCES) })
    }
  }
  const isTool = ({ category }: Framework) => TOOLING.has(category as Category)
  return [...found.values()].sort((a, b) => Number(isTool(a)) - Number(isTool(b)))
}
