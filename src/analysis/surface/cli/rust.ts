import { argumentNamed, argumentsAt, literalIn, type Span } from '../arguments'
import type { SourceFile } from '../source-file'
import { type CliFramework, type CommandTree, commandTree, kebab, sourceAt } from './command'

const ITEM = /\bderive\s{0,3}\(([^()]{0,300})\)\s{0,3}\][\s\S]{0,3000}?\b(struct|enum)\s{1,3}(\w{1,60})/g
const ATTRIBUTE = /#\[(?:clap|arg|command|structopt|argh|group)\s{0,3}\(/g

interface Item {
  file: SourceFile
  name: string
  kind: 'struct' | 'enum'
  parser: boolean
  at: number
  body: number
  head: Span
}

/** Arguments of all attributes in a stretch of code. */
function attributes({ code }: SourceFile, { start, end }: Span): Span[] {
  return [...code.bare.slice(start, end).matchAll(ATTRIBUTE)].flatMap((match) =>
    argumentsAt(code, start + match.index + match[0].length - 1),
  )
}
const has = ({ code }: SourceFile, all: readonly Span[], name: string) =>
  all.some(({ start, end }) => new RegExp(`^${name}\\b`).test(code.bare.slice(start, Math.min(end, start + 40))))
/** The value of an attribute's argument: a literal, or a character as the text has it. */
function valueIn(file: SourceFile, all: readonly Span[], name: string): string | null {
  const value = argumentNamed(file.code, all, name)
  if (!value) return null
  return literalIn(file.code, value) ?? file.text.slice(value.start, value.end).match(/^'(.)'$/)?.[1] ?? null
}

/** Documentation above an offset: the first paragraph of its `///` lines. */
function documentation(text: string, at: number): string | undefined {
  const lines = text
    .slice(Math.max(0, at - 3_000), at)
    .split('\n')
    .slice(0, -1)
  const found: string[] = []
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i]!.match(/^\s*\/\/\/ ?(.*)$/)
    if (line) found.unshift(line[1]!)
    else if (!/^\s*#\[/.test(lines[i]!)) break
  }
  const first = found
    .join('\n')
    .trim()
    .split(/\n\s*\n/)[0]
  return first?.replace(/[`*]/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1') || undefined
}

function items(files: readonly SourceFile[]): Item[] {
  return files.flatMap((file) =>
    [...file.code.bare.matchAll(ITEM)].flatMap((match) => {
      if (!/\b(?:Parser|Args|Subcommand|StructOpt|Clap|FromArgs)\b/.test(match[1]!)) return []
      const end = match.index + match[0].length
      const body = file.code.bare.slice(end, end + 200).search(/[{;(]/)
      return [
        {
          file,
          name: match[3]!,
          kind: match[2] === 'enum' ? ('enum' as const) : ('struct' as const),
          parser: /\b(?:Parser|StructOpt|Clap)\b/.test(match[1]!),
          at: match.index,
          body: body === -1 ? -1 : end + body,
          head: { start: Math.max(0, file.code.bare.lastIndexOf('\n}', match.index)), end },
        },
      ]
    }),
  )
}

/** clap's derived parsers: https://docs.rs/clap/latest/clap/_derive/ */
function find(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  const all = items(files)
  const byName = (name: string) => {
    const found = all.filter((one) => one.name === name)
    return found.length === 1 ? found[0]! : null
  }
  const used = new Set<string>()
  /** Puts the flags of a struct, and what it holds of commands, under a command. */
  function fields(item: Item, id: string, body: number, depth: number): void {
    const { file } = item
    if (file.code.bare[body] !== '{' || depth > 5) return
    for (const span of argumentsAt(file.code, body)) field(file, span, id, depth)
  }
  function field(file: SourceFile, span: Span, id: string, depth: number): void {
    const text = file.code.bare.slice(span.start, span.end)
    const given = attributes(file, span)
    const declared = text.match(
      /(?:^|[\s\])])(?:pub(?:\([^)]{0,40}\))?\s{1,5})?(?:r#)?(\w{1,60})\s{0,3}:\s{0,5}([^:][\s\S]{0,200})$/,
    )
    if (!declared) return
    const type = declared[2]!.match(/(\w{1,60})\s{0,3}>*\s{0,9}$/)?.[1] ?? ''
    if (has(file, given, 'subcommand') || has(file, given, 'flatten')) {
      const target = byName(type)
      if (!target) return
      used.add(target.name)
      if (target.kind === 'enum') variants(target, id, depth + 1)
      else fields(target, id, target.body, depth + 1)
      return
    }
    if (has(file, given, 'hide') || has(file, given, 'hidden') || has(file, given, 'skip')) return
    const flags = [
      ...(has(file, given, 'short') ? [`-${valueIn(file, given, 'short') ?? declared[1]![0]}`] : []),
      ...(has(file, given, 'long') ? [`--${valueIn(file, given, 'long') ?? kebab(declared[1]!)}`] : []),
    ]
    const help = valueIn(file, given, 'help') ?? documentation(file.text, span.start)
    if (flags.length)
      tree.option(id, flags, help, sourceAt(file, span.start + Math.max(0, text.lastIndexOf(declared[1]!))))
  }
  function variants(item: Item, parent: string, depth: number): void {
    const { file } = item
    if (file.code.bare[item.body] !== '{' || depth > 5) return
    for (const span of argumentsAt(file.code, item.body)) {
      const text = file.code.bare.slice(span.start, span.end)
      const name = text.replace(/#\[[^\n]*/g, '').match(/([A-Z]\w{0,60})\s{0,3}(?:[({][\s\S]{0,4000})?$/)
      const declared = text.match(/(?:^|\]\s{0,40})([A-Z]\w{0,60})\s{0,3}(\(|\{|$)/) ?? name
      if (!declared?.[1]) continue
      const given = attributes(file, { start: span.start, end: span.start + (declared.index ?? 0) + 1 })
      if (has(file, given, 'external_subcommand') || has(file, given, 'flatten')) continue
      const id = `${file.path}#${item.name}.${declared[1]}`
      const place = span.start + text.indexOf(declared[1], declared.index)
      tree.add(id, {
        name: valueIn(file, given, 'name') ?? kebab(declared[1]),
        description:
          valueIn(file, given, 'about') ?? documentation(file.text, span.start) ?? aboutOf(text, declared[1]),
        source: sourceAt(file, place),
        hidden: has(file, given, 'hide'),
      })
      tree.put(id, parent)
      const open = place + declared[1].length
      const bracket = file.code.bare.slice(open, open + 5).search(/[({]/)
      if (bracket === -1) continue
      if (file.code.bare[open + bracket] === '{') fields(item, id, open + bracket, depth + 1)
      else {
        const type = file.code.bare.slice(open + bracket + 1, span.end).match(/(\w{1,60})\s{0,3}[>),\s]*$/)?.[1]
        const target = type ? byName(type) : null
        if (!target) continue
        used.add(target.name)
        if (target.kind === 'enum') variants(target, id, depth + 1)
        else fields(target, id, target.body, depth + 1)
      }
    }
  }
  /** A variant without help takes that of its type. */
  const aboutOf = (text: string, name: string) => {
    const type = text.slice(text.indexOf(name)).match(/\((?:\w{1,40}::){0,4}(?:Box<)?(\w{1,60})/)?.[1]
    const target = type ? byName(type) : null
    return target ? documentation(target.file.text, itemStart(target)) : undefined
  }
  const roots = all.filter(({ parser, kind }) => parser && kind === 'struct')
  for (const item of roots) root(tree, item)
  for (const item of roots) fields(item, idOf(item), item.body, 0)
  // A parser that another one holds is a part of it.
  for (const item of roots) if (used.has(item.name)) tree.put(idOf(item), 'another parser')
  return tree.all(programOf)
}

const idOf = ({ file, name }: Item) => `${file.path}#${name}`
/** Where the attributes of an item begin: their line. */
const itemStart = ({ file, at }: Item) => file.text.lastIndexOf('\n', at) + 1
function root(tree: CommandTree, item: Item): void {
  tree.add(idOf(item), {
    name: null,
    description: documentation(item.file.text, itemStart(item)),
    source: sourceAt(item.file, item.at),
    root: true,
  })
}

export const clap: CliFramework = {
  name: 'clap',
  proof: /^cargo\/(?:clap|structopt)$/,
  files: /\.rs$/,
  word: /\bderive\([^)]*\b(?:Parser|Args|Subcommand|StructOpt|Clap)\b/,
  find,
}
