import type { Facts } from '../../analysis/facts'
import { relative } from '../../analysis/paths'
import { type Block, paragraph, table } from '../blocks'
import { type Context, fileLink } from '../context'
import { code, label, md, prose, text } from '../escape'
import { oneLiner } from './about'

const MOST = 50
/** Samples beyond these are counted instead: the packages that make up the project shall be seen. */
const MOST_SAMPLES = 5
/** Characters of a description, at most. */
const LONGEST = 200
/** As many packages with one and the same description have none of their own. */
const COPIED = 3

type Workspace = Facts['workspaces'][number]

const kind = ({ kind: value, private: unpublished }: Workspace) =>
  text(unpublished ? [value, 'not published'].filter(Boolean).join(', ') : value)

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

/** The packages of a repository that holds several: where, what kind, what for. */
export function packages(context: Context): Block[] {
  const workspaces = context.facts.workspaces.filter(({ kind: one }) => one !== 'test')
  const samples = workspaces.filter(isSample)
  const counted = samples.length > MOST_SAMPLES ? samples : []
  const listed = counted.length ? workspaces.filter((one) => !isSample(one)) : workspaces
  // Where none is published, that says nothing about one of them.
  const plain = workspaces.every((one) => one.private)
  const told = (one: Workspace) =>
    workspaces.filter(({ description }) => description === one.description).length < COPIED
      ? one.description
      : undefined
  const rows = listed.slice(0, MOST).map((one) => {
    const description = told(one)
    const path = relative(context.here, one.path)
    return {
      cells: [
        fileLink(context, one.path, label(one.name)),
        path === one.name ? md`` : code(path),
        plain ? text(one.kind) : kind(one),
        prose(description ? oneLiner(description, LONGEST).line.replace(/(?<!\betc)\.$/, '') : ''),
      ],
      sources: one.sources,
    }
  })
  return [
    ...table([md`Package`, md`Path`, md`Kind`, md`Description`], rows),
    ...left(listed.slice(MOST), ''),
    ...left(counted, ', which are samples'),
  ]
}
