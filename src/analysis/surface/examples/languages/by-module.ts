import type { Whereabouts } from '../whereabouts'
import { FOREIGN, found, type Reading, together, type Verdict } from './reading'

/** A reading that holds each thing which a pattern finds against the project. */
const each =
  (pattern: RegExp, is: (name: string, where: Whereabouts) => boolean): Reading =>
  (code, where) =>
    together(found(code, pattern).map((name): Verdict['about'] => (is(name, where) ? 'own' : 'foreign')))

const slashed = (name: string) => name.replaceAll('.', '/')
const snake = (name: string) => name.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_').toLowerCase()
const isPackage = (ecosystem: string) => (name: string, where: Whereabouts) => where.packages(ecosystem).has(name)

export const dart: Reading = (code, where) => {
  const paths = found(code, /^\s*import\s+['"]package:([\w./]{3,160})['"]/gm)
  if (!paths.length) {
    const made = found(code, /(?<![\w.'"])([A-Z]\w{3,60})(?=[(<.])/g)
    const own = [...where.packages('pub')].some((name) => made.some((one) => where.exports(name)?.has(one)))
    return own ? { about: 'own', imported: false } : FOREIGN
  }
  return together(
    paths.map((path): Verdict['about'] => {
      const slash = path.indexOf('/')
      if (!where.packages('pub').has(path.slice(0, slash))) return 'foreign'
      return where.files(`lib${path.slice(slash)}`).length > 0 ? 'own' : 'stale'
    }),
  )
}

/** A module is a file below `lib` by its name in lower case. Erlang's need no import, so its own names do. */
export const elixir: Reading = each(
  /(?<![\w.:@"])([A-Z]\w*(?:\.[A-Z]\w*){0,5})/g,
  (name, where) => where.files(`lib/${name.split('.').map(snake).join('/')}.ex`).length > 0,
)
export const erlang: Reading = each(
  /(?<![\w:])([a-z]\w{2,60}):[a-z]\w*\(/g,
  (name, where) => where.files(`src/${name}.erl`).length > 0,
)
export const gleam: Reading = each(
  /^\s*import\s+([\w/]{2,100})/gm,
  (name, where) => where.files(`src/${name}.gleam`).length > 0,
)
export const haskell: Reading = each(
  /^\s*import\s+(?:safe\s+)?(?:qualified\s+)?([A-Z][\w.]{1,100})/gm,
  (name, where) => where.files(`${slashed(name)}.hs`).length > 0,
)
export const julia: Reading = each(
  /^\s*(?:julia>\s*)?(?:using|import)\s+(\w{1,60})/gm,
  (name, where) => where.files(`src/${name}.jl`).length > 0,
)
const namedInR: Reading = each(
  /\b(?:library|require)\(\s*["']?([\w.]{1,60})["']?|(?<![\w.])([\w.]{1,60})::\w/g,
  isPackage('cran'),
)
/** A snippet that leaves `library()` out calls functions that the package exports. */
export const r: Reading = (code, where) => {
  const named = namedInR(code, where)
  if (named.about !== 'foreign') return named
  const calls = found(code, /(?<![\w.:$@])([a-z]\w*[._]\w+)\(/g)
  const own = [...where.packages('cran')].some((name) => calls.some((call) => where.exports(name)?.has(call)))
  return own ? { about: 'own', imported: false } : FOREIGN
}
export const lua: Reading = each(
  /(?<!v:lua\.)\brequire\s*\(?\s*["']([\w./-]{1,100})["']/g,
  (name, where) =>
    where.files(`lua/${slashed(name)}/init.lua`).length > 0 ||
    ['lua', 'lib', 'src'].some((folder) => where.files(`${folder}/${slashed(name)}.lua`).length > 0),
)
export const perl: Reading = each(
  /^\s*use\s+([A-Z]\w*(?:::\w+){0,5})/gm,
  (name, where) => where.files(`lib/${name.replaceAll('::', '/')}.pm`).length > 0,
)
export const clojure: Reading = each(/[[(]\s*([a-z][\w.-]{2,100})(?=\s*(?::as|:refer|\]))/g, (name, where) =>
  ['clj', 'cljc', 'cljs'].some(
    (ending) => where.files(`src/${slashed(name).replaceAll('-', '_')}.${ending}`).length > 0,
  ),
)
export const crystal: Reading = each(
  /^\s*require\s+"([\w./-]{1,100})"/gm,
  (name, where) => where.files(`src/${name}.cr`).length > 0,
)
export const nim: Reading = each(
  /^\s*(?:import|from)\s+(?:pkg\/)?(\w{2,60})/gm,
  (name, where) => where.has(`${name}.nim`) || where.files(`src/${name}.nim`).length > 0,
)
/** A module goes by the name that the reader's build gives it, by custom the package's. */
export const zig: Reading = (code, where) => {
  const names = found(code, /@import\(\s*"([\w-]{1,60})"\s*\)/g)
  const own = [...where.packages('zig'), ...where.packages('generic')]
  return names.some((name) => name !== 'std' && own.includes(name)) ? { about: 'own', imported: true } : FOREIGN
}
