import { escaped } from './literal-pattern'
import type { Block } from './prose'

/** Longest description, in characters. */
const LONGEST = 200
const NOTICE =
  /^(?:(?:notes?|warning|important|caution|attention|tip|disclaimer|update|news|announcement)\b|deprecated|archived|looking for|(?:just )?(?:click|type|visit|go to|feel free|have a look|take a look)\b|see |read (?:more|this|the)|check out|our |for (?:more|full|the latest|details|documentation|instructions|help|usage|information|an? (?:list|overview|complete))|if you|we\b|you\b|to \w|as you\b|this (?:readme|document|page|file)\b|join (?:us|our|the)|follow (?:us|the|@)|star (?:us|this)|please|this (?:repository|repo|project|package) (?:is|has been) (?:archived|deprecated|no longer|moved|licen[cs]ed|released)|(?:sponsored|supported) by|(?:english|translations?|languages?|documentation|docs|website|homepage|license|licence)\s?(?:[:|·•]|is |can |available|under)|table of contents|build status|copyright|licen[cs]ed |available in|\[!)/i
/** News about the project, which says nothing of what it is. */
const NEWS =
  /\bis now (?:a )?part of\b|\bis now (?:called|known as|maintained)\b|\bhas (?:moved|been (?:renamed|archived|deprecated))\b|\bno longer (?:maintained|supported|developed)\b/i
const VERBS =
  '(?:is|are)\\s(?:an?|the|one|your|our|like|not|just|all|written|designed|built|meant|intended)|provides|offers|lets|allows|helps|makes|gives|implements|adds|turns|brings|contains|enables|extends|generates|converts'

/** A remark to the reader, not a statement on the thing. */
export const isNotice = (text: string): boolean => NOTICE.test(text)

/** Is this block a sentence or two about the project, rather than a row of links, a notice, a label or a slogan of three words? */
export function isProse({ kind, level, text, linked }: Block): boolean {
  // Chinese and Japanese write without spaces: two characters stand for a word.
  const words = text.split(' ').length + (text.match(/[\u3040-\u30ff\u4e00-\u9fff]/g)?.length ?? 0) / 2
  // Centred front matter often sets the one-liner as a small heading.
  if (kind === 'heading' && (level < 2 || words < 4 || !/[.!]$/.test(text))) return false
  if (kind === 'logo' || words < 4 || text.length < 10) return false
  return (
    linked < 0.6 &&
    !NEWS.test(text) &&
    !/[:：]$/.test(firstSentence(text) ?? '') &&
    !/[?？]$/.test(text) &&
    !NOTICE.test(text) &&
    !/^https?:|^[$>#]|[|•·].*[|•·]/.test(text) &&
    /[\p{L}]{3}/u.test(text)
  )
}

/** Words after which a clause is not complete. */
const OPEN =
  /\b(?:an?|the|of|for|to|by|with|in|on|from|and|or|as|is|are|be|has|have|can|like|that|which|following|below|include[sd]?|including|features?|provides?|offers?|supports?|contains?|consists?|comprises?|allows?|goals?|ways?|options?|things|parts|these|such)$/i

/** Words that only lead over to what follows. */
const LEADS =
  /\b(?:that|which|provides|offers|includes|supports|contains|(?:that|which) (?:is|are)|such as|the following)$/i

/** Does the text begin as `X is a …`, for one of the project's names? */
export function saysWhatItIs(text: string, names: string[]): boolean {
  return names.some((name) => {
    const spelt = name
      .split(/[\s._-]+/)
      .filter(Boolean)
      .map(escaped)
      .join('[\\s._-]*')
    return (
      spelt !== '' &&
      new RegExp(
        `^(?:(?:for|as|with|unlike|in)\\s[^.:]{1,120},\\s)?(?:the\\s)?["'\`]?(?:[\\w.]{1,20}\\s){0,1}${spelt}["'\`]?(?:\\sv?\\d{1,4}\\.\\d[\\w.]{0,15})?(?:\\s\\([^)]{1,120}\\))?,?\\s(?:${VERBS})\\s`,
        'i',
      ).test(text)
    )
  })
}

/**
 * A paragraph that leads over to a list, without the lead: "It is:" goes, and of "X is a backend that includes:"
 * the statement stays. What is nothing but a lead keeps its colon.
 */
export function withoutOpenEnd(given: string, names: string[]): string {
  // "The plugin provides", and a list: the colon is only left out.
  const text = /[\p{L}]$/u.test(given) && LEADS.test(given) ? `${given}:` : given
  if (!/[:：]$/.test(text)) return text
  const sentence = text.search(/[.!]\s[^.!]*$/)
  if (sentence > 0) return text.slice(0, sentence + 1)
  // What a relative clause describes stands without it.
  const described = text.match(/^((?:\S+\s){4,40}?\S+?),?\s(?:that|which)\s(?:is|are)\s?:$/)?.[1]
  if (described && !OPEN.test(described)) return `${described}.`
  const statement = text
    .replace(
      /,?\s(?:that|which|and|it)?\s?(?:includes?|including|features?|offer(?:s|ing)?|providing|supporting|such as|like|with)\s?:$/i,
      '.',
    )
    .replace(/:$/, '.')
  const isWhole =
    !OPEN.test(statement.slice(0, -1)) &&
    !/\b(?:the|these) following(?:\s\S+){1,4}$/i.test(statement) &&
    statement.split(' ').length > 4
  return isWhole && (saysWhatItIs(statement, names) || /^this (?:repository|repo) contains /i.test(statement))
    ? statement
    : text
}

/** A sentence in a folder's README that says what the folder is, rather than how to run it or what made it. */
export const saysWhatFolderIs = (text: string): boolean =>
  /^(?:this (?:folder|directory|package|crate|module|library|app|application|sub-?project|plugin|workspace|is) |(?:an?|the) \w|[\w@/.-]+ (?:is an? |provides |contains ))/i.test(
    text,
  ) &&
  !/generated (?:with|by)|bootstrapped|https?:|\bbuilt (?:on|with|using)\b|\bsteps?\b|\bmoved\b|\bdeprecated\b/i.test(
    text,
  )

/** Characters before a mark that tell an abbreviation or an initial. */
const ABBREVIATION = 16

/** Where sentences end: at a mark, not after an abbreviation or an initial; a short one only before a capital. */
function endsOf(text: string): number[] {
  const ends = [...text.matchAll(/[.!?。](?=\s|$|(?<=。))/gu)].map((match) => match.index + 1)
  return ends.filter(
    (at) =>
      !/(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|Inc|Ltd|Mr|Dr|St|No|v\d+)|(?<![\w/])\p{Lu})\.$/u.test(
        text.slice(Math.max(0, at - ABBREVIATION), at),
      ) &&
      at >= 20 &&
      (at >= 50 || !/^\s\p{Ll}/u.test(text.slice(at, at + 3))),
  )
}

/** The sentences of a paragraph. */
export function sentencesOf(text: string): string[] {
  const one = text.replace(/\s+/g, ' ').trim()
  const ends = [...new Set([...endsOf(one), one.length])]
  return ends.map((at, index) => one.slice(ends[index - 1] ?? 0, at).trim()).filter(Boolean)
}

/** The first sentence, at most 200 characters; a longer one ends at its last clause that fits. `null` for nothing. */
export function firstSentence(text: string): string | null {
  const [first = ''] = sentencesOf(text)
  const sentence = first.replace(/\s+(?=[,;])/g, '')
  if (sentence.length <= LONGEST) return sentence || null
  const cut = Math.max(...[', ', '; ', ' – ', ' — ', ' - ', ' ('].map((mark) => sentence.lastIndexOf(mark, LONGEST)))
  const head = sentence.slice(0, cut > 60 ? cut : sentence.lastIndexOf(' ', LONGEST))
  return `${head.replace(/[\s,;:–—(-]+$/, '')}…`
}
