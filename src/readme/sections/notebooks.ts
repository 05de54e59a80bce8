import { type Block, bullets } from '../blocks'
import { type Context, fileLink } from '../context'
import { md, prose } from '../escape'

const MOST = 60

/** The notebooks by their titles, in the order of their files. */
export const notebooks = (context: Context): Block[] => {
  const shown = context.facts.surface.notebooks.slice(0, MOST)
  return shown.length
    ? [
        bullets(
          shown.map(({ path, title, sources }) => ({ text: md`${fileLink(context, path)}: ${prose(title)}`, sources })),
        ),
      ]
    : []
}
