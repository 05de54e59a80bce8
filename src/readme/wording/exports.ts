import type { Facts } from '../../analysis/facts'

type Export = Facts['surface']['exports'][number]

/** Names in an import that shows how it is done. */
const IMPORTED = 3
/** Names beside the default export. */
const BESIDE = 2

export const pathOf = ({ sources }: Export): string => sources[0]?.path ?? ''
const plain = (value: string) => value.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
const baseOf = (value: string) => value.slice(value.lastIndexOf('/') + 1)

/** In these languages a type has no value to call; in others (Go, Rust) types are what a library is made of. */
const ERASED = /\.(?:[cm]?[jt]sx?)$/
const TYPE = /^(?:type|interface)$/

/** Does it stand in types only, so that nobody imports it to call it? */
export const isTypeOnly = (one: Export): boolean => ERASED.test(pathOf(one)) && TYPE.test(one.kind)

/** The last part of a module's path that is a name: of `github.com/a/cli/v3` it is `cli`. */
const moduleName = ({ module = '' }: Export) => plain(baseOf(module.replace(/\/v\d+$/, '')))

/** Does the file bear the module's name, as `gin.go` of `gin`? Its main things are there. */
export const isMainFile = (path: string, one: Export): boolean =>
  plain(baseOf(path).replace(/\.\w+$/, '')) === moduleName(one)

/** Is it what the module is named for? */
const isNamesake = (one: Export) => one.name !== 'default' && !isPlace(one) && plain(one.name) === moduleName(one)

const isRust = (one: Export) => pathOf(one).endsWith('.rs')
/** In Rust a module, or what is passed on by a name that may be one, only leads to what is called. */
const isPlace = (one: Export) => isRust(one) && /^(?:module|mod|item)$/.test(one.kind)

/** How soon a reader wants to hear of an export: the module's namesake, then what is called (as its author ordered it), constants and macros, errors, types or modules. */
function rank(one: Export): number {
  if (isPlace(one)) return 5
  if (isNamesake(one) || (isDefault(one) && !isTypeOnly(one))) return 0
  if (isTypeOnly(one)) return 4
  if (/(?:Error|Exception|Warning)$|^Result$/.test(one.name)) return 3
  if (one.kind === 'constant' || one.kind === 'macro' || /^(?:[A-Z\d]+(?:_[A-Z\d]+)+|_.*)$/.test(one.name)) return 2
  return 1
}

/** Files of the languages whose imports are written. */
const FILES: ReadonlyMap<string, RegExp> = new Map([
  ['TypeScript', ERASED],
  ['JavaScript', ERASED],
  ['Python', /\.pyi?$/],
  ['Go', /\.go$/],
  ['Rust', /\.rs$/],
  ['Java', /\.java$/],
  // Contracts are told in a section of their own.
  ['Solidity', /^$/],
  ['Dart', /\.dart$/],
  ['Julia', /\.jl$/],
])

/**
 * Exports of the package that has the project's name, or else most of them; the most telling first. A package of another
 * name in another language than the project's is a part of its inside.
 */
export function mainExports({ name, surface, languages }: Facts): Export[] {
  const files = FILES.get(languages[0]?.name ?? '')
  const modules = new Map<string, Export[]>()
  for (const one of surface.exports)
    if (!files || files.test(pathOf(one)) || plain(name.value) === moduleName(one))
      modules.set(one.module ?? '', [...(modules.get(one.module ?? '') ?? []), one])
  const largest = [...modules].sort(
    ([a, x], [b, y]) =>
      Number(plain(b) === plain(name.value)) - Number(plain(a) === plain(name.value)) || y.length - x.length,
  )[0]
  return (largest?.[1] ?? []).toSorted((a, b) => rank(a) - rank(b))
}

/** In these languages the module is brought in as a whole. */
const isWhole = (one: Export) => /\.(?:pyi?|jl|dart)$|(?:^|\/)NAMESPACE$/.test(pathOf(one))
const isDefault = (one: Export) => one.name === 'default'
/** A name for what a module exports without one: its own, as a variable is written. */
const variable = (module: string) =>
  baseOf(module)
    .replace(/\.[cm]?js$/, '')
    .replace(/[-_.]+(\w)/g, (_, letter: string) => letter.toUpperCase())
/** Words of the language, which name nothing. */
const RESERVED =
  /^(?:await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|false|finally|for|function|if|import|in|instanceof|let|new|null|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield)$/

/**
 * What an importer calls a default export: as the source does, but a CommonJS module that gives a function is by custom
 * called like the package (a class keeps its name).
 */
function localName(one: Export): string {
  const own = one.local && (!one.required || /^[A-Z]/.test(one.local)) ? one.local : null
  const name = own ?? variable(one.module ?? '')
  return RESERVED.test(name) ? `${name}_` : name
}

/** Names that an example imports together, with where each is exported. */
export interface Imported {
  from: Export[]
  names: string[]
  /** The name that the importer gives the default export. */
  initial: string | null
  /** The module is CommonJS. */
  required: boolean
}

/**
 * What an example imports: the default export with up to two names, or else the module's namesake alone, or up to three
 * names of one kind; none in Python, where the module itself is imported instead.
 */
export function importedTogether(exports: readonly Export[]): Imported {
  const values = exports.filter((one) => !isTypeOnly(one) && !isDefault(one))
  const namesake = values.find(isNamesake)
  const unnamed = exports.find((one) => isDefault(one) && !isTypeOnly(one))
  const required = exports.find((one) => !isTypeOnly(one))?.required === true
  if (unnamed && (!namesake || unnamed.local === namesake.name)) {
    // Properties of what `require` gives are reached through it; a name that is the default again needs no second import.
    const more = required ? [] : values.filter((one) => one !== namesake).slice(0, BESIDE)
    return { from: [unnamed, ...more], names: more.map(({ name }) => name), initial: localName(unnamed), required }
  }
  if (namesake) return { from: [namesake], names: [namesake.name], initial: null, required }
  const [first] = values
  const called = values.filter(
    (one) =>
      first &&
      (isRust(first) ? rank(one) === rank(first) : one.kind === first.kind && (rank(one) < 2 || rank(first) >= 2)),
  )
  const from = called.slice(0, IMPORTED)
  return { from, names: first && isWhole(first) ? [] : from.map(({ name }) => name), initial: null, required }
}
