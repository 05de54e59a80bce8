import { argumentNamed, argumentsAt, isSet, literalIn, literalsIn, named, type Span } from '../arguments'
import { chainBehind } from '../chains'
import type { SourceFile } from '../source-file'
import { type CliFramework, commandTree, kebab, sourceAt } from './command'

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

/** Ruby's OptionParser: `opts.on("-v", "--verbose", "Say more")`. */
function optionParserFlags(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  for (const file of files) {
    const { code, path } = file
    if ((code.bare.match(/\bOptionParser\.new\b/g)?.length ?? 0) !== 1) continue
    tree.add(path, {
      name: null,
      source: { path, line: code.lineOf(code.bare.indexOf('OptionParser.new')) },
      root: true,
    })
    for (const match of code.bare.matchAll(/\b\w{1,40}\.on(?:_tail|_head)?\s{0,3}\(?\s{0,9}(?=")/g)) {
      const words: string[] = []
      for (
        let at = match.index + match[0].length, literal = code.literals.get(at);
        literal;
        literal = code.literals.get(at)
      ) {
        words.push(literal.value)
        const next = /^\s{0,3},\s{0,80}(?:(?:[A-Z]\w{0,40}|\[[^\]]{0,200}\])\s{0,3},\s{0,80})?/.exec(
          code.bare.slice(literal.end, literal.end + 400),
        )
        if (!next) break
        at = literal.end + next[0].length
      }
      const flags = words.filter((one) => one.startsWith('-')).map((one) => one.replace(/[ =[<].*$/, ''))
      tree.option(
        path,
        flags.flatMap((one) => one.replace('[no-]', '')),
        words.find((one) => !one.startsWith('-')),
        sourceAt(file, match.index),
      )
    }
  }
  return tree.all(programOf)
}

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

/** clap's builder: `Command::new("x")` with arguments chained to it. */
function clapBuilder(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  for (const file of files) {
    const { code, path } = file
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

export const picocli: CliFramework = {
  name: 'picocli',
  proof: /^maven\/info\.picocli\/|^maven\/io\.quarkus\/quarkus-picocli$/,
  files: /\.(?:java|kt)$/,
  word: /\bpicocli\b/,
  find: picocliCommands,
}
export const optionParser: CliFramework = {
  name: 'OptionParser',
  proof: /^package\/gem$/,
  files: /\.rb$/,
  word: /\bOptionParser\.new\b/,
  find: optionParserFlags,
}
export const symfonyConsole: CliFramework = {
  name: 'Symfony Console',
  proof: /^composer\/symfony\/console$/,
  files: /Command\.php$/,
  word: /\bAsCommand\b/,
  find: consoleCommands,
}
export const systemCommands: CliFramework = {
  name: 'System.CommandLine',
  proof: /^nuget\/System\.CommandLine$/i,
  files: /\.cs$/,
  word: /\bnew RootCommand\b|\bRootCommand\s+\w+\s*=/,
  find: systemCommandLine,
}
export const swiftParser: CliFramework = {
  name: 'swift-argument-parser',
  proof: /^swift\/.*swift-argument-parser$/,
  files: /\.swift$/,
  word: /\bParsableCommand\b/,
  find: swiftCommands,
}
export const clapCommands: CliFramework = {
  name: 'clap builder',
  proof: /^cargo\/clap$/,
  files: /\.rs$/,
  word: /\b(?:Command|App)::new\(/,
  find: clapBuilder,
}
