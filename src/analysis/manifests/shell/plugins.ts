import type { Contribution } from '../../detector'
import { readmeIn } from '../../existing-readme'
import type { Kind } from '../../facts'
import type { Project } from '../../project'

/** What loads a repository of scripts into something else, by the files that it looks for. */
interface Host {
  framework: string
  kind: Kind
  entries: string[]
  what: string
}

const SETTINGS = /^(?:[^/]+\/)?[._]?(?:zshrc|bashrc|bash_profile|vimrc|gitconfig|tmux\.conf|zshenv|profile|Brewfile)$/

/** Somebody's settings for many programs, to be linked into a home folder. */
export const isDotfiles = (project: Project): boolean =>
  /(?:^|[-_.])dot-?files?(?:$|[-_.])/i.test(project.hostedName) ||
  project.paths.filter((path) => SETTINGS.test(path)).length >= 2

/** The program that loads the repository as a plugin of its; `null` where it stands by itself. */
export function hostOf(project: Project): Host | null {
  const root = project.inFolder('.')
  const zsh = root.filter((path) => /\.plugin\.(?:zsh|sh|bash)$/.test(path))
  const many = project.below('plugins').filter((path) => /\.plugin\.(?:zsh|bash)$/.test(path)).length
  if (many > 5) {
    const start = root.filter((path) => /\.(?:sh|zsh|bash)$/.test(path) && !/install/.test(path))
    return {
      framework: project.below('plugins').some((path) => path.endsWith('.zsh')) ? 'Zsh' : 'Bash',
      kind: 'framework',
      entries: start,
      what: 'Sourced by the shell at start',
    }
  }
  const themes = root.filter((path) => /\.zsh-theme$/.test(path))
  if (zsh.length || themes.length)
    return { framework: 'Zsh', kind: 'plugin', entries: [...zsh, ...themes], what: 'Loaded by the shell at start' }
  const readme = readmeIn(project, '.')
  const shown = (readme && project.text(readme)) || ''
  const listed = /@plugin\s+['"][\w-]+\/([\w.-]+)['"]/g
  const asked = [...shown.matchAll(listed)].some(([, name]) => name === project.hostedName)
  const tmux = root.filter((path) => path.endsWith('.tmux') || (asked && path === project.hostedName))
  if (tmux.length) return { framework: 'tmux', kind: 'plugin', entries: tmux, what: 'Loaded by tmux at start' }
  if (
    ['bin/install', 'bin/list-all'].every(project.has) &&
    (project.has('bin/download') || /asdf/i.test(project.hostedName))
  )
    return { framework: 'asdf', kind: 'plugin', entries: ['bin/install', 'bin/list-all'], what: 'Called by asdf' }
  const fish = ['functions', 'conf.d'].flatMap((folder) =>
    project.inFolder(folder).filter((path) => path.endsWith('.fish')),
  )
  if (fish.length)
    return {
      framework: 'fish',
      kind: 'plugin',
      entries: fish.filter((path) => !/\/_/.test(path)).slice(0, 4),
      what: 'Function of the shell',
    }
  return null
}

export const hostFacts = (host: Host): Contribution => ({
  kinds: [host.kind],
  frameworks: [{ name: host.framework, category: 'platform', cwd: '.', sources: [{ path: host.entries[0]! }] }],
  entry_points: host.entries.map((path) => ({ path, what: host.what, sources: [{ path }] })),
})
