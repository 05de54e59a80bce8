import { argumentNamed, argumentsAt, isSet, literalsIn, named } from '../arguments'
import type { SourceFile } from '../source-file'
import { type CliFramework, commandTree, sourceAt } from './command'

/** picocli: classes with a command above them, fields with options. */
function picocliCommands(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  const children: [parent: string, names: string][] = []
  for (const file of files) {
    const { code } = file
    const classes: { id: string; open: number; close: number }[] = []
    for (const match of code.bare.matchAll(/@(?:CommandLine\.)?Command\s{0,3}\(/g)) {
      const open = match.index + match[0].length - 1
      const close = code.partner(open)
      const name = /^(?:\s|@\w{1,40}(?:\([^()]{0,400}\))?|\w{1,20}\s){0,40}\bclass\s{1,9}(\w{1,80})/.exec(
        code.bare.slice(close + 1, close + 1_500),
      )
      if (!name) continue
      const all = argumentsAt(code, open)
      const about = argumentNamed(code, all, 'description')
      const brace = code.bare.indexOf('{', close + name[0].length)
      tree.add(name[1]!, {
        name: named(code, all, 'name') ?? null,
        description: about ? literalsIn(code, about)?.[0] : undefined,
        source: sourceAt(file, match.index),
        hidden: isSet(code, all, 'hidden'),
        root: true,
      })
      const subcommands = argumentNamed(code, all, 'subcommands')
      if (subcommands) children.push([name[1]!, code.bare.slice(subcommands.start, subcommands.end)])
      classes.push({ id: name[1]!, open: brace, close: code.partner(brace) })
    }
    for (const match of code.bare.matchAll(/@(?:CommandLine\.)?Option\s{0,3}\(/g)) {
      const owner = classes.findLast(({ open, close }) => open < match.index && match.index < close)
      const all = argumentsAt(code, match.index + match[0].length - 1)
      const names = argumentNamed(code, all, 'names')
      const about = argumentNamed(code, all, 'description')
      if (owner && names && !isSet(code, all, 'hidden'))
        tree.option(
          owner.id,
          literalsIn(code, names) ?? [],
          about ? literalsIn(code, about)?.[0] : null,
          sourceAt(file, match.index),
        )
    }
  }
  const inner = new Set<string>()
  for (const [parent, names] of children)
    for (const [, name] of names.matchAll(/(\w{1,80})(?:\.class|::class)/g)) {
      inner.add(name!)
      tree.put(name!, parent)
    }
  return tree.all(programOf)
}

export const picocli: CliFramework = {
  name: 'picocli',
  proof: /^maven\/info\.picocli\/|^maven\/io\.quarkus\/quarkus-picocli$/,
  files: /\.(?:java|kt)$/,
  word: /\bpicocli\b/,
  find: picocliCommands,
}
