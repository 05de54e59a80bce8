import { argumentsAt, literalIn, literalsIn, named, type Span } from '../arguments'
import type { SourceFile } from '../source-file'
import { type CliFramework, commandTree, sourceAt } from './command'

/** System.CommandLine: options and commands made with their names and help, added to one another by their variables. */
function systemCommandLine(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  for (const file of files) {
    const { code, path } = file
    const known = new Map<string, { flags: string[]; help: string | null; at: number }>()
    const commands = new Map<string, string>()
    for (const match of code.bare.matchAll(
      /\b(\w{1,60})\s{0,5}=\s{0,9}new(?:\s{1,9}(RootCommand|Command|Option)(?:<[^()]{0,80}>)?)?\s{0,3}\(/g,
    )) {
      const all = argumentsAt(code, match.index + match[0].length - 1)
      const declared =
        match[2] ??
        code.bare
          .slice(Math.max(0, match.index - 80), match.index)
          .match(/\b(RootCommand|Command|Option)(?:<[^()\n]{0,60}>)?\s{1,5}$/)?.[1]
      const braces = /^\s{0,80}\{/.exec(code.bare.slice(code.partner(match.index + match[0].length - 1) + 1))
      const open = braces ? code.partner(match.index + match[0].length - 1) + braces[0].length : -1
      const set = open === -1 ? [] : argumentsAt(code, open)
      const help = named(code, set, 'Description')
      if (declared === 'Option') {
        const names = all.flatMap((one) => literalIn(code, one) ?? literalsOf(file, one))
        known.set(match[1]!, {
          flags: names.filter((one) => one.startsWith('-')),
          help: help ?? named(code, all, 'description') ?? names.find((one) => !one.startsWith('-')) ?? null,
          at: match.index,
        })
      } else if (declared) {
        const id = `${path}@${match.index}`
        const root = declared === 'RootCommand'
        commands.set(match[1]!, id)
        tree.add(id, {
          name: root ? null : literalIn(code, all[0]),
          description: (root ? literalIn(code, all[0]) : literalIn(code, all[1])) ?? undefined,
          source: sourceAt(file, match.index),
          root,
        })
        for (const one of set) attach(id, code.bare.slice(one.start, one.end))
      }
    }
    for (const match of code.bare.matchAll(
      /\b(\w{1,60})\.(?:Add|AddOption|AddCommand|AddGlobalOption|Options\.Add|Subcommands\.Add)\s{0,3}\(\s{0,9}(\w{1,60})\s{0,9}\)/g,
    )) {
      const owner = commands.get(match[1]!)
      if (owner) attach(owner, match[2]!)
    }
    function attach(owner: string, name: string): void {
      const option = known.get(name)
      if (option) tree.option(owner, option.flags, option.help, sourceAt(file, option.at))
      const child = commands.get(name)
      if (child) tree.put(child, owner)
    }
  }
  return tree.all(programOf)
}
const literalsOf = ({ code }: SourceFile, span: Span) =>
  /^(?:new\b|\[|aliases)/.test(code.bare.slice(span.start, span.end)) ? (literalsIn(code, span) ?? []) : []

export const systemCommands: CliFramework = {
  name: 'System.CommandLine',
  proof: /^nuget\/System\.CommandLine$/i,
  files: /\.cs$/,
  word: /\bnew RootCommand\b|\bRootCommand\s+\w+\s*=/,
  find: systemCommandLine,
}
