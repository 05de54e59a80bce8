import type { Facts, Kind } from '../../analysis/facts'
import { relative } from '../../analysis/paths'
import { type Block, bullets, fenced } from '../blocks'
import { type Context, fileLink } from '../context'
import { clean, md, prose } from '../escape'
import { moduleId } from '../passages/passage'
import { beside, entryPoint } from '../wording/path-descriptions'

type Entry = Facts['tree'][number]
interface Node {
  entry: Entry
  label: string
  children: Node[]
}

/** Lines of the tree, and characters of a name before its description stands alone. */
const MOST = 25
const WIDEST = 44

const MOST_ENTRIES = 5
/** Projects whose files at the root are what one reads and runs. */
const OF_FILES: ReadonlySet<Kind> = new Set(['notebooks', 'research-code', 'dataset', 'config', 'docs'])

/**
 * The entries worth a line. A file at the root that nothing is known of is left out, unless it is where something starts,
 * a document, or named in a command.
 */
function entries({ entry_points, documents, kinds, commands, tree: all }: Facts): Entry[] {
  const known = new Set([...entry_points, ...Object.values(documents)].map(({ path }) => path))
  const words = new Set(
    Object.values(commands)
      .flat()
      .flatMap(({ command }) => command.split(/\s+/)),
  )
  const telling = ({ path, kind, description }: Entry) =>
    kind === 'directory' || path.includes('/') || description !== undefined || known.has(path) || words.has(path)
  return (kinds.some((kind) => OF_FILES.has(kind)) ? all : all.filter(telling)).slice(0, MOST)
}

const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** Entries under the nearest of their folders that is an entry too. */
function nest(entries: readonly Entry[], here: string): Node[] {
  const nodes = new Map<string, Node>(entries.map((entry) => [entry.path, { entry, label: '', children: [] }]))
  const roots: Node[] = []
  for (const node of nodes.values()) {
    let above = parentOf(node.entry.path)
    while (above !== '' && !nodes.has(above)) above = parentOf(above)
    const parent = nodes.get(above)
    node.label = clean(parent ? relative(above, node.entry.path) : relative(here, node.entry.path))
    if (node.entry.kind === 'directory') node.label += '/'
    const among = parent ? parent.children : roots
    among.push(node)
  }
  return roots
}

/** A line for each entry, down to so many levels. */
function draw(nodes: readonly Node[], levels: number, indent = ''): { drawn: string; entry: Entry }[] {
  if (levels === 0) return []
  return nodes.flatMap((node, index) => {
    const last = index === nodes.length - 1
    return [
      { drawn: `${indent}${last ? '└──' : '├──'} ${node.label}`, entry: node.entry },
      ...draw(node.children, levels - 1, `${indent}${last ? '    ' : '│   '}`),
    ]
  })
}

/** The entries of the tree as they are drawn, with what is said beside each. */
export function drawnEntries({ facts, here, options }: Context): { drawn: string; entry: Entry; text: string }[] {
  const lines = draw(nest(entries(facts), here), options.tree_depth)
  if (lines.length < 2) return []
  const about = facts.description?.value ?? ''
  return lines.map(({ drawn, entry }) => ({ drawn, entry, text: beside(entry.path, entry.description, about) }))
}

function tree(context: Context): { blocks: Block[]; shown: Entry[] } {
  const said = drawnEntries(context).map(({ drawn, entry, text }) => {
    const worded = context.wording.get(moduleId(entry.path))?.sentences[0]
    return { drawn, entry, ...(worded ? { ...worded, by: 'model' as const } : { text, sources: entry.sources }) }
  })
  if (!said.length) return { blocks: [], shown: [] }
  const described = said.filter(({ text }) => text !== '').map(({ drawn }) => drawn.length)
  const width = Math.min(WIDEST, Math.max(0, ...described))
  const shown = said.map(({ drawn, entry: _, text, ...rest }) => ({
    ...rest,
    text: text === '' ? drawn : `${drawn.padEnd(width)}  ${text}`,
  }))
  return { blocks: [fenced('text', shown)], shown: said.map(({ entry }) => entry) }
}

/** The paths that a newcomer must know, as a tree with what each is for, and where the program starts. */
export function layout(context: Context): Block[] {
  const { blocks, shown } = tree(context)
  const drawn = new Set(shown.map(({ path }) => path))
  const others = context.facts.entry_points.filter(({ path }) => !drawn.has(path))
  const items = others.slice(0, MOST_ENTRIES).map(({ path, what, sources }) => ({
    text: md`${fileLink(context, path)}: ${prose(entryPoint(what))}`,
    sources,
  }))
  return items.length ? [...blocks, bullets(items)] : blocks
}
