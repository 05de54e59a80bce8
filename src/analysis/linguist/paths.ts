import { DOCUMENTATION_PATHS, GENERATED_PATHS, VENDORED_PATHS } from '../data/linguist'

/** How most of the patterns begin. */
const SEGMENT = '(?:^|/)'

/** Something of any length before all else: it may be nothing, and costs a look at every pair of places. */
const ANYTHING = /^\(\?:\[\^[^\]]*\]\*\??\)/

/** Joins patterns into one lazily compiled test; those that begin with a segment are tried at segments only. */
function lazily(given: readonly string[]): (path: string) => boolean {
  const patterns = given.map((pattern) => pattern.replace(ANYTHING, ''))
  let tests: RegExp[] | undefined
  return (path) => {
    if (!tests) {
      const [segments, others] = [true, false].map((wanted) => patterns.filter((p) => p.startsWith(SEGMENT) === wanted))
      tests = [`${SEGMENT}(?:${segments!.map((p) => p.slice(SEGMENT.length)).join('|')})`, others!.join('|')]
        .filter((source) => source !== '' && source !== `${SEGMENT}(?:)`)
        .map((source) => new RegExp(source))
    }
    return tests.some((test) => test.test(path))
  }
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
