/** Extensions of the files in which programs read their environment. */
export const CODE: ReadonlySet<string> = new Set(
  'js cjs mjs jsx cjsx mjsx ts cts mts tsx ctsx mtsx vue svelte astro py go rs java kt scala groovy rb php ex exs erl clj cljc bb hs lhs ml cs fs vb dart swift c cc cpp cxx h hpp m mm lua jl'.split(
    ' ',
  ),
)

/** Does a text name the environment, in whatever case? Most sources do not, and one look tells it for all ways of reading. */
export const namesEnvironment = (text: string): boolean => /[eE][nN][vV]/.test(text)
/** Words of the ways that read the environment without naming it. */
export const UNNAMED: ReadonlySet<string> = new Set(['${', '${?', 'onfig', 'onfiguration', 'BaseSettings'])

/** Declarations of TypeScript, which have a row of their own. */
const DECLARATIONS = '.d.ts'

/**
 * The rows of a table that are for a file. Of code they are found once for each extension, since its files are many; all other files may
 * be told by their whole path.
 */
export function rowsFor<Row extends { files: RegExp }>(table: readonly Row[]): (path: string) => readonly Row[] {
  const byExtension = new Map<string, readonly Row[]>()
  return (path) => {
    const extension = path.endsWith(DECLARATIONS) ? DECLARATIONS : path.slice(path.lastIndexOf('.') + 1)
    const known = byExtension.get(extension)
    if (known) return known
    const rows = table.filter(({ files }) => files.test(path))
    if (CODE.has(extension) || extension === DECLARATIONS) byExtension.set(extension, rows)
    return rows
  }
}
