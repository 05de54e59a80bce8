import { baseOf, join, type Project } from '../../../project'
import { isAside, isMain, mainBeside, type Target } from '../build'
import { TOP } from './scope'
import type { Run } from './walk'

const PROGRAM =
  /^(?:qt\d?_|qt_|llvm_|cuda_|kde\d?_|ecm_|wx_|juce_|pico_)?add_(?:executable|gui_app|console_app)$|^(?:cuda|llvm|qt|qt5|qt6)_add_executable$/
const LIBRARY =
  /^(?:qt\d?_|cuda_|llvm_)?add_library$|^(?:cuda|llvm|qt|qt5|qt6)_add_library$|^qt\d?_add_(?:qml_module|plugin)$/
/** Words behind a target's name that are no sources. */
const KEYWORDS =
  /^(?:STATIC|SHARED|MODULE|OBJECT|INTERFACE|EXCLUDE_FROM_ALL|WIN32|MACOSX_BUNDLE|MANUAL_FINALIZATION|PUBLIC|PRIVATE|SOURCES|GLOBAL|FILE_SET|TYPE|FILES|BASE_DIRS|HEADERS)$/
const CODE = /\.(?:c|cc|cpp|cxx|c\+\+|m|mm|cu|f90|f95|f03|f08|asm|d)$/i
const HEADER = /\.(?:h|hh|hpp|hxx|h\+\+|inl|ipp)$/i
/** Programs that a build only uses itself. */
const BUILDERS = /^_|(?:^|[-_])(?:gen|generate|generator|embed|bin2c|bin2h|mkdata|codegen|make_?tables?)(?:$|[-_])/i

/** The files of the tree among a target's arguments, those with code first. */
function sourcesOf(project: Project, top: string, folder: string, args: readonly string[]): string[] {
  const files = args
    .filter((arg) => !KEYWORDS.test(arg) && !arg.includes('$') && (CODE.test(arg) || HEADER.test(arg)))
    .map((arg) => (arg.startsWith(TOP) ? join(top, arg.slice(TOP.length)) : join(folder, arg)))
    .filter((path): path is string => path !== null && project.has(path))
  return [...files.filter((path) => CODE.test(path)), ...files.filter((path) => HEADER.test(path))]
}

function entryOf(name: string, kind: Target['kind'], sources: readonly string[]): string | null {
  if (kind === 'library') return sources[0] ?? null
  const code = sources.filter((path) => CODE.test(path))
  const namesake = code.find(
    (path) =>
      baseOf(path)
        .replace(/\.\w+$/, '')
        .toLowerCase() === name.toLowerCase(),
  )
  return code.find(isMain) ?? namesake ?? (code.length === 1 ? code[0]! : null)
}

/** Names that are found as the target's name is: `OUTPUT_NAME` gives the file another. */
function outputNames(runs: readonly Run[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { name, args } of runs) {
    const at = args.indexOf('OUTPUT_NAME')
    const output = args[at + 1]
    if (at === -1 || !output || output.includes('$')) continue
    if (name === 'set_target_properties') names.set(args[0] ?? '', output)
    if (name === 'set_property' && args[0] === 'TARGET') names.set(args[1] ?? '', output)
  }
  return names
}

/** Targets that an `install` puts into place. */
function installed(runs: readonly Run[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { name, args, gate } of runs) {
    if (name !== 'install' || gate.length || args[0] !== 'TARGETS') continue
    for (const arg of args.slice(1)) {
      if (
        /^(?:EXPORT|RUNTIME|LIBRARY|ARCHIVE|DESTINATION|FILE_SET|BUNDLE|OBJECTS|INCLUDES|COMPONENT|OPTIONAL|PUBLIC_HEADER)$/.test(
          arg,
        )
      )
        break
      names.add(arg)
    }
  }
  return names
}

/** What a CMake project makes: programs and libraries of its own, not what is imported or another name for one. */
export function cmakeTargets(project: Project, top: string, runs: readonly Run[]): Target[] {
  const puts = installed(runs)
  const outputs = outputNames(runs)
  const later = new Map<string, string[]>()
  for (const { name, args, folder } of runs)
    if (name === 'target_sources' && args[0])
      later.set(args[0], [...(later.get(args[0]) ?? []), ...sourcesOf(project, top, folder, args.slice(1))])
  const found = new Map<string, Target>()
  for (const { name: command, args, path, line, folder, gate, aside } of runs) {
    const kind = PROGRAM.test(command) ? 'program' : LIBRARY.test(command) ? 'library' : null
    const [name = '', ...rest] = args
    if (!kind || gate.length || !/^[\w.+-]+$/.test(name) || found.has(name)) continue
    if (/^(?:ALIAS|IMPORTED|UNKNOWN)$/.test(rest[0] ?? '') || rest.includes('IMPORTED')) continue
    const sources = [...sourcesOf(project, top, folder, rest), ...(later.get(name) ?? [])]
    const product =
      !aside &&
      !BUILDERS.test(name) &&
      (puts.has(name) || !isAside(name)) &&
      project.role(`${folder}/file`.replace(/^\.\//, '')) === 'own'
    found.set(name, {
      name: outputs.get(name) ?? name,
      kind,
      entry: entryOf(name, kind, sources) ?? mainBeside(project, folder, kind === 'program' ? name : null),
      installed: puts.has(name),
      product,
      source: { path, line },
    })
  }
  return [...found.values()]
}
