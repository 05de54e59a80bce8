import type { Asking, Package } from './detector'
import type { Facts, Source } from './facts'
import { currentId, familiesIn, familyOf, readStatement, type Statement } from './licenses/expression'
import { type Headers, readHeaders } from './licenses/headers'
import { licenseBytes } from './licenses/license-files'
import { readReadme } from './licenses/readme'
import { licenseFiles, readTexts, type TextsResult } from './licenses/texts'
import type { Project } from './project'

/** Bytes of `path` that telling the licence needs to read. */
export const wantsForLicense = (path: string, bytes: number): number => licenseBytes(path, bytes)

/** The licence among those that ask for files. */
export const licenseReading: Asking = {
  extensions: ['', 'md', 'markdown', 'txt', 'rst', 'adoc', 'org', 'license', 'licence'],
  wants: wantsForLicense,
}

type License = NonNullable<Facts['license']>
interface Found {
  license: Facts['license']
  warnings: Facts['warnings']
}

/** A package's own word for its licence. */
interface Stated {
  value: string
  statement: Statement
  sources: Source[]
  directory: string
}

/**
 * The project's licence as an SPDX expression: the text decides, the manifests complete it (which of several, only
 * this version or any later one), then notices in the code, then the README. A text that is not known gives no
 * licence by itself; a disagreement is told.
 */
export function findLicense(project: Project, packages: Package[]): Found {
  const stated = statements(packages)
  const folders = [...new Set(packages.map(({ directory }) => directory))]
  const texts = readTexts(project, withReferred(project, licenseFiles(project, folders), stated))
  const headers = readHeaders(project)
  const main = mainStatement(stated) ?? byNotices(texts, headers) ?? stated[0]
  const warnings = unknownWarnings(texts)
  const declared = declaration(project)
  if (declared) return { license: declared, warnings }

  if (texts.expression) {
    const { license, conflict } = compare(texts, texts.expression, main, headers)
    const others = stated.filter((one) => one !== main && one.directory === '.' && disagrees(license.spdx, one))
    if (conflict && main) others.unshift(main)
    return { license, warnings: [...warnings, ...others.map((one) => conflictWarning(license, one))] }
  }
  if (main?.statement.kind === 'expression') {
    const license = { spdx: settled(main.statement.expression, headers), sources: main.sources }
    const others = stated.filter((one) => one !== main && one.directory === '.' && disagrees(license.spdx, one))
    return { license, warnings: [...warnings, ...others.map((one) => conflictWarning(license, one))] }
  }
  if (main) return { license: null, warnings: [...warnings, ...vagueWarning(main, texts)] }
  if (texts.unknown.length) return { license: null, warnings }
  const last = headers.identifier ?? readReadme(project)
  if (!last) return { license: null, warnings }
  return { license: { spdx: settled(last.expression, headers), sources: last.sources }, warnings }
}

/**
 * What the root's licence file itself says in SPDX's own words, over all texts that lie beside it: the kernel's `COPYING` names
 * `GPL-2.0 WITH Linux-syscall-note`, and thirty licences stand in `LICENSES`.
 */
function declaration(project: Project): License | null {
  for (const file of project.inFolder('.').filter((path) => /^(?:licen[cs]e|copying)(?:\.\w+)?$/i.test(path))) {
    const said = project.text(file)?.match(/^[ \t]{0,80}SPDX-License-Identifier:[ \t]{1,9}([^\n]{1,200})$/m)
    const statement = said && readStatement(said[1]!.trim())
    if (said && statement?.kind === 'expression') {
      const spdx = settled(statement.expression, { identifier: null, orLater: new Set() })
      return { spdx, file, sources: [project.find(file, said[0])] }
    }
  }
  return null
}

function statements(packages: Package[]): Stated[] {
  return packages
    .filter(({ license }) => license !== null)
    .sort((a, b) => depth(a.directory) - depth(b.directory))
    .map(({ license, directory }) => ({
      value: license!.value,
      statement: readStatement(license!.value),
      sources: license!.sources,
      directory,
    }))
}

/** The expression that most of the shallowest packages state; the first of equals. */
function mainStatement(stated: Stated[]): Stated | undefined {
  const clear = stated.filter(({ statement }) => statement.kind === 'expression')
  const shallowest = clear.filter(({ directory }) => depth(directory) === depth(clear[0]!.directory))
  const votes = (one: Stated) => shallowest.filter(({ value }) => value === one.value).length
  return shallowest.reduce<Stated | undefined>(
    (best, one) => (best && votes(best) >= votes(one) ? best : one),
    undefined,
  )
}

/** Where the texts are REUSE's, the files' own lines say which of them is the project's. */
function byNotices(texts: TextsResult, { identifier }: Headers): Stated | undefined {
  if (!texts.reuse || !identifier) return undefined
  const { expression, sources } = identifier
  return { value: expression, statement: { kind: 'expression', expression }, sources, directory: '.' }
}

const depth = (directory: string) => (directory === '.' ? 0 : directory.split('/').length)

/** A file that a root manifest names as the licence belongs to the licence files. */
function withReferred(project: Project, files: string[], stated: Stated[]): string[] {
  const named = stated.flatMap(({ statement, directory }) =>
    statement.kind === 'file' && directory === '.' && project.has(statement.path) ? [statement.path] : [],
  )
  return [...new Set([...files, ...named])]
}

/** Only files that hold a licence of the expression are its sources. */
function licenseOf(texts: TextsResult, spdx: string, also: Source[], conflict?: string): License {
  const families = familiesIn(spdx)
  const held = texts.found.filter(({ id }) => families.has(familyOf(id)))
  return {
    spdx,
    ...(held[0] ? { file: held[0].path } : {}),
    sources: [...held.map(({ path, line }) => ({ path, line })), ...also],
    ...(conflict === undefined ? {} : { conflict }),
  }
}

const within = (some: ReadonlySet<string>, all: ReadonlySet<string>) => [...some].every((one) => all.has(one))

/** Joins the texts' families with what the manifest states. */
function compare(
  texts: TextsResult,
  expression: string,
  main: Stated | undefined,
  headers: Headers,
): { license: License; conflict: boolean } {
  const fromTexts = (conflict?: string): License => licenseOf(texts, settled(expression, headers), [], conflict)
  if (main?.statement.kind === 'none')
    return { license: fromTexts(`${main.sources[0]!.path} says ${main.value}`), conflict: true }
  if (main?.statement.kind !== 'expression') return { license: fromTexts(), conflict: false }

  const inTexts = familiesIn(expression)
  const inManifest = familiesIn(main.statement.expression)
  const manifestCovers = within(inTexts, inManifest)
  const textsCover = within(inManifest, inTexts)
  // More texts than the manifest names are those of bundled or neighbouring code, or of the repository's other parts.
  if (manifestCovers || (textsCover && !texts.parts)) {
    return { license: licenseOf(texts, settled(main.statement.expression, headers), main.sources), conflict: false }
  }
  if (textsCover) return { license: fromTexts(), conflict: false }
  return { license: fromTexts(`${main.sources[0]!.path} says ${main.value}`), conflict: true }
}

/** Only this version of a GNU licence, or any later one? What the expression leaves open the code's notices tell. */
function settled(expression: string, headers: Headers): string {
  return expression
    .split(/( (?:AND|OR|WITH) |[()])/)
    .map((part) => (headers.orLater.has(part) ? `${part}-or-later` : currentId(part)))
    .join('')
}

function disagrees(spdx: string, { statement }: Stated): boolean {
  if (statement.kind === 'none') return true
  if (statement.kind !== 'expression') return false
  const known = familiesIn(spdx)
  return ![...familiesIn(statement.expression)].some((family) => known.has(family))
}

const conflictWarning = (license: License, other: Stated): Facts['warnings'][number] => ({
  code: 'license_conflict',
  message: `${license.sources[0]!.path} is ${license.spdx}, but ${other.sources[0]!.path} says ${other.value}.`,
  sources: [...license.sources.slice(0, 1), ...other.sources],
})

const unknownWarnings = ({ unknown }: TextsResult): Facts['warnings'] =>
  unknown.map((path) => ({
    code: 'license_unknown',
    message: `${path} holds the text of no known licence.`,
    sources: [{ path }],
  }))

function vagueWarning({ statement, value, sources }: Stated, texts: TextsResult): Facts['warnings'] {
  if (statement.kind === 'none')
    return [{ code: 'license_none', message: `${sources[0]!.path} says ${value}: no licence is granted.`, sources }]
  if (statement.kind === 'file' && texts.unknown.includes(statement.path)) return []
  return [{ code: 'license_unknown', message: `${sources[0]!.path} says ${value}, which names no licence.`, sources }]
}
