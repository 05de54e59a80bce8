import type { Source } from '../../../facts'
import type { Run } from './walk'

const REGISTERS =
  /^(?:add_test|(?:gtest|catch|doctest|boost)_(?:discover|add)_tests|ecm_add_tests?|(?:\w{1,40}_)?add_(?:g|unit_?|c)?tests?|add_catch_test|(?:\w{1,40}_)?(?:cc_test|cxx_test|unit_?test))$/
/** Options, by the names that people choose, that build tests of one variant only. */
const VARIANT = /fuzz|cuda|bench|header_?only|_ho$|perf|coverage|sanit|example/i

/** How `ctest` finds tests: below which folder of the build, and with which options on. */
export interface Tests {
  folder: string
  options: readonly string[]
  source: Source
}

/** The tests that CTest runs; `null` where a build of the project registers none. */
export function cmakeTests(runs: readonly Run[], top: string): Tests | null {
  const enabled = runs.filter(
    ({ name, args }) => name === 'enable_testing' || (name === 'include' && args[0] === 'CTest'),
  )
  const registered = runs
    .filter(({ name, gate }) => REGISTERS.test(name) && !gate.some((option) => VARIANT.test(option)))
    .toSorted((a, b) => a.gate.length - b.gate.length)
  for (const test of registered) {
    // `enable_testing` speaks for its own folder and those below.
    const at = enabled
      .filter(
        ({ folder, gate }) =>
          (folder === top || test.folder === folder || test.folder.startsWith(`${folder}/`)) &&
          gate.every((option) => test.gate.includes(option) || gate.length <= 1) &&
          !gate.some((option) => VARIANT.test(option)),
      )
      .toSorted((a, b) => a.gate.length - b.gate.length || a.folder.length - b.folder.length)[0]
    if (!at) continue
    const below = at.folder === top ? '' : top === '.' ? at.folder : at.folder.slice(top.length + 1)
    return {
      folder: below ? `build/${below}` : 'build',
      options: [...new Set([...at.gate, ...test.gate])],
      source: { path: test.path, line: test.line },
    }
  }
  return null
}
