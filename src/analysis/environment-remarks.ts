/** Characters before a place that are looked at for the mark of a comment. */
const BEFORE = 2_000
const HASH = /\.(?:py|rb|exs?|jl|php|properties|ya?ml|conf)$/
const DOC_STRINGS = /\.(?:py|exs?)$/
const SLASHES =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|go|rs|java|kts?|scala|groovy|cs|dart|swift|c|cc|cpp|cxx|h|hpp|m|mm|php)$/

/** Does the `index` of a source file's text lie in a comment or a documentation string? Told from what stands before it; strings that look like comments are rare enough. */
export function inRemark(path: string, text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - BEFORE), index)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  if (/^\s*(?:\/\/|#(?!\[)|\*|\/\*|--)/.test(line)) return true
  if (HASH.test(path) && /\s#\s/.test(line)) return true
  if (SLASHES.test(path)) {
    if (/\s\/\/\s/.test(line)) return true
    // Globs hold the same characters, so a block is one that begins its line.
    const opened = Math.max(
      before.startsWith('/*') ? 0 : -1,
      ...['\n/*', '\n  /*', '\n    /*', '\n\t/*'].map((mark) => before.lastIndexOf(mark)),
    )
    if (opened > before.lastIndexOf('*/')) return true
  }
  return DOC_STRINGS.test(path) && isBetween(text, '"""', index)
}

/** Have the marks before `index` opened something that is not closed? */
function isBetween(text: string, mark: string, index: number): boolean {
  let open = false
  for (let at = text.indexOf(mark); at !== -1 && at < index; at = text.indexOf(mark, at + mark.length)) open = !open
  return open
}
