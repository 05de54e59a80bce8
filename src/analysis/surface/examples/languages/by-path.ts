import type { Whereabouts } from '../whereabouts'
import { found, type Reading, together, type Verdict } from './reading'

const SOURCES = ['java', 'kt', 'scala', 'groovy']
const upTo = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))

const JVM_FILES = /^\.(?:java|kt|scala|groovy)$/
/** What comes with the language; a source root named for it makes it look like a folder of the project's. */
const OF_LANGUAGE = /^(?:javax?|kotlinx?|scala|groovy)\./

/** A class is a file in the folder of its package; functions and objects of Kotlin and Scala only have that folder. */
function jvmVerdict(path: string, where: Whereabouts): Verdict['about'] {
  if (OF_LANGUAGE.test(path)) return 'foreign'
  const segments = path.split('.')
  const type = segments.findIndex((one) => /^[A-Z]/.test(one))
  const name = (type === -1 ? segments : segments.slice(0, type + 1)).join('/')
  if (SOURCES.some((ending) => where.files(`${name}.${ending}`).length > 0)) return 'own'
  const folder = upTo(name)
  // A package of one segment is too common a name to be told from a folder.
  if (!folder.includes('/')) return 'foreign'
  if (type === -1) return where.hasFolder(name) || where.hasFolder(folder) ? 'own' : 'foreign'
  if (!where.hasFolder(folder)) return 'foreign'
  return where.mentions(segments[type] ?? '', JVM_FILES) ? 'own' : 'stale'
}

/**
 * Types of the project that code makes or asks something of, as snippets do that leave their imports out: each is a file of its own.
 * Short names are too common to tell anything.
 */
const withTypes =
  (endings: readonly string[], imports: Reading): Reading =>
  (code, where) => {
    const imported = imports(code, where)
    if (imported.about !== 'foreign') return imported
    const types = found(code, /(?<![\w.@"'])([A-Z]\w{5,60})(?=\s?[(.<:])/g)
    // A snippet that declares or extends a type shows the inside of it.
    const declared = new Set(
      found(code, /\b(?:class|struct|enum|interface|protocol|extension|record|object)\s+(\w{2,60})/g),
    )
    const own = types.some(
      (name) => !declared.has(name) && endings.some((ending) => where.files(`${name}.${ending}`).length > 0),
    )
    return own ? { about: 'own', imported: false } : imported
  }

const jvmImports: Reading = (code, where) =>
  together(
    found(code, /^\s*import\s+(?:static\s+)?([\w.]{3,200}?)(?:\.[*_]|\.\{[^}\n]{0,200}\})?\s*(?:;|$|as\b)/gm).map(
      (path) => jvmVerdict(path, where),
    ),
  )

/** Composer loads a class from the file of its name; a namespace is a folder, below a prefix that is none. */
function phpVerdict(name: string, where: Whereabouts): Verdict['about'] {
  const segments = name.replace(/^\\/, '').split('\\')
  if (segments.length < 2) return 'foreign'
  const file = (from: number) => where.files(`${segments.slice(from).join('/')}.php`)
  for (let from = 0; from < segments.length; from++) {
    const [path] = file(from)
    const namespace = path && where.text(path)?.match(/^\s*namespace\s+([\w\\]+)/m)?.[1]
    if (namespace === segments.slice(0, -1).join('\\')) return 'own'
    if (path && namespace === undefined && from === 1) return 'own'
  }
  return 'foreign'
}

export const php: Reading = (code, where) =>
  together(
    found(
      code,
      /^\s*use\s+(?:function\s+|const\s+)?(\\?[A-Z]\w*(?:\\\w+){1,8})|(?:\bnew\s+|[(\s,=])(\\?[A-Z]\w*(?:\\\w+){1,8})/gm,
    ).map((name) => phpVerdict(name, where)),
  )

const rubyConstant = (file: string) => file.replace(/(?:^|[_-])(\w)/g, (_, letter: string) => letter.toUpperCase())

/** A file below `lib` by the name that `require` takes, or a constant of the gem's name. */
export const ruby: Reading = (code, where) => {
  const required = found(code, /^\s*require\s*\(?\s*['"]([\w./-]{1,100})['"]/gm).map((name): Verdict['about'] =>
    where.files(`lib/${name}.rb`).length > 0 ? 'own' : 'foreign',
  )
  const constants = new Set(
    [...where.packages('gem')].flatMap((gem) =>
      where.files(`lib/${gem.replaceAll('-', '/')}.rb`).length || where.files(`lib/${gem}.rb`).length
        ? [rubyConstant(gem.split(/[-/]/)[0] ?? '').toLowerCase()]
        : [],
    ),
  )
  const named = found(code, /(?<![\w:'"])([A-Z]\w{1,60})(?=::|\.\w)/g).map((name): Verdict['about'] =>
    constants.has(name.toLowerCase()) ? 'own' : 'foreign',
  )
  const verdict = together([...required, ...named])
  return { ...verdict, imported: required.includes('own') }
}

/** A namespace that begins like a package's name, or is the folder that a package is built from. */
const csharpImports: Reading = (code, where) =>
  together(
    found(code, /^\s*(?:global\s+)?(?:using|open)\s+(?:static\s+)?([A-Z][\w.]{1,120})\s*(?:;|$)/gm).map(
      (name): Verdict['about'] =>
        [...where.packages('nuget')].some(
          (one) => name === one || name.startsWith(`${one}.`) || one.startsWith(`${name}.`),
        ) || where.files(`${name}.csproj`).length > 0
          ? 'own'
          : 'foreign',
    ),
  )

/** A module is a target, whose folder lies in `Sources`, or the project's name. */
const swiftImports: Reading = (code, where) =>
  together(
    found(code, /^\s*(?:@\w+\s+)?import\s+(?:(?:struct|class|enum|func)\s+)?(\w{2,60})/gm).map(
      (name): Verdict['about'] =>
        where.hasFolder(`Sources/${name}`) || where.packages('swift').has(name) || where.packages('cocoapods').has(name)
          ? 'own'
          : 'foreign',
    ),
  )

/** A header by the path that `#include` takes it from; a bare name must be the only one of its kind. */
export const c: Reading = (code, where) =>
  together(
    found(code, /^\s*#\s*(?:include|import)\s*[<"]([\w./+-]{3,120})[>"]/gm).map((path): Verdict['about'] => {
      if (!/\.(?:h|hh|hpp|hxx|ipp)$/.test(path)) return where.files(`include/${path}`).length > 0 ? 'own' : 'foreign'
      return where.files(path).length > 0 ? 'own' : 'foreign'
    }),
  )

export const jvm = withTypes(SOURCES, jvmImports)
export const csharp = withTypes(['cs', 'fs'], csharpImports)
export const swift = withTypes(['swift'], swiftImports)
