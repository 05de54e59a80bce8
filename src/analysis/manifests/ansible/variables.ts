import type { Facts } from '../../facts'

/** Longest value that is told as a default. */
const LONGEST = 60
/** Variables of one file that are told. */
const MOST = 2_000

/**
 * Variables of a role's `defaults/main.yml` by its top-level keys, each with the comment that stands directly above it.
 * A default over several lines is left to the file.
 */
export function roleVariables(text: string, path: string): Facts['surface']['inputs'] {
  const found: Facts['surface']['inputs'] = []
  let comment: string[] = []
  for (const [index, whole] of text.split('\n').entries()) {
    const line = whole.length > 1_000 ? '' : whole
    const said = line.match(/^#+ ?(.*)$/)?.[1]
    if (said !== undefined) {
      comment.push(said.trim())
      continue
    }
    const [, name, rest = ''] = line.match(/^([A-Za-z_]\w*):(?:\s+(.*))?$/) ?? []
    if (name && found.length < MOST) {
      const value = rest.replace(/\s+#.*$/, '').trim()
      const plain = value !== '' && value.length <= LONGEST && !/^[|>&*]|[{[]$/.test(value)
      const secret = /passw|secret|token|private_key/i.test(name) && !/^(?:""|''|~|null|false|no)$/.test(value)
      const description = comment.join(' ').replace(/^[-=\s]+|[-=\s]+$/g, '')
      found.push({
        name,
        ...(plain && !secret && { default: value }),
        ...(/[A-Za-z]{3}.*\s/.test(description) &&
          description.length <= 300 &&
          !/^\w+:/.test(description) && { description }),
        required: false,
        sources: [{ path, line: index + 1 }],
      })
    }
    comment = []
  }
  return found
}
