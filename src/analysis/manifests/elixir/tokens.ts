import { lineCounter } from '../../line-numbers'

/** A token of Elixir's syntax, as far as manifests need it told apart. */
export interface Token {
  /** `key` is `name:` of a keyword list, `name` an identifier, module, call or `@attribute`, `words` the inside of `~w()`. */
  kind: 'text' | 'words' | 'atom' | 'key' | 'name' | 'mark'
  text: string
  line: number
  /** It is the first of its line. */
  breaks: boolean
}

/** Longest literal and most tokens that are read: a manifest has some thousand at most. */
const MOST_TOKENS = 20_000
const TOKEN = new RegExp(
  [
    '(?<space>[ \\t\\r]+|\\\\\\n)',
    '(?<newline>\\n)',
    '(?<comment>#[^\\n]*)',
    '(?:~[a-zA-Z])?"""(?<heredoc>[\\s\\S]{0,8000}?)"""',
    '~[wW](?:\\((?<round>[^)]{0,800})\\)|\\[(?<square>[^\\]]{0,800})\\]|\\{(?<curly>[^}]{0,800})\\}|\\|(?<bar>[^|]{0,800})\\|)(?<modifier>[a-z]?)',
    '(?<sigil>~[a-zA-Z](?:\\([^)]{0,600}\\)|\\[[^\\]]{0,600}\\]|\\{[^}]{0,600}\\}|\\/[^/\\n]{0,600}\\/|\\|[^|]{0,600}\\||"[^"]{0,600}")[a-z]*)',
    ':?"(?<text>(?:[^"\\\\#]|\\\\[\\s\\S]|#\\{[^{}\\n]{0,300}\\}|#(?!\\{)){0,600})"(?<colon>:(?=\\s))?',
    ':(?<atom>[A-Za-z_][\\w@]*[?!]?)',
    '(?<key>[A-Za-z_]\\w*[?!]?):(?=\\s)',
    '(?<name>[@&]?[A-Za-z_]\\w*[?!]?(?:\\.[A-Za-z_]\\w*[?!]?)*(?:\\/\\d+)?)',
    '(?<mark>\\+\\+|<>|->|=>|\\|>|\\|\\||&&|[!=<>]=|[\\s\\S])',
  ].join('|'),
  'y',
)

/** The tokens of an Elixir file in order, comments left out; linear in the text's length. */
export function tokensOf(text: string): Token[] {
  const lineOf = lineCounter(text)
  const tokens: Token[] = []
  let breaks = true
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length && tokens.length < MOST_TOKENS) {
    const at = TOKEN.lastIndex
    const groups = TOKEN.exec(text)?.groups
    if (!groups) break
    if (groups.newline !== undefined) breaks = true
    const found = tokenOf(groups, text[at] === ':')
    if (!found) continue
    tokens.push({ ...found, line: lineOf(at), breaks })
    breaks = false
  }
  return tokens
}

function tokenOf(groups: Record<string, string | undefined>, colon: boolean): Pick<Token, 'kind' | 'text'> | null {
  if (groups.space !== undefined || groups.newline !== undefined || groups.comment !== undefined) return null
  if (groups.heredoc !== undefined) return { kind: 'text', text: groups.heredoc }
  const words = groups.round ?? groups.square ?? groups.curly ?? groups.bar
  if (words !== undefined) return { kind: 'words', text: words }
  if (groups.sigil !== undefined) return { kind: 'mark', text: '~' }
  if (groups.text !== undefined) {
    if (groups.colon !== undefined) return { kind: 'key', text: groups.text }
    return { kind: colon ? 'atom' : 'text', text: groups.text.replace(/\\(["\\])/g, '$1') }
  }
  if (groups.atom !== undefined) return { kind: 'atom', text: groups.atom }
  if (groups.key !== undefined) return { kind: 'key', text: groups.key }
  if (groups.name !== undefined) return { kind: 'name', text: groups.name }
  return { kind: 'mark', text: groups.mark ?? '' }
}
