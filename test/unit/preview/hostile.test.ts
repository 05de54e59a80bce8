import { Marked } from 'marked'
import { describe, expect, test } from 'vitest'
import { page } from '../../../src/preview/page'
import { renderPreview } from '../../../src/preview/render-preview'
import { CONTEXTS, PLACES, SHAPES } from '../../walls/matrix'
import { dangers } from './danger'

const OPTIONS = {
  title: 'README',
  blobBase: 'https://github.com/o/r/blob/c0ffee/',
  rawBase: 'https://raw.githubusercontent.com/o/r/c0ffee/',
}

/** Code that runs when a browser makes an element of it. */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<a href="javascript:alert(1)">a</a>',
  '<a href="&#x6A;ava\tscript&colon;alert(1)">a</a>',
  '<a href=" &#1;javascript:alert(1)">a</a>',
  '<iframe src="https://evil.example" srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src="https://evil.example/x.swf">',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<style>@import "https://evil.example/x.css"</style>',
  '<p style="background:url(https://evil.example)">x</p>',
  '<form id="body" action="https://evil.example"><input name="cookie"><button formaction="javascript:alert(1)">b</button></form>',
  '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<img src="//evil.example/pixel.png" alt="pixel">',
  '<img src=x srcset="https://evil.example/a.png 2x">',
  '<picture><source srcset="https://evil.example/a.png, javascript:alert(1) 2x"><img src="a.png"></picture>',
  '<video poster="https://evil.example/p.png" onloadstart=alert(1)><source src=x onerror=alert(1)></video>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<a id="getElementById" name="body" href="vbscript:x">x</a>',
  '<details open ontoggle=alert(1)>x</details>',
  '<input autofocus onfocus=alert(1)>',
  '<body onload=alert(1)>',
  '<x onclick=alert(1) tabindex=1 style="all:unset">x</x>',
  '<img """><script>alert(1)</script>">',
  '<a href="https://ok.example" ping="https://evil.example" onmouseover=alert(1)>x</a>',
]

const render = (markdown: string) => renderPreview(markdown, OPTIONS)

describe('nothing from a repository can run, fetch or shadow', () => {
  test.each(PAYLOADS)('%s', (payload) => {
    for (const place of Object.values(PLACES)) expect(dangers(render(place(payload)))).toEqual([])
  })

  test.each(CONTEXTS)('in the context <%s>', (context) => {
    for (const shape of Object.values(SHAPES))
      for (const payload of PAYLOADS) {
        const markdown = shape(context, payload)
        expect({ markdown, found: dangers(render(markdown)) }).toEqual({ markdown, found: [] })
      }
  })

  test.each([
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt&#58;alert(1))',
    '[a](<java\nscript:alert(1)>)',
    '[a](data:text/html;base64,PHNjcmlwdD4=)',
    '[a](vbscript:x)',
    '[a](file:///etc/passwd)',
    '<javascript:alert(1)>',
    '![a](javascript:alert(1))',
    '![a](https://evil.example/pixel.png)',
    '[a]: javascript:alert(1)\n\n[a]',
    '[a](\u0001javascript:alert(1))',
    '[a](\\\\evil.example\\x)',
  ])('%s', (markdown) => {
    expect(dangers(render(markdown))).toEqual([])
  })

  test.each([
    'script',
    'style',
    'title',
    'textarea',
    'noscript',
    'template',
    'iframe',
    'object',
    'svg',
    'math',
    'xmp',
    'noembed',
    'noframes',
  ])('what stands in <%s> is dropped with it', (name) => {
    expect(render(`before\n\n<${name}>inner words</${name}>\n\nafter`)).not.toContain('inner words')
  })

  test('a title cannot leave its element', () => {
    expect(dangers(renderPreview('', { ...OPTIONS, title: '</title><script>alert(1)</script>' }))).toEqual([])
  })

  test('the text shown in place of a rendering is as harmless', () => {
    const markdown = `${'<div>'.repeat(5000)}</pre><script>alert(1)</script>`
    expect(render(markdown)).toContain('not-rendered')
    expect(dangers(render(markdown))).toEqual([])
  })
})

test('the check itself finds what a rendering without a sanitiser lets through', () => {
  for (const payload of PAYLOADS) {
    const html = new Marked().parse(payload, { async: false })
    const unsafe = page('README', []).replace('</main>', () => `${html}</main>`)
    expect({ payload, found: dangers(unsafe).length > 0 }).toEqual({ payload, found: true })
  }
})
