import type { Ecosystem } from '../ecosystem'
import { baseOf } from '../project'
import { together } from './manifest-facts'
import { documentedInstalls, isGuide, runCommands, shellChecks, submodules } from './shell/commands'
import { shellEnvironment } from './shell/environment'
import { hostFacts, hostOf, isDotfiles } from './shell/plugins'
import { isShellProject, PROGRAMS, programs, sourcedFunction, topScripts } from './shell/scripts'
import { tools } from './shell/tools'

const MOST = 262_144
const MOST_PROGRAM = 65_536

function wants(path: string, bytes: number): number {
  if (!path.includes('/') && (/\.(?:sh|bash|zsh|fish)$/.test(path) || isGuide(path) || /^readme/i.test(path)))
    return Math.min(bytes, MOST)
  if (/^(?:\.gitmodules|\.travis\.yml|Makefile)$|^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return MOST_PROGRAM
  // Files that are called by their names tell by their first line what they are.
  if (/^(?:bin|lib|libexec|sbin)\/[^/]+\.(?:sh|bash|zsh)$/.test(path)) return Math.min(bytes, MOST_PROGRAM)
  return PROGRAMS.test(path) && !baseOf(path).startsWith('.') ? Math.min(bytes, MOST_PROGRAM) : 0
}

const COMPLETION =
  /^(?:(?:completions?|contrib\/completion|share\/[\w-]+)\/)?(?:bash_completion|[\w.-]+_completion(?:\.\w+)?|_[\w-]+|[\w-]+\.(?:completion\.)?(?:bash|zsh|fish))$/

/**
 * Projects in shell, which no manifest describes: programs in `bin` and at the root, functions that are sourced, plugins of
 * shells and of tmux and asdf; told from the tree, the scripts' first lines, CI and what the documents show.
 */
export const shell: Ecosystem = {
  name: 'shell',
  packages: {},
  tools,
  extensions: ['', 'sh', 'bash', 'zsh', 'yml', 'yaml'],
  wants,
  detect(project) {
    if (!isShellProject(project)) return {}
    const host = hostOf(project)
    const dotfiles = host === null && isDotfiles(project)
    const sourced = host ? null : sourcedFunction(project)
    const found = host || dotfiles ? [] : programs(project)
    const checks = shellChecks(project)
    const source = project.inFolder('.').filter((path) => path === `${project.hostedName}.sh`)
    const completions = project.paths.filter((path) => COMPLETION.test(path) && /^[^/]*bash_completion/.test(path))
    return together([
      ...(host ? [hostFacts(host)] : []),
      {
        kinds: dotfiles ? ['config'] : host === null && (found.length || sourced) ? ['cli'] : [],
        binaries: [
          ...(sourced
            ? [{ name: sourced.name, entry: sourced.entry, sources: [{ path: sourced.entry, line: sourced.line }] }]
            : []),
          ...found
            .filter(({ entry }) => entry !== sourced?.entry)
            .map(({ name, entry }) => ({ name, entry, sources: [{ path: entry }] })),
        ],
        entry_points: [
          ...(sourced
            ? [
                {
                  path: sourced.entry,
                  what: `Function ${sourced.name}, to be sourced`,
                  sources: [{ path: sourced.entry, line: sourced.line }],
                },
              ]
            : []),
          ...found.map(({ name, entry }) => ({ path: entry, what: `Program ${name}`, sources: [{ path: entry }] })),
          ...source.map((path) => ({ path, what: 'Shell script', sources: [{ path }] })),
          ...completions.map((path) => ({ path, what: 'Completion', sources: [{ path }] })),
        ],
        frameworks:
          checks.bats && !project.has('bin/bats')
            ? [{ name: 'Bats', category: 'testing', cwd: '.', sources: [checks.bats] }]
            : [],
        environment: shellEnvironment(project, [
          ...topScripts(project),
          ...project.inFolder('lib').filter((path) => /\.(?:sh|bash|zsh)$/.test(path)),
        ]),
        commands: [
          ...documentedInstalls(project),
          ...(host || dotfiles
            ? submodules(project)
            : [...submodules(project), ...runCommands(project, sourced?.entry ?? null)]),
          ...checks.commands,
        ],
      },
    ])
  },
}
