import type { Facts } from '../../analysis/facts'

type Export = Facts['surface']['exports'][number]

/** Names in an import that shows how it is done. */
const IMPORTED = 3

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
const isNamesake = (one: Export) => plain(one.name) === moduleName(one)

/** How soon a reader wants to hear of an export: the module's namesake, then what is called (as its author ordered it), constants, errors, types. */
function rank(one: Export): number {
  if (isNamesake(one)) return 0
  if (isTypeOnly(one)) return 4
  if (/(?:Error|Exception|Warning)$/.test(one.name)) return 3
  if (one.kind === 'constant' || /^(?:[A-Z\d]+(?:_[A-Z\d]+)+|_.*)$/.test(one.name)) return 2
  return 1
}

/** Exports of the package that has the project's name, or else most of them; the most telling first. */
export function mainExports({ name, surface }: Facts): Export[] {
  const modules = new Map<string, Export[]>()
  for (const one of surface.exports) modules.set(one.module ?? '', [...(modules.get(one.module ?? '') ?? []), one])
  const largest = [...modules].sort(
    ([a, x], [b, y]) =>
      Number(plain(b) === plain(name.value)) - Number(plain(a) === plain(name.value)) || y.length - x.length,
  )[0]
  return (largest?.[1] ?? []).toSorted((a, b) => rank(a) - rank(b))
}

const isPython = (one: Export) => /\.pyi?$/.test(pathOf(one))
/** A name for what a module exports without one: its own, as a variable is written. */
const variable = (module: string) =>
  baseOf(module)
    .replace(/\.[cm]?js$/, '')
    .replace(/[-_.]+(\w)/g, (_, letter: string) => letter.toUpperCase())

/**
 * The names that an example imports together: the module's namesake alone, or up to three of one kind; none in Python,
 * where the module itself is imported instead. `initial`: the one name is for the module's default export.
 */
export function importedTogether(exports: readonly Export[]): { from: Export[]; names: string[]; initial: boolean } {
  const values = exports.filter((one) => !isTypeOnly(one) && one.name !== 'default')
  const namesake = values.find(isNamesake)
  if (namesake) return { from: [namesake], names: [namesake.name], initial: false }
  const unnamed = exports.find(({ name }) => name === 'default')
  if (unnamed && !values.length) return { from: [unnamed], names: [variable(unnamed.module ?? '')], initial: true }
  const called = values.filter((one) => one.kind === values[0]?.kind && (rank(one) < 2 || rank(values[0] ?? one) >= 2))
  const from = called.slice(0, IMPORTED)
  return { from, names: from[0] && isPython(from[0]) ? [] : from.map(({ name }) => name), initial: false }
}
