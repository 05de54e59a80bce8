import type { Facts } from '../../analysis/facts'
import { type Block, paragraph, table } from '../blocks'
import { type Context, fileLink } from '../context'
import { code, label, md, prose, text } from '../escape'

const MOST = 50

const kind = ({ kind: value, private: unpublished }: Facts['workspaces'][number]) =>
  text(unpublished ? [value, 'not published'].filter(Boolean).join(', ') : value)

/** The packages of a repository that holds several: where, what kind, what for. */
export function packages(context: Context): Block[] {
  const workspaces = context.facts.workspaces.filter(({ kind: one }) => one !== 'test')
  // Where none is published, that says nothing about one of them.
  const plain = workspaces.every((one) => one.private)
  const rows = workspaces.slice(0, MOST).map((one) => ({
    cells: [
      fileLink(context, one.path, label(one.name)),
      one.path === one.name ? md`` : code(one.path),
      plain ? text(one.kind) : kind(one),
      prose(one.description ?? ''),
    ],
    sources: one.sources,
  }))
  const left = workspaces.slice(MOST)
  return [
    ...table([md`Package`, md`Path`, md`Kind`, md`Description`], rows),
    ...(left.length
      ? [
          paragraph(
            text(`And ${left.length} more.`),
            left.flatMap(({ sources }) => sources),
          ),
        ]
      : []),
  ]
}
