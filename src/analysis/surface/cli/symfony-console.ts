import { argumentsAt, isSet, literalIn, named } from '../arguments'
import type { SourceFile } from '../source-file'
import { type CliFramework, commandTree, sourceAt } from './command'

/** Symfony Console: classes with the attribute `AsCommand`, their options added in `configure`. */
function consoleCommands(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  for (const file of files) {
    const { code, path } = file
    const attribute = /#\[(?:\w{1,40}\\)?AsCommand\s{0,3}\(/.exec(code.bare)
    const program = programOf(path)
    if (!attribute || !program) continue
    const all = argumentsAt(code, attribute.index + attribute[0].length - 1)
    const name = named(code, all, 'name') ?? literalIn(code, all[0])
    if (!name || isSet(code, all, 'hidden')) continue
    tree.add(path, {
      name: `${program} ${name.split('|')[0]}`,
      description: named(code, all, 'description') ?? literalIn(code, all[1]) ?? undefined,
      source: sourceAt(file, attribute.index),
      root: true,
    })
    for (const match of code.bare.matchAll(/->addOption\s{0,3}\(/g)) {
      const given = argumentsAt(code, match.index + match[0].length - 1)
      const long = literalIn(code, given[0])
      const short = literalIn(code, given[1])
      if (long)
        tree.option(
          path,
          [...(short ? short.split('|').map((one) => `-${one}`) : []), `--${long}`],
          literalIn(code, given[3]),
          sourceAt(file, match.index),
        )
    }
  }
  return tree.all(() => null)
}

export const symfonyConsole: CliFramework = {
  name: 'Symfony Console',
  proof: /^composer\/symfony\/console$/,
  files: /Command\.php$/,
  word: /\bAsCommand\b/,
  find: consoleCommands,
}
