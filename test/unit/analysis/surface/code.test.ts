import { describe, expect, test } from 'vitest'
import { readCode } from '../../../../src/analysis/surface/code'
import type { Language } from '../../../../src/analysis/surface/syntax'

const bare = (text: string, language: Language) => readCode(text, language).bare
const literals = (text: string, language: Language) =>
  [...readCode(text, language).literals.values()].map(({ value }) => value)

describe('what looks like code is code', () => {
  test('offsets stay what they were, whatever is taken away', () => {
    const text = '/* get("/a") */ app.get("/b") // get("/c")\n'
    const shown = bare(text, 'javascript')
    expect(shown).toHaveLength(text.length)
    expect(shown.match(/get/g)).toHaveLength(1)
    expect(shown.indexOf('app')).toBe(text.indexOf('app'))
  })
  test('a literal is two double quotes, and one with values in it is not', () => {
    expect(bare("get('/a', `/b`, `/${c}`)", 'javascript')).toBe(`get("  ", "  ", '     ')`)
    expect(literals("get('/a', `/b`, `/${c}`)", 'javascript')).toEqual(['/a', '/b'])
    expect(literals('get(f"/{a}", rf"/{b}", r"^/c$", """d""")', 'python')).toEqual(['^/c$', 'd'])
    expect(literals('Get($"/{a}", @"C:\\", "b")', 'csharp')).toEqual(['C:\\', 'b'])
    expect(literals('get("/#{a}", \'/#{b}\')', 'ruby')).toEqual(['/#{b}'])
    expect(literals('get("/$a", "/\\$b")', 'kotlin')).toEqual(['/$b'])
    expect(literals('get("\\(a)", "b")', 'swift')).toEqual(['b'])
  })
  test('raw strings of Rust and Go keep their backslashes and quotes', () => {
    expect(literals('f(r#"a"\\b"#, "c")', 'rust')).toEqual(['a"\\b', 'c'])
    expect(literals('f(`a\\b`, "c")', 'go')).toEqual(['a\\b', 'c'])
  })
  test('a lifetime is no string, a character none either', () => {
    expect(literals(`fn a<'a>(b: &'a str) { c('"', "d") }`, 'rust')).toEqual(['d'])
  })
  test('an apostrophe in the text of a page opens nothing', () => {
    expect(literals('<p>Don\'t</p>\nget("/a")', 'javascript')).toEqual(['/a'])
  })
  test('a regular expression with a quote opens nothing', () => {
    expect(literals('a = b.replace(/["\']/g, "c")', 'javascript')).toEqual(['c'])
  })
  test('documents, sigils and comments over lines hold no code', () => {
    expect(bare('a(<<~SQL)\n  get "/x"\nSQL\nget "/y"', 'ruby')).toContain('get "  "')
    expect(bare('a(<<~SQL)\n  get "/x"\nSQL\nget "/y"', 'ruby').match(/get/g)).toHaveLength(1)
    expect(bare('@moduledoc """\nget "/x"\n"""\nget "/y"', 'elixir').match(/get/g)).toHaveLength(1)
    expect(bare('\n=begin\nget "/x"\n=end\nget "/y"', 'ruby').match(/get/g)).toHaveLength(1)
    expect(bare("$a = <<<EOT\nRoute::get('/x')\nEOT;\nRoute::get('/y');", 'php').match(/get/g)).toHaveLength(1)
  })
  test('an attribute of PHP is no comment', () => {
    expect(bare("#[Route('/a')] # b", 'php')).toBe('#[Route("  ")]    ')
  })
  test('hostile text costs as much as it is long', { timeout: 4_000 }, () => {
    for (const language of ['javascript', 'rust', 'ruby', 'python', 'php', 'kotlin'] as const)
      for (const one of ['"', "'", '`${', 'r#"', '<<~A\n', '/', '"""', '#{"', '((', '/*', '"\\'])
        expect(bare(one.repeat(65_536 / one.length), language).length).toBeGreaterThan(60_000)
  })
})
