import { type Block, paragraph, table } from '../blocks'
import { type Context, fileLink } from '../context'
import { code, label, md, text } from '../escape'

/** Routes that get a row, and characters of a path beyond which the file's name stands for it. */
const MOST = 15
const WIDEST = 48

const handler = (context: Context, path: string) =>
  path.length > WIDEST ? fileLink(context, path, label(path.slice(path.lastIndexOf('/') + 1))) : fileLink(context, path)

/** How many are left out, and in how many files those are answered. */
function left(rest: Context['facts']['surface']['routes']) {
  if (!rest.length) return []
  const files = new Set(rest.flatMap(({ sources }) => sources.map(({ path }) => path))).size
  const where = files === 1 ? 'one file' : `${files} files`
  return [
    paragraph(
      text(`And ${rest.length} more in ${where}.`),
      rest.flatMap(({ sources }) => sources.slice(0, 1)),
    ),
  ]
}

/** The requests that it answers, each with the file that does. */
export function routes(context: Context): Block[] {
  const { facts } = context
  const { api } = facts.documents
  const rows = facts.surface.routes.slice(0, MOST).map(({ method, path, sources }) => ({
    cells: [code(method), code(path), ...(sources[0] ? [handler(context, sources[0].path)] : [])],
    sources,
  }))
  return [
    ...table([md`Method`, md`Path`, md`Handled in`], rows),
    ...left(facts.surface.routes.slice(MOST)),
    ...(api
      ? [paragraph(md`The interface is described in ${fileLink(context, api.path)}.`, [{ path: api.path }])]
      : []),
  ]
}
