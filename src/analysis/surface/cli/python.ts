import { argumentNamed, argumentsAt, isSet, literalIn, named, type Span } from '../arguments'
import type { SourceFile } from '../source-file'
import { type CliFramework, commandTree, kebab, sourceAt } from './command'

const flagsIn = (file: SourceFile, all: readonly Span[]) =>
  all.flatMap((one) => literalIn(file.code, one) ?? []).filter((one) => one.startsWith('-'))
/** `--shout/--no-shout` is two flags. */
const parted = (flags: readonly string[]) => flags.flatMap((one) => one.split(/\s*[/|]\s*(?=-)/))

/** The standard library's argparse: parsers by their variables. */
function argparseCommands(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  for (const file of files) {
    const { code, path } = file
    /** Parsers and groups of their arguments by variable, those of one function at a time as the text goes on. */
    const known = new Map<string, string>()
    const events = [
      ...code.bare.matchAll(
        /(?:\b((?:\w{1,40}\.)?\w{1,60})\s{0,3}=\s{0,9})?(?:\b([\w.]{1,80})\.)?(ArgumentParser|add_parser|add_subparsers|add_argument_group|add_mutually_exclusive_group|add_argument)\s{0,3}\(/g,
      ),
    ]
    if (events.filter((one) => one[3] === 'ArgumentParser').length !== 1) continue
    for (const match of events) {
      const [whole, variable, receiver = '', word] = match
      const all = argumentsAt(code, match.index + whole.length - 1)
      const owner = known.get(receiver)
      if (word === 'ArgumentParser') {
        tree.add(path, {
          name: named(code, all, 'prog') ?? null,
          description: named(code, all, 'description') ?? undefined,
          source: sourceAt(file, match.index),
          root: true,
        })
        if (variable) known.set(variable, path)
      } else if (word === 'add_parser') {
        const name = literalIn(code, all[0])
        if (!owner || !name) {
          if (variable) known.delete(variable)
          continue
        }
        const id = `${path}@${match.index}`
        const help = argumentNamed(code, all, 'help')
        tree.add(id, {
          name,
          description: named(code, all, 'help') ?? named(code, all, 'description') ?? undefined,
          source: sourceAt(file, match.index),
          hidden: help !== undefined && /SUPPRESS/.test(code.bare.slice(help.start, help.end)),
        })
        tree.put(id, owner)
        if (variable) known.set(variable, id)
      } else if (word === 'add_argument') {
        const help = argumentNamed(code, all, 'help')
        if (owner && !(help && /SUPPRESS/.test(code.bare.slice(help.start, help.end))))
          tree.option(owner, flagsIn(file, all), help ? joinedLiteral(file, help) : null, sourceAt(file, match.index))
      } else if (variable) {
        if (owner) known.set(variable, owner)
        else known.delete(variable)
      }
    }
  }
  return tree.all(programOf)
}

/** Literals that stand one behind the other are one. */
function joinedLiteral({ code }: SourceFile, { start, end }: Span): string | null {
  const parts: string[] = []
  // In brackets, or handed to what translates it.
  let at = start + (/^(?:\w{0,12}gettext(?:_lazy)?|_)?\(/.exec(code.bare.slice(start, start + 30))?.[0].length ?? 0)
  while (at < end) {
    if (/[\s)]/.test(code.bare[at]!)) {
      at++
      continue
    }
    const literal = code.literals.get(at)
    if (!literal) return null
    parts.push(literal.value)
    at = literal.end
  }
  return parts.length ? parts.join('') : null
}

/** The first paragraph of a function's docstring. */
function docstring({ code }: SourceFile, def: number): string | undefined {
  const open = code.bare.indexOf('(', def)
  const colon = /^[^:\n]{0,200}:\s{0,200}(?=")/.exec(code.bare.slice(code.partner(open) + 1, code.partner(open) + 500))
  return colon && open !== -1
    ? code.literals
        .get(code.partner(open) + 1 + colon[0].length)
        ?.value.replace(/\f[\s\S]*$/, '')
        .trim()
    : undefined
}

interface Decorator {
  receiver: string
  word: string
  all: Span[]
  at: number
}
const DECORATOR = /^[ \t]{0,8}@([\w.]{1,100}?)(?:\.(\w{1,60}))?[ \t]{0,3}(?=\(|\n)/gm

/** Functions with the decorators above them. */
function decorated(file: SourceFile): { name: string; def: number; decorators: Decorator[] }[] {
  const { code } = file
  const found: { name: string; def: number; decorators: Decorator[] }[] = []
  let pending: Decorator[] = []
  let reached = 0
  for (const match of code.bare.matchAll(DECORATOR)) {
    if (match.index < reached) continue
    const end = match.index + match[0].length
    const open = code.bare[end] === '(' ? end : -1
    const close = open === -1 ? end : code.partner(open) + 1
    reached = close
    const [receiver, word] = match[2] ? [match[1]!, match[2]] : ['', match[1]!]
    pending.push({
      receiver,
      word,
      all: open === -1 ? [] : argumentsAt(code, open),
      at: match.index + match[0].indexOf('@'),
    })
    const next = /^\s{0,200}(?:async\s{1,3})?def\s{1,3}(\w{1,80})/.exec(code.bare.slice(close, close + 400))
    if (next) found.push({ name: next[1]!, def: close + next.index, decorators: pending })
    if (next || !/^\s{0,400}@/.test(code.bare.slice(close, close + 500))) pending = []
  }
  return found
}

/** Click and Typer: functions decorated as commands of groups, with their options. */
function clickCommands(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  const all = files.map((file) => ({ file, functions: decorated(file) }))
  const nameOf = (file: SourceFile, one: Decorator, name: string) =>
    literalIn(file.code, one.all[0]) ?? named(file.code, one.all, 'name') ?? kebab(name)
  const inGroup: [id: string, path: string, group: string][] = []
  const rootTypers = new Map<string, string>()
  for (const { file } of all) {
    for (const match of file.code.bare.matchAll(
      /^(\w{1,60})\s{0,3}(?::\s{0,3}[\w.]{1,40}\s{0,3})?=\s{0,3}(?:typer\.)?Typer\s{0,3}\(/gm,
    )) {
      const id = `${file.path}#${match[1]}`
      const given = argumentsAt(file.code, match.index + match[0].length - 1)
      rootTypers.set(id, match[1]!)
      tree.add(id, {
        name: named(file.code, given, 'name') ?? null,
        description: named(file.code, given, 'help') ?? undefined,
        source: sourceAt(file, match.index),
        root: true,
      })
    }
  }
  for (const { file, functions } of all)
    for (const { name, decorators, def } of functions) {
      const command = decorators.find(
        ({ word, receiver }) =>
          word === 'group' || word === 'command' || (word === 'callback' && rootTypers.has(`${file.path}#${receiver}`)),
      )
      if (!command) continue
      const typer = rootTypers.has(`${file.path}#${command.receiver}`)
      const id = command.word === 'callback' ? `${file.path}#${command.receiver}` : `${file.path}#${name}`
      const top = !typer && /^(?:click|rich_click|cloup|)$/.test(command.receiver)
      tree.add(id, {
        name: nameOf(file, command, name),
        description:
          named(file.code, command.all, 'help') ?? named(file.code, command.all, 'short_help') ?? docstring(file, def),
        source: sourceAt(file, command.at),
        root: top,
        hidden: isSet(file.code, command.all, 'hidden') || isSet(file.code, command.all, 'deprecated'),
      })
      if (!top && id !== `${file.path}#${command.receiver}`)
        inGroup.push([id, file.path, command.receiver.split('.').at(-1)!])
      for (const { word, all: given, at } of decorators)
        if (word === 'option' && !isSet(file.code, given, 'hidden')) {
          const help = argumentNamed(file.code, given, 'help')
          tree.option(id, parted(flagsIn(file, given)), help ? joinedLiteral(file, help) : null, sourceAt(file, at))
        }
      if (typer) typerOptions(file, def, id, tree.option)
    }
  for (const { file } of all)
    for (const match of file.code.bare.matchAll(/\b(\w{1,60})\.(add_command|add_typer)\s{0,3}\(/g)) {
      const given = argumentsAt(file.code, match.index + match[0].length - 1)
      const child = given[0] && file.code.bare.slice(given[0].start, given[0].end).match(/(\w{1,60})$/)?.[1]
      const same = all.flatMap((one) => (tree.has(`${one.file.path}#${child}`) ? [`${one.file.path}#${child}`] : []))
      const parent = `${file.path}#${match[1]}`
      const id = same.find((one) => one === `${file.path}#${child}`) ?? (same.length === 1 ? same[0]! : null)
      if (!id) continue
      tree.put(id, match[2] === 'add_command' && tree.has(parent) ? parent : 'unknown')
    }
  // A group that another file imports: the only one of its name.
  for (const [id, path, group] of inGroup) {
    const others = all.map(({ file }) => `${file.path}#${group}`).filter((one) => tree.has(one))
    const parent = tree.has(`${path}#${group}`) ? `${path}#${group}` : others.length === 1 ? others[0]! : 'unknown'
    tree.put(id, parent)
  }
  return tree.all(programOf)
}

/** Parameters that Typer makes options of: `x: int = typer.Option(1, "--x", help="…")`. */
function typerOptions(
  file: SourceFile,
  def: number,
  id: string,
  add: (id: string, flags: string[], help: string | null, source: ReturnType<typeof sourceAt>) => void,
): void {
  const { code } = file
  const open = code.bare.indexOf('(', def)
  const close = code.partner(open)
  for (const match of code.bare.slice(open, close).matchAll(/(?:typer\.)?Option\s{0,3}\(/g)) {
    const at = open + match.index
    const given = argumentsAt(code, at + match[0].length - 1)
    const span = argumentsAt(code, open).find(({ start, end }) => start < at && at < end)
    const name = span && code.bare.slice(span.start, span.end).match(/^(\w{1,60})/)?.[1]
    const flags = parted(flagsIn(file, given))
    const help = argumentNamed(code, given, 'help')
    if (isSet(code, given, 'hidden')) continue
    add(
      id,
      flags.length ? flags : name ? [`--${kebab(name)}`] : [],
      help ? joinedLiteral(file, help) : null,
      sourceAt(file, span?.start ?? at),
    )
  }
}

export const argparse: CliFramework = {
  name: 'argparse',
  proof: /^package\/pypi$/,
  // A parser elsewhere may read a file's lines as well as somebody's.
  files:
    /(?:^|\/)(?:cli|main|__main__|__init__|args|arguments|argparser|parser|command_?line|console|app|options|commands?|run)\.py$/,
  word: /\bArgumentParser\(/,
  find: argparseCommands,
}
export const click: CliFramework = {
  name: 'Click',
  proof: /^pypi\/(?:click|typer|typer-slim|rich-click)$/i,
  files: /\.py$/,
  word: /@[\w.]*\b(?:command|group)\b|\bTyper\(/,
  find: clickCommands,
}
