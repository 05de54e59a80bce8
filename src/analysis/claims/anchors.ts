import GithubSlugger from 'github-slugger'
import type { Check, Judged } from './claim'
import { nearName } from './near'
import type { Heading, Reading } from './reading'

/** Anchors that a host gives, whatever the text. */
const GIVEN = /^(?:|top|readme|readme-ov-file|L\d+.*|user-content-.*)$/i
const MOST = 2_000
/** Missing anchors for which a near one is looked for. */
const MOST_NEAR = 200
const EMOJI = /:[a-z][a-z0-9_+-]{1,40}:/g

/** A heading's text as it is read, without its markup. */
const shown = (text: string) =>
  text
    .replace(/!\[[^\]]{0,300}\](?:\([^)]{0,1000}\)|\[[^\]]{0,100}\])/g, '')
    .replace(/\[([^\]]{0,300})\](?:\([^)]{0,1000}\)|\[[^\]]{0,100}\])/g, '$1')
    .replace(/<[^<>]{0,1000}>/g, '')
    .replace(/&(amp|lt|gt|quot|nbsp|#\d{1,6});/g, '')
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '')

/** The readings that hosts make of a heading: with and without emphasis, emoji and the spaces around them. */
const READINGS: readonly ((text: string) => string)[] = [
  (text) => shown(text).trim(),
  shown,
  (text) => shown(text).replace(EMOJI, '').trim(),
  (text) => shown(text).replace(EMOJI, ''),
  (text) =>
    shown(text)
      .replace(/(?<!\w)_{1,2}(\S[^_]{0,200})_{1,2}(?!\w)/g, '$1')
      .trim(),
  (text) => text.replace(/<[^<>]{0,1000}>/g, '').trim(),
]

const comparable = (anchor: string) => anchor.toLowerCase().replace(/[\uFE0F\u200D]/g, '')

/** Every anchor of the document, with the heading that has it. https://docs.github.com/get-started/writing-on-github */
export function anchorsOf({ headings, ids }: Reading): Map<string, Heading | null> {
  const anchors = new Map<string, Heading | null>()
  for (const id of ids) anchors.set(comparable(id.replace(/^#/, '')), null)
  for (const read of READINGS) {
    const slugger = new GithubSlugger()
    for (const heading of headings) {
      const anchor = comparable(slugger.slug(read(heading.text.replace(/\s*\{#[\w-]+\}\s*$/, ''))))
      if (!anchors.has(anchor)) anchors.set(anchor, heading)
    }
  }
  for (const heading of headings) {
    const own = heading.text.match(/\{#([\w-]+)\}\s*$/)?.[1]
    if (own) anchors.set(comparable(own), heading)
  }
  return anchors
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Links within the page: each leads to a heading, or to an id that the text gives. */
export const anchorClaims: Check = ({ reading, path }) => {
  const anchors = anchorsOf(reading)
  const ofHeadings = [...anchors].flatMap(([one, heading]) => (heading ? [one] : []))
  let missing = 0
  return reading.targets.slice(0, MOST).flatMap(({ target, line }): Judged[] => {
    const anchor = target.match(/^#(.*)$/s)?.[1]
    if (anchor === undefined || GIVEN.test(anchor) || /^[/!]/.test(anchor) || /[<>{}]/.test(anchor)) return []
    const wanted = comparable(decoded(anchor))
    const claim = { kind: 'anchor' as const, line, claim: target }
    if (anchors.has(wanted)) return [{ ...claim, verdict: 'holds' }]
    const near = missing++ < MOST_NEAR ? nearName(wanted, ofHeadings) : null
    const heading = near === null ? null : anchors.get(near)
    return [
      {
        ...claim,
        verdict: {
          message: heading
            ? `No heading has the anchor ${target}; the one on line ${heading.line} has #${near}.`
            : `No heading of this README has the anchor ${target}.`,
          sources: heading ? [{ path, line: heading.line }] : [],
        },
      },
    ]
  })
}
