// Draws the diagram whose text stands in the address's fragment, which no server sees. This page is of an origin of its own,
// without a name: it may draw, and reach nothing else.
import mermaid from './mermaid/mermaid.esm.min.mjs'

/** Characters; the page around gives the source beside the drawing. */
const MOST = 20_000

const dark = matchMedia('(prefers-color-scheme: dark)').matches
mermaid.initialize({
  startOnLoad: false,
  securityLevel: 'strict',
  maxTextSize: MOST,
  theme: dark ? 'dark' : 'default',
  fontFamily: getComputedStyle(document.body).fontFamily,
  // Text as text of the drawing, not as HTML in it.
  htmlLabels: false,
  flowchart: { htmlLabels: false },
})
try {
  const { svg } = await mermaid.render('diagram', decodeURIComponent(location.hash.slice(1)))
  const drawing = document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true)
  drawing.removeAttribute('style')
  document.body.replaceChildren(drawing)
} catch {
  document.body.textContent = 'This diagram cannot be drawn.'
}
