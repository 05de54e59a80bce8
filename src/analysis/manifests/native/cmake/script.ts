/** One command of a CMake script: `name(arguments)`. */
export interface Call {
  /** Lower case: CMake's command names know no case. */
  name: string
  args: readonly string[]
  /** 1-based line. */
  line: number
}

/** Commands of one file that are read. */
const MOST_CALLS = 4_000
const SPACE = /\s/

/** Where the comment that begins at `at` ends. */
function afterComment(text: string, at: number): number {
  const bracket = /#\[(=*)\[/y
  bracket.lastIndex = at
  const equals = bracket.exec(text)?.[1]
  const end = equals === undefined ? text.indexOf('\n', at) : text.indexOf(`]${equals}]`, at)
  return end === -1 ? text.length : equals === undefined ? end : end + equals.length + 2
}

/** A quoted argument that begins at `at`: its text and where it ends. */
function quoted(text: string, at: number): { value: string; end: number } {
  let value = ''
  let end = at + 1
  for (; end < text.length && text[end] !== '"'; end++) {
    if (text[end] === '\\' && end + 1 < text.length) {
      end++
      // An escaped line end joins lines; `\${` stands for itself.
      if (text[end] !== '\n') value += text[end]
    } else value += text[end]
  }
  return { value, end: end + 1 }
}

/** The arguments behind an opening parenthesis, nested parentheses as arguments of their own, and where they end. */
function argumentsAt(text: string, from: number): { args: string[]; end: number } {
  const args: string[] = []
  let depth = 1
  let at = from
  while (at < text.length) {
    const char = text[at]!
    if (SPACE.test(char) || char === ';') at++
    else if (char === '#') at = afterComment(text, at)
    else if (char === '(' || char === ')') {
      depth += char === '(' ? 1 : -1
      at++
      if (depth === 0) break
      args.push(char)
    } else if (char === '"') {
      const { value, end } = quoted(text, at)
      args.push(value)
      at = end
    } else {
      const bracket = /\[(=*)\[/y
      bracket.lastIndex = at
      const open = bracket.exec(text)
      if (open) {
        const close = text.indexOf(`]${open[1]}]`, at)
        const end = close === -1 ? text.length : close
        args.push(text.slice(at + open[0].length, end))
        at = end + open[0].length
      } else {
        const start = at
        while (at < text.length && !/[\s()#";]/.test(text[at]!)) at++
        args.push(text.slice(start, at))
        if (at === start) at++
      }
    }
  }
  return { args, end: at }
}

/**
 * The commands of a CMake script in their order, arguments without quotes, variables not replaced.
 * One pass over the text. https://cmake.org/cmake/help/latest/manual/cmake-language.7.html
 */
export function cmakeCalls(text: string): Call[] {
  const calls: Call[] = []
  const start = /#|([A-Za-z_]\w{0,80})[ \t]*\(/g
  let line = 1
  let counted = 0
  for (let match = start.exec(text); match && calls.length < MOST_CALLS; match = start.exec(text)) {
    if (match[1] === undefined) {
      start.lastIndex = afterComment(text, match.index)
      continue
    }
    for (
      let next = text.indexOf('\n', counted);
      next !== -1 && next < match.index;
      next = text.indexOf('\n', counted)
    ) {
      line++
      counted = next + 1
    }
    const { args, end } = argumentsAt(text, match.index + match[0].length)
    calls.push({ name: match[1].toLowerCase(), args, line })
    start.lastIndex = end
  }
  return calls
}
