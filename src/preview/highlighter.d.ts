import type { ElementContent } from 'hast'

/**
 * The code with `<span class="hljs-…">` around what the language's grammar knows; `null` for a language that is not among
 * ours. `language` is in lower case.
 */
export function highlight(language: string, code: string): ElementContent[] | null
