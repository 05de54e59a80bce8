/** One statement of a Ruby file, its continuation lines joined by spaces, without comments. */
export interface Statement {
  text: string
  /** 1-based line on which it begins. */
  line: number
  /** Lines of the here document that it opens. */
  heredoc?: string
}

/** Lines and characters that are looked at: manifests are short. */
const MOST_LINES = 3_000
const LONGEST_LINE = 2_000
/** Lines of one statement. */
const MOST_JOINED = 120

/** Words that begin a statement of their own: a bracket in a pattern or a string may seem open. */
const BEGINS = /^(?:task|namespace|desc|def|end|require|Rake::|RSpec::|gem|group|source)\b/

/** A line without its comment, and how many brackets stay open at its end. */
function scanned(line: string): { text: string; open: number } {
  let quote = ''
  let open = 0
  for (let at = 0; at < line.length; at++) {
    const character = line[at]!
    if (quote !== '') {
      if (character === '\\') at++
      else if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '#' && (at === 0 || /\s/.test(line[at - 1]!)))
      return { text: line.slice(0, at).trim(), open }
    else if (character === '(' || character === '[') open++
    else if (character === ')' || character === ']') open--
  }
  return { text: line.trim(), open }
}

/**
 * Statements of a Ruby file, as far as manifests need them: read line by line, not parsed. Here documents and the text
 * behind `__END__` are no statements; a bracket or a comma that stays open joins the next line.
 */
export function rubyStatements(text: string): Statement[] {
  const lines = text.split('\n', MOST_LINES)
  const found: Statement[] = []
  let remark = false
  for (let index = 0; index < lines.length; index++) {
    const raw = lines[index]!.slice(0, LONGEST_LINE)
    if (raw.startsWith('__END__')) break
    if (raw.startsWith('=begin')) remark = true
    if (raw.startsWith('=end')) {
      remark = false
      continue
    }
    if (remark) continue
    const first = scanned(raw)
    if (first.text === '') continue
    const statement: Statement = { text: first.text, line: index + 1 }
    let open = first.open
    const last = Math.min(lines.length - 1, index + MOST_JOINED)
    while (index < last && (open > 0 || /[,\\]$/.test(statement.text)) && !BEGINS.test(lines[index + 1]!)) {
      const next = scanned(lines[++index]!.slice(0, LONGEST_LINE))
      statement.text = `${statement.text.replace(/\\$/, '')} ${next.text}`
      open += next.open
    }
    const mark = statement.text.match(/<<[~-]?["']?([A-Z][A-Z_]{0,40})["']?/)?.[1]
    if (mark) {
      const body: string[] = []
      while (index + 1 < lines.length && lines[index + 1]!.trim() !== mark) body.push(lines[++index]!.trim())
      index++
      statement.heredoc = body.join('\n').trim()
    }
    found.push(statement)
  }
  return found
}

const STRING = /'((?:[^'\\]|\\.){0,2000})'|"((?:[^"\\]|\\.){0,2000})"|%[qQ]?([{(<[|])([^{}()<>[\]|]{0,2000})[})>\]|]/y

/** The string literal at the start of an expression, `null` for anything else and for one with an expression inside. */
export function stringAt(expression: string): string | null {
  STRING.lastIndex = expression.length - expression.trimStart().length
  const match = STRING.exec(expression)
  const value = match?.[1] ?? match?.[2] ?? match?.[4]
  return value === undefined || value.includes('#{') ? null : value.trim()
}

/** Strings of an array, of `%w[…]`, of symbols in a list, or the one string of an expression. */
export function stringsIn(expression: string): string[] {
  const text = expression.trim()
  const words = text.match(/^%[wWiI][[({<|]([^\])}>|]{0,4000})/)?.[1]
  if (words !== undefined) return words.split(/\s+/).filter(Boolean)
  return [...text.matchAll(/(?<![\w:])(?:'([^'\n]{0,300})'|"([^"\n]{0,300})"|:([a-z_]\w{0,80}))/g)].flatMap(
    ([, single, double, symbol]) => single ?? double ?? symbol ?? [],
  )
}

/** The string or strings behind a key of a call's options: `path: "x"`, `:path => "x"`, `groups: [:a, :b]`. */
export function optionOf(text: string, key: string): string[] {
  const at = text.search(new RegExp(`(?:[\\s,(]|^)(?:${key}:\\s|:${key}\\s*=>|["']${key}["']\\s*=>)`))
  if (at < 0) return []
  const rest = text.slice(at).replace(/^[\s,(]*[^\s>]*?(?::\s|\s*=>)\s*/, '')
  const list = rest.match(/^(?:%[wiWI])?\[[^\]]{0,1000}\]/)?.[0]
  return stringsIn(list ?? rest.split(',')[0]!)
}
