import type { ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { element, text } from './tree'

/** A whole HTML page around a README; `title` is text. The style sheet is our own, at `/preview.css`. */
export function page(title: string, body: ElementContent[]): string {
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
    children: [{ type: 'doctype' }, element('html', { lang: 'en' }, head, element('body', {}, main))],
  })
}

/** The page of a text that was not rendered: the text itself, word for word. */
export const plainPage = (title: string, markdown: string): string =>
  page(title, [element('pre', { className: ['not-rendered'] }, text(markdown))])
