import type { Snapshot } from '../source/files'
import { checkClaims } from './claims/claims'
import { rankCommands } from './commands'
import { attempt, contributions, joined, once } from './contributions'
import { findDescription } from './description'
import { namesakeEntries } from './entry-points'
import { configurable } from './environment'
import { documentationPages, projectReadme, rawText, readmeSections } from './existing-readme'
import type { Facts } from './facts'
import { withoutForeign } from './foreign'
import { detectFrameworks } from './frameworks'
import { findName, findVersion } from './identity'
import { kindsOf } from './kinds'
import { countedFiles, countLanguages } from './languages'
import { findLicense } from './license'
import { isBeside, mainPackage, speaksFor } from './main-package'
import { isNamesake, spokenName } from './names'
import { openProject, type Project, type Surroundings } from './project'
import { mergeRuntimes } from './runtimes'
import { stackOf, writtenIn } from './stack'
import { examplesOf } from './surface/examples/examples'
import { surfaceOf } from './surface/surface'
import { treeOf } from './tree'
import { ENGINE_VERSION, SCHEMA_VERSION } from './vocabulary'
import { workspacesOf } from './workspaces'

/** Where the repository comes from: what the address said, resolved. */
export type Origin = Omit<Facts['repository'], 'commit' | 'files' | 'bytes'>

/**
 * Everything that the detectors and the rules over all of them say of these files, taken as a whole repository.
 * @param around the repository that these files are one folder of
 */
export function assemble(snapshot: Snapshot, origin: Origin, repositoryName: string, around?: Surroundings): Facts {
  const { project, warnings: unread } = openProject(snapshot, repositoryName, around)
  const { said: all, warnings } = contributions(project)
  const counted = attempt('languages', () => countedFiles(project), warnings) ?? []
  const languages = countLanguages(counted)
  const said = withoutForeign(all, languages)
  const readme = attempt('the existing README', () => projectReadme(project), warnings)

  const packages = joined(said, (one) => one.packages)
  const main = mainPackage(packages, languages)
  const name = findName(project, main, readme)
  const names = [name.value, repositoryName, ...(main?.name ? [main.name.value] : [])]
  const namesake =
    packages.find(
      (one) =>
        one !== main &&
        !one.private &&
        one.name &&
        speaksFor(one, languages) &&
        isNamesake(spokenName({ ...one, private: true }, one.name.value) ?? '', name.value),
    ) ?? null

  const licensed = attempt('licence', () => findLicense(project, packages), warnings)
  const dependencies = once(
    joined(said, (one) => one.dependencies),
    ({ purl, scope, manifest }) => `${purl}\n${scope}\n${manifest}`,
  )
  const proven = attempt('frameworks', () => detectFrameworks(project, dependencies), warnings) ?? []
  const frameworks = once([...joined(said, (one) => one.frameworks), ...proven], (one) => one.name)
  const { runtimes, warnings: conflicts } = mergeRuntimes(joined(said, (one) => one.runtimes))
  const binaries = once(
    joined(said, (one) => one.binaries),
    (one) => one.name,
  )
  const description = findDescription(
    main,
    readme,
    [...names, ...binaries.map((one) => one.name)],
    namesake,
    documentationPages(project),
  )
  const workspaces = workspacesOf(project, packages)
  const told = once(
    joined(said, (one) => one.entry_points),
    ({ path }) => path,
  )
  const entry_points = told.length ? told : namesakeEntries(project, names)
  const kinds = kindsOf(
    project,
    packages,
    main,
    joined(said, (one) => one.kinds),
    { frameworks, languages, description },
  )
  const docker = joined(said, ({ docker: one }) => (one ? [one] : []))
  const surface = attempt(
    'the surface',
    () => surfaceOf(project, { dependencies, frameworks, packages, binaries, kinds }),
    warnings,
  )
  const commands = rankCommands(
    project,
    joined(said, (one) => one.commands),
    (path) => isBeside(path, packages, kinds[0]),
  )
  const called = {
    routes: [...joined(said, (one) => one.surface?.routes), ...(surface?.routes ?? [])],
    cli: [...joined(said, (one) => one.surface?.cli), ...(surface?.cli ?? [])],
    exports: joined(said, (one) => one.surface?.exports),
    inputs: joined(said, (one) => one.surface?.inputs),
  }
  const examples = attempt(
    'examples',
    () =>
      examplesOf(project, {
        ...called,
        packages,
        binaries,
        kinds,
        languages,
        install: commands.install,
        repository: { owner: origin.owner, name: origin.name },
      }),
    warnings,
  )
  const contacts = joined(said, (one) => one.contacts)
  let bytes = 0
  for (const file of snapshot.files.values()) bytes += file.bytes

  const facts: Facts = {
    schema_version: SCHEMA_VERSION,
    engine_version: ENGINE_VERSION,
    repository: { ...origin, commit: snapshot.commit, files: snapshot.files.size, bytes },
    name,
    description,
    kinds,
    version: findVersion(project, main, namesake),
    license: licensed?.license ?? null,
    languages,
    stack: stackOf(writtenIn(project, counted), { frameworks, kinds, workspaces, name }),
    package_managers: once(
      joined(said, (one) => one.package_managers),
      (one) => `${one.name}\n${one.cwd}`,
    ),
    frameworks,
    dependencies,
    runtimes,
    commands,
    binaries,
    entry_points,
    workspaces,
    docker: docker.length
      ? { dockerfiles: docker.flatMap((one) => one.dockerfiles), compose: docker.flatMap((one) => one.compose) }
      : null,
    ci: joined(said, (one) => one.ci),
    environment: configurable(
      kinds,
      once(
        joined(said, (one) => one.environment),
        (one) => one.name,
      ),
    ),
    infrastructure: once(
      joined(said, (one) => one.infrastructure),
      (one) => one.tool,
    ),
    surface: {
      ...called,
      outputs: joined(said, ({ surface }) => surface?.outputs),
      notebooks: joined(said, ({ surface }) => surface?.notebooks),
      examples: examples ?? [],
    },
    documents: Object.assign({}, ...said.map((one) => one.documents)),
    ...(contacts.length && { contacts }),
    tree: attempt('tree', () => treeOf(project, packages, workspaces, entry_points), warnings) ?? [],
    existing_readme: readme && {
      ...readmeSections(readme),
      text: rawText(snapshot, readme.path),
      checked: {},
      drift: [],
    },
    warnings: [
      ...(origin.subdirectory ? [] : snapshot.warnings),
      ...unread,
      ...joined(said, (one) => one.warnings),
      ...(licensed?.warnings ?? []),
      ...conflicts,
      ...warnings,
    ],
  }
  return withClaims(project, facts, snapshot)
}

/** The facts with what they say of the README that a person wrote. */
function withClaims(project: Project, facts: Facts, snapshot: Snapshot): Facts {
  const { existing_readme } = facts
  if (!existing_readme || existing_readme.text === null) return facts
  const { path, text } = existing_readme
  const check = () => checkClaims(project, facts, { path, text }, snapshot)
  const held = attempt('the claims of the README', check, facts.warnings)
  return held ? { ...facts, existing_readme: { ...existing_readme, ...held } } : facts
}
