import { argumentsAt, isSet, named } from '../arguments'
import type { SourceFile } from '../source-file'
import { type CliFramework, commandTree, kebab, sourceAt } from './command'

/** oclif: each file below `commands` is a command, its folders the words before. */
function oclifCommands(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  for (const file of files) {
    const { code, path } = file
    const words = path
      .match(/(?:^|\/)src\/commands\/(.+)\.[cm]?[jt]s$/)?.[1]
      ?.replace(/(?:^|\/)index$/, '')
      .split('/')
    if (
      !words ||
      !/\bextends\s{1,9}\w{0,40}Command\b/.test(code.bare) ||
      /\bstatic\s{1,9}(?:override\s{1,9})?hidden\s{0,3}=\s{0,3}true/.test(code.bare)
    )
      continue
    const static_ = (name: string) =>
      new RegExp(`\\bstatic\\s{1,9}(?:override\\s{1,9})?(?:readonly\\s{1,9})?${name}\\b[^=;\\n]{0,80}=\\s{0,9}`).exec(
        code.bare,
      )
    const said = static_('summary') ?? static_('description')
    const description = said ? code.literals.get(said.index + said[0].length)?.value : undefined
    const program = programOf(path)
    if (!program) continue
    const id = path
    tree.add(id, {
      name: `${program} ${words.join(' ')}`.trim(),
      description,
      source: sourceAt(file, said?.index ?? 0),
      root: true,
    })
    const flags = static_('flags')
    if (!flags) continue
    for (const one of argumentsAt(code, flags.index + flags[0].length)) {
      const [whole, plain] =
        code.bare
          .slice(one.start, one.end)
          .match(
            /^(?:(\w{1,60})|"[^"]{0,80}")\s{0,3}:\s{0,9}(?:Flags|flags)\.\w{1,30}(?:<[^()]{0,80}>)?\(\s{0,9}(?=\{|\))/,
          ) ?? []
      const word = plain ?? code.literals.get(one.start)?.value
      if (!whole || !word) continue
      const all = argumentsAt(code, one.start + whole.length)
      if (isSet(code, all, 'hidden')) continue
      const char = named(code, all, 'char')
      tree.option(
        id,
        [...(char ? [`-${char}`] : []), `--${plain ? kebab(word) : word}`],
        named(code, all, 'summary') ?? named(code, all, 'description'),
        sourceAt(file, one.start),
      )
    }
  }
  return tree.all(() => null)
}

export const oclif: CliFramework = {
  name: 'oclif',
  proof: /^npm\/@oclif\/core$/,
  files: /(?:^|\/)src\/commands\/.+\.[cm]?[jt]s$/,
  word: /\bextends\s+\w*Command\b/,
  find: oclifCommands,
}
