import { reach } from '../paths'
import { onDisk } from './absence'
import type { Check, Ground, Judged } from './claim'
import { nearPath } from './near'
import type { CodeBlock } from './reading'

interface Entry {
  path: string
  line: number
}
const BRANCH = /^([\s│┃|]*)(?:[├└┣┗+`|\\][─━-]{1,4}|[├└┣┗])[ \t]*/
/** Share of a drawing's entries that must stand in the tree before it is taken for a drawing of it. */
const SURE = 0.75
const LEAST = 4
const MOST = 400

/** Entries of a drawing of folders, each with its path from the drawing's root. */
function entriesOf({ lines, line }: CodeBlock): Entry[] {
  const entries: Entry[] = []
  const open: { column: number; path: string }[] = []
  for (const [index, text] of lines.slice(0, MOST).entries()) {
    const branch = text.length < 400 ? text.match(BRANCH) : null
    if (!branch) continue
    const column = branch[0].length
    const name = text.slice(column).match(/^([\w.@+-]+(?:\/[\w.@+-]+)*)\/?(?=\s|$)/)?.[1]
    while (open.length && open.at(-1)!.column >= column) open.pop()
    const above = open.at(-1)?.path ?? ''
    // What cannot be read takes what lies below it along.
    const path =
      name === undefined || above === '?' || /^\.+$/.test(name) ? '?' : above === '' ? name : `${above}/${name}`
    open.push({ column, path })
    if (path !== '?') entries.push({ path, line: line + index })
  }
  return entries
}

function judge(ground: Ground, entries: readonly Entry[], base: string): Judged[] {
  const { project } = ground
  const gone: string[] = []
  return entries.flatMap(({ path, line }): Judged[] => {
    if (gone.some((one) => path.startsWith(`${one}/`))) return []
    const presence = onDisk(ground, base, path)
    if (presence === 'unknown') return []
    const claim = { kind: 'path' as const, line, claim: path }
    if (presence === 'there') return [{ ...claim, verdict: 'holds' }]
    gone.push(path)
    const whole = reach(project, base, path) ?? path
    const near = nearPath(project, whole)
    return [
      {
        ...claim,
        verdict: {
          message: `${whole} is not in the repository${near ? `; it has ${near}` : ''}.`,
          sources: near && project.has(near) ? [{ path: near }] : [],
        },
      },
    ]
  })
}

/** Drawings of the repository's folders: those of which nearly all stands in the tree, so that the rest is missing from it. */
export const drawingClaims: Check = (ground) =>
  ground.reading.blocks.flatMap((block) => {
    const entries = entriesOf(block)
    if (entries.length < LEAST) return []
    const bases = [...new Set(['.', ground.folder, 'src'])]
    const best = bases.map((base) => judge(ground, entries, base)).sort((a, b) => held(b) - held(a))[0]!
    return held(best) >= LEAST - 1 && held(best) / best.length >= SURE ? best : []
  })

const held = (judged: readonly Judged[]) => judged.filter(({ verdict }) => verdict === 'holds').length
