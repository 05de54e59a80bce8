import { argumentNamed, argumentsAt, isSet, named } from '../arguments'
import { wordBefore } from '../chains'
import { functionAround, GO_FUNCTION } from '../functions'
import type { SourceFile } from '../source-file'
import { type CliFramework, commandTree, sourceAt } from './command'
import { FLAG_KINDS, flagOf } from './go-flag'

const COMMAND = /(?:\b(\w{1,60})(?:\s{0,3}:?=\s{0,3}|\s{1,3}=\s{0,3}))?(return\s{1,3})?&?cobra\.Command\s{0,3}\{/g
const ADD = /\b([\w.]{1,80})\.AddCommand\s{0,3}\(/g
const FLAG = /\.((?:\w{1,30}?)(?:Var)?P?)\s{0,3}\(/g
const SET = /\b(\w{1,60})\s{0,3}:?=\s{0,3}(\w{1,60})\.(?:Persistent|Local)?Flags\(\)/g
const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))

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
      if (word === '' || !FLAG_KINDS.test(word)) continue
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

export const cobra: CliFramework = {
  name: 'Cobra',
  proof: /^golang\/github\.com\/spf13\/cobra$/,
  files: /\.go$/,
  word: /\bcobra\.Command\b|\.AddCommand\(/,
  find: cobraCommands,
}
