import { describe, expect, test } from 'vitest'
import { hasDiagrams } from '../../../src/preview/page'
import { body, rendered } from './rendered'

describe('emoji', () => {
  test('names between colons are the emoji that GitHub shows', () => {
    expect(body(':rocket: and **:+1:**, :flag-none: at 12:30:45')).toBe(
      '<p>🚀 and <strong>👍</strong>, :flag-none: at 12:30:45</p>',
    )
  })

  test('code shows what is written', () => {
    expect(body('`:rocket:`\n\n```\n:rocket:\n```')).toBe(
      '<p><code>:rocket:</code></p>\n<pre tabindex="0"><code>:rocket:\n</code></pre>',
    )
  })

  test('a heading’s id is made of the name', () => {
    expect(body('# :rocket: Start')).toBe('<h1 id="user-content-rocket-start">🚀 Start</h1>')
  })

  test('links and titles are left alone', () => {
    expect(body('[a](https://example.org/:rocket: "x :rocket:")')).toContain('title="x :rocket:"')
    expect(body('[a](https://example.org/:rocket:)')).toContain('href="https://example.org/:rocket:"')
  })
})

describe('code', () => {
  test.each([
    ['ts', 'const a: number = 1', '<span class="hljs-keyword">const</span>'],
    ['sh', 'echo "$HOME"', '<span class="hljs-built_in">echo</span>'],
    ['console', '$ ls # all', '<span class="hljs-meta prompt_">$ </span>'],
    ['py', 'def f(): pass', '<span class="hljs-keyword">def</span>'],
    ['rust,no_run', 'fn main() {}', '<span class="hljs-keyword">fn</span>'],
    ['toml', '[a]\nb = "c"', '<span class="hljs-section">[a]</span>'],
    ['html', '<b class="a">x</b>', '<span class="hljs-name">b</span>'],
    ['YAML', 'a: 1', '<span class="hljs-attr">a:</span>'],
    ['diff', '+a', '<span class="hljs-addition">+a</span>'],
    ['dockerfile', 'FROM node', '<span class="hljs-keyword">FROM</span>'],
  ])('in %s is highlighted', (language, code, expected) => {
    expect(body(`\`\`\`${language}\n${code}\n\`\`\``)).toContain(expected)
  })

  test('in a language that nobody knows, in none, and in a line is as it was', () => {
    expect(body('```brainfog\nif <a>\n```')).toBe(
      '<pre tabindex="0"><code class="language-brainfog">if &#x3C;a>\n</code></pre>',
    )
    expect(body('```\nif\n```')).toBe('<pre tabindex="0"><code>if\n</code></pre>')
    expect(body('`if`')).toBe('<p><code>if</code></p>')
  })

  test('every character stays, and none becomes an element', () => {
    const code = '<script>alert("&amp;")</script>\n# </span><img src=x>\n'
    const html = body(`\`\`\`html\n${code}\`\`\``) ?? ''
    const shown = html
      .replace(/<[^>]*>/g, '')
      .replaceAll('&#x3C;', '<')
      .replaceAll('&#x26;', '&')
    expect(shown).toBe(code)
    expect(html.replace(/<\/?(?:span|pre|code)(?: class="[a-z_ -]+")?(?: tabindex="0")?>/g, '')).not.toContain('<')
  })

  test('what a grammar could not be done with soon is not searched, and what comes after it is', () => {
    expect(body(`\`\`\`js\n${'let a = 1\n'.repeat(2_000)}\`\`\``)).not.toContain('hljs')
    const html = body(`\`\`\`html\n${'<script>'.repeat(300)}\n\`\`\`\n\n\`\`\`js\nlet a\n\`\`\``)
    expect(html?.match(/hljs-\w+/g)).toEqual(['hljs-keyword'])
  })
})

describe('diagrams', () => {
  const DIAGRAM = '```mermaid\ngraph TD\n  A["<b>"] --> B\n```'

  test('Mermaid stands in a frame of its own, which alone may run scripts, above its source', () => {
    const html = body(DIAGRAM) ?? ''
    const text = encodeURIComponent('graph TD\n  A["<b>"] --> B\n')
    expect(html).toContain(
      `<iframe src="/diagram/#${text}" title="Diagram" sandbox="allow-scripts" loading="lazy" height="200"></iframe>`,
    )
    expect(html).toContain('<details><summary>Source</summary><pre><code class="language-mermaid">graph TD')
  })

  test('a page tells whether frames stand in it, and a README cannot', () => {
    expect(hasDiagrams(rendered(DIAGRAM))).toBe(true)
    expect(hasDiagrams(rendered('# Text'))).toBe(false)
    expect(hasDiagrams(rendered('<html class="has-diagrams"><iframe src="/diagram/#x"></iframe>'))).toBe(false)
  })

  test('only so many are drawn, and none that is too long', () => {
    expect(rendered(`${DIAGRAM}\n\n`.repeat(30)).match(/<iframe /g)).toHaveLength(20)
    expect(rendered(`\`\`\`mermaid\n${'A --> B\n'.repeat(2_000)}\`\`\``)).not.toContain('<iframe ')
  })

  test('HTML cannot make a frame', () => {
    expect(body('<iframe src="/diagram/#x" sandbox="allow-scripts"></iframe>')).not.toContain('iframe')
  })
})

describe('what scrolls', () => {
  test('is reached by keyboard', () => {
    expect(body('    code')).toContain('<pre tabindex="0">')
    expect(body('|a|\n|-|\n|b|')).toContain('<table tabindex="0">')
  })
})
