import type { ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { element, text } from './tree'

/** Shows and hides all evidence, without script: the style sheet asks whether it is ticked. */
const evidenceSwitch = () =>
  element(
    'header',
    { className: ['evidence-switch'] },
    element('label', {}, element('input', { type: 'checkbox', checked: true }), text(' Evidence')),
  )

/** What stands in a page beside the README. */
export interface Parts {
  hasEvidence: boolean
  hasDiagrams: boolean
}

const DIAGRAMS = 'has-diagrams'
/** Do frames stand in this page, as `page` wrote it, in which diagrams are drawn? */
export const hasDiagrams = (html: string): boolean =>
  html.startsWith(`<!doctype html><html lang="en" class="${DIAGRAMS}">`)
/** What has to be known of a page to serve it: kept beside it. */
export const pageMetadata = (html: string): Record<string, string> => (hasDiagrams(html) ? { diagrams: 'framed' } : {})
/** Do frames stand in the page of this metadata, in which diagrams are drawn? */
export const framesDiagrams = (metadata: Record<string, string> | undefined): boolean => metadata?.diagrams === 'framed'

/** A whole HTML page around a README; `title` is text. The style sheet is our own, at `/preview.css`. */
export function page(title: string, body: ElementContent[], has: Partial<Parts> = {}): string {
  const head = element(
    'head',
    {},
    element('meta', { charSet: 'utf-8' }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('title', {}, text(title)),
    element('link', { rel: ['icon'], href: '/favicon.svg', type: 'image/svg+xml' }),
    element('link', { rel: ['stylesheet'], href: '/preview.css' }),
  )
  const main = element('main', { className: ['markdown-body'] }, ...body)
  return toHtml({
    type: 'root',
    children: [
      { type: 'doctype' },
      element(
        'html',
        { lang: 'en', ...(has.hasDiagrams ? { className: [DIAGRAMS] } : {}) },
        head,
        element('body', {}, ...(has.hasEvidence ? [evidenceSwitch()] : []), main),
      ),
    ],
  })
}

/** The page of a text that was not rendered: the text itself, word for word. */
export const plainPage = (title: string, markdown: string): string =>
  page(title, [element('pre', { className: ['not-rendered'] }, text(markdown))])
