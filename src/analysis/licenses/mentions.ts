/** A licence that prose names. */
export interface Mention {
  id: string
  /** Offset in the text. */
  at: number
}

/** Names as people write them. A name without the version that tells it apart names nothing. */
const NAMES: readonly (readonly [id: string, name: RegExp])[] = [
  ['Apache-2.0', /\bapache(?:[- ]software)?(?:[- ]licen[cs]e)?,?[- ]*(?:version[- ]|v\.? ?)?2(?:\.0)?\b/gi],
  ['MIT-0', /\bMIT-0\b|\bMIT No Attribution\b/g],
  ['MIT', /\bMIT\b(?!-0|-style|-like| No Attribution|\.edu|\/Expat-style)/g],
  ['ISC', /\bISC\b/g],
  ['0BSD', /\b0BSD\b|\bBSD Zero Clause\b/gi],
  ['BSD-2-Clause', /\bBSD[- ]2[- ]clause\b|\b(?:2|two)[- ]clause BSD\b|\bsimplified BSD\b/gi],
  ['BSD-3-Clause', /\bBSD[- ]3[- ]clause\b|\b(?:3|three)[- ]clause BSD\b|\b(?:new|revised|modified) BSD\b/gi],
  ['MPL-2.0', /\bMPL[- ]?v?2(?:\.0)?\b|\bMozilla Public Licen[cs]e,?(?: version| v\.?)? ?2\.0\b/gi],
  ['EPL-2.0', /\bEPL[- ]?v?2(?:\.0)?\b|\bEclipse Public Licen[cs]e,?(?: version| v\.?|[- ]+v?)? ?2\.0\b/gi],
  ['Unlicense', /\bUnlicense\b/gi],
  ['WTFPL', /\bWTFPL\b/g],
  ['Zlib', /\bzlib licen[cs]e\b/gi],
  ['BSL-1.0', /\bBSL-1\.0\b|\bBoost Software Licen[cs]e\b/gi],
  ['Artistic-2.0', /\bArtistic(?:[- ]Licen[cs]e)?[- ]2\.0\b/gi],
  ['EUPL-1.2', /\bEUPL[- ]?v?1\.2\b/gi],
  ['BUSL-1.1', /\bBUSL-1\.1\b|\bBusiness Source Licen[cs]e(?: 1\.1)?\b/gi],
  ['Elastic-2.0', /\bElastic Licen[cs]e(?:,? v?(?:ersion )?2(?:\.0)?)\b|\bELv2\b/gi],
  ['Vim', /\bsame terms as Vim\b|\bVim licen[cs]e\b/gi],
  ['Artistic-1.0-Perl OR GPL-1.0-or-later', /\bsame terms as (?:the )?Perl\b/gi],
  ['CC0-1.0', /\bCC0(?:[- ]1\.0)?\b/gi],
]
const GNU =
  /\b(?:GNU )?(?:(?<kind>Lesser |Library |Affero )?General Public Licen[cs]e|(?<letter>[AL])?GPL)(?: \([AL]?GPL\))?,?[- ]*(?:version |v\.? ?)?(?<version>\d(?:\.\d)?)\b(?<later>\+|[- ]or[- ](?:\(?at your option\)? )?(?:any )?(?:later|newer))?/gi
const GNU_TURNED =
  /\bversion (?<version>\d(?:\.\d)?) of the GNU (?<kind>Lesser |Library |Affero )?General Public Licen[cs]e(?<later> or \(?at your option\)? any later)?/gi
const CREATIVE_COMMONS =
  /\b(?:CC[- ]BY|Creative Commons Attribution)(?<noncommercial>[- ]N(?:C|on-?Commercial))?(?<rest>[- ](?:SA|ND|Share-?Alike|NoDerivatives|NoDerivs))?[- ]*v?(?<version>[34]\.0)\b/gi

/** Every licence that a text names, in its order. */
export function mentionsIn(text: string): Mention[] {
  const out: Mention[] = []
  const plain = text.replace(/\s/g, ' ')
  for (const [id, name] of NAMES) for (const match of plain.matchAll(name)) out.push({ id, at: match.index })
  for (const pattern of [GNU, GNU_TURNED])
    for (const match of plain.matchAll(pattern)) {
      const { kind = '', letter = '', version = '', later } = match.groups ?? {}
      const prefix = letter.toUpperCase() || (kind ? (/^affero/i.test(kind) ? 'A' : 'L') : '')
      const number = version.includes('.') ? version : `${version}.0`
      out.push({ id: `${prefix}GPL-${number}${later ? '-or-later' : ''}`, at: match.index })
    }
  for (const match of plain.matchAll(CREATIVE_COMMONS)) {
    const { noncommercial, rest = '', version = '' } = match.groups ?? {}
    const last = /sa|share/i.test(rest) ? '-SA' : rest ? '-ND' : ''
    out.push({ id: `CC-BY${noncommercial ? '-NC' : ''}${last}-${version}`, at: match.index })
  }
  return out.sort((a, b) => a.at - b.at)
}

/** Do these words leave the choice between the licences they name? */
export const offersChoice = (text: string): boolean =>
  /\bdual[- ]?licen[cs]|\bmulti[- ]?licen[cs]|\beither\b|\bat your option\b|\b(?:your|the) choice\b|\bchoose\b|\bMIT (?:or|\/) |\bany of the following\b/i.test(
    text.replace(/\s/g, ' '),
  )
