import type { Requirement } from '../../manifest-facts'
import type { Run } from './walk'

/** Parts of the machine and of CMake that `find_package` finds as well: no dependency that anybody installs. */
const OWN =
  /^(?:Threads|PkgConfig|Git|Doxygen|Python\d?|PythonInterp|PythonLibs|Perl|BISON|FLEX|ECM|CMakePackageConfigHelpers|GNUInstallDirs|Sphinx|Java|JNI|UnixCommands|Sanitizers|ClangTidy|CCache|Backtrace|Iconv|Intl|SWIG|Ruby|LATEX|Coverage|Subversion|M|Math|RT)$/i
const NAME = /^[\w.+-]+$/

/** The parts of Qt and KDE that are asked for, each a package of its own there: `Qt6 COMPONENTS Widgets` is `Qt6Widgets`. */
function components(name: string, args: readonly string[]): string[] {
  if (!/^(?:Qt\d?|KF\d)$/.test(name)) return []
  const from = args.findIndex((arg) => /^(?:REQUIRED|COMPONENTS)$/.test(arg))
  if (from === -1) return []
  const rest = args.slice(from).filter((arg) => !/^(?:REQUIRED|COMPONENTS|CONFIG|NO_MODULE|QUIET)$/.test(arg))
  const end = rest.indexOf('OPTIONAL_COMPONENTS')
  return (end === -1 ? rest : rest.slice(0, end)).filter((arg) => NAME.test(arg)).map((part) => `${name}${part}`)
}

/** Repository and version of a `CPMAddPackage`: `gh:fmtlib/fmt#10.2.1`, or by its words. */
function fromCpm(args: readonly string[]): { name: string; version?: string } | null {
  const short = args[0]?.match(/^(?:gh|gl|bb):[\w.-]+\/([\w.-]+?)(?:[#@]v?([\w.+-]+))?$/)
  if (short) return { name: short[1]!, ...(short[2] && { version: short[2] }) }
  const after = (word: string) => (args.includes(word) ? args[args.indexOf(word) + 1] : undefined)
  const name = after('NAME')
  const version = after('VERSION')
  return name && NAME.test(name) ? { name, ...(version && { version }) } : null
}

/** Libraries that the build looks for or fetches; those of tests and benchmarks are `dev`, those it can do without `optional`. */
export function cmakeRequirements(runs: readonly Run[]): Requirement[] {
  const found = new Map<string, Requirement>()
  for (const { name: command, args, path, line, folder, gate, aside } of runs) {
    if (/(?:^|\/)(?:examples?|samples?|demos?|docs?|tutorials?)(?:\/|$)/i.test(folder)) continue
    const offer = (name: string, version: string | undefined, needed: boolean) => {
      if (!NAME.test(name) || OWN.test(name)) return
      const scope = aside ? 'dev' : needed && gate.length === 0 ? 'runtime' : 'optional'
      const known = found.get(name)
      if (known && (known.scope === 'runtime' || scope !== 'runtime')) return
      found.set(name, {
        name,
        ...(version && /^\d[\w.]*$/.test(version) && { version }),
        scope,
        source: { path, line },
      })
    }
    const [first = '', second] = args
    const required = args.includes('REQUIRED')
    if (command === 'find_package') {
      offer(first, second, required)
      for (const part of components(first, args)) offer(part, undefined, required)
    } else if (command === 'pkg_check_modules' || command === 'pkg_search_module') {
      for (const module of args.slice(1))
        if (
          !/^(?:REQUIRED|QUIET|IMPORTED_TARGET|GLOBAL|NO_CMAKE_PATH|STATIC_TARGET|NO_CMAKE_ENVIRONMENT_PATH)$/.test(
            module,
          )
        )
          offer(module.replace(/[<>=].*$/, ''), undefined, required)
    } else if (command === 'fetchcontent_declare') offer(first, undefined, true)
    else if (command === 'cpmaddpackage' || command === 'cpmfindpackage') {
      const given = fromCpm(args)
      if (given) offer(given.name, given.version, true)
    }
  }
  return [...found.values()]
}
