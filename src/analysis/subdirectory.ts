import type { Snapshot } from '../source/files'
import type { Facts } from './facts'
import { folderOf, join } from './paths'

/** The files below `folder` as a repository of their own, their paths without the prefix. */
export function reroot(snapshot: Snapshot, folder: string): Snapshot {
  const prefix = `${folder}/`
  const files: Snapshot['files'] = new Map()
  for (const [path, file] of snapshot.files) if (path.startsWith(prefix)) files.set(path.slice(prefix.length), file)
  const hidden = new Set(
    [...(snapshot.hidden ?? [])].flatMap((path) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : [])),
  )
  return { ...snapshot, files, hidden }
}

/** A warning's sentence with the paths of its sources as `at` gives them: each where it stands as a word of its own. */
const spelt = ({ message, sources }: Facts['warnings'][number], at: (path: string) => string): string =>
  message
    .split(' ')
    .map((word) => {
      const [, path = '', sign = ''] = word.match(/^(.*?)([.,:;]?)$/) ?? []
      return sources.some((source) => source.path === path) ? `${at(path)}${sign}` : word
    })
    .join(' ')

/** The file that a path of the tree stands for, symlinks followed: its lines are those that were read. Both from the root. */
function behind(path: string, files: Snapshot['files'], hops = 5): string {
  const file = files.get(path)
  if (file?.mode !== 'symlink' || !file.content || !hops) return path
  const target = join(folderOf(path), new TextDecoder().decode(file.content).trim())
  return target !== null && files.has(target) ? behind(target, files, hops - 1) : path
}

/**
 * Facts said of a folder as its own root, with every path given from the repository's root again: sources, `cwd`, manifests,
 * documents, tree, workspaces. Two things stay as written: the `build` context of a compose service (relative to its file)
 * and a binary's `entry` that is no file (`package.module:function`). A source that is a symlink becomes the file it leads to.
 * @param files all of the repository
 */
export function prefixed(facts: Facts, folder: string, files: Snapshot['files']): Facts {
  const at = (path: string) => join(folder, path) ?? path
  const here = <T extends { sources: { path: string }[] }>(one: T): T => ({
    ...one,
    sources: one.sources.map((source) => ({ ...source, path: behind(at(source.path), files) })),
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
    stack: {
      languages: facts.stack.languages.map(here),
      frameworks: facts.stack.frameworks.map(here),
    },
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
    binaries: facts.binaries.map((one) => ({
      ...here(one),
      entry: files.has(at(one.entry)) ? at(one.entry) : one.entry,
    })),
    entry_points: facts.entry_points.map(inFolder),
    workspaces: facts.workspaces.map((one) => ({
      ...inFolder(one),
      ...(one.depends_on && { depends_on: one.depends_on.map(inFolder) }),
    })),
    docker: docker && { dockerfiles: docker.dockerfiles.map(inFolder), compose: docker.compose.map(inFolder) },
    ci: facts.ci.map((one) => ({
      ...here(one),
      workflows: one.workflows.map((file) => ({ ...file, path: at(file.path) })),
    })),
    environment: facts.environment.map(here),
    infrastructure: facts.infrastructure.map((one) => ({ ...here(one), paths: one.paths.map(at) })),
    surface: {
      routes: surface.routes.map(here),
      cli: surface.cli.map(here),
      exports: surface.exports.map(here),
      inputs: surface.inputs.map(here),
      outputs: surface.outputs.map(here),
      notebooks: surface.notebooks.map(inFolder),
      examples: surface.examples.map(here),
    },
    documents: Object.fromEntries(
      Object.entries(facts.documents).map(([name, { path }]) => [name, { path: at(path) }]),
    ),
    ...(facts.contacts && { contacts: facts.contacts.map(here) }),
    tree: facts.tree.map(inFolder),
    existing_readme: facts.existing_readme && {
      ...facts.existing_readme,
      path: at(facts.existing_readme.path),
      drift: facts.existing_readme.drift.map(here),
    },
    warnings: facts.warnings.map((one) => ({ ...here(one), message: spelt(one, at) })),
  }
}
