import type { Facts, Source } from '../../analysis/facts'
import { type Block, bullets, fenced } from '../blocks'
import { type Context, fileLink, relative } from '../context'
import { capital, clean, md, prose } from '../escape'

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
/** Characters of a description beside a path. */
const BRIEF = 72

/** The first sentence of a description, cut at a word where it is long. */
function brief(description: string): string {
  const first = clean(description).match(/^.*?[.!?](?=\s)/u)?.[0] ?? clean(description)
  if (first.length <= BRIEF) return first.replace(/\.$/, '')
  const head = first.slice(0, BRIEF)
  return `${head.slice(0, Math.max(head.lastIndexOf(' '), BRIEF / 2))} …`
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

function draw(nodes: readonly Node[], indent = ''): { drawn: string; entry: Entry }[] {
  return nodes.flatMap((node, index) => {
    const last = index === nodes.length - 1
    return [
      { drawn: `${indent}${last ? '└──' : '├──'} ${node.label}`, entry: node.entry },
      ...draw(node.children, `${indent}${last ? '    ' : '│   '}`),
    ]
  })
}

function tree({ facts, here }: Context): Block[] {
  const lines = draw(nest(facts.tree.slice(0, MOST), here))
  if (lines.length < 2) return []
  const width = Math.min(WIDEST, Math.max(...lines.map(({ drawn }) => drawn.length)))
  const shown = lines.map(({ drawn, entry }): { text: string; sources: Source[] } => ({
    text: entry.description ? `${drawn.padEnd(width)}  ${brief(entry.description)}` : drawn,
    sources: entry.sources,
  }))
  return [fenced('text', shown)]
}

/** The paths that a newcomer must know, as a tree with what each is for, and where the program starts. */
export function layout(context: Context): Block[] {
  const blocks = tree(context)
  const drawn = new Set(blocks.length ? context.facts.tree.slice(0, MOST).map(({ path }) => path) : [])
  const others = context.facts.entry_points.filter(({ path }) => !drawn.has(path))
  const items = others.slice(0, MOST_ENTRIES).map(({ path, what, sources }) => ({
    text: md`${fileLink(context, path)}: ${prose(capital(what))}`,
    sources,
  }))
  return items.length ? [...blocks, bullets(items)] : blocks
}
