import type { Snapshot } from '../source/files'
import type { Facts } from './facts'

/** The files below `folder` as a repository of their own, their paths without the prefix. */
export function reroot(snapshot: Snapshot, folder: string): Snapshot {
  const prefix = `${folder}/`
  const files: Snapshot['files'] = new Map()
  for (const [path, file] of snapshot.files) if (path.startsWith(prefix)) files.set(path.slice(prefix.length), file)
  return { ...snapshot, files, warnings: [] }
}

/**
 * Facts said of a folder as its own root, with every path given from the repository's root again: sources, `cwd`, manifests,
 * documents, tree, workspaces. Two things stay as written: the `build` context of a compose service (relative to its file)
 * and a binary's `entry` that is no file (`package.module:function`); `isFile` tells of a path below the folder.
 */
export function prefixed(facts: Facts, folder: string, isFile: (path: string) => boolean): Facts {
  const at = (path: string) => (path === '.' ? folder : `${folder}/${path}`)
  const here = <T extends { sources: { path: string }[] }>(one: T): T => ({
    ...one,
    sources: one.sources.map((source) => ({ ...source, path: at(source.path) })),
  })
  const inFolder = <T extends { sources: { path: string }[]; path: string }>(one: T): T => ({
    ...here(one),
    path: at(one.path),
  })
  const runsIn = <T extends { sources: { path: string }[]; cwd: string }>(one: T): T => ({
    ...here(one),
    cwd: at(one.cwd),
  })
  const { commands, surface, docker } = facts
  return {
    ...facts,
    name: here(facts.name),
    description: facts.description && here(facts.description),
    version: facts.version && here(facts.version),
    license: facts.license && { ...here(facts.license), ...(facts.license.file && { file: at(facts.license.file) }) },
    package_managers: facts.package_managers.map((one) => ({
      ...runsIn(one),
      manifest: at(one.manifest),
      ...(one.lockfile && { lockfile: at(one.lockfile) }),
    })),
    frameworks: facts.frameworks.map(runsIn),
    dependencies: facts.dependencies.map((one) => ({ ...here(one), manifest: at(one.manifest) })),
    runtimes: facts.runtimes.map(here),
    commands: {
      install: commands.install.map(runsIn),
      setup: commands.setup.map(runsIn),
      build: commands.build.map(runsIn),
      run: commands.run.map(runsIn),
      test: commands.test.map(runsIn),
      lint: commands.lint.map(runsIn),
      format: commands.format.map(runsIn),
      deploy: commands.deploy.map(runsIn),
    },
    binaries: facts.binaries.map((one) => ({ ...here(one), entry: isFile(one.entry) ? at(one.entry) : one.entry })),
    entry_points: facts.entry_points.map(inFolder),
    workspaces: facts.workspaces.map(inFolder),
    docker: docker && { dockerfiles: docker.dockerfiles.map(inFolder), compose: docker.compose.map(inFolder) },
    ci: facts.ci.map((one) => ({
      ...here(one),
      workflows: one.workflows.map((file) => ({ ...file, path: at(file.path) })),
    })),
    environment: facts.environment.map(here),
    infrastructure: facts.infrastructure.map((one) => ({ ...here(one), paths: one.paths.map(at) })),
    surface: { routes: surface.routes.map(here), cli: surface.cli.map(here), exports: surface.exports.map(here) },
    documents: Object.fromEntries(
      Object.entries(facts.documents).map(([name, { path }]) => [name, { path: at(path) }]),
    ),
    tree: facts.tree.map(inFolder),
    existing_readme: facts.existing_readme && { ...facts.existing_readme, path: at(facts.existing_readme.path) },
    warnings: facts.warnings.map(here),
  }
}

/** Documents that hold for the whole repository, so for a folder of it that has none of its own. */
const SHARED = [
  'readme',
  'contributing',
  'code_of_conduct',
  'security',
  'support',
  'governance',
  'license',
  'notice',
  'authors',
  'maintainers',
  'codeowners',
  'funding',
  'citation',
  'issue_templates',
  'pull_request_template',
]

/** A folder's facts (paths from the repository's root) with what only the root says: the licence, the CI and the shared documents. */
export function withRoot(facts: Facts, root: Pick<Facts, 'license' | 'ci' | 'documents'>): Facts {
  const shared = Object.entries(root.documents).filter(([name]) => SHARED.includes(name))
  return {
    ...facts,
    license: facts.license ?? root.license,
    ci: facts.ci.length ? facts.ci : root.ci,
    documents: { ...Object.fromEntries(shared), ...facts.documents },
  }
}
