import { DOCUMENTATION_PATHS, GENERATED_PATHS, VENDORED_PATHS } from '../data/linguist'
import { byFolder } from '../paths'

/** How most of the patterns begin. */
const SEGMENT = '(?:^|/)'

/** Something of any length before all else: it may be nothing, and costs a look at every pair of places. */
const ANYTHING = /^\(\?:\[\^[^\]]*\]\*\??\)/

/** Patterns that only a file for the browser can match: all but one of ten for files by their names. */
const BROWSER = /(?:(?<![\\\w])|\(\?:)(?:js|css|less|s[ac]ss|styl|\|)+\)?\$$/
const BROWSER_FILE = /(?:js|css|less|s[ac]ss|styl)$/

const joined = (patterns: readonly string[]) => (patterns.length ? new RegExp(patterns.join('|')) : null)

/** One test for all the patterns, compiled when first asked; those that begin with a segment are tried at segments only. */
function testOf(patterns: readonly string[]): (text: string) => boolean {
  let tests: RegExp[] | undefined
  return (text) => {
    if (!tests) {
      const [segments, others] = [true, false].map((wanted) => patterns.filter((p) => p.startsWith(SEGMENT) === wanted))
      const inner = segments!.map((p) => p.slice(SEGMENT.length)).join('|')
      tests = [joined(inner ? [`${SEGMENT}(?:${inner})`] : []), joined(others!)].filter((test) => test !== null)
    }
    return tests.some((test) => test.test(text))
  }
}

/**
 * Joins patterns into one test. Those for folders are asked once for all files in a row of one folder, as trees are in order of paths;
 * those for files in browsers are asked of no others.
 */
function lazily(given: readonly string[]): (path: string) => boolean {
  const patterns = given.map((pattern) => pattern.replace(ANYTHING, ''))
  const inFolder = byFolder(testOf(patterns.filter((pattern) => pattern.endsWith('/'))))
  const files = patterns.filter((pattern) => !pattern.endsWith('/'))
  const inBrowsers = testOf(files.filter((pattern) => BROWSER.test(pattern)))
  const others = testOf(files.filter((pattern) => !BROWSER.test(pattern)))
  return (path) => inFolder(path) || others(path) || (BROWSER_FILE.test(path) && inBrowsers(path))
}

/** Somebody else's code, by Linguist's `vendor.yml`. */
export const isVendoredPath = lazily(VENDORED_PATHS)
/** Documentation and samples, by Linguist's `documentation.yml`. */
export const isDocumentationPath = lazily(DOCUMENTATION_PATHS)

const generated = lazily(GENERATED_PATHS)
/** Names for which Linguist ignores case, and those of Xcode's interface and workspace files. */
const GENERATED_ANY_CASE = /\.designer\.(?:cs|vb)$|\.feature\.cs$|_tlb\.pas$|\.(?:nib|xcworkspacedata|xcuserstate)$/i
/** Generated, as the path alone tells. */
export const isGeneratedPath = (path: string) => generated(path) || GENERATED_ANY_CASE.test(path)

const named = lazily([...VENDORED_PATHS, ...DOCUMENTATION_PATHS, ...GENERATED_PATHS])
/** Vendored, documentation or generated, as the path alone tells: in one go, for all files of a tree. */
export const isSetAside = (path: string) => named(path) || GENERATED_ANY_CASE.test(path)
