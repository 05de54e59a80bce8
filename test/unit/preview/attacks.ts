/** Repeats a part until `size` bytes of ASCII are full. */
const filled = (part: string) => (size: number) => part.repeat(Math.floor(size / part.length))
/** A part many times, then its counterpart as often. */
const paired = (before: string, middle: string, after: string) => (size: number) => {
  const times = Math.floor((size - middle.length) / (before.length + after.length))
  return before.repeat(times) + middle + after.repeat(times)
}
/** Lines made of their number until `size` is reached. */
function numbered(size: number, line: (n: number) => string): string {
  const lines: string[] = []
  for (let n = 0, length = 0; length < size; n++) {
    const next = line(n)
    lines.push(next)
    length += next.length
  }
  return lines.join('').slice(0, size)
}
const counted = (line: (n: number) => string) => (size: number) => numbered(size, line)
/** A head once, then a part until full. */
const headed = (head: string, part: string) => (size: number) => head + filled(part)(size - head.length)

/** Text of about `size` bytes on which a careless parser takes quadratic time, or a recursive one overflows. */
export const ATTACKS: Record<string, (size: number) => string> = {
  'emphasis in emphasis': paired('*a **a ', 'b', ' a** a*'),
  'emphasis in one run': paired('*', 'a', '*'),
  'underscores in one run': paired('_', 'a', '_'),
  'openers of emphasis': filled('_a '),
  'openers of strong emphasis': filled('**a '),
  'closers of emphasis': filled('a_ '),
  'stars before words': filled('*a '),
  'mismatched emphasis': filled('*a_ '),
  'emphasis by threes': headed('a**b', 'c* '),
  'openers of links with closers of emphasis': filled('[ a_'),
  'strikethrough in strikethrough': paired('~~a ', 'b', ' a~~'),
  'openers of strikethrough': filled('~~a '),
  'single tildes': filled('~a '),
  'brackets in brackets': paired('[', 'a', ']'),
  'openers of links': filled('[a'),
  'closers of links': filled('a]'),
  'links without a target': filled('[a]('),
  'links without an end': filled('[a](b'),
  'links without an end, in angle brackets': filled('[a](<b'),
  'titles without an end': filled('[a](b "c'),
  'brackets and parentheses': filled('[ (]('),
  'images in images': paired('![', 'a', '](b)'),
  'links in links': paired('[', 'a', '](b)'),
  'openers of images': filled('![a'),
  'parentheses in a target': (size) => `[a](${paired('(', 'b', ')')(size - 6)})`,
  'quotes in quotes': filled('> '),
  'a quote on each line, ever deeper': counted((n) => `${'> '.repeat(n % 400)}a\n`),
  'lists in lists': counted((n) => `${'  '.repeat(n % 400)}* a\n`),
  'lists in one line': filled('- '),
  'numbered lists in one line': filled('1. '),
  'items of a list': filled('- a\n'),
  'loose items, each with a list': filled('- a\n\n  - b\n\n'),
  'lists and quotes by turns': filled('> - '),
  'a quote of which each other line has no sign': filled('> a\nb\n'),
  'a quote of items, each other line without a sign': filled('> - a\nb\n'),
  'a quote in a quote, each other line without a sign': filled('> > a\nb\n'),
  'a quote in a quote, each other line of the outer': filled('> > a\n> b\n'),
  'items that go on in lines without a sign': filled('- a\nb\n'),
  'numbered items that go on so': filled('1. a\nb\n'),
  'items of quotes that go on so': filled('- > a\nb\n'),
  'items that were ticked': filled('- [x] a\n'),
  'items behind tabs': filled('-\ta\n\t-\tb\n'),
  'lists of both kinds by turns': filled('1) a\n2. b\n'),
  'backticks in growing runs': counted((n) => `e${'`'.repeat(n)}`),
  'openers of code spans': filled('``a` '),
  'fences without an end': filled('```a\n~~~b\n'),
  'a table of one row that is long': (size) => {
    const cells = Math.floor(size / 6)
    return `${'a|'.repeat(cells)}\n${'-|'.repeat(cells)}\n${'b|'.repeat(cells)}`
  },
  'a table of many short rows': headed('| a |\n| - |\n', '| a |\n'),
  'a table of wide head and short rows': (size) => {
    const cells = Math.floor(size / 10)
    return `${'a|'.repeat(cells)}\n${'-|'.repeat(cells)}\n${'b\n'.repeat(Math.floor((size - 4 * cells) / 2))}`
  },
  'heads of tables': filled('| a |\n'),
  'tables one after the other': filled('a\n-|\n\n'),
  'lines that may be a table': filled('aaa\rbbb\n-\v\n'),
  'escaped bars': headed('a|b\n-|-\n', '\\|'),
  'reference definitions': counted((n) => `[a${n}]: b\n`),
  'the same definition': filled('[a]: b\n'),
  'definitions without an end': filled('[a]: <b\n'),
  'a label without an end': headed('[', 'a\\]'),
  'references to nothing': filled('[a][b]'),
  'references to one target': headed('[a]: b\n\n', '[a]'),
  entities: filled('&amp;'),
  'entities without an end': filled('&amp'),
  'numeric entities': filled('&#x41;'),
  autolinks: filled('<https://a.b>'),
  'autolinks without an end': filled('<https://a'),
  'plain addresses': filled('https://a.b '),
  'plain addresses in one run': filled('https://a.b'),
  'an address that ends in parentheses': headed('https://a.b/', ')'),
  'an address that ends in entities': headed('https://a.b/', '&amp;'),
  'names of hosts': filled('www.'),
  'mail addresses': filled('a@b.c '),
  'mail addresses in one run': filled('a@b.c'),
  'a mail address that never comes': filled('a.'),
  'dots before an at sign': (size) => `${'a.'.repeat(Math.floor(size / 2))}@b`,
  footnotes: counted((n) => `[^${n}]\n\n[^${n}]: a\n\n`),
  'references to one footnote': headed('[^a]: b\n\n', '[^a]'),
  'footnotes in footnotes': counted((n) => `[^${n}]: [^${n + 1}]\n\n`),
  'openers of footnotes': filled('[^a'),
  'footnotes without a name': filled('[^]: '),
  emoji: filled(':tada:'),
  'emoji without an end': filled(':tada '),
  colons: filled(':'),
  'names of emoji without an end': filled(':a_b+'),
  'comments without an end': filled('<!--'),
  'comments without an end, a paragraph each': filled('<!-- a\n\n'),
  'dashes in a comment': headed('<!--', '- '),
  'sections of character data without an end': filled('<![CDATA['),
  'processing instructions without an end': filled('a <?'),
  'declarations without an end': filled('a <!A'),
  'tags in tags': paired('<div>', 'a', '</div>'),
  'tags left open': filled('<div>'),
  'tags left open, a line each': filled('<b>\n\n'),
  'twenty thousand tags in each other': (size) => '<span>'.repeat(20_000).slice(0, size),
  'tags without an end': filled('<a '),
  'attributes without an end': headed('<a ', 'b="c '),
  attributes: (size) => `a <b ${'c '.repeat(Math.floor(size / 2))}>`,
  'formatting left open in paragraphs': filled('<b><i><p>a'),
  'tables in tables': filled('<table><tr><td>'),
  'text where a table allows none': headed('<table>', 'a<b>'),
  'ends of tags': filled('</p>'),
  'closers of comments': filled('-->'),
  headings: filled('# a\n'),
  'the same heading': filled('# a\n\n'),
  'number signs behind a heading': headed('# a ', '#'),
  'underlines of headings': filled('a\n-\n'),
  'lines of one paragraph': filled('a\n'),
  'spaces before a line end': filled('a                    \n'),
  spaces: headed('a', ' '),
  tabs: headed('a', '\t'),
  'line ends': filled('\n'),
  'carriage returns': filled('\r'),
  backslashes: filled('\\'),
  escapes: filled('\\*'),
  rules: filled('* * * a\n'),
  'signs of a rule': filled('* '),
  'equals signs below a line': headed('a\n', '='),
  alerts: filled('> [!NOTE]\n> a\n\n'),
  diagrams: filled('```mermaid\ngraph TD\n```\n\n'),
  'code of many languages': counted(
    (n) => `\`\`\`${['js', 'html', 'css', 'sh', 'python', 'json'][n % 6]}\na = "b" <c>\n\`\`\`\n`,
  ),
  'one block of code to highlight': (size) => `\`\`\`js\n${'`${{'.repeat(Math.floor(size / 4) - 4)}\n\`\`\``,
  'one block of HTML to highlight': (size) => `\`\`\`html\n${'<a b="'.repeat(Math.floor(size / 6) - 3)}\n\`\`\``,
  'one block of CSS to highlight': (size) => `\`\`\`css\n${'a{b:('.repeat(Math.floor(size / 5) - 3)}\n\`\`\``,
  zeros: filled('abc\u0000'),
  'letters of four bytes': (size) => '😀'.repeat(Math.floor(size / 4)),
}
