import { LANGUAGES } from '../data/linguist'
import type { LanguageRow } from './rows'

/** A language as Linguist knows it. */
export interface Language {
  name: string
  /** Counted in statistics unless `.gitattributes` says otherwise: programming and markup languages. */
  counted: boolean
  color: string | null
  /** Name of the language that its bytes are counted to; mostly its own. */
  group: string
  /** Lower case, with the dot; the first is the one it is best known by. */
  extensions: readonly string[]
}

interface Registry {
  byName: ReadonlyMap<string, Language>
  byExtension: ReadonlyMap<string, readonly Language[]>
  byFilename: ReadonlyMap<string, readonly Language[]>
  byInterpreter: ReadonlyMap<string, readonly Language[]>
  byAlias: ReadonlyMap<string, Language>
}

const list = (joined: string) => (joined === '' ? [] : joined.split('|'))

function languageOf([name, type, color, group, extensions]: LanguageRow): Language {
  return {
    name,
    counted: type === 'p' || type === 'm',
    color: color || null,
    group: group || name,
    extensions: list(extensions).map((extension) => extension.toLowerCase()),
  }
}

function build(): Registry {
  const byName = new Map<string, Language>()
  const byExtension = new Map<string, Language[]>()
  const byFilename = new Map<string, Language[]>()
  const byInterpreter = new Map<string, Language[]>()
  const byAlias = new Map<string, Language>()
  const add = (index: Map<string, Language[]>, key: string, language: Language) => {
    const known = index.get(key)
    if (!known) index.set(key, [language])
    else if (!known.includes(language)) known.push(language)
  }
  for (const row of LANGUAGES) {
    const language = languageOf(row)
    const [name, , , , , filenames, interpreters, aliases] = row
    byName.set(name, language)
    for (const extension of language.extensions) add(byExtension, extension, language)
    for (const filename of list(filenames)) add(byFilename, filename, language)
    for (const interpreter of list(interpreters)) add(byInterpreter, interpreter, language)
    byAlias.set(name.toLowerCase().replace(/\s/g, '-'), language)
    for (const alias of list(aliases)) byAlias.set(alias.toLowerCase(), language)
  }
  return { byName, byExtension, byFilename, byInterpreter, byAlias }
}

let built: Registry | undefined
/** Linguist's languages under each of their keys, made when first asked for. */
export function registry(): Registry {
  built ??= build()
  return built
}

/** The language that `.gitattributes` or a modeline means by `alias`; what follows a comma is ignored. */
export function languageByAlias(alias: string): Language | undefined {
  const { byAlias } = registry()
  const key = alias.toLowerCase()
  return byAlias.get(key) ?? byAlias.get(key.split(',', 1)[0]!)
}
