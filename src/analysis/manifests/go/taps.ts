import { type CommandCandidate, RANK } from '../../detector'
import { array, type Project, record, string } from '../../project'

const FILES = ['.goreleaser.yml', '.goreleaser.yaml', 'goreleaser.yml', 'goreleaser.yaml']
const literal = (value: unknown) => {
  const text = string(value)
  return text && /^[\w.@+-]+$/.test(text) ? text : null
}

/** `brew install owner/tap/name` for the taps that GoReleaser publishes to. https://goreleaser.com/customization/homebrew_casks/ */
export function tapCommands(project: Project): CommandCandidate[] {
  const file = FILES.find((path) => project.has(path))
  const document = file ? project.yaml(file) : null
  if (!document) return []
  const config = record(document.value)
  return (['brews', 'homebrew_casks'] as const).flatMap((section) =>
    array(config[section]).flatMap((entry, index): CommandCandidate[] => {
      const tap = record(record(entry).repository ?? record(entry).tap)
      const owner = literal(tap.owner)
      const name = literal(tap.name)?.match(/^homebrew-(.+)$/)?.[1]
      const formula = literal(record(entry).name) ?? literal(config.project_name) ?? literal(project.repositoryName)
      if (!owner || !name || !formula) return []
      const cask = section === 'homebrew_casks' ? '--cask ' : ''
      return [
        {
          group: 'install',
          command: `brew install ${cask}${owner}/${name}/${formula}`,
          cwd: '.',
          rank: RANK.convention + 2,
          sources: [document.at(section, index)],
        },
      ]
    }),
  )
}
