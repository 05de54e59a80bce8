/**
 * A Scala build's text with its comments blanked out, so that offsets and lines stay; what stands in strings is left alone.
 * Linear: each alternative begins with another character and is bounded.
 */
export const withoutComments = (text: string): string =>
  text.replace(/"""[\s\S]{0,8000}?"""|"(?:[^"\\\n]|\\.){0,1000}"|\/\/[^\n]*|\/\*[\s\S]{0,8000}?\*\//g, (part) =>
    part.startsWith('/') ? part.replace(/[^\n]/g, ' ') : part,
  )

/** Values that a build gives names to: `val circeVersion = "0.14.6"`, in objects as well. */
export function namedStrings(texts: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const text of texts)
    for (const match of text.matchAll(/\b(?:val|def)\s+`?(\w{1,80})`?(?:\s*:\s*String)?\s*=\s*"([^"\n]{0,200})"/g))
      if (!found.has(match[1]!)) found.set(match[1]!, match[2]!)
  return found
}

/** What a written value stands for: a string as it is, a name by its last part; `null` where that is not written out. */
export function writtenValue(written: string, names: ReadonlyMap<string, string>): string | null {
  const text = written.trim()
  const literal = text.match(/^"([^"\n]*)"$/)?.[1]
  if (literal !== undefined) return literal || null
  const name = text.match(/^(?:[A-Za-z_]\w*\.)*([A-Za-z_]\w*)(?:\.value)?$/)?.[1]
  return (name && names.get(name)) || null
}
