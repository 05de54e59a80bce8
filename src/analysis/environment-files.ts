/** A line of a dotenv file. */
export interface Setting {
  name: string
  value: string
  /** The comment above it or behind it. */
  description?: string
  /** The line is commented out: the setting is optional. */
  optional: boolean
  line: number
}

const EXAMPLE =
  /^\.?env(?:ironment)?[._-](?:[\w-]+[._-])?(?:example|sample|template|dist|default|defaults|tpl|tmpl)$|^\.?(?:example|sample|template|default)[._-]?\.?env$|^\.[\w-]*\.?vars\.(?:example|sample|template)$|^\.env\.(?:example|sample|template|dist)[._-][\w-]+$|^[\w-]+\.env\.(?:example|sample|template|dist)$/i
const COMMITTED =
  /^\.env(?:\.(?!(?:local|test|testing|ci|erb)$)[\w-]+)?$|^\.?(?!(?:local|test|testing|ci)\.env$)[\w-]+\.env$/i

/** What a file of settings is: an example to copy, one that is committed as it is used, or neither. */
export const dotenvKind = (base: string): 'example' | 'committed' | null =>
  EXAMPLE.test(base) ? 'example' : COMMITTED.test(base) ? 'committed' : null

const unquoted = (value: string) => value.match(/^(["'`])([\s\S]*?)\1/)?.[2] ?? value.replace(/\s+#.*$/, '').trim()
const isSentence = (text: string) =>
  /[A-Za-z]{3}/.test(text) && text.length <= 160 && !/^[-=#*\s]+$/.test(text) && !/^\w+=/.test(text)

/** Settings of a dotenv file, commented-out ones too where the line is nothing but `# NAME=value`. */
export function dotenvSettings(text: string): Setting[] {
  const out: Setting[] = []
  let above: string[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const set = line.length > 4_000 ? null : line.match(/^\s*(#)?\s?(?:export\s+)?([A-Za-z_][\w.]*)\s*=(.*)$/)
    const comment = line.match(/^\s*#+\s?(.*)$/)?.[1]?.trim()
    if (set && (!set[1] || /^[A-Z][A-Z0-9_]+$/.test(set[2]!))) {
      const behind = set[3]!.match(/\s#\s*(.+)$/)?.[1]
      const said = above.length === 1 ? above[0] : behind
      out.push({
        name: set[2]!,
        value: unquoted(set[3]!.trim()),
        ...(said && isSentence(said) && { description: said.trim() }),
        optional: set[1] === '#',
        line: index + 1,
      })
      above = []
    } else if (comment !== undefined && comment !== '') above.push(comment)
    else above = []
  }
  return out
}
