import type { Snapshot } from '../source/files'
import { attempt, contributions, joined } from './contributions'
import type { Facts } from './facts'
import { findLicense } from './license'
import { folderOf, openProject, type Project } from './project'
import { reroot } from './subdirectory'
import { eventsFor } from './workflow-paths'

/** What a folder has from those above it. */
type Inherited = Pick<Facts, 'license' | 'ci' | 'documents'>

/** Documents that hold for all that lies below them, so for a folder that has none of its own. */
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

/** The folders above one of the tree, nearest first; `.` is the root. */
const parentsOf = (folder: string): string[] =>
  folder === '.' ? [] : [folderOf(folder), ...parentsOf(folderOf(folder))]

/** Workflows that run for changes in `folder`, with the events that they then run on. */
const ciFor = (ci: Facts['ci'], folder: string, project: Project): Facts['ci'] =>
  ci.flatMap((provider) => {
    const workflows = provider.workflows.flatMap((workflow) => {
      const triggers = eventsFor(folder, workflow.triggers, project.yaml(workflow.path)?.value)
      return triggers.length || !workflow.triggers.length ? [{ ...workflow, triggers }] : []
    })
    const sources = provider.sources.filter(({ path }) => workflows.some((one) => one.path === path))
    return workflows.length ? [{ ...provider, workflows, sources }] : []
  })

/** What one folder says for those below it, by the files that lie in it directly, and at the root in its folders of settings. */
function saidBy(parent: string, folder: string, snapshot: Snapshot): Inherited {
  const atRoot = parent === '.'
  const { files } = atRoot ? snapshot : reroot(snapshot, parent)
  const own = [...files].filter(([path]) => !path.includes('/') || (atRoot && path.startsWith('.')))
  const { project } = openProject({ ...snapshot, files: new Map(own) }, '')
  const { said } = contributions(project)
  const packages = joined(said, (one) => one.packages).filter(({ directory }) => directory === '.')
  const license = attempt('license', () => findLicense(project, packages).license, [])
  const documents: Facts['documents'] = Object.assign({}, ...said.map((one) => one.documents))
  const at = <T extends { path: string }>(one: T): T => (atRoot ? one : { ...one, path: `${parent}/${one.path}` })
  return {
    license: license && {
      ...license,
      ...(license.file && { file: at({ path: license.file }).path }),
      sources: license.sources.map(at),
    },
    ci: atRoot
      ? ciFor(
          joined(said, ({ ci }) => ci),
          folder,
          project,
        )
      : [],
    documents: Object.fromEntries(
      Object.entries(documents).flatMap(([name, one]) => (SHARED.includes(name) ? [[name, at(one)]] : [])),
    ),
  }
}

/** A licence that only a manifest of the folder names, with its text where one stands above. */
function withText(own: Facts['license'], above: readonly Facts['license'][]): Facts['license'] {
  const held = above.find((one) => one !== null && (own === null || one.file !== undefined))
  if (own === null || own.file !== undefined || held?.spdx !== own.spdx || held.file === undefined)
    return own ?? held ?? null
  return {
    ...own,
    file: held.file,
    sources: [...own.sources, ...held.sources.filter(({ path }) => path === held.file)],
  }
}

/**
 * A folder's facts (paths from the repository's root), completed by what holds for all of the repository or of a part that the folder lies
 * in: the licence, shared documents (the nearest of each), and the CI as far as it runs for changes in the folder.
 */
export function withInherited(facts: Facts, folder: string, snapshot: Snapshot): Facts {
  const above = parentsOf(folder).map((parent) => saidBy(parent, folder, snapshot))
  return {
    ...facts,
    license: withText(
      facts.license,
      above.map(({ license }) => license),
    ),
    ci: facts.ci.length ? facts.ci : above.flatMap(({ ci }) => ci),
    documents: Object.assign({}, ...above.toReversed().map(({ documents }) => documents), facts.documents),
  }
}
