import { argumentNamed, argumentsAt, literalIn, named } from '../arguments'
import type { SourceFile } from '../source-file'
import { type CliFramework, commandTree, kebab, sourceAt } from './command'

/** swift-argument-parser: structs that conform to `ParsableCommand`, with property wrappers for their flags. */
function swiftCommands(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  for (const file of files) {
    const { code } = file
    const types: { id: string; open: number; close: number }[] = []
    for (const match of code.bare.matchAll(
      /\b(?:struct|extension|class)\s{1,5}([\w.]{1,80})\s{0,3}:\s{0,3}[\w\s,.]{0,120}\b(?:Async)?ParsableCommand\b[^{]{0,80}\{/g,
    )) {
      const open = match.index + match[0].length - 1
      const id = match[1]!.split('.').at(-1)!
      const close = code.partner(open)
      types.push({ id, open, close })
      const set = /\b(?:CommandConfiguration|\.init)\s{0,3}\(/.exec(code.bare.slice(open, close))
      const all = set ? argumentsAt(code, open + set.index + set[0].length - 1) : []
      tree.add(id, {
        name: named(code, all, 'commandName') ?? kebab(id),
        description: named(code, all, 'abstract') ?? undefined,
        source: sourceAt(file, match.index),
        hidden: /\bshouldDisplay:\s{0,3}false/.test(code.bare.slice(open, Math.min(close, open + 600))),
        root: true,
      })
      const sub = argumentNamed(code, all, 'subcommands')
      for (const [, name] of sub ? code.bare.slice(sub.start, sub.end).matchAll(/(\w{1,60})\.self/g) : [])
        tree.put(name!, id)
    }
    for (const match of code.bare.matchAll(/@(Option|Flag)\s{0,3}(\()?/g)) {
      const owner = types.findLast(({ open, close }) => open < match.index && match.index < close)
      if (!owner) continue
      const open = match[2] ? match.index + match[0].length - 1 : -1
      const all = open === -1 ? [] : argumentsAt(code, open)
      const end = open === -1 ? match.index + match[0].length : code.partner(open) + 1
      const name = /^\s{0,40}(?:public\s|private\s|internal\s)?\s{0,3}var\s{1,3}(\w{1,60})/.exec(
        code.bare.slice(end, end + 160),
      )?.[1]
      const said = argumentNamed(code, all, 'name')
      const names = said ? code.bare.slice(said.start, said.end) : ''
      if (!name) continue
      const custom = said
        ? [...names.matchAll(/\.customLong\s{0,3}\(\s{0,3}(?=")/g)].map(
            (one) => code.literals.get(said.start + one.index + one[0].length)?.value,
          )
        : []
      const short = said
        ? [...names.matchAll(/\.customShort\s{0,3}\(\s{0,3}(?=")/g)].map(
            (one) => code.literals.get(said.start + one.index + one[0].length)?.value,
          )
        : []
      const flags = [
        ...(/\.short\b|\.shortAndLong\b/.test(names) ? [`-${name[0]}`] : []),
        ...short.flatMap((one) => (one ? [`-${one}`] : [])),
        ...custom.flatMap((one) => (one ? [`--${one}`] : [])),
        ...(!said || /\.long\b|\.shortAndLong\b/.test(names) ? [`--${kebab(name)}`] : []),
      ]
      const help = argumentNamed(code, all, 'help')
      const text = help
        ? (literalIn(code, help) ?? literalIn(code, argumentsAt(code, code.bare.indexOf('(', help.start))[0]))
        : null
      if (!(help && /\bvisibility:\s{0,3}\.(?:hidden|private)/.test(code.bare.slice(help.start, help.end))))
        tree.option(owner.id, flags, text, sourceAt(file, match.index))
    }
  }
  return tree.all(programOf)
}

export const swiftParser: CliFramework = {
  name: 'swift-argument-parser',
  proof: /^swift\/.*swift-argument-parser$/,
  files: /\.swift$/,
  word: /\bParsableCommand\b/,
  find: swiftCommands,
}
