import type { Command, Facts, Kind } from '../analysis/facts'
import { folderOf, join, relative } from '../analysis/paths'
import { type Address, label, link, type Markdown, pathAddress, webAddress } from './escape'
import { DEFAULTS, type Options } from './options'
import { PLAIN, type Wording } from './passages/passage'
import { type Family, PRESETS } from './presets'

const FAMILIES: Partial<Record<Kind, Family>> = {
  library: 'library',
  framework: 'library',
  plugin: 'library',
  cli: 'command',
}

/** What a section is written from. */
export interface Context {
  facts: Facts
  options: Options
  /** Passages that a model has worded. */
  wording: Wording
  family: Family
  /** The folder that is described, from which commands are typed; `.` is the repository's root. */
  here: string
  /** Where in the repository the README belongs. */
  path: string
  /** Target of a link to a file or folder of the repository. */
  file(path: string): Address
}

/** How a README is written apart from its facts and options. */
export interface Manner {
  links?: Links
  wording?: Wording
}

/** Where links to the repository's files lead, for a README that stands elsewhere; `line` is 1-based. Made by the caller: https addresses. */
export interface Links {
  file(path: string, line?: number): string
}

/** Modules, roles and charts are called by what others provision; what starts itself is an application. */
const isCalled = ({ kinds, commands }: Facts) =>
  kinds[0] === 'infrastructure' && commands.install.length > 0 && commands.run.length === 0

/** Contracts that others build on are called like any library; those that are deployed are an application. */
const isInherited = ({ kinds }: Facts) => kinds[0] === 'contracts' && kinds.includes('library')

export function contextOf(facts: Facts, options: Options = DEFAULTS, { links, wording = PLAIN }: Manner = {}): Context {
  const here = facts.repository.subdirectory ?? '.'
  const kind = facts.kinds.find((one) => one !== 'monorepo')
  // What is updated stays where it is.
  const path = (options.mode === 'update' && facts.existing_readme?.path) || (join(here, 'README.md') ?? 'README.md')
  const asked = typeof options.template === 'string' ? PRESETS[options.template].family : undefined
  return {
    facts,
    options,
    wording,
    family: asked ?? (kind && FAMILIES[kind]) ?? (isCalled(facts) || isInherited(facts) ? 'library' : 'application'),
    here,
    path,
    file(target) {
      return (links && webAddress(links.file(target))) ?? pathAddress(relative(folderOf(path), target))
    },
  }
}

/** A file or folder by its path, linked. */
export const fileLink = (
  context: Context,
  path: string,
  shown: Markdown = label(relative(context.here, path)),
): Markdown => link(shown, context.file(path))

/** A folder as a shell takes it. */
export const quoted = (folder: string) => {
  const plain = folder.replace(/^(?=-)/, './')
  return /^[\w@%+=:,./-]+$/.test(plain) ? plain : `'${plain.replaceAll("'", "'\\''")}'`
}

/** What to type for a command, from the folder that the README stands in: `cd web && npm test`. */
export function typed(context: Context, { command, cwd }: Command): string {
  const folder = relative(context.here, cwd)
  return folder === '.' ? command : `cd ${quoted(folder)} && ${command}`
}

/** One of several commands typed one after the other: where it needs another folder, it comes back from it. */
export const step = (context: Context, command: Command): string =>
  relative(context.here, command.cwd) === '.' ? command.command : `(${typed(context, command)})`
