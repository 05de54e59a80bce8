import { argumentsAt, literalIn } from '../arguments'
import { chainBehind } from '../chains'
import type { SourceFile } from '../source-file'
import { type CliFramework, commandTree, sourceAt } from './command'

/** clap's builder: `Command::new("x")` with arguments chained to it. */
function clapBuilder(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  for (const file of files) {
    const { code, path } = file
    // The standard library's `Command` starts a process.
    if (!/\bclap\b/.test(code.bare)) continue
    const commands: { id: string; start: number; end: number }[] = []
    for (const match of code.bare.matchAll(/\b(?:clap::)?(?:Command|App|SubCommand)::(?:new|with_name)\s{0,3}\(/g)) {
      const open = match.index + match[0].length - 1
      const name = literalIn(code, argumentsAt(code, open)[0])
      const links = chainBehind(code, code.partner(open) + 1)
      const last = links.at(-1)
      const about = links.find((one) => one.name === 'about')
      const outer = commands.findLast(({ start, end }) => start < match.index && match.index < end)
      const id = `${path}@${match.index}`
      // One that no other holds in this file is the program, if it is the only one.
      tree.add(id, {
        name,
        description: about ? (literalIn(code, argumentsAt(code, about.open)[0]) ?? undefined) : undefined,
        source: sourceAt(file, match.index),
        hidden: links.some((one) => one.name === 'hide'),
        root: !outer && commands.length === 0,
      })
      if (outer) tree.put(id, outer.id)
      commands.push({ id, start: match.index, end: last ? code.partner(last.open) : match.index })
    }
    for (const match of code.bare.matchAll(/\b(?:clap::)?Arg::(?:new|with_name)\s{0,3}\(/g)) {
      const owner = commands.findLast(({ start, end }) => start < match.index && match.index < end)
      const links = chainBehind(code, code.partner(match.index + match[0].length - 1) + 1)
      const value = (name: string) => {
        const link = links.find((one) => one.name === name)
        return link
          ? (literalIn(code, argumentsAt(code, link.open)[0]) ??
              file.text.slice(link.open + 1, code.partner(link.open)).match(/^\s*'(.)'\s*$/)?.[1] ??
              null)
          : null
      }
      if (!owner || links.some((one) => one.name === 'hide' || one.name === 'hidden')) continue
      const short = value('short')
      const long = value('long')
      tree.option(
        owner.id,
        [...(short ? [`-${short.replace(/^-/, '')}`] : []), ...(long ? [`--${long}`] : [])],
        value('help'),
        sourceAt(file, match.index),
      )
    }
  }
  return tree.all(programOf)
}

export const clapCommands: CliFramework = {
  name: 'clap builder',
  proof: /^cargo\/clap$/,
  files: /\.rs$/,
  word: /\b(?:Command|App)::new\(/,
  find: clapBuilder,
}
