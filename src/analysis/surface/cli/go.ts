import { argumentNamed, argumentsAt, isSet, literalIn, literalsIn, named } from '../arguments'
import { wordBefore } from '../chains'
import { functionAround, GO_FUNCTION } from '../functions'
import type { SourceFile } from '../source-file'
import { type CliFramework, commandTree, sourceAt } from './command'

const COMMAND = /(?:\b(\w{1,60})(?:\s{0,3}:?=\s{0,3}|\s{1,3}=\s{0,3}))?(return\s{1,3})?&?cobra\.Command\s{0,3}\{/g
const ADD = /\b([\w.]{1,80})\.AddCommand\s{0,3}\(/g
const FLAG = /\.((?:\w{1,30}?)(?:Var)?P?)\s{0,3}\(/g
const SET = /\b(\w{1,60})\s{0,3}:?=\s{0,3}(\w{1,60})\.(?:Persistent|Local)?Flags\(\)/g
const KINDS =
  /^(?:Bool|String|Int|Int32|Int64|Uint|Uint16|Uint32|Uint64|Float32|Float64|Duration|StringSlice|StringArray|IntSlice|Count|IP|StringToString|Text|BoolFunc|Func)?(?:Var)?P?$/

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** The arguments of a function that makes a flag: its names, and its help, which comes last. */
function flagOf({ code }: SourceFile, word: string, open: number): { flags: string[]; help: string | null } | null {
  const all = argumentsAt(code, open)
  const own = /Var(?:P)?$/.test(word) ? all.slice(1) : all
  const name = literalIn(code, own[0])
  if (!name) return null
  const short = /P$/.test(word) ? literalIn(code, own[1]) : null
  return { flags: [...(short ? [`-${short}`] : []), `--${name}`], help: literalIn(code, all.at(-1)) }
}

/** Cobra's commands: a tree that `AddCommand` builds, with the flags that each sets. */
function cobraCommands(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  const uses = new Map<string, string>()
  /** Commands by the variable that holds them and by the function that returns them: in their folder, and in the project where one is so called. */
  const byName = new Map<string, string[]>()
  const know = (key: string, id: string) => byName.set(key, [...(byName.get(key) ?? []), id])
  const local = (file: SourceFile, name: string, at: number): string | null => {
    const here =
      byName.get(`${file.path}:${functionAround(file.code, GO_FUNCTION, at)}:${name}`) ??
      byName.get(`${folderOf(file.path)}:${name}`)
    return here?.length === 1 ? here[0]! : (here?.[0] ?? null)
  }
  for (const file of files) {
    const { code, path } = file
    for (const match of code.bare.matchAll(COMMAND)) {
      const open = match.index + match[0].length - 1
      const all = argumentsAt(code, open)
      const use = named(code, all, 'Use')
      if (!use) continue
      const around = functionAround(code, GO_FUNCTION, match.index)
      const id = `${path}@${match.index}`
      tree.add(id, {
        name: use.split(/\s/)[0] ?? '',
        description: named(code, all, 'Short') ?? undefined,
        source: sourceAt(file, argumentNamed(code, all, 'Use')?.start ?? match.index),
        hidden: isSet(code, all, 'Hidden') || isSet(code, all, 'Deprecated'),
      })
      uses.set(id, use.split(/\s/)[0] ?? '')
      const isTop = code.blockAround(match.index) === -1
      if (match[1]) know(isTop ? `${folderOf(path)}:${match[1]}` : `${path}:${around}:${match[1]}`, id)
      if (!isTop) know(`function ${around}`, id)
      if (!isTop) know(`function ${folderOf(path)}:${around}`, id)
    }
  }
  for (const file of files) {
    const { code } = file
    for (const match of code.bare.matchAll(ADD)) {
      const parent = local(file, match[1]!.split('.').at(-1)!, match.index)
      for (const one of argumentsAt(code, match.index + match[0].length - 1)) {
        const text = code.bare.slice(one.start, Math.min(one.end, one.start + 120))
        const called = text.match(/^(?:(\w{1,60})\.)?(\w{1,60})\s{0,3}\(/)
        const variable = text.match(/^(?:(\w{1,60})\.)?(\w{1,60})$/)
        const child = called
          ? functionNamed(file, called[1], called[2]!)
          : variable
            ? variable[1]
              ? inPackage(variable[1], variable[2]!)
              : local(file, variable[2]!, match.index)
            : null
        if (!child) continue
        if (parent) tree.put(child, parent)
        else tree.put(child, 'unknown')
      }
    }
    const sets = [...code.bare.matchAll(SET)].map((match) => ({ name: match[1]!, owner: match[2]!, at: match.index }))
    for (const match of code.bare.matchAll(FLAG)) {
      const word = match[1]!
      if (word === '' || !KINDS.test(word)) continue
      const before = code.bare.slice(Math.max(0, match.index - 120), match.index)
      const direct = before.match(/\b(\w{1,60})\.(?:Persistent|Local)?Flags\(\)$/)?.[1]
      const variable = wordBefore(code.bare, match.index)
      const owner = direct ?? sets.findLast((one) => one.name === variable && one.at < match.index)?.owner
      const id = owner ? local(file, owner, match.index) : null
      const flag = id ? flagOf(file, word, match.index + match[0].length - 1) : null
      if (id && flag && !hides(file, flag.flags.at(-1)!))
        tree.option(id, flag.flags, flag.help, sourceAt(file, match.index))
    }
  }
  function functionNamed(file: SourceFile, pkg: string | undefined, name: string): string | null {
    if (!pkg) return only(byName.get(`function ${folderOf(file.path)}:${name}`))
    const found = byName.get(`function ${name}`) ?? []
    return only(found.filter((id) => packageOf(id) === pkg.toLowerCase())) ?? importedAs(file, pkg, found)
  }
  function inPackage(pkg: string, name: string): string | null {
    const found = [...byName]
      .filter(([key]) => key.endsWith(`:${name}`) && !key.startsWith('function '))
      .flatMap(([, ids]) => ids)
    return only(found.filter((id) => packageOf(id) === pkg.toLowerCase()))
  }
  /** `import listCmd "…/issue/list"`. */
  function importedAs(file: SourceFile, alias: string, ids: readonly string[]): string | null {
    const match = new RegExp(`^\\s*${alias}\\s+"([^"\\n]{1,300})"`, 'm').exec(file.text)
    return match ? only(ids.filter((id) => match[1]!.endsWith(`/${folderOf(id.slice(0, id.lastIndexOf('@')))}`))) : null
  }
  for (const file of files)
    for (const match of file.code.bare.matchAll(/\b(\w{1,60})\.Execute(?:C|Context|ContextC)?\s{0,3}\(/g)) {
      const id = local(file, match[1]!, match.index)
      if (id) tree.root(id)
    }
  for (const [id, name] of uses) if (name === programOf(id.slice(0, id.lastIndexOf('@')))) tree.root(id)
  return tree.all(programOf)
}
const packageOf = (id: string) =>
  folderOf(id.slice(0, id.lastIndexOf('@')))
    .split('/')
    .at(-1)!
    .toLowerCase()
const only = (ids: readonly string[] | undefined) => (ids?.length === 1 ? ids[0]! : null)
const hides = ({ text }: SourceFile, flag: string) =>
  text.includes(`MarkHidden("${flag.slice(2)}")`) || text.includes(`MarkDeprecated("${flag.slice(2)}"`)

/** Flags that a main package sets by the standard library or pflag. */
function flagCommands(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  for (const file of files) {
    const { code } = file
    if (!/^package\s+main\b/m.test(code.bare) || /\bcobra\.Command\b/.test(code.bare)) continue
    const posix = /"github\.com\/spf13\/pflag"/.test(file.text)
    const id = folderOf(file.path)
    /** Flags by what they set: a short and a long name of one thing are one. */
    const found = new Map<string, { flags: string[]; help: string | null; at: number }>()
    for (const match of code.bare.matchAll(/\bp?flag\.(\w{1,30})\s{0,3}\(/g)) {
      const open = match.index + match[0].length - 1
      const flag = KINDS.test(match[1]!) ? flagOf(file, match[1]!, open) : null
      if (!flag) continue
      const [target] = argumentsAt(code, open)
      const key = /Var/.test(match[1]!) && target ? code.bare.slice(target.start, target.end) : `@${match.index}`
      const known = found.get(key)
      if (known) known.flags.push(...flag.flags)
      else found.set(key, { ...flag, at: match.index })
    }
    for (const { flags, help, at } of found.values()) {
      tree.add(id, { name: null, source: sourceAt(file, at), root: true })
      tree.option(id, posix ? flags : flags.map((one) => one.replace(/^--/, '-')), help, sourceAt(file, at))
    }
  }
  return tree.all(programOf)
}

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

export const cobra: CliFramework = {
  name: 'Cobra',
  proof: /^golang\/github\.com\/spf13\/cobra$/,
  files: /\.go$/,
  word: /\bcobra\.Command\b|\.AddCommand\(/,
  find: cobraCommands,
}
export const goFlags: CliFramework = {
  name: 'flag',
  proof: /^package\/golang$/,
  files: /\.go$/,
  word: /\bp?flag\.\w+\(/,
  find: flagCommands,
}
export const urfave: CliFramework = {
  name: 'urfave/cli',
  proof: /^golang\/github\.com\/urfave\/cli/,
  files: /\.go$/,
  word: /\bcli\.(?:App|Command|\w+Flag)\b/,
  find: urfaveCommands,
}
