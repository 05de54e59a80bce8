import type { Command, Source } from '../../analysis/facts'
import { relative } from '../../analysis/paths'
import { type Context, quoted, step } from '../context'

/** A line to type. */
export interface Step {
  text: string
  sources: Source[]
}

/** Does a folder hold the one that this README stands in? */
const isAbove = ({ here }: Context, cwd: string) => cwd !== here && (cwd === '.' || here.startsWith(`${cwd}/`))

export const steps = (context: Context, commands: readonly Command[]): Step[] =>
  commands.map((command) => ({ text: step(context, command), sources: command.sources }))

/**
 * From nothing to what the commands do, one line after the other: the clone, then what runs in folders above (a workspace is installed at its
 * root) on the way down, then the rest in the folder that this README stands in. Where there is no address to clone from, the reader is there.
 * @param staying the reader is to end in the folder even where no command runs in it
 */
export function fromClone(context: Context, commands: readonly Command[], staying = false): Step[] {
  const { repository, name } = context.facts
  if (repository.clone_url === null) return steps(context, commands)
  const first = commands.findIndex(({ cwd }) => !isAbove(context, cwd))
  const onTheWay = first === -1 ? commands : commands.slice(0, first)
  const rest = commands.slice(onTheWay.length)
  const out: Step[] = [{ text: `git clone ${quoted(repository.clone_url)}`, sources: name.sources }]
  let place: string | null = null
  const enter = (folder: string, sources: Source[]) => {
    if (folder === place) return
    const path = place === null ? relative('.', `${repository.name}/${folder}`) : relative(place, folder)
    out.push({ text: `cd ${quoted(path)}`, sources })
    place = folder
  }
  for (const { command, cwd, sources } of onTheWay) {
    enter(cwd, sources)
    out.push({ text: command, sources })
  }
  if (rest.length || staying || !onTheWay.length) enter(context.here, name.sources)
  return [...out, ...steps(context, rest)]
}
