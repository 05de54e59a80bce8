import { renderPreview } from '../../../src/preview/render-preview'

/** The preview of this Markdown. */
export const rendered = (markdown: string) =>
  renderPreview(markdown, {
    title: 'o/r',
    blobBase: 'https://github.com/o/r/blob/c0ffee',
    rawBase: 'https://raw.githubusercontent.com/o/r/c0ffee/',
  })

/** What stands in the page for it. */
export const body = (markdown: string) =>
  rendered(markdown)
    .match(/<main class="markdown-body">([\s\S]*)<\/main>/)?.[1]
    ?.trim()
