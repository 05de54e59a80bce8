import type { Element } from 'hast'
import { highlight } from '../highlighter.js'
import { textOf } from '../tree'

/** Characters of one block, and of all together, that are highlighted: grammars may look far ahead at each sign. */
const MOST_OF_BLOCK = 10_000
const MOST_OF_ALL = 100_000

/** The language that a block of code says it is in: the first word of its fence. */
export function languageOf(code: Element): string | null {
  const { className } = code.properties
  const names = Array.isArray(className) ? className.map(String) : []
  const named = names.find((name) => name.startsWith('language-'))?.slice('language-'.length)
  // `rust,no_run` and `js{1,3}` are written too.
  return named?.match(/^[^,{]+/)?.[0].toLowerCase() ?? null
}

/** The code of a block of code, `null` for another element. */
export function codeIn(block: Element): Element | null {
  const [only, ...others] = block.tagName === 'pre' ? block.children : []
  return only?.type === 'element' && only.tagName === 'code' && others.length === 0 ? only : null
}

/** Puts `<span class="hljs-…">` around what the common languages' grammars know. */
export function highlightCode(all: readonly Element[]): void {
  let left = MOST_OF_ALL
  for (const block of all) {
    const code = codeIn(block)
    const language = code && languageOf(code)
    if (!code || !language) continue
    const text = textOf(code)
    if (text.length > Math.min(MOST_OF_BLOCK, left)) continue
    const shown = highlight(language, text)
    if (!shown) continue
    left -= text.length
    code.children = shown
  }
}
