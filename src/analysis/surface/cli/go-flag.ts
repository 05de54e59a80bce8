import { argumentsAt, literalIn } from '../arguments'
import type { SourceFile } from '../source-file'

/** Functions of the standard library and of pflag that make a flag. */
export const FLAG_KINDS =
  /^(?:Bool|String|Int|Int32|Int64|Uint|Uint16|Uint32|Uint64|Float32|Float64|Duration|StringSlice|StringArray|IntSlice|Count|IP|StringToString|Text|BoolFunc|Func)?(?:Var)?P?$/

/** The arguments of a function that makes a flag: its names, and its help, which comes last. */
export function flagOf(
  { code }: SourceFile,
  word: string,
  open: number,
): { flags: string[]; help: string | null } | null {
  const all = argumentsAt(code, open)
  const own = /Var(?:P)?$/.test(word) ? all.slice(1) : all
  const name = literalIn(code, own[0])
  if (!name) return null
  const short = /P$/.test(word) ? literalIn(code, own[1]) : null
  return { flags: [...(short ? [`-${short}`] : []), `--${name}`], help: literalIn(code, all.at(-1)) }
}
