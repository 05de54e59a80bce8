import type { Facts, Source } from '../../facts'
import { firstSentence } from '../../sentences'
import type { SourceFile } from '../source-file'

export type Cli = Facts['surface']['cli'][number]
type Option = NonNullable<Cli['options']>[number]

/** A library for command lines that is read. */
export interface CliFramework {
  name: string
  /** What proves it, as for routes. */
  proof: RegExp
  files: RegExp
  word: RegExp
  /** The commands of all these files together. `programOf` gives the name under which a file's program is typed, `null` when that is not known. */
  find(files: readonly SourceFile[], programOf: (path: string) => string | null): Cli[]
}

/** Against a flood: no program has as many commands and flags. */
const MOST_COMMANDS = 1_000
const MOST_OPTIONS = 500
const DEEPEST = 5
const LONGEST_HELP = 240
/** Of a help text longer than this the first sentence is told. */
const LONG_HELP = 120

interface Node {
  name: string | null
  description: string | undefined
  options: Option[]
  source: Source
  hidden: boolean
  root: boolean
}

/** Commands as they are found, to be put together under the names by which they are typed. */
export interface CommandTree {
  /** `name` is `null` for the program itself, which goes by what its manifest calls it. */
  add(
    id: string,
    node: { name: string | null; description?: string | undefined; source: Source; hidden?: boolean; root?: boolean },
  ): void
  option(id: string, flags: readonly string[], description: string | null | undefined, source: Source): void
  put(child: string, parent: string): void
  has(id: string): boolean
  /** It is the program itself, if nothing else has it as a command. */
  root(id: string): void
  all(programOf: (path: string) => string | null): Cli[]
}

/** Places that a program fills in, and colours of a terminal. */
const TEMPLATE = /\{\w*\}|%\(\w+\)|\$\{|\p{Cc}/u

/** First sentence of a help text, on one line; nothing of a template. */
export function helpText(text: string | null | undefined): string | undefined {
  const whole = (text ?? '')
    .split(/\n\s*\n/, 1)
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
  const plain = (whole.length > LONG_HELP ? (firstSentence(whole) ?? whole) : whole).replace(/\.$/, '')
  return plain && plain.length <= LONGEST_HELP && !TEMPLATE.test(plain) ? plain : undefined
}

/** A word of code as a flag or a command: `dryRun` and `dry_run` are `dry-run`. */
export const kebab = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/_/g, '-')
    .toLowerCase()

const FLAG = /^-{1,2}[A-Za-z0-9?@#][\w.:-]{0,60}$/
const NAME = /^[\w][\w.:-]{0,60}$/

export function commandTree(): CommandTree {
  const nodes = new Map<string, Node>()
  const parents = new Map<string, string>()
  const options = new Map<string, Option[]>()
  return {
    add(id, { name, description, source, hidden = false, root = false }) {
      if (!nodes.has(id)) nodes.set(id, { name, description: helpText(description), options: [], source, hidden, root })
    },
    option(id, flags, description, source) {
      // Every program answers to it.
      if (flags.includes('--help')) return
      const shown = flags.filter((flag) => FLAG.test(flag)).toSorted((a, b) => a.length - b.length)
      const known = options.get(id) ?? []
      if (!shown.length || known.length >= MOST_OPTIONS || known.some((one) => one.flags === shown.join(', '))) return
      const help = helpText(description)
      options.set(id, [...known, { flags: shown.join(', '), ...(help && { description: help }), sources: [source] }])
    },
    put(child, parent) {
      if (child !== parent && !parents.has(child)) parents.set(child, parent)
    },
    has: (id) => nodes.has(id),
    root(id) {
      const node = nodes.get(id)
      if (node) node.root = true
    },
    all(programOf) {
      const nameOf = (id: string, depth = 0): string | null => {
        const node = nodes.get(id)
        if (!node || node.hidden || depth > DEEPEST) return null
        const parent = parents.get(id)
        if (node.root && parent === undefined) return programOf(node.source.path) ?? node.name
        const before = parent === undefined ? null : nameOf(parent, depth + 1)
        return before === null || !node.name || !NAME.test(node.name) ? null : `${before} ${node.name}`
      }
      // Several that nothing joins cannot all be the one program.
      const roots = new Map<string, number>()
      const above = new Set(parents.values())
      for (const [id, { root }] of nodes) {
        const tells = options.has(id) || above.has(id)
        const name = root && tells && !parents.has(id) ? nameOf(id) : null
        if (name) roots.set(name, (roots.get(name) ?? 0) + 1)
      }
      const said = [...nodes].flatMap(([id, node]): Cli[] => {
        const name = nameOf(id)
        const own = options.get(id) ?? []
        if (!name || (roots.get(name.split(' ', 1).join('')) ?? 0) > 1) return []
        if (!parents.has(id) && node.root && !own.length && !name.includes(' ')) return []
        return [
          {
            name,
            flags: own.map(({ flags }) => flags),
            ...(node.description && { description: node.description }),
            ...(own.length && { options: own }),
            sources: [node.source],
          },
        ]
      })
      // The program first, and what is asked for most before what stands below it.
      return said.toSorted((a, b) => a.name.split(' ').length - b.name.split(' ').length).slice(0, MOST_COMMANDS)
    },
  }
}

export const sourceAt = (file: SourceFile, offset: number): Source => ({
  path: file.path,
  line: file.code.lineOf(offset),
})
