import { type Contribution, RANK } from '../../detector'
import { type Project, record, string } from '../../project'
import { mention } from '../mention'

/** Configuration of a template for `dotnet new`: https://learn.microsoft.com/dotnet/core/tools/custom-templates */
const CONFIGURATION = '.template.config/template.json'

/** A repository that is itself a template: how it is installed, as its guides have it. `null` for any other. */
export function templateFacts(project: Project): Contribution | null {
  const document = project.has(CONFIGURATION) ? project.json(CONFIGURATION) : null
  if (!document || string(record(document.value).identity) === null) return null
  const shown = mention(project, /dotnet new (?:install|--install|-i) ([\w.-]+)/)
  const id = shown?.match[1]
  return {
    kinds: ['template'],
    commands:
      shown && id && /\w\.\w/.test(id)
        ? [
            {
              group: 'install',
              command: `dotnet new install ${id}`,
              cwd: '.',
              rank: RANK.script,
              sources: [document.at('identity'), shown.source],
            },
          ]
        : [],
  }
}
