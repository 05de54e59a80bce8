import { readmeIn } from '../../existing-readme'
import type { Facts, Source } from '../../facts'
import { escaped } from '../../literal-pattern'
import { lineAt, type Project } from '../../project'
import { continuousIntegrationVersion } from '../ci-versions'
import type { Requirement } from '../manifest-facts'
import type { Rockspec } from './rockspec'

/** An editor that loads the repository as a plugin of its. */
export interface Editor {
  name: 'Neovim' | 'Vim'
  source: Source
}

/** Folders of Vim's runtime path from which a plugin is loaded (https://neovim.io/doc/user/options.html#'runtimepath'). */
const RUNTIME =
  /^(?:plugin|autoload|ftplugin|ftdetect|syntax|indent|colors|compiler|after|lsp|queries)\/.*\.(?:vim|lua|scm)$/
const HELP = /^doc\/[^/]+\.(?:txt|cnx)$/
const RELEASE = '(\\d{1,2}\\.\\d{1,3}(?:\\.\\d{1,3})?)'
/** `Neovim >= 0.9`, `Neovim (v0.8+)`, `requires nvim 0.10`. */
const STATED = new RegExp(
  `\\b(?:neovim|nvim|vim)\\b[\\s*\\x60_[\\]()≥>=:v,-]{0,12}(?:(?:version|release)[\\s*\\x60]{1,3}(?:of )?)?[≥>=v\\s*\\x60_]{0,8}${RELEASE}`,
  'i',
)
const BOUND = /≥|>=|\+|\brequire|\bneed|\bminimum|\bat least|\blater|\bnewer|\bhigher|\babove|\bor up/i
const HAS = new RegExp(`has\\(\\s{0,3}["']nvim-${RELEASE}["']\\s{0,3}\\)`)

/** The file at which an editor's configuration starts, which no plugin has at its root. */
export const configurationOf = (project: Project): string | null =>
  ['init.lua', 'init.vim', 'vimrc'].find(project.has) ?? null

/** Which editor's plugin is this by its folders? `null` for what is none, a configuration among them. */
export function editorOf(project: Project, rock: Rockspec | null): Editor | null {
  const lua = project.below('lua').filter((path) => path.endsWith('.lua'))
  const runtime = project.paths.filter((path) => RUNTIME.test(path))
  const script = runtime.filter((path) => path.endsWith('.vim'))
  const help = project.inFolder('doc').find((path) => HELP.test(path))
  if (configurationOf(project)) return null
  const labelled = rock?.labels.some((label) => /^n?(?:eo)?vim$/.test(label)) || /\.nvim$/.test(rock?.name.value ?? '')
  const named = /(?:^|[-_.])n?vim(?:$|[-_.])/i.test(project.repositoryName)
  if (lua.length && (runtime.length || help || labelled || named) && script.length <= lua.length)
    return { name: 'Neovim', source: { path: runtime.find((path) => path.endsWith('.lua')) ?? lua[0]! } }
  return script.length ? { name: 'Vim', source: { path: script[0]! } } : null
}

/** Is it only to be read from its first lines whether a file checks the editor's version? */
export const CHECKS =
  /^(?:plugin\/[^/]+\.(?:lua|vim)|lua\/[^/]+(?:\/(?:init|health|config))?\.lua|lua\/[^/]+\/health\/init\.lua|autoload\/health\/[^/]+\.vim)$/

/** The editor that the plugin asks for: as its README states it, as its code checks it, else the oldest of its CI. */
export function editorRuntime(project: Project, editor: Editor): Facts['runtimes'] {
  const name = editor.name === 'Neovim' ? 'neovim' : 'vim'
  const own = editor.name === 'Neovim' ? /n(?:eo)?vim/i : /(?<!neo)vim/i
  const readme = readmeIn(project, '.')
  const lines = (readme && project.text(readme)?.split('\n', 2_000)) || []
  for (const [index, whole] of lines.entries()) {
    const line = whole.slice(0, 400).replace(/\(https?:[^)]*\)/g, '')
    const version = own.test(line) ? line.match(STATED) : null
    if (
      readme &&
      version &&
      BOUND.test(line) &&
      !/\bolder\b|\bprior\b|\bbefore\b|</.test(line.slice(0, line.indexOf(version[1]!)))
    )
      return [{ name, constraint: `>=${version[1]}`, sources: [{ path: readme, line: index + 1 }] }]
  }
  if (editor.name === 'Neovim')
    for (const path of project.paths) {
      const text = CHECKS.test(path) ? project.text(path) : null
      const match = text?.match(HAS)
      if (text && match && /error|echoerr|notify|return|finish|warn/i.test(text.slice(match.index, match.index! + 400)))
        return [{ name, constraint: `>=${match[1]}`, sources: [{ path, line: lineAt(text, match.index!) }] }]
    }
  for (const key of [
    'neovim_version',
    'nvim_version',
    'neovim-version',
    'nvim-version',
    'nvim-versions',
    'neovim_branch',
    'neovim',
    'nvim',
  ]) {
    const found = editor.name === 'Neovim' ? continuousIntegrationVersion(project, name, key) : null
    if (found) return [found]
  }
  return []
}

const MOST_PLUGINS = 12

/**
 * Plugins that the README's installation lists as needed: `dependencies = { 'owner/name' }` of lazy.nvim, `requires` of packer,
 * and the `Plug` lines before the plugin's own. Those that a comment or the heading calls optional are left out.
 */
export function editorRequirements(project: Project): Requirement[] {
  const path = readmeIn(project, '.')
  const text = path && project.text(path)
  if (!path || !text) return []
  const found = new Map<string, Requirement>()
  const own = project.repositoryName.toLowerCase()
  for (const block of text.matchAll(
    /\b(?:dependencies|requires)\s*=\s*(\{(?:[^{}]|\{[^{}]{0,400}\}){0,1500}\}|["'][\w.-]+\/[\w.-]+["'])/g,
  )) {
    const before = text.slice(Math.max(0, block.index - 600), block.index).toLowerCase()
    // The list must be that of this plugin, not of another that the README shows.
    const shown = before.slice(before.lastIndexOf('```'))
    const [above = '', line = ''] = shown.split('\n').slice(-2)
    if (!shown.includes(`/${own}`) || line.includes('--') || /^\s*--.*optional/.test(above)) continue
    let optional = false
    for (const [index, line] of block[1]!.split('\n').entries()) {
      const name = line.match(/["']([\w.-]+\/[\w.-]+)["']/)?.[1]
      if (
        name &&
        !optional &&
        !/optional|recommended|--.*\b(?:if|not required|needed for)\b/i.test(line) &&
        !/^\s*--/.test(line)
      )
        if (!found.has(name) && found.size < MOST_PLUGINS)
          found.set(name, { name, scope: 'runtime', source: { path, line: lineAt(text, block.index) + index } })
      if (/^\s*--.*(?:optional|recommended)/i.test(line)) optional = true
      else if (name) optional = false
    }
  }
  return [...found.values()]
}

/** The address under which the README names the repository itself: the owner that stands before its name most often. */
export function ownAddress(project: Project): { address: string; source: Source } | null {
  const path = readmeIn(project, '.')
  const text = path && project.text(path)
  if (!path || !text) return null
  const name = escaped(project.hostedName)
  const owners = new Map<string, { count: number; at: number }>()
  for (const match of text.matchAll(
    new RegExp(`(?<=["'/\\s])([A-Za-z0-9][\\w-]{0,38})/${name}(?:\\.git)?(?=["'\\s/)>]|$)`, 'gm'),
  )) {
    const owner = match[1]!
    if (/^(?:blob|tree|github|pack|start|opt|plugins|bundle|raw)$/.test(owner)) continue
    const known = owners.get(owner)
    owners.set(owner, { count: (known?.count ?? 0) + 1, at: known?.at ?? match.index })
  }
  const [best] = [...owners].toSorted(([, a], [, b]) => b.count - a.count)
  return best
    ? {
        address: `https://github.com/${best[0]}/${project.hostedName}`,
        source: { path, line: lineAt(text, best[1].at) },
      }
    : null
}
