import { type Block, paragraph, table } from '../blocks'
import { type Context, fileLink } from '../context'
import { code, md, prose, text } from '../escape'

/** Variables that a table still shows; a longer list is for the file that holds it. */
const MOST = 60

/** Environment variables: what each is for, its default, and where it is read or set. */
export function configuration(context: Context): Block[] {
  const all = context.facts.environment
  const shown = [...all.filter(({ required }) => required), ...all.filter(({ required }) => !required)].slice(0, MOST)
  const rows = shown.map(({ name, description, required, default: value, sources }) => ({
    cells: [
      code(name),
      prose(description ?? ''),
      required ? text('required') : code(value ?? ''),
      ...(sources[0] ? [fileLink(context, sources[0].path)] : []),
    ],
    sources,
  }))
  const left = all.slice(shown.length)
  return [
    ...(rows.length
      ? [
          paragraph(
            md`It is configured by environment variables:`,
            shown.flatMap(({ sources }) => sources.slice(0, 1)),
          ),
        ]
      : []),
    ...table([md`Variable`, md`Purpose`, md`Default`, md`Found in`], rows),
    ...(left.length
      ? [
          paragraph(
            text(`${left.length} more are read in the code.`),
            left.flatMap(({ sources }) => sources),
          ),
        ]
      : []),
  ]
}
