import { clean, sentence } from '../escape'

/** Characters of a one-liner, at most. */
const ONE_LINE = 119
/** A beginning shorter than this says too little to stand alone. */
const SHORTEST = 25

const withoutEmoji = (value: string) =>
  clean(
    value.replace(
      /(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F)(?:\p{Emoji_Modifier}|\u200D|\uFE0F)*/gu,
      '',
    ),
  )

/**
 * Where a sentence may end early, best first: before a clause that only adds to it, before one that joins another
 * statement, before a phrase. A comma alone is no such place: what follows may be the rest of a list.
 */
const ENDS: readonly RegExp[] = [
  /[;:](?= )| [–—-] | \((?=[^()]{1,200}\)(?:[.,;]|$))|,? (?:while|that|which|where|when|so that|because|without|by|via|using|including|showcasing|demonstrating|featuring|supporting|providing|allowing|making|targeting|containing|inspired|designed|(?:based|built|powered|written|developed|created|maintained) (?:by|on|in|with|for|at|using))(?= )/g,
  /,? with |,? (?:and|but) (?:it |is |can |allows |provides |enables |helps |lets |makes )/g,
  / to (?=[a-z]+ )| (?:for|in|on|from|through|across|between|into) /g,
]

/** Words after which something is still to come. */
const UNFINISHED =
  /(?:ly|ed|ing|[,;:–—-])$|\b(?:together|such|well|more|most|able|is|are|a|an|the|of|and|or|as|also|if|than|its|their|your|that|easy|easier|possible|how|way|ways|want|need|use|aims?|helps?|lets|allows|makes?|tries|goal|approach|useful|you|it)$|\b(?:allows?|provides?|enables?) \w+$/i
/** A sentence whose subject is all that stands before the first comma, or that begins with a condition. */
const SUBJECT_FIRST = /^(?:this|these|the|our|with|for|if|when|in)\b[^,]*$/i
const VERB = /\b(?:is|are|was|were|has|have|can|\w{3,}s)\b.* /i

/** Does every bracket and quotation end that begins here? */
const closed = (value: string) =>
  value.split('(').length === value.split(')').length && value.split('"').length % 2 === 1

/** Could a sentence end here: everything closed, no word that waits for what follows, a verb where it began with a subject? */
const stands = (value: string) =>
  /\S$/.test(value) &&
  closed(value) &&
  !UNFINISHED.test(value) &&
  (!SUBJECT_FIRST.test(value) || VERB.test(value.replace(/^\S+ /, '')))

/**
 * A description as one line of `most` characters that says what it is: its first sentence, or that up to a clause that
 * only adds to it, never broken off within one; and the sentences that are then still to be told, `null` when there is none.
 */
export function oneLiner(description: string, most = ONE_LINE): { line: string; rest: string | null } {
  const whole = withoutEmoji(description)
  const first = whole.match(/^.{20,}?[.!?。！？](?=\s\S)/u)?.[0] ?? whole
  const after = whole.slice(first.length).trim()
  const rest = after === '' ? null : sentence(after)
  if (sentence(first).length <= most) return { line: sentence(first), rest }
  for (const pattern of ENDS) {
    const cut = [...first.slice(0, most).matchAll(pattern)].findLast(
      ({ index }) => index >= SHORTEST && index < most && stands(first.slice(0, index)),
    )
    if (cut) return { line: sentence(first.slice(0, cut.index)), rest }
  }
  return { line: sentence(first), rest }
}
