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
const OPENINGS = new Map([...QUOTES].map(([opening, closing]) => [closing, opening]))

/** A link, whose text may be images: a badge. */
const MARKDOWN_LINK =
  /^!?\[(?:!\[[^\]]*\]\([^()]*\)|[^\]])*\]\(<?([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+"[^"]*")?\)$/
const BEFORE = /^[\s\p{Cf}]+/u
const AFTER = /[\s\p{Cf},;:!]/u
const FULL_STOP = /(?<=[^./])\.$/

/** Where a shell begins the next command. */
const NEXT_COMMAND = /[;|\n\r]|&&/
/** A clone anywhere in a command, behind a prompt or `sudo`, with Git's own options before its name. */
const CLONE =
  /(?:^|[\s$%#>])(?:git\s+(?:-\S+\s+(?:[^-\s]\S*\s+)?)*(?:clone|submodule\s+add)|(?:hub|gh\s+repo|glab\s+repo)\s+clone)\s+(\S[\s\S]*)$/
/** Options whose value is the next word or joined. Sources: git-clone(1), git-submodule(1). */
const WITH_VALUE: ReadonlySet<string> = new Set(
  '-b --branch --revision -o --origin -u --upload-pack -c --config -j --jobs --name --depth --filter --template --reference --reference-if-able --separate-git-dir --server-option --shallow-since --shallow-exclude --bundle-uri --ref-format'.split(
    ' ',
  ),
)
const NAMES_REF: ReadonlySet<string> = new Set(['-b', '--branch', '--revision'])
/** Short options in one word, up to the first that has a value: `-qbmain`. */
const SHORT = /^(-)[^-boucj]*([boucj])(.*)$/
/** An address has parts, the words of a sentence have none. */
const PARTS = /[:/]/

const BETWEEN_WORDS = /[\s;|]+|&&|\]\(/
/** With a scheme, or in the form of scp with a user. */
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/|[\w.-]+@[\w.-]+:)./i

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

/** A word of a text without quotes and brackets that begin before it or end behind it. */
function bare(word: string): string {
  let start = 0
  while (QUOTES.has(word[start]!)) start++
  let inner = trimmed(word.slice(start))
  for (;;) {
    const opening = OPENINGS.get(inner.at(-1) ?? '')
    if (opening === undefined || inner.slice(0, -1).includes(opening)) return inner
    inner = trimmed(inner.slice(0, -1))
  }
}

/** An option and the value that is joined to it. */
function optionOf(word: string): [option: string, joined: string | undefined] {
  const [, dash, letter, joined] = word.match(SHORT) ?? []
  if (dash !== undefined) return [dash + letter!, joined || undefined]
  const at = word.indexOf('=')
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)]
}

/** What a command clones; options may stand on both sides of it, a folder behind it. Empty where it clones nothing. */
function clonedBy(command: string): Pasted[] {
  const [, rest = ''] = command.match(CLONE) ?? []
  const words = rest.split(/\s+/)
  let address: string | undefined
  let ref: string | null = null
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (!word.startsWith('-')) {
      address ??= unquoted(word)
      continue
    }
    const [option, joined] = optionOf(word)
    if (!WITH_VALUE.has(option)) continue
    const value = joined ?? words[++at]
    if (value !== undefined && NAMES_REF.has(option)) ref = unquoted(value)
  }
  return address !== undefined && PARTS.test(address) ? [{ text: address, ref }] : []
}

/** The addresses in a text of several words. One with which the text begins is broken, or not all that was meant. */
function within(text: string): Pasted[] {
  const clones = text.split(NEXT_COMMAND).flatMap(clonedBy)
  if (clones.length) return clones
  const found = text.split(BETWEEN_WORDS).map(bare)
  const addresses = new Set(found.filter((word) => ADDRESS.test(word)))
  return addresses.size === 1 && ADDRESS.test(text) ? [] : [...addresses].map((word) => ({ text: word, ref: null }))
}

/**
 * Takes an address out of what stands around it: white space, quotes, a Markdown link, a sentence, a `git clone` or
 * another command. Letters beyond ASCII become percent-encoded, as browsers copy them; what no address has stays.
 * @returns the whole text where no address with a scheme or in the form of scp stands in it; `null` where several do
 */
export function readPasted(input: string): Pasted | null {
  const whole = unquoted(input)
  const link = whole.match(MARKDOWN_LINK)?.[1]
  const found = link === undefined && /\s/.test(whole) ? within(whole) : []
  const { text, ref } = found[0] ?? { text: unquoted(link ?? whole), ref: null }
  if (found.some((other) => other.text !== text || other.ref !== ref)) return null
  return { text: text.replace(/[^\p{ASCII}\p{C}\p{Z}]+/gu, encodeURIComponent), ref }
}
