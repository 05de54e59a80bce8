import type { Facts } from '../../analysis/facts'
import { relative } from '../../analysis/paths'
import { type Block, paragraph, table } from '../blocks'
import { type Context, fileLink } from '../context'
import { direct, flowchart } from '../diagram'
import { code, label, md, prose, text } from '../escape'
import { isName } from '../wording/path-descriptions'
import { oneLiner } from './about'

const MOST = 50
/** Samples beyond these are counted instead: the packages that make up the project shall be seen. */
const MOST_SAMPLES = 5
/** Characters of a description, at most. */
const LONGEST = 200
/** As many packages with one and the same description have none of their own. */
const COPIED = 3

type Workspace = Facts['workspaces'][number]

/** `mobile-app` as people write it. */
const spoken = ({ kind }: Workspace) => kind.replace(/-/g, ' ')
const kind = (one: Workspace) =>
  text([spoken(one), ...(one.private ? ['not published'] : [])].filter(Boolean).join(', '))

const isSample = ({ kind: value }: Workspace) => value === 'sample'

function left(rest: readonly Workspace[], what: string): Block[] {
  if (!rest.length) return []
  return [
    paragraph(
      text(`And ${rest.length} more${what}.`),
      rest.flatMap(({ sources }) => sources),
    ),
  ]
}

/** Which package builds on which, drawn: packages that stand alone are left out. */
function order(shown: readonly Workspace[]): Block[] {
  const known = new Set(shown.map(({ path }) => path))
  const edges = shown.flatMap(({ path, depends_on = [] }) =>
    depends_on
      .filter((need) => known.has(need.path))
      .map((need) => ({ from: path, to: need.path, sources: need.sources })),
  )
  const met = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const kept = direct(edges)
  const diagram = flowchart(
    shown.filter(({ path }) => met.has(path)).map(({ path, name, sources }) => ({ key: path, label: [name], sources })),
    kept,
  )
  if (!diagram.length) return []
  const all = md`Arrows lead from a package to those that it needs`
  const said =
    kept.length < edges.length
      ? md`${all}; those that it also reaches through another have none of their own:`
      : md`${all}:`
  return [
    paragraph(
      said,
      kept.flatMap(({ sources }) => sources),
    ),
    ...diagram,
  ]
}

/** The packages of a repository that holds several: where, what kind, what for. */
export function packages(context: Context): Block[] {
  const workspaces = context.facts.workspaces.filter(({ kind: one }) => one !== 'test')
  const samples = workspaces.filter(isSample)
  const counted = samples.length > MOST_SAMPLES ? samples : []
  const listed = counted.length ? workspaces.filter((one) => !isSample(one)) : workspaces
  // Where none is published, that says nothing about one of them.
  const plain = workspaces.every((one) => one.private)
  const told = ({ name, description = '' }: Workspace) =>
    workspaces.filter((one) => one.description === description).length < COPIED && !isName(description, name)
      ? description
      : ''
  const path = (one: Workspace) => relative(context.here, one.path)
  const isNamed = listed.slice(0, MOST).every((one) => path(one) === one.name)
  const rows = listed.slice(0, MOST).map((one) => {
    const description = told(one)
    return {
      cells: [
        fileLink(context, one.path, label(one.name)),
        isNamed ? md`` : code(path(one)),
        plain ? text(spoken(one)) : kind(one),
        prose(description ? oneLiner(description, LONGEST).line.replace(/(?<!\betc)\.$/, '') : ''),
      ],
      sources: one.sources,
    }
  })
  return [
    ...table([md`Package`, md`Path`, md`Kind`, md`Description`], rows),
    ...left(listed.slice(MOST), ''),
    ...left(counted, ', which are samples'),
    ...order(workspaces.filter((one) => !isSample(one))),
  ]
}
