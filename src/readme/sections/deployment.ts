import { type Block, bullets, table } from '../blocks'
import { type Context, fileLink, typed } from '../context'
import { capital, code, listed, md, prose, text } from '../escape'

const MOST = 5

/** Commands that bring it to where it runs, and the files that describe that place. */
export function deployment(context: Context): Block[] {
  const { commands, infrastructure, kinds } = context.facts
  const rows = commands.deploy.slice(0, MOST).map((command) => ({
    cells: [command.purpose ? prose(capital(command.purpose)) : md`Deploy`, code(typed(context, command))],
    sources: command.sources,
  }))
  // A project that is infrastructure is what others deploy; what lies at the root is the project itself, and no folder to look into.
  const described = kinds[0] === 'infrastructure' ? [] : infrastructure
  const items = described.flatMap(({ tool, paths, sources }) => {
    const folders = paths.filter((path) => path !== '.').slice(0, MOST)
    return folders.length
      ? [{ text: md`${text(tool)}: ${listed(folders.map((path) => fileLink(context, path)))}`, sources }]
      : []
  })
  return [...table([md`Task`, md`Command`], rows), ...(items.length ? [bullets(items)] : [])]
}
