import type { ElementContent } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { sanitize } from 'hast-util-sanitize'
import type { Bases } from './addresses'
import { markAlerts } from './decorate/alerts'
import { highlightCode } from './decorate/code'
import { frameDiagrams } from './decorate/diagrams'
import { markEmoji } from './decorate/emoji'
import { type PlaceUrl, placeEvidence } from './decorate/evidence'
import { nameHeadings } from './decorate/headings'
import { resolveImages } from './decorate/images'
import { resolveLinks } from './decorate/links'
import { reachScrolling } from './decorate/scrolling'
import { markTaskLists } from './decorate/task-lists'
import { checkElements } from './effort'
import { evidenceOfBlocks, type LineEvidence } from './evidence'
import { IMAGE_HOSTS } from './image-hosts'
import { markdownToHtml } from './markdown'
import { type Parts, page, plainPage } from './page'
import { SCHEMA } from './schema'
import { elements } from './tree'

/** Bytes of UTF-8 that are rendered; GitHub cuts a README off at 500 KiB as well. */
export const MOST_BYTES = 512_000

const bytes = (markdown: string) => new TextEncoder().encode(markdown).length

export interface PreviewOptions extends Bases {
  /** The page's title, as text. */
  title: string
  /** What the README's lines rest on, as `writeReadme` answers it; shown beside the text. */
  evidence?: readonly LineEvidence[]
  /** Where a place has its page on the Git host, https only; without it, or with `null`, a place is plain text. Must not throw. */
  placeUrl?: PlaceUrl
}

/** GitHub-flavoured Markdown to nodes that may stand in a page. Throws for text that costs too much. */
function render(markdown: string, options: PreviewOptions): { body: ElementContent[]; has: Parts } {
  const { blobBase, rawBase, evidence = [], placeUrl } = options
  const { html, blocks } = markdownToHtml(markdown)
  checkElements(html)
  const safe = sanitize(fromHtml(html, { fragment: true }), SCHEMA)
  if (safe.type !== 'root') return { body: [], has: { hasEvidence: false, hasDiagrams: false } }
  // What follows only adds to the safe tree, or takes away: nothing from the repository becomes an element or an attribute name here.
  const all = elements(safe)
  // Before emoji stand for their names, of which ids are made.
  nameHeadings(all)
  markEmoji(safe)
  markAlerts(safe)
  markTaskLists(all)
  const origin = rawBase === null ? undefined : URL.parse(rawBase)?.origin
  resolveImages(all, rawBase, origin ? [...IMAGE_HOSTS, origin] : IMAGE_HOSTS)
  resolveLinks(all, blobBase)
  highlightCode(all)
  reachScrolling(all)
  const hasDiagrams = frameDiagrams(all)
  const hasEvidence = placeEvidence(safe, evidenceOfBlocks(blocks, evidence), placeUrl)
  return { body: safe.children.filter((child) => child.type !== 'doctype'), has: { hasEvidence, hasDiagrams } }
}

/**
 * A complete HTML page that shows a README as its host would, and in which nothing from the README can run.
 * Relative links are resolved against `blobBase`, pictures against `rawBase` (https addresses of the README's folder).
 * Never throws: text over `MOST_BYTES`, or on which a parser would stall or overflow, is shown as it stands.
 */
export function renderPreview(markdown: string, options: PreviewOptions): string {
  if (bytes(markdown) <= MOST_BYTES) {
    try {
      const { body, has } = render(markdown, options)
      return page(options.title, body, has)
    } catch {
      // Too much effort, or a parser's own overflow: the text itself is still worth showing.
    }
  }
  return plainPage(options.title, markdown)
}
