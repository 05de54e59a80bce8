// Ruby (Onigmo) regular expressions, as Linguist's YAML files hold them, in JavaScript's syntax.

const SPACE = ' \\t\\n\\v\\f\\r'
const POSIX = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: SPACE,
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
}

/**
 * Translates one pattern. What differs between the two languages and is translated: `^ $ . \s \h \A \z \Z`,
 * inline flags, free spacing, POSIX classes, class intersections with a negated class, possessive quantifiers,
 * atomic groups, calls of named groups, numbered groups that are referred to, `\R`. The result is meant for the flag `m`, on text
 * decoded as Latin-1.
 *
 * @param {string} ruby
 * @returns {{ source: string, ignoreCase: boolean }}
 * @throws {Error} when the pattern uses something that has no equivalent here
 */
export function toJavaScript(ruby) {
  const whole = /^\(\?([imx]+)\)/.exec(ruby)
  const flags = { i: false, m: false, x: false }
  for (const flag of whole?.[1] ?? '') flags[flag] = true
  const ignoreCase = flags.i
  // With JavaScript's own flag nothing needs to be spelt out.
  const source = translate(ruby.slice(whole?.[0].length ?? 0), { ...flags, i: false })
  new RegExp(source, ignoreCase ? 'im' : 'm')
  return { source, ignoreCase }
}

function translate(ruby, given) {
  let at = 0
  let atomic = 0
  /** Sources of named groups, for calls. */
  const named = new Map()
  /** Only what is referred to is captured, and by name: atomic groups would shift the numbers. */
  const referred = new Set([...ruby.matchAll(/\\([1-9])/g)].map(([, number]) => Number(number)))
  let groups = 0

  function group(flags, opening) {
    let out = ''
    /** Start of the atom that a possessive quantifier would apply to. */
    let atom = 0
    /** May the alternative still begin here? Then `^\s*` need not look across lines. */
    let fresh = opening
    const put = (text) => {
      atom = out.length
      out += text
      fresh = false
    }
    while (at < ruby.length && ruby[at] !== ')') {
      const c = ruby[at]
      if (flags.x && /\s/.test(c)) at++
      else if (flags.x && c === '#') while (at < ruby.length && ruby[at] !== '\n') at++
      else if (c === '|') {
        out += c
        at++
        fresh = opening
      } else if (c === '(') put(parenthesis(flags, fresh))
      else if (c === '[') put(characterClass(flags))
      else if (c === '\\') put(escaped())
      else if (c === '.') {
        at++
        put(flags.m ? '[^]' : '[^\\n]')
      } else if (c === '$') {
        at++
        put('(?![^\\n])')
      } else if (c === '^') {
        at++
        const leading = fresh && ruby.startsWith('\\s*', at)
        put('^')
        if (leading) {
          // A match that spans lines holds one that begins on its last line; this one cannot go quadratic.
          at += 3
          put('[ \\t\\v\\f\\r]*')
        }
      } else if (/[*+?]/.test(c) || /^\{\d*,?\d*\}/.test(ruby.slice(at))) {
        const [quantifier] = /^(?:[*+?]|\{\d*,?\d*\})/.exec(ruby.slice(at))
        at += quantifier.length
        if (ruby[at] === '+' && !quantifier.startsWith('{')) {
          at++
          out = out.slice(0, atom) + atomicGroup(out.slice(atom) + quantifier)
        } else {
          out += quantifier.replace(/^\{,/, '{0,')
          if (ruby[at] === '?') {
            out += '?'
            at++
          }
        }
      } else {
        at++
        put(flags.i && /[a-z]/i.test(c) ? `[${c.toLowerCase()}${c.toUpperCase()}]` : c)
      }
    }
    return out
  }

  function close() {
    if (ruby[at] !== ')') throw new Error('unbalanced parentheses')
    at++
  }

  const atomicGroup = (inner) => `(?=(?<atomic${++atomic}>${inner}))\\k<atomic${atomic}>`

  function parenthesis(flags, fresh) {
    const head = /^\((?:\?(?:([imx]*)(?:-([imx]*))?([:)])|<?[=!]|>|<(\w+)>))?/.exec(ruby.slice(at))
    at += head[0].length
    const number = head[0] === '(' ? ++groups : 0
    if (head[3]) {
      const inner = { ...flags }
      for (const flag of head[1] ?? '') inner[flag] = true
      for (const flag of head[2] ?? '') inner[flag] = false
      // `(?i)` in the middle holds to the end of the group around it: take it in as its contents.
      const body = group(inner, fresh)
      if (head[3] === ':') close()
      return `(?:${body})`
    }
    const lookaround = /^\(\?<?[=!]$/.test(head[0])
    const body = group(flags, fresh && !lookaround)
    close()
    if (head[4]) {
      named.set(head[4], body)
      return `(?:${body})`
    }
    if (head[0] === '(?>') return atomicGroup(body)
    if (referred.has(number)) return `(?<group${number}>${body})`
    return lookaround ? `${head[0]}${body})` : `(?:${body})`
  }

  function escaped() {
    const call = /^\\g<(\w+)>/.exec(ruby.slice(at))
    if (call) {
      at += call[0].length
      if (!named.has(call[1])) throw new Error(`call of an unknown group ${call[1]}`)
      const fresh = new Map()
      const copy = named.get(call[1]).replace(/atomic\d+/g, (name) => {
        if (!fresh.has(name)) fresh.set(name, `atomic${++atomic}`)
        return fresh.get(name)
      })
      return `(?:${copy})`
    }
    const c = ruby[at + 1]
    at += 2
    if (c === 'A') return '(?<![^])'
    if (c === 'z') return '(?![^])'
    if (c === 'Z') return '(?=\\n?(?![^]))'
    if (c === 's') return `[${SPACE}]`
    if (c === 'S') return `[^${SPACE}]`
    if (c === 'h') return '[0-9A-Fa-f]'
    if (c === 'R') return '(?:\\r\\n|[\\n\\v\\f\\r])'
    if (/[1-9]/.test(c) && Number(c) <= groups && !named.size) return `\\k<group${c}>`
    if (/[1-9GKXHpPk]/.test(c)) throw new Error(`\\${c} is not translated`)
    return `\\${c}`
  }

  function characterClass(flags) {
    let out = '['
    at++
    if (ruby[at] === '^') {
      out += '^'
      at++
    }
    let first = true
    while (at < ruby.length && (ruby[at] !== ']' || first)) {
      first = false
      const posix = /^\[:(\w+):\]/.exec(ruby.slice(at))
      const minus = /^&&\[\^([^\]]*)\]/.exec(ruby.slice(at))
      if (posix) {
        if (!Object.hasOwn(POSIX, posix[1])) throw new Error(`class ${posix[1]} is not translated`)
        out += POSIX[posix[1]]
        at += posix[0].length
      } else if (minus) {
        at += minus[0].length + 1
        return `(?:(?![${minus[1]}])${out}])`
      } else if (ruby.startsWith('&&', at)) throw new Error('this class intersection is not translated')
      else if (ruby[at] === '\\') {
        const c = ruby[at + 1]
        out += c === 's' ? SPACE : c === 'h' ? '0-9A-Fa-f' : `\\${c}`
        at += 2
      } else {
        const range = /^([a-z])-([a-z])/i.exec(ruby.slice(at))
        const text = range ? range[0] : ruby[at]
        out += text === '[' ? '\\[' : text
        if (flags.i && /[a-z]/i.test(text)) out += text.toLowerCase() === text ? text.toUpperCase() : text.toLowerCase()
        at += text.length
      }
    }
    at++
    return `${out}]`
  }

  const out = group(given, true)
  if (at < ruby.length) throw new Error('unbalanced parentheses')
  return out
}
