import { argumentNamed, argumentsAt, isSet, literalsIn, named } from '../arguments'
import type { SourceFile } from '../source-file'
import { type CliFramework, commandTree, sourceAt } from './command'

/** urfave/cli: commands and flags are literals in one another. */
function urfaveCommands(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  for (const file of files) {
    const { code } = file
    const commands: { id: string; open: number; close: number }[] = []
    for (const match of code.bare.matchAll(/\{\s{0,40}Name:/g)) {
      const open = match.index
      const all = argumentsAt(code, open)
      const before = code.bare.slice(Math.max(0, open - 60), open)
      if (/Flag\s{0,3}$/.test(before)) continue
      const name = named(code, all, 'Name')
      const isCommand = ['Action', 'Commands', 'Subcommands', 'Flags'].some((key) => argumentNamed(code, all, key))
      if (!name || !isCommand) continue
      const outer = commands.findLast((one) => one.open < open && open < one.close)
      const id = `${file.path}@${open}`
      const app =
        /cli\.App\s{0,3}$/.test(before) ||
        (!outer && /&cli\.Command\s{0,3}$/.test(before) && argumentNamed(code, all, 'Commands') !== undefined)
      tree.add(id, {
        name,
        description: named(code, all, 'Usage') ?? undefined,
        source: sourceAt(file, open),
        root: app,
        hidden: isSet(code, all, 'Hidden'),
      })
      if (outer) tree.put(id, outer.id)
      commands.push({ id, open, close: code.partner(open) })
    }
    for (const match of code.bare.matchAll(/\bcli\.\w{1,30}Flag\s{0,3}\{/g)) {
      const all = argumentsAt(code, match.index + match[0].length - 1)
      const name = named(code, all, 'Name')
      const owner = commands.findLast((one) => one.open < match.index && match.index < one.close)
      const aliases = argumentNamed(code, all, 'Aliases')
      if (!name || !owner || isSet(code, all, 'Hidden')) continue
      const names = [...(aliases ? (literalsIn(code, aliases) ?? []) : []), ...name.split(/,\s*/)]
      tree.option(
        owner.id,
        names.map((one) => (one.length === 1 ? `-${one}` : `--${one}`)),
        named(code, all, 'Usage'),
        sourceAt(file, match.index),
      )
    }
  }
  return tree.all(programOf)
}

export const urfave: CliFramework = {
  name: 'urfave/cli',
  proof: /^golang\/github\.com\/urfave\/cli/,
  files: /\.go$/,
  word: /\bcli\.(?:App|Command|\w+Flag)\b/,
  find: urfaveCommands,
}
