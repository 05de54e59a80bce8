import type { Source } from '../../facts'
import { lineCounter } from '../../line-numbers'
import { join, type Project } from '../../project'

/** What `build.zig` adds: programs, libraries and modules by their literal names, and the steps that `zig build` takes. */
export interface BuildScript {
  programs: { name: string; entry: string | null; source: Source }[]
  libraries: { name: string; entry: string | null; source: Source }[]
  steps: ReadonlyMap<string, { purpose: string; source: Source }>
}

const ADDS = /\.(addExecutable|addLibrary|addStaticLibrary|addSharedLibrary|addModule)\s{0,9}\(/g
const STEP = /\.step\(\s{0,99}"([\w.-]{1,60})"\s{0,9},\s{0,99}"((?:[^"\\\n]|\\.){0,200})"/g
/** Characters behind an `add…(` in which its options stand. */
const OPTIONS = 1_500
/** Programs that the build uses itself, and those beside the product. */
const INTERNAL =
  /(?:^|[-_])(?:gen|generate|generator|codegen|tests?|bench|benchmark|example|demo|fuzz|docs?|tool)(?:$|[-_\d])/i

/** The text up to the end of the call whose arguments begin at `from`. */
function callAt(text: string, from: number): string {
  let depth = 1
  const end = Math.min(text.length, from + OPTIONS)
  for (let at = from; at < end; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return text.slice(from, at)
  }
  return text.slice(from, end)
}

/** Comments away, lines kept, so that what is switched off says nothing. */
const withoutComments = (text: string) => text.replace(/^([ \t]*)\/\/[^\n]*$/gm, '$1')

export function readBuildScript(project: Project, folder: string, path: string): BuildScript {
  const text = withoutComments(project.text(path) ?? '')
  const lineOf = lineCounter(text)
  const programs: BuildScript['programs'] = []
  const libraries: BuildScript['libraries'] = []
  /** The source file that the options name, or that the module does which they name by a variable. */
  const entryIn = (call: string): string | null => {
    const own = call.match(
      /root_source_file\s{0,9}=\s{0,9}(?:b\.path\(\s{0,9}|\.\{\s{0,9}\.(?:path|cwd_relative)\s{0,9}=\s{0,9})"([\w./-]{1,200})"/,
    )?.[1]
    const variable = own ? undefined : call.match(/root_module\s{0,9}=\s{0,9}(\w{1,60})\b(?!\.)/)?.[1]
    const declared = variable ? text.search(new RegExp(`\\b(?:const|var)\\s{1,9}${variable}\\b`)) : -1
    const found =
      own ??
      (declared === -1
        ? undefined
        : text
            .slice(declared, declared + OPTIONS)
            .match(/root_source_file\s{0,9}=\s{0,9}b\.path\(\s{0,9}"([\w./-]{1,200})"/)?.[1])
    const at = found ? join(folder, found) : null
    return at && project.has(at) ? at : null
  }
  for (const match of text.matchAll(ADDS)) {
    const call = callAt(text, match.index + match[0].length)
    const kind = match[1]!
    const name =
      kind === 'addModule'
        ? call.match(/^\s{0,99}"([\w.-]{1,80})"/)?.[1]
        : call.match(/^(?:(?!\.name\b)[\s\S]){0,400}\.name\s{0,9}=\s{0,9}"([\w.+-]{1,80})"/)?.[1]
    const entry = entryIn(call)
    if (!name || INTERNAL.test(name) || (entry !== null && project.role(entry) !== 'own')) continue
    const list = kind === 'addExecutable' ? programs : libraries
    if (!list.some((one) => one.name === name)) list.push({ name, entry, source: { path, line: lineOf(match.index) } })
  }
  const steps = new Map<string, { purpose: string; source: Source }>()
  const stepLine = lineCounter(text)
  for (const match of text.matchAll(STEP))
    if (!steps.has(match[1]!))
      steps.set(match[1]!, { purpose: match[2]!, source: { path, line: stepLine(match.index) } })
  return { programs, libraries, steps }
}
