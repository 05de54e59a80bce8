import { type CommandCandidate, type Contribution, type Detector, RANK } from '../detector'
import { readmeIn, wantsForReadme } from '../existing-readme'
import { lineAt } from '../line-numbers'
import type { Project } from '../project'

/** Names of repositories in which somebody keeps the settings of a machine. */
const NAME = /^\.?(?:dot-?files?|dots|dot-?config|\.config|rcfiles|home-config)$|(?:^|[-_.])dotfiles$/i
/** Scripts that put the settings into place, best first. */
const SCRIPTS = [
  'script/bootstrap',
  'bootstrap.sh',
  'install.sh',
  'setup.sh',
  'bootstrap',
  'install',
  'setup',
  'makesymlinks.sh',
  'link.sh',
]

/** How the README calls a script: sourced, by a shell or by its path. */
function shown(project: Project, script: string): { command: string; line: number; path: string } | null {
  const path = readmeIn(project, '.')
  const text = (path && project.text(path)) ?? ''
  const call = new RegExp(
    `(?:^|[\\s\`;&])((?:(?:source|bash|sh|zsh|\\.) )?(?:\\./)?${script.replace(/\./g, '\\.')})(?=[\\s\`;]|$)`,
    'm',
  )
  const match = text.match(call)
  const command = match?.[1]?.trim()
  if (!path || !match || !command || !/[ /]/.test(command)) return null
  return { command, line: lineAt(text, (match.index ?? 0) + 1), path }
}

/** Settings of a machine, by the repository's name: https://dotfiles.github.io */
export const dotfiles: Detector = {
  name: 'dotfiles',
  extensions: [],
  wants: (path) => wantsForReadme(path),
  detect(project): Contribution {
    if (!NAME.test(project.repositoryName)) return {}
    const script = SCRIPTS.find((path) => project.has(path))
    if (!script) return { kinds: ['config'] }
    const call = shown(project, script)
    const executable = project.files.get(script)?.mode === 'executable'
    const command = call?.command ?? (executable ? `./${script}` : script.endsWith('.sh') ? `bash ${script}` : null)
    const commands: CommandCandidate[] = command
      ? [
          {
            group: 'install',
            command,
            cwd: '.',
            purpose: 'Put the settings into place',
            rank: RANK.task,
            sources: [...(call ? [{ path: call.path, line: call.line }] : []), { path: script }],
          },
        ]
      : []
    return { kinds: ['config'], commands }
  },
}
