import { argumentsAt } from '../arguments'
import type { SourceFile } from '../source-file'
import { type CliFramework, commandTree, sourceAt } from './command'
import { FLAG_KINDS, flagOf } from './go-flag'

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))

const PROGRAM = /^package\s+main\b/m

/** Flags that a main package sets by the standard library or pflag. */
function flagCommands(files: readonly SourceFile[], programOf: (path: string) => string | null) {
  const tree = commandTree()
  for (const file of files) {
    // Most files with flags in a name are no programs, and need not be taken apart to tell.
    if (!PROGRAM.test(file.text)) continue
    const { code } = file
    if (!PROGRAM.test(code.bare) || /\bcobra\.Command\b/.test(code.bare)) continue
    const posix = /"github\.com\/spf13\/pflag"/.test(file.text)
    const id = folderOf(file.path)
    /** Flags by what they set: a short and a long name of one thing are one. */
    const found = new Map<string, { flags: string[]; help: string | null; at: number }>()
    for (const match of code.bare.matchAll(/\bp?flag\.(\w{1,30})\s{0,3}\(/g)) {
      const open = match.index + match[0].length - 1
      const flag = FLAG_KINDS.test(match[1]!) ? flagOf(file, match[1]!, open) : null
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

export const goFlags: CliFramework = {
  name: 'flag',
  proof: /^package\/golang$/,
  files: /\.go$/,
  word: /\bp?flag\.\w+\(/,
  find: flagCommands,
}
