import { folderOf, type Project } from '../project'
import { familyOf, normalExpression } from './expression'
import { readLicenses, withoutIncluded } from './fingerprints'
import { isLicenseFile, isReuseFolder, isReuseText, partOf } from './license-files'
import { mentionsIn, offersChoice } from './mentions'

/** What one licence file says. */
interface LicenseText {
  path: string
  /** Families in the order of the text; empty when it is of no known licence. */
  licenses: { id: string; line: number }[]
  /** It names licences instead of holding their texts. */
  prose: boolean
  /** Its beginning leaves the choice between them. */
  choice: boolean
  /** Its texts after the first belong to bundled code. */
  bundles: boolean
}

/** What the licence files of one folder say together. */
export interface TextsResult {
  /** SPDX expression of families; `null` when no text is known. */
  expression: string | null
  /** Its licences, each with the place of its text. */
  found: { id: string; path: string; line: number }[]
  /** Files whose text is of no known licence. */
  unknown: string[]
  /** Are some of the files for a part of the repository only, such as its documentation? */
  parts: boolean
  /** REUSE's folder lists every licence in use; which the project itself is under it does not say. */
  reuse: boolean
}

/** Conditions that a short permissive licence does not have: with them it is another licence. */
const RESTRICTED =
  /\bcommons clause\b|\bnon ?commercial\b|\bcommercial (?:use|license)\b|\badditional (?:terms|conditions|restrictions)\b/i
const SHORT = /^(?:MIT|ISC|0BSD|BSD-|Zlib|Unlicense|WTFPL)/
/** What stands before the licences of code that is carried along. */
const BUNDLED =
  /\bthird part|\bbundle[sd]?\b|\bincorporat|\binclud|\bportions\b|\bderived\b|\bbased on\b|\bcontains\b|\bdependenc|\bcopied\b|\buses\b/
/** A notice of this many words names a licence; a longer text is one. */
const NOTICE_WORDS = 600
const BEGINNING = 1500
/** A file with so many words of no known licence, and half of it such, is under more than what is known. */
const STRANGE_WORDS = 300

/** Exceptions that projects add to the text of these licences. */
const EXCEPTIONS: readonly (readonly [id: string, exception: string, sign: RegExp])[] = [
  ['Apache-2.0', 'LLVM-exception', /\bLLVM Exceptions to the Apache 2\.0 License\b/i],
  ['GPL-2.0', 'Classpath-exception-2.0', /\bpermission to link this library with independent\s+modules\b/i],
]

const withException = (id: string, text: string) => {
  const found = EXCEPTIONS.find(([of, , sign]) => of === id && sign.test(text))
  return found ? `${id} WITH ${found[1]}` : id
}

/**
 * The texts of Creative Commons share most of their words and not all are known here: which of them one is, its title says,
 * "Attribution-NonCommercial-NoDerivs 3.0 Unported".
 */
function titled(id: string, text: string): string {
  const title = id.startsWith('CC-BY-')
    ? text
        .slice(0, BEGINNING)
        .match(/\bAttribution(-NonCommercial)?(?:-(NoDerivs|NoDerivatives)|-(ShareAlike))?\s+(\d\.\d)\b/)
    : null
  if (!title) return id
  const [, noncommercial, noDerivatives, alike, version] = title
  return `CC-BY${noncommercial ? '-NC' : ''}${noDerivatives ? '-ND' : ''}${alike ? '-SA' : ''}-${version}`
}

function readFile(project: Project, path: string): LicenseText | null {
  const text = project.text(path)
  if (text === null || text.trim() === '') return null
  const reading = readLicenses(text)
  const [first] = reading.licenses
  // Licences speak of choices themselves: only what stands before them counts.
  const preface = first ? text.split('\n', first.line - 1).join('\n') : text
  const choice = offersChoice(preface.slice(0, BEGINNING))
  if (first) {
    const rest = reading.rest.join(' ')
    const strange = reading.rest.length > STRANGE_WORDS
    const restricted =
      /\bcommons clause\b/.test(rest) ||
      (SHORT.test(first.id) && RESTRICTED.test(rest)) ||
      (strange && (reading.rest.length > reading.words / 2 || (choice && !reading.licenses[1])))
    const bundles = reading.licenses.length > 1 && BUNDLED.test(rest)
    const licenses = restricted
      ? []
      : reading.licenses.map((one) => ({ ...one, id: titled(withException(one.id, text), text) }))
    return { path, licenses, prose: false, choice, bundles }
  }
  if (isReuseText(path)) {
    const id = path.slice(path.indexOf('/') + 1).replace(/\.(?:txt|md)$/i, '')
    return {
      path,
      licenses: normalExpression(id) ? [{ id: familyOf(id), line: 1 }] : [],
      prose: false,
      choice,
      bundles: false,
    }
  }
  const named = reading.words <= NOTICE_WORDS && !RESTRICTED.test(text.replace(/\W+/g, ' ')) ? mentionsIn(text) : []
  const licenses = [
    ...new Map(named.map(({ id, at }) => [id, { id, line: text.slice(0, at).split('\n').length }])).values(),
  ]
  // Several names without a choice between them may mean anything.
  const clear = licenses.length === 1 || (licenses.length > 1 && choice)
  return { path, licenses: clear ? licenses : [], prose: true, choice, bundles: false }
}

/** The project's licence files: the root's, else REUSE's, else those of the shallowest of `folders` that has one. */
export function licenseFiles(project: Project, folders: readonly string[]): string[] {
  const files = project.own(isLicenseFile)
  const at = (folder: string) => files.filter((path) => folderOf(path) === folder)
  const root = at('.')
  if (root.length) return root
  const reuse = project.inFolder(isReuseFolder).filter(isReuseText)
  if (reuse.length) return reuse
  for (const folder of folders) {
    const found = at(folder)
    if (found.length) return found
  }
  return []
}

/** Joins what the files say into one expression of families. */
export function readTexts(project: Project, paths: readonly string[]): TextsResult {
  const texts = paths.flatMap((path) => readFile(project, path) ?? [])
  const known = texts.filter((text) => text.licenses.length > 0)
  const unknown = texts.filter((text) => !text.licenses.length && !text.prose).map(({ path }) => path)
  const full = known.filter((text) => !text.prose)
  // A notice decides only how the texts belong together, or what there are no texts of.
  const deciding = full.length ? full : known
  const choice = texts.some((text) => text.choice)
  const found = withoutIncluded(
    deciding.flatMap((text) => {
      const own = text.bundles ? text.licenses.slice(0, 1) : text.licenses
      return own.map(({ id, line }) => ({ id, line, path: text.path }))
    }),
  )
  const distinct = found.filter(({ id }, index) => found.findIndex((one) => one.id === id) === index)
  const reuse = deciding.some((text) => isReuseText(text.path))
  const separate = !reuse && deciding.length > 1 && deciding.every((text) => text.licenses.length === 1)
  const parts = deciding.some((text) => partOf(text.path) === 'part')
  const or = choice || (separate && !parts)
  const unclear = texts.filter((text) => text.prose && !text.licenses.length).map(({ path }) => path)
  return {
    expression: distinct.length ? distinct.map(({ id }) => id).join(or ? ' OR ' : ' AND ') : null,
    found: distinct,
    unknown: distinct.length ? unknown : [...unknown, ...unclear],
    parts,
    reuse,
  }
}
