import type { Facts } from '../../../analysis/facts'
import { type Block, bullets, fenced, paragraph } from '../../blocks'
import { type Context, fileLink } from '../../context'
import { code, listed, md, text } from '../../escape'
import { importedTogether, isMainFile, isTypeOnly, pathOf } from '../../wording/exports'
import { importOf } from '../../wording/imports'

type Export = Facts['surface']['exports'][number]

/** Exports in one sentence; files and exports of each where they come from several: what can be read at a glance. */
const MOST_EXPORTS = 12
const MOST_FILES = 8
const MOST_SPREAD = 40
const MOST_OF_FILE = 8

/** How the names are brought in. */
export function importBlock(exports: readonly Export[]): Block[] {
  const { from, ...given } = importedTogether(exports)
  const [first] = from
  const written = first?.module ? importOf(pathOf(first), first.module, given) : null
  if (!written) return []
  const sources = from.flatMap((one) => one.sources)
  return [
    fenced(
      written.language,
      written.lines.map((line) => ({ text: line, sources })),
    ),
  ]
}

/** Languages in which what is imported is told by where it is imported from: the file that holds it is no matter of the reader's. */
const BY_MODULE = /\.(?:[cm]?[jt]sx?|pyi?)$/
const placeOf = (one: Export) => (BY_MODULE.test(pathOf(one)) && one.module) || pathOf(one)

/** Exports in the order given, under the module that they are imported from, or else the file that holds each. */
function byPlace(exports: readonly Export[]): [place: string, exports: Export[]][] {
  const places = new Map<string, Export[]>()
  for (const one of exports) places.set(placeOf(one), [...(places.get(placeOf(one)) ?? []), one])
  return [...places]
}

/** Names in a row, at most so many; types that stand beside values are only counted. */
function names(exports: readonly Export[], most: number) {
  const values = exports.filter((one) => !isTypeOnly(one))
  const all = values.length ? values : exports
  const shown = all
    .slice(0, most)
    .map(({ name, local }) => (name === 'default' ? md`${code(local ?? name)} (default)` : code(name)))
  const left = all.length - shown.length
  const types = exports.length - all.length
  return listed([
    ...shown,
    ...(left > 0 ? [text(`${left} more`)] : []),
    ...(types > 0 ? [text(types === 1 ? '1 type' : `${types} types`)] : []),
  ])
}

/** What it exports: in one sentence where it comes from one file or is spread over very many, else a line for each file. */
export function exported(context: Context, exports: readonly Export[]): Block[] {
  const files = byPlace(exports)
  const [only] = files
  if (!only) return []
  const shownAs = (place: string, [one]: readonly Export[]) =>
    one && place !== pathOf(one) ? fileLink(context, pathOf(one), code(place)) : fileLink(context, place)
  if (files.length === 1 || files.length > MOST_SPREAD) {
    const subject = files.length === 1 ? shownAs(...only) : md`It`
    const sources = exports.slice(0, MOST_EXPORTS).flatMap((one) => one.sources)
    return [paragraph(md`${subject} exports ${names(exports, MOST_EXPORTS)}.`, sources)]
  }
  const isRoot = (place: string) => files.some(([other]) => other.startsWith(`${place}/`))
  const place = ([where, [one]]: (typeof files)[number]) =>
    isRoot(where) || (one && isMainFile(pathOf(one), one)) ? 0 : 1
  const shown = files.toSorted((a, b) => place(a) - place(b) || b[1].length - a[1].length).slice(0, MOST_FILES)
  return [
    paragraph(
      shown.every(([where, [one]]) => one && where !== pathOf(one))
        ? md`It exports, by module:`
        : md`It exports, by file:`,
      shown.flatMap(([, all]) => all.slice(0, 1).flatMap((one) => one.sources)),
    ),
    bullets(
      shown.map(([path, all]) => ({
        text: md`${shownAs(path, all)}: ${names(all, MOST_OF_FILE)}`,
        sources: all.slice(0, MOST_OF_FILE).flatMap((one) => one.sources),
      })),
    ),
  ]
}
