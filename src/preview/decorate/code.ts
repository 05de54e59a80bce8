import type { Element } from 'hast'
import { highlight } from '../highlighter.js'
import { textOf } from '../tree'

/** Steps that highlighting may take in one page: grammars may look to a block's end at each sign. A block of 5,000 signs fits. */
const STEPS = 30_000_000
/** What the worst of texts costs; a script or a style sheet within it is read once more, from there to the end. */
const stepsOf = (code: string) => code.length ** 2 * (1 + (code.match(/<(?:script|style)\b/gi)?.length ?? 0))

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
  let left = STEPS
  for (const block of all) {
    const code = codeIn(block)
    const language = code && languageOf(code)
    if (!code || !language) continue
    const text = textOf(code)
    const steps = stepsOf(text)
    const shown = steps > left ? null : highlight(language, text)
    if (!shown) continue
    left -= steps
    code.children = shown
  }
}
