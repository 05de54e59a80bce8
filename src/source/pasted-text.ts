/** An address as it stands in what a person pasted, and what a command around it says. */
export interface Pasted {
  text: string
  /** The branch or tag of `git clone --branch`. */
  ref: string | null
}

const QUOTES = new Map([
  ['<', '>'],
  ['(', ')'],
  ['[', ']'],
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['‘', '’'],
])
const MARKDOWN_LINK = /^!?\[[^\]]*\]\(<?([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+"[^"]*")?\)$/
const CLONE = /^(?:\$\s+)?(?:git|gh\s+repo|glab\s+repo|hub)\s+clone\s+([\s\S]+)$/
/** Options of `git clone` whose value is the next word. Source: git-clone(1). */
const WITH_VALUE: ReadonlySet<string> = new Set(
  '-b --branch --revision -o --origin -u --upload-pack -c --config -j --jobs --depth --filter --template --reference --reference-if-able --separate-git-dir --server-option --shallow-since --shallow-exclude --bundle-uri --ref-format'.split(
    ' ',
  ),
)
const NAMES_REF: ReadonlySet<string> = new Set(['-b', '--branch', '--revision'])

const BEFORE = /^[\s\p{Cf}]+/u
const AFTER = /[\s\p{Cf},;:!]/u
const FULL_STOP = /(?<=[^./])\.$/

/** Without spaces, marks without width and the punctuation of the sentence around an address. */
function trimmed(text: string): string {
  // A pattern for the end would be tried at every character.
  let end = text.length
  while (end > 0 && AFTER.test(text[end - 1]!)) end--
  return text.slice(0, end).replace(BEFORE, '').replace(FULL_STOP, '')
}

/** Without the quotes or brackets around all of it. */
function unquoted(text: string): string {
  let inner = trimmed(text)
  while (inner.length > 1 && QUOTES.get(inner[0]!) === inner.at(-1)) inner = trimmed(inner.slice(1, -1))
  return inner
}

/** The words behind `git clone`: options, the address, and what is no concern of ours: a folder, further commands. */
function ofCommand(words: readonly string[]): Pasted {
  let ref: string | null = null
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (!word.startsWith('-')) return { text: unquoted(word), ref }
    if (word === '--') continue
    const [option, joined] = word.startsWith('--') ? word.split('=', 2) : [word, undefined]
    const value = WITH_VALUE.has(option!) ? (joined ?? words[++at]) : undefined
    if (value !== undefined && NAMES_REF.has(option!)) ref = unquoted(value)
  }
  return { text: '', ref }
}

/**
 * Takes an address out of what stands around it: white space, quotes, a Markdown link, the full stop of a sentence, a
 * `git clone` command. Letters beyond ASCII become percent-encoded, as browsers copy them; what no address has stays.
 */
export function readPasted(input: string): Pasted {
  const text = unquoted(input)
  const command = text.match(CLONE)
  const { text: address, ref } = command
    ? ofCommand(command[1]!.split(/\s+/))
    : { text: unquoted(text.match(MARKDOWN_LINK)?.[1] ?? text), ref: null }
  return { text: address.replace(/[^\p{ASCII}\p{C}\p{Z}]+/gu, encodeURIComponent), ref }
}
