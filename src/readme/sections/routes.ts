import { type Block, paragraph, table } from '../blocks'
import { type Context, fileLink } from '../context'
import { code, md } from '../escape'

const MOST = 40

/** The requests that it answers, each with the file that does. */
export function routes(context: Context): Block[] {
  const { facts } = context
  const { api } = facts.documents
  const rows = facts.surface.routes.slice(0, MOST).map(({ method, path, sources }) => ({
    cells: [code(method), code(path), ...(sources[0] ? [fileLink(context, sources[0].path)] : [])],
    sources,
  }))
  return [
    ...table([md`Method`, md`Path`, md`Handled in`], rows),
    ...(api
      ? [paragraph(md`The interface is described in ${fileLink(context, api.path)}.`, [{ path: api.path }])]
      : []),
  ]
}
