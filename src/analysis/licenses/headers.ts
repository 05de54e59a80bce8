import type { Source } from '../facts'
import type { Project } from '../project'
import { normalExpression } from './expression'
import { wordsOf } from './words'

/** What the notices at the beginning of the project's own files say. */
export interface Headers {
  /** Families of GNU licences that a notice allows in any later version. */
  orLater: ReadonlySet<string>
  /** The expression that most `SPDX-License-Identifier` lines have: three of four at least. */
  identifier: { expression: string; sources: Source[] } | null
}

const MOST_FILES = 300
const NOTICE_BYTES = 2000
const SOURCES = 3
const MOST_SHARE = 0.75
const GNU_NOTICE =
  /gnu (?<kind>lesser |library |affero )?general public license.{0,120}?\bversion (?<version>\d(?: \d)?) (?:of the license )?or (?:at your option )?any later version/

/** Reads only what other rules had read already. */
export function readHeaders(project: Project): Headers {
  const orLater = new Set<string>()
  const identifiers = new Map<string, Source[]>()
  let seen = 0
  for (const path of project.paths) {
    if (seen >= MOST_FILES) break
    if (!path.includes('.') || !project.files.get(path)?.content || project.role(path) !== 'own') continue
    if (/licen[cs]e|copying|\.(?:md|txt|rst|adoc|json|lock|svg)$/i.test(path)) continue
    const text = project.text(path)?.slice(0, NOTICE_BYTES)
    if (!text) continue
    seen++
    const identifier = /SPDX-License-Identifier:[ \t]*([\w.+() -]{1,100})/.exec(text)
    const expression = identifier && normalExpression(identifier[1]!.replace(/[ -]+$/, ''))
    if (identifier && expression) {
      const sources = identifiers.get(expression) ?? []
      sources.push({ path, line: text.slice(0, identifier.index).split('\n').length })
      identifiers.set(expression, sources)
      for (const id of expression.match(/[\w.-]+-or-later/g) ?? []) orLater.add(id.replace(/-or-later$/, ''))
    }
    const notice = /any later version/i.test(text) ? GNU_NOTICE.exec(wordsOf(text).words.join(' ')) : null
    if (notice) {
      const { kind, version = '' } = notice.groups ?? {}
      const prefix = kind ? (kind.startsWith('affero') ? 'A' : 'L') : ''
      orLater.add(`${prefix}GPL-${version.includes(' ') ? version.replace(' ', '.') : `${version}.0`}`)
    }
  }
  const tagged = [...identifiers.values()].reduce((sum, sources) => sum + sources.length, 0)
  const main = [...identifiers].find(([, sources]) => sources.length >= tagged * MOST_SHARE)
  return { orLater, identifier: main ? { expression: main[0], sources: main[1].slice(0, SOURCES) } : null }
}
