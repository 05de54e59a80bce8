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

/** A whole HTML page around a README; `title` is text. The style sheet is our own, at `/preview.css`. */
export function page(title: string, body: ElementContent[], hasEvidence = false): string {
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
      element('html', { lang: 'en' }, head, element('body', {}, ...(hasEvidence ? [evidenceSwitch()] : []), main)),
    ],
  })
}

/** The page of a text that was not rendered: the text itself, word for word. */
export const plainPage = (title: string, markdown: string): string =>
  page(title, [element('pre', { className: ['not-rendered'] }, text(markdown))])
