import { type CommandCandidate, type Detector, RANK } from '../detector'
import { readmeIn, wantsForReadme } from '../existing-readme'
import type { CommandGroup } from '../facts'
import { baseOf, folderOf, type Project, record, string } from '../project'
import { scriptsOnly } from './scripts-only'
import { shellLines } from './shell-lines'
import { type Step, stepsOf } from './steps'
import { workflowLines } from './workflow-lines'

const GUIDES =
  /^(?:contributing|development|developing|hacking|building|build|install|installation)\.(?:md|markdown|rst|adoc|txt)$/i
const PLACES = ['.', '.github', 'docs', 'doc']
const isGuide = (path: string) => GUIDES.test(baseOf(path)) && PLACES.includes(folderOf(path).toLowerCase())
/** Variants in which CI tests and nobody works. */
const VARIANT = /SANITIZE|-Werror|coverage|\basan\b|nightly|musl|--target\b|valgrind/i
/** What commands are judged by: makefiles of the first levels, compose files, workflows, manifests and scripts at the root. */
const JUDGES =
  /^(?:[^/]+\/){0,2}(?:GNUm|m|M)akefile$|(?:^|\/)(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$|^\.github\/workflows\/[^/]+\.ya?ml$|^(?:package\.json|pyproject\.toml|Cargo\.toml|[^/]+\.py)$/
/** Ways into one group that are taken from documents. */
const MOST = 3

/** Names by which documents install the project: the repository's, and those that root manifests state. */
function namesOf(project: Project): string[] {
  const stated = [
    string(record(project.json('package.json')?.value).name),
    string(record(record(project.toml('pyproject.toml')?.value).project).name),
    string(record(record(project.toml('Cargo.toml')?.value).package).name),
  ]
  return [project.repositoryName, ...stated.flatMap((name) => (name ? [name, baseOf(name)] : []))]
}

function candidates(steps: readonly Step[], path: string, rank: number): CommandCandidate[] {
  const count = new Map<CommandGroup, number>()
  const seen = new Set<string>()
  return steps.flatMap(({ group, command, cwd, line }) => {
    // The same script or verb again only shows other options.
    const key = `${group} ${cwd} ${command
      .split(' ')
      .slice(0, group === 'install' ? 9 : 2)
      .join(' ')}`
    const known = count.get(group) ?? 0
    if (known === MOST || seen.has(key)) return []
    seen.add(key)
    count.set(group, known + 1)
    return [{ group, command, cwd, rank, sources: [{ path, line }] }]
  })
}

/**
 * Commands that the README, the contributing guide and CI show, for groups that nothing else fills: see `RANK.documented`.
 * Each must do something known by its words, and all that it needs must stand in the tree.
 */
export const documentedCommands: Detector = {
  name: 'documented-commands',
  extensions: ['', 'yml', 'yaml', 'md', 'mdx', 'markdown', 'rst', 'adoc', 'txt'],
  wants: (path) => (isGuide(path) || JUDGES.test(path) ? 131_072 : wantsForReadme(path)),
  detect(project) {
    const place = { project, names: namesOf(project) }
    const readme = ['.', '.github', 'docs'].map((folder) => readmeIn(project, folder)).find((path) => path !== null)
    const guides = project.named(GUIDES).filter(isGuide)
    const shown = readme ? shellLines(project.text(readme) ?? '') : []
    const bare = readme ? scriptsOnly(project, readme, shown) : {}
    const documents = [...(readme ? [{ path: readme, lines: shown }] : [])].concat(
      guides.map((path) => ({ path, lines: shellLines(project.text(path) ?? '') })),
    )
    return {
      ...bare,
      commands: [
        ...(bare.commands ?? []),
        // Where the README's line is the setup, its other steps of preparation follow it.
        ...documents.flatMap(({ path, lines }, index) =>
          candidates(stepsOf(lines, place), path, RANK.documented + Math.min(index, 1)).map((one) =>
            bare.commands && one.group === 'setup' ? { ...one, rank: RANK.convention + 5 } : one,
          ),
        ),
        ...workflowLines(project).flatMap(({ path, lines }) =>
          candidates(
            stepsOf(lines, place).filter(
              ({ group, command }) =>
                (group === 'build' || group === 'test' || group === 'lint') && !VARIANT.test(command),
            ),
            path,
            RANK.ci,
          ),
        ),
      ],
    }
  },
}
