/** What a pattern is asked. */
export interface Test {
  test(text: string): boolean
}

const both = (first: RegExp, then: string): Test => ({
  test(text) {
    const at = first.exec(text)?.index
    return at !== undefined && at < text.lastIndexOf(then)
  },
})
/** One of two; the second needs a closing brace, so that what stands behind the last one is not searched from each opening one. */
const either = (first: RegExp, inBraces: RegExp): Test => ({
  test: (text) => first.test(text) || inBraces.test(text.slice(0, text.lastIndexOf('}') + 1)),
})

/**
 * Patterns of Linguist that look from the start of every line as far as the end of the text, with tests that say the
 * same in linear time: what may span lines from one line's start may as well begin at the start of the last of them.
 */
export const LINEAR: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['^[^#!][^:]*:', both(/^[^#!]/m, ':')],
  ['^[^#!;][^=]*=', both(/^[^#!;]/m, '=')],
  ['^[^#]*:-', /^[^#\n]*:-/m],
  ['^[^#]+:-', /^(?:[^#\n]+|[^#\n]*\n):-/m],
  ['^[^\\[#]+:-', /^(?:[^[#\n]+|[^[#\n]*\n):-/m],
  ['^(?:[^"mM]*[mM][oO][vV][ \\t\\n\\v\\f\\r]+[^ \\t\\n\\v\\f\\r]+,)', /^[^"mM\n]*mov[ \t\n\v\f\r]+[^ \t\n\v\f\r]+,/im],
  [
    '(?:[\\/\\\\][^\\n]*:[ \\t\\n\\v\\f\\r]+[^\\n]*[ \\t\\n\\v\\f\\r]\\\\(?![^\\n])|: \\\\(?![^\\n])|^[ %]:|^[\\w \\t\\n\\v\\f\\r\\/\\\\.]+\\w+\\.\\w+[ \\t\\n\\v\\f\\r]*:[ \\t\\n\\v\\f\\r]+[\\w \\t\\n\\v\\f\\r\\/\\\\.]+\\w+\\.\\w+)',
    /[/\\][^\n]*:[ \t\n\v\f\r]+[^\n]*[ \t\n\v\f\r]\\(?![^\n])|: \\(?![^\n])|^[ %]:|^(?:[\w \t\v\f\r/\\.]+|[\w \t\v\f\r/\\.]*\n)\w+\.\w+[ \t\n\v\f\r]*:[ \t\n\v\f\r]+[\w \t\n\v\f\r/\\.]+\w+\.\w+/m,
  ],
  [
    '^module[ \\t\\n\\v\\f\\r]+[\\w.]*[ \\t\\n\\v\\f\\r]*;|import[ \\t\\n\\v\\f\\r]+[\\w \\t\\n\\v\\f\\r,.:]*;|\\w+[ \\t\\n\\v\\f\\r]+\\w+[ \\t\\n\\v\\f\\r]*\\([^\\n]*\\)(?:\\([^\\n]*\\))?[ \\t\\n\\v\\f\\r]*\\{[^}]*\\}|unittest[ \\t\\n\\v\\f\\r]*(?:\\([^\\n]*\\))?[ \\t\\n\\v\\f\\r]*\\{[^}]*\\}',
    either(
      /^module[ \t\n\v\f\r]+[\w.]*[ \t\n\v\f\r]*;|import[ \t\n\v\f\r](?:(?!import[ \t\n\v\f\r])[\w \t\n\v\f\r,.:])*;/m,
      /(?<!\w)\w+[ \t\n\v\f\r]+\w+[ \t\n\v\f\r]*\([^\n]*\)(?:\([^\n]*\))?[ \t\n\v\f\r]*\{|unittest[ \t\n\v\f\r]*(?:\([^\n]*\))?[ \t\n\v\f\r]*\{/,
    ),
  ],
])
