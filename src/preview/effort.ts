/** Containers (quotes, list items) that may stand inside each other before a text is shown as it is. */
const CONTAINERS = 50
/** Elements of one text. The largest of lists that people keep have 14,000 (public-apis); a thousand take 20 ms or so. */
const ALL_ELEMENTS = 50_000
/** Elements that may stand inside each other. GitHub's parser stops at 400; a deeper tree overflows the stack. */
const ELEMENTS = 400
/** Steps that the search for the ends of addresses may take. */
const ADDRESS_STEPS = 50_000_000

/** Formatting elements that may be opened again because nobody closed them. */
const REOPENED = 200_000

/** A text that would take more time or stack than a preview is worth. */
export class TooMuchEffort extends Error {}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** Elements that a parser opens again in the next block when they were not closed. */
const FORMATTING = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '))
/** Elements that a parser closes by itself when the next begins, so that leaving them open nests nothing. */
const CLOSED_BY_NEXT = new Set('p li dt dd tr td th thead tbody tfoot option optgroup rp rt colgroup'.split(' '))

/** Throws when quotes and lists of this Markdown stand too deep in each other: marked reads each level anew. */
export function checkContainers(markdown: string): void {
  for (const [markers] of markdown.matchAll(/^(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))+/gm)) {
    if (markers.length <= CONTAINERS) continue
    const signs = markers.match(/[>*+.)-]/g)?.length ?? 0
    const indent = markers.match(/^[ \t]*/)?.[0].replaceAll('\t', '    ').length ?? 0
    if (signs > 0 && signs + indent / 2 > CONTAINERS) throw new TooMuchEffort('containers')
  }
}

/**
 * Throws when the search for mail addresses would be quadratic: marked looks for an `@` behind each character of a run
 * that ends in one, and behind each sign in a run that breaks a text.
 */
export function checkAddresses(markdown: string): void {
  let steps = 0
  for (const [run] of markdown.matchAll(/[a-zA-Z0-9.!#$%&'*+/=?_`{|}~-]+@?/g)) {
    if (run.length < 100) continue
    const starts = run.endsWith('@') ? run.length : (run.match(/`+|~+|[!*_]/g)?.length ?? 0)
    steps += starts * run.length
    if (steps > ADDRESS_STEPS) throw new TooMuchEffort('addresses')
  }
}

/**
 * Throws when this HTML has too many elements, when they stand too deep in each other, or when formatting left open would be opened again
 * in too many blocks, as HTML's parsing rules ask. Reads tags only: an estimate from above, in one pass.
 */
export function checkElements(html: string): void {
  let depth = 0
  let formatting = 0
  let reopened = 0
  let all = 0
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)/g)) {
    const tag = name.toLowerCase()
    const step = slash ? -1 : 1
    if (FORMATTING.has(tag)) formatting = Math.max(0, formatting + step)
    else reopened += formatting
    if (!VOID.has(tag) && !CLOSED_BY_NEXT.has(tag)) depth = Math.max(0, depth + step)
    if (!slash) all++
    if (all > ALL_ELEMENTS || depth > ELEMENTS || reopened > REOPENED) throw new TooMuchEffort('elements')
  }
}
