import { Marked } from 'marked'
import sanitizeHtml from 'sanitize-html'
import { previewHeaders } from '../../src/preview/headers'
import { IMAGE_HOSTS } from '../../src/preview/image-hosts'
import { hasDiagrams, page } from '../../src/preview/page'
import { renderPreview } from '../../src/preview/render-preview'
import { SCHEMA } from '../../src/preview/schema'
import type { Payload } from './matrix'

/** The title of every page; another one was put there by a script. */
export const TITLE = 'README'

/** Which walls stand before a payload. */
export interface Variant {
  name: string
  html: (payload: Payload) => string
  headers: (html: string) => Record<string, string>
}

const marked = new Marked()
const unsafe = ({ markdown }: Payload) => marked.parse(markdown, { async: false })
const inPage = (html: string) => page(TITLE, []).replace('</main>', () => `${html}</main>`)

const preview = ({ markdown, evidence }: Payload) =>
  renderPreview(markdown, {
    title: TITLE,
    blobBase: 'https://github.com/o/r/blob/c0ffee/',
    rawBase: 'https://raw.githubusercontent.com/o/r/c0ffee/',
    placeUrl: (path) => `https://github.com/o/r/blob/c0ffee/${path}`,
    ...(evidence ? { evidence } : {}),
  })

/** A sanitiser with a hole (CVE-2026-44990: what stands in `<xmp>` passes as it is), told to allow what GitHub allows. */
const knownBad = (payload: Payload) =>
  sanitizeHtml(unsafe(payload), {
    allowedTags: [...(SCHEMA.tagNames ?? [])],
    allowedAttributes: { '*': ['id', 'title', 'align'], a: ['href'], img: ['src', 'alt', 'width', 'height'] },
  })

const policy = (withDiagrams: boolean) => () => previewHeaders(IMAGE_HOSTS, withDiagrams)
const noPolicy = () => ({ 'Content-Type': 'text/html; charset=utf-8' })
/** The policy as it would be if it let scripts run: whoever finds nothing under ours must find them here. */
const openPolicy = () => {
  const headers = previewHeaders(IMAGE_HOSTS, true)
  return { ...headers, 'Content-Security-Policy': `${headers['Content-Security-Policy']}; script-src 'unsafe-inline'` }
}

const VARIANTS = {
  both: { html: preview, headers: (html: string) => previewHeaders(IMAGE_HOSTS, hasDiagrams(html)) },
  sanitiser: { html: preview, headers: noPolicy },
  policy: { html: (payload: Payload) => inPage(unsafe(payload)), headers: policy(false) },
  'policy with diagrams': { html: (payload: Payload) => inPage(unsafe(payload)), headers: policy(true) },
  'policy that allows scripts': { html: (payload: Payload) => inPage(unsafe(payload)), headers: openPolicy },
  neither: { html: (payload: Payload) => inPage(unsafe(payload)), headers: noPolicy },
  'known-bad sanitiser': { html: (payload: Payload) => inPage(knownBad(payload)), headers: noPolicy },
}
export type VariantName = keyof typeof VARIANTS

export const variant = (name: VariantName): Variant => ({ name, ...VARIANTS[name] })
