import { argumentNamed, argumentsAt, isSet, literalIn, literalsIn, named } from '../arguments'
import { importsOf } from '../routes/javascript-modules'
import type { SourceFile } from '../source-file'
import { type CliFramework, commandTree, sourceAt } from './command'

/** yargs: commands and options on the one parser of a file; options inside a command's builder are the command's. */
function yargsCommands(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  for (const file of files) {
    const { code, path } = file
    if (![...importsOf(file).values()].some(({ module }) => module === 'yargs' || module === 'yargs/yargs')) continue
    const scriptName = /\.scriptName\s{0,3}\(\s{0,9}(?=")/.exec(code.bare)
    const name = scriptName ? code.literals.get(scriptName.index + scriptName[0].length)?.value : null
    tree.add(path, { name: name ?? null, source: { path }, root: true })
    const commands: { id: string; open: number; close: number }[] = []
    for (const match of code.bare.matchAll(/\.command\s{0,3}\(/g)) {
      const open = match.index + match[0].length - 1
      const all = argumentsAt(code, open)
      const given = all[0] && code.bare[all[0].start] === '{' ? argumentsAt(code, all[0].start) : null
      const said = given ? named(code, given, 'command') : all[0] ? literalsIn(code, all[0])?.[0] : null
      const word = said?.split(/\s/)[0]
      const help = given ? named(code, given, 'describe') : literalIn(code, all[1])
      const id = word === '$0' ? path : `${path}@${open}`
      if (!word) continue
      const outer = commands.findLast((one) => one.open < open && open < one.close)?.id ?? path
      const hides = all[1] ? code.bare.slice(all[1].start, all[1].end) === 'false' : false
      if (id !== path)
        tree.add(id, { name: word, description: help ?? undefined, source: sourceAt(file, match.index), hidden: hides })
      tree.put(id, outer)
      commands.push({ id, open, close: code.partner(open) })
    }
    const ownerOf = (at: number) => commands.findLast((one) => one.open < at && at < one.close)?.id ?? path
    const add = (key: string, open: number, at: number) => {
      const all = argumentsAt(code, open)
      if (isSet(code, all, 'hidden')) return
      const alias = argumentNamed(code, all, 'alias')
      const names = [...(alias ? (literalsIn(code, alias) ?? []) : []), key]
      const help = named(code, all, 'describe') ?? named(code, all, 'description') ?? named(code, all, 'desc')
      tree.option(
        ownerOf(at),
        names.map((one) => (one.length === 1 ? `-${one}` : `--${one}`)),
        help,
        sourceAt(file, at),
      )
    }
    for (const match of code.bare.matchAll(/\.(?:option|positional|options)\s{0,3}\(/g)) {
      const open = match.index + match[0].length - 1
      const all = argumentsAt(code, open)
      const key = literalIn(code, all[0])
      if (key !== null && all[1] && code.bare[all[1].start] === '{' && !match[0].startsWith('.positional'))
        add(key, all[1].start, match.index)
      else if (all[0] && code.bare[all[0].start] === '{')
        for (const one of argumentsAt(code, all[0].start)) {
          const [whole, plain] =
            code.bare.slice(one.start, one.end).match(/^(?:(\w{1,60})|"[^"]{0,80}")\s{0,3}:\s{0,9}(?=\{)/) ?? []
          const word = plain ?? code.literals.get(one.start)?.value
          if (whole && word) add(word, one.start + whole.length, one.start)
        }
    }
  }
  return tree.all(programOf)
}

export const yargs: CliFramework = {
  name: 'yargs',
  proof: /^npm\/yargs$/,
  files: /\.[cm]?[jt]s$/,
  word: /['"]yargs(?:\/yargs)?['"]/,
  find: yargsCommands,
}
