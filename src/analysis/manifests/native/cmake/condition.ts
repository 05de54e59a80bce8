/** `null` is what a script alone does not tell. */
export type Truth = boolean | null

/** What a condition asks of: variables by name, as far as they are known. */
export interface Known {
  variable(name: string): string | undefined
}

/** Variables that say on which system or with which compiler a build runs, as on the Linux machine of most readers. */
const PLATFORM: ReadonlyMap<string, boolean> = new Map([
  ...['WIN32', 'MSVC', 'APPLE', 'ANDROID', 'IOS', 'EMSCRIPTEN', 'MINGW', 'CYGWIN', 'BORLAND', 'XCODE', 'MSYS'].map(
    (name) => [name, false] as const,
  ),
  ['UNIX', true],
  ['LINUX', true],
  ['PROJECT_IS_TOP_LEVEL', true],
])
/** Both stand for the top folder when the project is built by itself, as it is by somebody who has cloned it. */
const TOP = /^\$?\{?(?:\w+_(?:SOURCE|BINARY)_DIR|CMAKE_CURRENT_(?:SOURCE|LIST|BINARY)_DIR)\}?$/
const NAMES = /^\$?\{?(?:CMAKE_PROJECT_NAME|PROJECT_NAME)\}?$/
const COMPARE =
  /^(?:STREQUAL|MATCHES|EQUAL|LESS|GREATER|LESS_EQUAL|GREATER_EQUAL|STRLESS|STRGREATER|VERSION_\w+|IN_LIST|IS_NEWER_THAN|PATH_EQUAL)$/
const UNARY = /^(?:EXISTS|TARGET|COMMAND|POLICY|TEST|IS_DIRECTORY|IS_ABSOLUTE|IS_SYMLINK)$/

const FALSE = /^(?:0|OFF|NO|FALSE|N|IGNORE|NOTFOUND|.*-NOTFOUND|)$/i
const TRUE = /^(?:[1-9]\d*|ON|YES|TRUE|Y)$/i

/** A constant or a variable as a truth. */
export function truthOf(word: string, known: Known): Truth {
  const name = word.match(/^\$\{(\w+)\}$/)?.[1] ?? word
  if (FALSE.test(name)) return false
  if (TRUE.test(name)) return true
  const value = known.variable(name)
  if (value === undefined) return PLATFORM.get(name) ?? null
  return value.includes('${') ? null : !FALSE.test(value)
}

function compared(left: string, operator: string, right: string): Truth {
  if (operator === 'STREQUAL' || operator === 'PATH_EQUAL') {
    if (TOP.test(left) && TOP.test(right)) return true
    if (NAMES.test(left) || NAMES.test(right)) return true
  }
  return null
}

/** Parentheses and negations in each other: more is no condition that a person wrote. */
const MOST_LEVELS = 40

/** What an `if` asks, in three values: `NOT` before `AND` before `OR`, parentheses first. */
export function evaluate(args: readonly string[], known: Known): Truth {
  let at = 0
  function primary(level: number): Truth {
    const word = args[at++]
    if (word === undefined || level > MOST_LEVELS) return null
    if (word === '(') {
      const inner = either(level + 1)
      if (args[at] === ')') at++
      return inner
    }
    if (word === 'NOT') {
      const inner = primary(level + 1)
      return inner === null ? null : !inner
    }
    if (word === 'DEFINED') {
      const name = args[at++] ?? ''
      return known.variable(name) !== undefined ? true : /^(?:ENV\{|CACHE\{)/.test(name) ? null : false
    }
    if (UNARY.test(word)) {
      at++
      return null
    }
    if (COMPARE.test(args[at] ?? '')) {
      const operator = args[at]!
      const right = args[at + 1] ?? ''
      at += 2
      return compared(word, operator, right)
    }
    return truthOf(word, known)
  }
  function both(level: number): Truth {
    let value = primary(level)
    while (args[at] === 'AND') {
      at++
      const right = primary(level)
      value = value === false || right === false ? false : value === null || right === null ? null : true
    }
    return value
  }
  function either(level: number): Truth {
    let value = both(level)
    while (args[at] === 'OR') {
      at++
      const right = both(level)
      value = value === true || right === true ? true : value === null || right === null ? null : false
    }
    return value
  }
  return either(0)
}
