import { type Block, paragraph } from '../blocks'
import { type Context, fileLink } from '../context'
import { code, listed, md, prose, sentence, text } from '../escape'

/** Is this a file with the text of a licence, by its name? */
const isText = (path: string) => /(?:^|[/.])(?:(?:un)?licen[cs]e|copying)(?:[^/]*)$/i.test(path)

/** The licence under its SPDX name and where its text stands; its absence, and a disagreement, are said. */
export function license(context: Context): Block[] {
  const { license: found, name, package_managers, documents } = context.facts
  const unread = documents.license
  // A text of its own, or one that nobody has given an identifier: it is there to be read all the same.
  if (!found && unread) return [paragraph(md`See ${fileLink(context, unread.path)}.`, [{ path: unread.path }])]
  if (!found) {
    const looked = [...name.sources, ...package_managers.map(({ manifest }) => ({ path: manifest }))]
    return [paragraph(md`No license is stated: there is no license file, and no manifest names one.`, looked)]
  }
  const spdx = /\s/.test(found.spdx) ? code(found.spdx) : text(found.spdx)
  const texts = [
    ...new Set([...(found.file ? [found.file] : []), ...found.sources.map(({ path }) => path).filter(isText)]),
  ]
  const paths = texts.length ? texts : found.sources.slice(0, 1).map(({ path }) => path)
  const where = md`${spdx}, see ${listed(paths.map((path) => fileLink(context, path)))}.`
  return [
    paragraph(where, found.sources),
    ...(found.conflict
      ? [paragraph(md`Another file disagrees: ${prose(sentence(found.conflict))}`, found.sources)]
      : []),
  ]
}
