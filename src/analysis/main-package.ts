import type { Package } from './detector'
import { ECOSYSTEMS } from './ecosystems'
import type { Facts, Kind } from './facts'

/** Linguist's languages that an ecosystem (package URL type) packages. */
const LANGUAGES = new Map(ECOSYSTEMS.flatMap(({ packages }) => Object.entries(packages)))

/** Percent of the code that is in the ecosystem's languages; 0 to 100. */
export function shareOf(ecosystem: string, languages: Facts['languages']): number {
  const names = LANGUAGES.get(ecosystem) ?? []
  return languages.filter(({ name }) => names.includes(name)).reduce((sum, { percent }) => sum + percent, 0)
}

/** Share of the first language that the main package's languages must have: a client beside a server is not the project. */
const LEAST_SHARE = 0.3

/** Languages of pages and their looks, which a project in any other carries. */
const STYLES = /^(?:CSS|SCSS|Sass|Less|Stylus|HTML|MDX|Jupyter Notebook)$/

/** The language that most of the code is in, pages and styles aside where there is another. */
const mainLanguage = (languages: Facts['languages']) => languages.find(({ name }) => !STYLES.test(name)) ?? languages[0]

/** Are the package's languages enough of the code that it may stand for the project? Unknown ecosystems and empty trees pass. */
export const speaksFor = ({ ecosystem }: Package, languages: Facts['languages']): boolean =>
  !languages.length ||
  !LANGUAGES.has(ecosystem) ||
  shareOf(ecosystem, languages) >= (mainLanguage(languages)?.percent ?? 0) * LEAST_SHARE

/** Is there any code in the languages that the package's ecosystem packages? Unknown ecosystems and empty trees pass. */
export const holdsCodeOf = ({ ecosystem }: Package, languages: Facts['languages']): boolean =>
  !languages.length || !LANGUAGES.get(ecosystem)?.length || shareOf(ecosystem, languages) > 0

/** Percent of the code that a package's languages must have to be counted beside the others: less is a script or a binding. */
const LEAST_PART = 2

/** Are the package's languages a part of the code worth telling? Unknown ecosystems and empty trees pass. */
export const isPartOf = ({ ecosystem }: Package, languages: Facts['languages']): boolean =>
  !languages.length || !LANGUAGES.has(ecosystem) || shareOf(ecosystem, languages) >= LEAST_PART

/** Is one of the packages in the language that most of the code is in? */
export const coversMain = (packages: readonly Package[], languages: Facts['languages']): boolean =>
  packages.some(({ ecosystem }) => LANGUAGES.get(ecosystem)?.includes(mainLanguage(languages)?.name ?? ''))

/**
 * The root package that the project is, among several: the one whose languages make up most of the code,
 * so that a `package.json` that only lints a Python project does not name it. `null` without a root package
 * or where its languages are next to nothing of the code that is known.
 */
export function mainPackage(packages: readonly Package[], languages: Facts['languages']): Package | null {
  const roots = packages.filter(({ directory }) => directory === '.')
  if (!languages.length) return roots.find((one) => !one.private) ?? roots[0] ?? null
  const ranked = roots
    .map((one) => ({ one, share: LANGUAGES.has(one.ecosystem) ? shareOf(one.ecosystem, languages) : 50 }))
    .toSorted((a, b) => b.share - a.share || Number(a.one.private) - Number(b.one.private))
  const best = ranked[0]
  return best && best.share >= (languages[0]?.percent ?? 0) * LEAST_SHARE ? best.one : null
}

/** Does a file lie in a package that is of another kind than the project: the command line beside a mobile app? */
export function isBeside(path: string, packages: readonly Package[], kind: Kind | undefined): boolean {
  const around = packages.filter(({ directory }) => directory === '.' || path.startsWith(`${directory}/`))
  const deepest = Math.max(...around.map(({ directory }) => (directory === '.' ? 0 : directory.length)))
  const nearest = around.filter(({ directory }) => (directory === '.' ? 0 : directory.length) === deepest)
  return (
    kind !== undefined &&
    nearest.some(({ kinds }) => kinds.length > 0) &&
    !nearest.some(({ kinds }) => kinds.includes(kind))
  )
}
